"""What a run is to make of each file: settings that stand in every part, so that no two kinds of part are mixed."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from copydesk.settings import DEFAULTS, VERSION, Settings

__all__ = ["LONGER", "SCHEMA", "Choices"]

SCHEMA: Final = "copydesk-scale/1"
"""Of the parts: it rises when a column changes its name, its type or what it means."""

LONGER: Final = 20
"""Times the CPU seconds of a record that may pass on the clock."""


class Choices(Struct, frozen=True, kw_only=True):
    """The settings of a run.

    Attributes:
        full: Whether each story's whole record is kept as JSON.
        seconds: CPU time for reading one record, so that a crowded machine gives the same parts.
        megabytes: Memory that reading one record may take beyond what the process has; 0 is no limit.
        max_bytes: Decoded bytes of one record.
        hosts: Hosts whose pages are read, with and without `www.`; None is all of them.
        languages: BCP 47 tags without region; stories of other languages are left out; None is all of them.
        schema: Of the parts.
        version: Of the reader.

    """

    full: bool = False
    seconds: float = 30.0
    megabytes: int = 1_000
    max_bytes: int = DEFAULTS.max_bytes
    hosts: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    schema: str = SCHEMA
    version: str = VERSION

    @property
    def settings(self) -> Settings:
        """How a record is read."""
        return replace(DEFAULTS, max_bytes=self.max_bytes, max_seconds=LONGER * self.seconds)
