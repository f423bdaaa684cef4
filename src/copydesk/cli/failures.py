"""The sources that gave no story, as rows of JSON lines."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.cli.streams import Bytes
    from copydesk.jobs.work import Failed

__all__ = ["Failures", "failures_in", "rewritten"]


class Failures:
    """A file of rows, each written when its source has failed; nowhere without a stream."""

    def __init__(self, stream: "Bytes | None" = None) -> None:
        self._stream = stream

    def put(self, failed: "Failed") -> None:
        """Write the row of the source."""
        if self._stream is not None:
            self._stream.write(_row(failed))
            self._stream.flush()


@contextmanager
def failures_in(path: Path | None, *, is_forced: bool) -> Iterator[Failures]:
    """The file, open and empty; raises Refused where what is there has to stay."""
    from copydesk.jobs.files import check_ours, is_straight

    if path is None:
        yield Failures()
        return
    if not is_straight(path):
        check_ours(path, is_forced=is_forced)
    with path.open("wb") as stream:
        yield Failures(stream)


def rewritten(path: Path, rows: "Sequence[Failed]") -> None:
    """Write all rows in order, those of earlier runs too, where the file is one."""
    from copydesk.jobs.files import is_straight, put_whole, real

    if not is_straight(path):
        put_whole(real(path), b"".join(map(_row, rows)))


def _row(failed: "Failed") -> bytes:
    from copydesk.export.record import line
    from copydesk.jobs.work import failure_of

    return line(failure_of(failed)).encode()
