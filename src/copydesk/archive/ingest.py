"""Outcomes of reading, in batches into an archive: one writer, however many read."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from copydesk.archive import connection as connections
from copydesk.archive import store
from copydesk.archive.archive import Archive, now
from copydesk.archive.incoming import Incoming, incoming
from copydesk.archive.store import Added, AddedKind
from copydesk.archive.stories import record
from copydesk.jobs.work import Outcome
from copydesk.records import Story

__all__ = ["KINDS", "Prepare", "Taken", "add_readings", "closing_line", "take_in", "without_reading"]

BATCH: Final = 200
"""Records in one transaction: fewer cost a commit each (36 µs a record at 1,000), more are lost with the machine."""
BATCH_SECONDS: Final = 2.0
KINDS: Final[tuple[AddedKind, ...]] = ("new", "changed", "copy", "unchanged", "refused")


class Taken(NamedTuple):
    """What became of one source, once it is safe on disk."""

    name: str
    kind: AddedKind
    story: int = 0
    number: int = 0
    reason: str = ""
    message: str = ""


class Prepare:
    """Makes a story ready in the process that read it.

    Args:
        moment: ISO 8601 instant in UTC, the time of captures that bring none.
    """

    def __init__(self, moment: str) -> None:
        self.moment = moment

    def __call__(self, story: Story) -> Incoming:
        """The story ready for an archive."""
        return incoming(story, now=self.moment)


def take_in(archive: Archive, outcomes: Iterable[Outcome[Incoming]], *, batch: int = BATCH) -> Iterator[Taken]:
    """Put the outcomes into the archive; each is told when its transaction has ended, none before.

    A record that cannot be put in is refused by itself, and the rest goes on.
    """
    waiting: list[Outcome[Incoming]] = []
    began = time.monotonic()
    for outcome in outcomes:
        waiting.append(outcome)
        if len(waiting) >= batch or time.monotonic() - began > BATCH_SECONDS:
            yield from _written(archive, waiting)
            waiting = []
            began = time.monotonic()
    yield from _written(archive, waiting)


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


def _written(archive: Archive, batch: list[Outcome[Incoming]]) -> list[Taken]:
    if not batch:
        return []
    moment = now()
    with connections.told(archive.path), connections.transaction(archive.connection):
        return [_put(archive, outcome, moment) for outcome in batch]


def _put(archive: Archive, outcome: Outcome[Incoming], moment: str) -> Taken:
    if outcome.output is None:
        store.refuse(archive.connection, outcome.name, outcome.reason, outcome.message, moment)
        return Taken(outcome.name, "refused", reason=outcome.reason, message=outcome.message)
    added: Added = store.add(archive.connection, outcome.output, moment)
    return Taken(outcome.name, added.kind, added.story, added.number)


def _read(archive: Archive, ready: list[tuple[int, Incoming]]) -> list[int]:
    with connections.told(archive.path), connections.transaction(archive.connection):
        for capture, one in ready:
            store.add_reading(archive.connection, capture, one)
    return [capture for capture, _ in ready]
