"""Outcomes of reading, in batches into an archive: one writer, however many read."""

import stat
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from copydesk.archive import connection as connections
from copydesk.archive import store
from copydesk.archive.archive import Archive, now
from copydesk.archive.batch import Batch, batch_of
from copydesk.archive.incoming import Incoming, incoming
from copydesk.archive.store import Added, AddedKind
from copydesk.archive.stories import record
from copydesk.errors import Refused
from copydesk.jobs.work import Outcome, Reader, Task
from copydesk.records import Capture, Right, Story
from copydesk.settings import VERSION, Settings

__all__ = [
    "KINDS",
    "Ledger",
    "Prepare",
    "Taken",
    "add_readings",
    "check_rights",
    "closing_line",
    "put_outcome",
    "relate_told",
    "take_in",
    "without_reading",
]

BATCH: Final = 1_000
"""Records in one transaction: fewer cost more each, more are lost with the machine."""
BATCH_SECONDS: Final = 2.0
KINDS: Final[tuple[AddedKind, ...]] = ("new", "changed", "copy", "unchanged", "refused")


WarcAddress: TypeAlias = tuple[str, int]
"""The name of a WARC file, and the byte at which a record begins."""


class Taken(NamedTuple):
    """What became of one source, once it is safe on disk."""

    name: str
    kind: AddedKind
    story: int = 0
    number: int = 0
    reason: str = ""
    message: str = ""


class Prepare:
    """Reads captures and makes their stories ready, in the process that reads.

    Args:
        reader: gives the story of a capture.
        moment: ISO 8601 instant in UTC, the time of captures that bring none.
        keeps_pages: whether the bytes of each page are kept.
        permitted: names of the pages that are kept although they reserve their rights; None to keep all.
    """

    def __init__(
        self, reader: Reader, moment: str, *, keeps_pages: bool = False, permitted: frozenset[str] | None = None
    ) -> None:
        self._reader = reader
        self._permitted = permitted
        self._moment = moment
        self._keeps_pages = keeps_pages
        self._page: bytes | None = None

    def read(self, capture: Capture, *, settings: Settings) -> Story:
        """The story of the capture, whose bytes are remembered for `ready`."""
        if self._keeps_pages:
            content = capture.content
            self._page = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        story = self._reader(capture, settings=settings)
        if self._permitted is not None and capture.name not in self._permitted:
            check_rights(story.source.rights)
        return story

    def ready(self, story: Story) -> Incoming:
        """The story that was read last, ready for an archive."""
        page, self._page = self._page, None
        return incoming(story, now=self._moment, page=page)


def check_rights(rights: Iterable[Right]) -> None:
    """Return where no right is reserved.

    Raises:
        Refused: `rights`.
    """
    reserved = next((right for right in rights if right.is_reserved), None)
    if reserved:
        said = f"{reserved.signal} {reserved.value} ({reserved.place})"
        raise Refused("rights", f"the site reserves its rights: {said}; passed over without `rights = true`")


class Ledger:
    """Which files and records an earlier run has taken in as they are: they need not be read again.

    A file is known by its place, size and time of change, a record of a WARC file by its id and offset, both together
    with the version of the reader. `wants` is asked for each task, `settled` told the outcome of each that it wanted.
    """

    def __init__(self, archive: Archive) -> None:
        self._rows = dict(archive.connection.execute("select place, stamp from taken"))
        self._waiting: defaultdict[str, deque[tuple[str, str] | None]] = defaultdict(deque)
        self.passed = 0
        """Sources that were not read again."""

    def wants(self, task: Task) -> bool:
        """Whether the source has to be read."""
        mark = _mark(task)
        if mark is not None and self._rows.get(mark[0]) == mark[1]:
            self.passed += 1
            return False
        self._waiting[task.name].append(mark)
        return True

    def knows(self, _task: Task) -> bool:
        """Whether an address need not be asked: an address may say something new whenever it is asked."""
        return False

    def settled(self, outcome: Outcome[Incoming]) -> tuple[str, str] | None:
        """What to keep of the source of the outcome; None where it may say something else the next time."""
        waiting = self._waiting.get(outcome.name)
        mark = waiting.popleft() if waiting else None
        if not waiting:
            self._waiting.pop(outcome.name, None)
        return mark if outcome.output is not None else None


