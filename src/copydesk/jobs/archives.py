"""The web archives of a run as tasks: one for each page in them, and one that fails for each damaged record."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from copydesk.errors import CopydeskError, Unreadable
from copydesk.intake.revisits import Again, Originals, file_again
from copydesk.intake.wacz import archives_in
from copydesk.intake.warc import WarcRecord, each_record
from copydesk.jobs.work import Origin, Task

if TYPE_CHECKING:
    from copydesk.settings import Settings

__all__ = ["Archives"]


class Archives:
    """The tasks of web archives; a page that one revisits may stand in any that came before it.

    Args:
        settings: the limits.
        passed: where what is no page is counted by its use.
    """

    def __init__(self, settings: "Settings", passed: "Counter[str]") -> None:
        self._settings = settings
        self._passed = passed
        self._originals = Originals()

    def in_warc(self, name: str, stream: BinaryIO, path: Path | None = None) -> Iterator[Task]:
        """The tasks of a file of records; with its path its pages can be had again."""
        return self._records(name, stream, file_again(path) if path else None)

    def in_wacz(self, name: str, file: BinaryIO, path: Path | None = None) -> Iterator[Task]:
        """The tasks of each web archive in a WACZ."""
        try:
            for inside in archives_in(file):
                if inside.failure is not None:
                    yield Task(name, failure=inside.failure)
                else:
                    again = partial(_inside, path, inside.name) if path else None
                    yield from self._records(f"{name}/{inside.name}", inside.content, again)
        except CopydeskError as error:
            yield Task(name, failure=error)

    def _records(self, name: str, stream: BinaryIO, again: Again | None) -> Iterator[Task]:
        before = self._passed.total()
        number = 0
        self._originals.begin(again)
        try:
            for record in each_record(stream, self._settings, originals=self._originals):
                if record.use:
                    self._passed[record.use] += 1
                else:
                    number += 1
                    yield _recorded(name, number, record)
        except CopydeskError as error:
            yield Task(name, failure=error)
            return
        if not number:
            others = f"; passed over: {self._passed.total() - before:,}" if self._passed.total() > before else ""
            yield Task(name, failure=Unreadable("file", f"none of the records of the web archive is a page{others}"))


@contextmanager
def _inside(path: Path, name: str) -> Iterator[BinaryIO]:
    """The web archive of that name in the WACZ; raises OSError where it is not to be had."""
    with path.open("rb") as file:
        found = next((one.content for one in archives_in(file) if one.name == name), None)
        if found is None:
            raise FileNotFoundError(name)
        yield found


def _recorded(file: str, number: int, record: WarcRecord) -> Task:
    capture = replace(record.capture, name=file) if record.capture else None
    origin = Origin(file, record.url, record.offset)
    return Task(record.url or f"{file}#{number}", failure=record.failure, capture=capture, origin=origin)
