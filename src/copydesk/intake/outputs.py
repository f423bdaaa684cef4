"""Files that runs of copydesk have written, known by the journals beside them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

__all__ = ["outputs_in"]

JOURNAL: Final = ".journal"
OF_FOLDER: Final = "copydesk.journal"
"""The journal of a folder that holds a file for each source."""
BEGIN: Final = b'{"journal":"copydesk/'
LONGEST_LINE: Final = 65_536
_BESIDE: Final = ("", JOURNAL, ".records.jsonl.zst", ".copydesk-part", f"{JOURNAL}.copydesk-part")
"""What a run leaves, behind the name of its output."""


class _Row(msgspec.Struct, frozen=True):
    file: str | None = None


def outputs_in(folder: Path, names: Iterable[str]) -> frozenset[str]:
    """Names of outputs and journals in the folder, as its journals tell them, whether they are there or not.

    A journal that cannot be read is taken for none.
    """
    found: set[str] = set()
    for name in names:
        if name.endswith(JOURNAL):
            with suppress(OSError):
                found.update(_told_by(folder / name))
    return frozenset(found)


def _told_by(path: Path) -> Iterator[str]:
    with path.open("rb") as journal:
        if not journal.readline(LONGEST_LINE).startswith(BEGIN):
            return
        if path.name != OF_FOLDER:
            yield from (path.name.removesuffix(JOURNAL) + ending for ending in _BESIDE)
            return
        yield from (OF_FOLDER, f"{OF_FOLDER}.copydesk-part")
        while line := journal.readline(LONGEST_LINE):
            with suppress(msgspec.DecodeError, msgspec.ValidationError):
                if file := msgspec.json.decode(line, type=_Row).file:
                    yield file
