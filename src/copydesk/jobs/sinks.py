"""What takes the outcomes of a run, and what the run was asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from copydesk.errors import Refused
from copydesk.jobs.work import Outcome, Task

if TYPE_CHECKING:
    from copydesk.jobs.journal import Header, Option, Row

__all__ = ["Run", "Sink"]


class Run(NamedTuple):
    """What a run was asked for."""

    options: "dict[str, Option]"
    """By name, those that make the records what they are."""
    names: Sequence[str]
    """The sources as given."""
    is_resumed: bool = False
    is_forced: bool = False
    """Whether files that no run of ours made may be replaced."""

    @property
    def header(self) -> "Header":
        """The first line of the run's journal."""
        from copydesk.jobs.journal import Header, given

        return Header(options=self.options, sources=given(self.names))

    def check_goes_on(self, found: "Header", journal: Path) -> None:
        """Nothing where the run can go on behind another; raises Refused with `journal`, and says what differs."""
        from copydesk.jobs.journal import begun_otherwise

        told = begun_otherwise(found, self.header, self.names)
        if told:
            raise Refused("journal", f"{journal} is of another run: {'; '.join(told)}")


class Sink(Protocol):
    """Takes the outcome of one source after the other."""

    @property
    def kept(self) -> int:
        """Sources that an earlier run has done, as far as they were asked for."""

    def wants(self, task: Task) -> bool:
        """Whether the source has to be read; asked for each of them, in order."""

    def knows(self, task: Task) -> bool:
        """Whether an earlier run is done with the address, so that it need not be asked to see what it is."""

    def put(self, outcome: Outcome[bytes]) -> Outcome[bytes]:
        """Keep the outcome; what became of it where it could not be kept. Raises OSError where nothing can be."""

    def finish(self, *, is_whole: bool) -> None:
        """All that was read is kept; `is_whole` where that is all there was to read."""

    def failures(self) -> "Sequence[Row] | None":
        """The sources without a story, in order; None where nobody remembers."""

    def close(self) -> None:
        """Let go of the files, whatever happened."""