def _mark(task: Task) -> tuple[str, str] | None:
    """Where the source is and in which state; None where that cannot be told without reading it."""
    if task.capture is not None and task.capture.warc is not None:
        warc = task.capture.warc
        return _place(f"{warc.id} {task.capture.url}"), f"{warc.offset} {VERSION}"
    if not isinstance(task.location, Path):
        return None
    try:
        state = task.location.stat()
    except OSError:
        return None
    if not stat.S_ISREG(state.st_mode):
        return None
    return _place(str(task.location.absolute())), f"{state.st_size} {state.st_mtime_ns} {VERSION}"


def _place(text: str) -> str:
    # A hash: an archive that is handed on tells nothing of the folders it was made from.
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def take_in(
    archive: Archive, outcomes: Iterable[Outcome[Incoming]], ledger: Ledger | None = None, *, batch: int = BATCH
) -> Iterator[Taken]:
    """Put the outcomes into the archive; each is told when its transaction has ended, none before.

    A record that cannot be put in is refused by itself, and the rest goes on.
    """
    waiting: list[Outcome[Incoming]] = []
    began = time.monotonic()
    for outcome in outcomes:
        waiting.append(outcome)
        if len(waiting) >= batch or time.monotonic() - began > BATCH_SECONDS:
            yield from _written(archive, waiting, ledger)
            waiting = []
            began = time.monotonic()
    yield from _written(archive, waiting, ledger)


def relate_told(archive: Archive, pairs: Iterable[tuple[WarcAddress, WarcAddress]]) -> int:
    """Relate the captures of these places, two and two, where both are known and not related yet; how many."""
    connection = archive.connection
    query = "select warc_file, warc_offset, id from capture where warc_file is not null and warc_offset is not null"
    captures = {(file, offset): capture for file, offset, capture in connection.execute(query)}
    count = 0
    with connections.held(archive.path, connection):
        for one, other in pairs:
            capture, second = captures.get(one), captures.get(other)
            if capture is not None and second is not None and capture != second:
                count += store.relate_told(connection, max(capture, second), min(capture, second))
    return count


def without_reading(archive: Archive) -> list[int]:
    """The captures that the desk has not read."""
    return [row[0] for row in archive.connection.execute("select id from capture where not has_reading order by id")]


def add_readings(archive: Archive, captures: Iterable[int], *, batch: int = BATCH) -> Iterator[int]:
    """Let the desk read the captures; none becomes a new version. Yields each once it is on disk."""
    from copydesk.desk import with_reading

    ready: list[tuple[int, Incoming]] = []
    for capture in captures:
        story = with_reading(record(archive.connection, capture))
        ready.append((capture, incoming(story, now=story.source.fetched_at or now())))
        if len(ready) >= batch:
            yield from _read(archive, ready)
            ready = []
    yield from _read(archive, ready)


def closing_line(counts: "Counter[str]") -> str:
    """All in one line.

    >>> closing_line(Counter(new=311, changed=42, copy=18, unchanged=833, refused=4))
    '1,208 seen, 311 new, 42 changed, 18 copies, 833 unchanged, 4 refused'
    """
    names = {"copy": "copies"}
    return ", ".join([f"{counts.total():,} seen", *(f"{counts[kind]:,} {names.get(kind, kind)}" for kind in KINDS)])


def _written(archive: Archive, outcomes: list[Outcome[Incoming]], ledger: Ledger | None) -> list[Taken]:
    if not outcomes:
        return []
    moment = now()
    ready = [outcome.output for outcome in outcomes if outcome.output is not None]
    with connections.held(archive.path, archive.connection), batch_of(archive.connection, ready) as batch:
        marks = [mark for outcome in outcomes if ledger and (mark := ledger.settled(outcome))]
        taken = [put_outcome(batch, outcome, moment) for outcome in outcomes]
        archive.connection.executemany("insert or replace into taken values (?, ?)", marks)
    return taken


def put_outcome(batch: Batch, outcome: Outcome[Incoming], moment: str) -> Taken:
    """Put one outcome into the archive; the caller holds the transaction and the batch."""
    if outcome.output is None:
        store.refuse(batch, outcome.name, outcome.reason, outcome.message, moment)
        return Taken(outcome.name, "refused", reason=outcome.reason, message=outcome.message)
    added: Added = store.add(batch, outcome.output, moment)
    return Taken(outcome.name, added.kind, added.story, added.number)


def _read(archive: Archive, ready: list[tuple[int, Incoming]]) -> list[int]:
    with connections.held(archive.path, archive.connection), batch_of(archive.connection, ()) as batch:
        for capture, one in ready:
            store.add_reading(batch, capture, one)
    return [capture for capture, _ in ready]
