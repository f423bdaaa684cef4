"""What a run still has to read, and the order in which its rows belong."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from copydesk.jobs.journal import Row
from copydesk.jobs.work import Origin, Outcome, Task

__all__ = ["Progress", "is_final"]

_FINAL: Final = frozenset(
    "binary consent-wall empty encoding error-page feed index-page no-body nodes sitemap size".split()
)
"""Reasons that lie in the source itself: read again, it would fail again. Sources that failed for others are."""


class _Pending(NamedTuple):
    place: int
    row: Row
    """What is known of the source before it is read."""
    path: Path | None


class Progress:
    """Which sources are done and which are not, in the order of the sources.

    `wants` is asked for each task in order and `done` told each outcome in the same order, perhaps on another thread.

    Args:
        rows: what earlier runs did.
        holds: whether the record of such a row is still there.
    """

    def __init__(self, rows: Iterable[Row] = (), holds: Callable[[Row], bool] = lambda _: True) -> None:
        self._rows = list(rows)
        self._holds = holds
        self._latest = {(row.name, row.nth): index for index, row in enumerate(self._rows)}
        self._times: Counter[str] = Counter()
        self._order: list[int | None] = []
        self._pending: deque[_Pending] = deque()
        self.kept = 0
        """Sources that an earlier run has done."""

    def wants(self, task: Task) -> bool:
        """Whether the source has to be read: it is not done, or has changed since."""
        name = _spelled(task.name)
        self._times[name] += 1
        path = task.location if isinstance(task.location, Path) else None
        seen = _seen(task, path, Row(name=name, nth=self._times[name], origin=_origin(task)))
        index = self._latest.get((seen.name, seen.nth))
        if index is not None and self._is_done(self._rows[index], seen, path):
            self._order.append(index)
            self.kept += 1
            return False
        self._pending.append(_Pending(len(self._order), seen, path))
        self._order.append(None)
        return True

    def knows(self, task: Task) -> bool:
        """Whether an earlier run is done with an address of this name, so that it is not to be asked again."""
        if not isinstance(task.location, str):
            return False
        name = _spelled(task.name)
        index = self._latest.get((name, self._times[name] + 1))
        return index is not None and self._is_done(self._rows[index], Row(name=name, nth=1), None)

    def row_of(self, outcome: Outcome[bytes]) -> Row:
        """The row of the source whose outcome comes next."""
        _, seen, path = self._pending[0]
        return replace(
            seen,
            reason=outcome.reason,
            message=_spelled(outcome.message),
            code=outcome.code,
            retry_at=outcome.retry_at,
            sha256=seen.sha256 or outcome.sha256 or (path and _digest(path)),
        )

    def done(self, row: Row) -> None:
        """Take the row of the source whose outcome came."""
        self._order[self._pending.popleft().place] = len(self._rows)
        self._latest[row.name, row.nth] = len(self._rows)
        self._rows.append(row)

    def rows(self, *, is_whole: bool) -> list[Row]:
        """The rows in the order of the sources; of a run that was broken off also those that it had not come to."""
        return [self._rows[index] for index in self._indexes(is_whole=is_whole)]

    def is_in_order(self, *, is_whole: bool) -> bool:
        """Whether these rows are all that were written, and were written in that order."""
        return self._indexes(is_whole=is_whole) == [*range(len(self._rows))]

    def in_order(self, rows: Iterable[Row]) -> "Progress":
        """The progress of a run that has done these, in this order, and is at its end."""
        progress = Progress(rows, self._holds)
        progress.kept = self.kept
        progress._order = [*range(len(progress._rows))]
        return progress

    def _indexes(self, *, is_whole: bool) -> list[int]:
        met = [index for index in self._order if index is not None]
        return met if is_whole else [*met, *sorted(set(self._latest.values()).difference(met))]

    def _is_done(self, row: Row, seen: Row, path: Path | None) -> bool:
        return is_final(row) and _is_same(row, seen, path) and self._holds(row)


def is_final(row: Row) -> bool:
    """Whether reading the same source again would change nothing."""
    return not row.is_earlier and (not row.reason or row.reason in _FINAL)


def _origin(task: Task) -> Origin | None:
    origin = task.origin
    return origin and origin._replace(name=_spelled(origin.name), url=origin.url and _spelled(origin.url))


def _seen(task: Task, path: Path | None, row: Row) -> Row:
    """The row with what tells whether the source has changed."""
    content = task.capture.content if task.capture else task.content
    if content is not None:
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        return replace(row, sha256=sha256(raw).hexdigest())
    if path is None:
        return row
    source = None if str(path) == task.name else _spelled(str(path))
    try:
        found = path.stat()
    except (OSError, ValueError):
        return replace(row, source=source)
    return replace(row, source=source, size=found.st_size, modified=found.st_mtime_ns)


def _is_same(row: Row, seen: Row, path: Path | None) -> bool:
    if row.source != seen.source or row.size != seen.size:
        return False
    if row.modified == seen.modified and seen.modified is not None:
        return True
    digest = _digest(path) if path else seen.sha256
    return row.sha256 == digest if digest else row.size is None  # an address that was read is not asked again


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _spelled(name: str) -> str:
    """The name with what no UTF-8 can hold spelled out."""
    return name.encode("utf-8", "backslashreplace").decode()
