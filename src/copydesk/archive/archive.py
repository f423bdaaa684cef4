"""`Archive`: one file of stories, open for reading, or for reading and writing."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Self

from copydesk.archive import connection as connections
from copydesk.archive import forget, people, quotes, search, store, stories, timeline, upkeep
from copydesk.archive.batch import batch_of
from copydesk.archive.copies import same_event
from copydesk.archive.copies.relations import compare
from copydesk.archive.differences.changes import SIGNIFICANCES, Change, Significance, changes
from copydesk.archive.documents import document_of
from copydesk.archive.errors import ArchiveError
from copydesk.archive.incoming import Incoming, incoming
from copydesk.records import Story

__all__ = ["Archive", "now", "open_archive"]


def open_archive(path: str | Path, *, write: bool = False, wait: float = connections.WAIT_SECONDS) -> "Archive":
    """The archive at the path.

    Args:
        path: of one SQLite file; with `write` it is made where nothing is.
        write: whether it is to be written to.
        wait: seconds to wait for another writer.

    Raises:
        NotAnArchive, NewerArchive, OlderArchive, Locked: see there; nothing is written then.

    >>> with open_archive("news.db") as archive:                    # doctest: +SKIP
    ...     for found in archive.search('ferry agency:AFP').results:
    ...         print(found.headline, found.copies)
    """
    place = Path(path)
    return Archive(place, connections.create(place, wait=wait) if write else connections.connect(place, wait=wait))


class Archive:
    """Stories, their captures and copies, people and quotes; a context manager that closes the file."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({str(self.path)!r})"

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def add(self, story: Story, *, page: bytes | None = None, seen: str | None = None) -> store.Added:
        """Put one story in; what became of it.

        Args:
            story: with its reading or without.
            page: the bytes it was read from, to keep them.
            seen: ISO 8601 instant in UTC of the capture, where the source has none; the present one by default.
        """
        return self.add_all([incoming(story, now=seen or now(), page=page)])[0]

    def add_all(self, incoming: Iterable[Incoming]) -> list[store.Added]:
        """Put stories made ready by `incoming` in, all in one transaction."""
        moment, ready = now(), list(incoming)
        with connections.held(self.path, self.connection), batch_of(self.connection, ready) as batch:
            return [store.add(batch, one, moment) for one in ready]

    def story(self, asked: str) -> Story:
        """The record of a capture: `12` is the last of story 12, `12@2` its second."""
        return stories.record_of(self.connection, asked)

    def held(self, asked: str) -> stories.Held:
        """What the archive's columns say of a capture."""
        return stories.held(self.connection, asked)

    def versions(self, asked: str) -> tuple[stories.Version, ...]:
        """The captures of a story."""
        return stories.versions(self.connection, asked)

    def copies(self, asked: str, *, compared: int = stories.MOST_COMPARED) -> tuple[stories.Copy, ...]:
        """Other stories with its text or passages of it; up to so many are compared that never were."""
        return stories.copies(self.connection, asked, compared=compared)

    def same_event(self, asked: str) -> tuple[stories.Copy, ...]:
        """Stories of other families that tell of the same event in words of their own."""
        return same_event.same_event(self.connection, asked)

    def diff(self, one: str, other: str, *, least: Significance = "form") -> tuple[Change, ...]:
        """The typed changes from one capture to another that matter at least so much.

        Raises:
            ArchiveError: `unrelated`, where two stories share no passage.
        """
        before, after = self.story(one), self.story(other)
        if self.held(one).story != self.held(other).story:
            _check_related(before, after, one, other)
        told = SIGNIFICANCES[SIGNIFICANCES.index(least) :]
        return tuple(change for change in changes(before, after) if change.significance in told)

    def search(
        self, query: str, *, limit: int = search.PAGE, before: str | None = None, sort: search.Sort = "best"
    ) -> search.Results:
        """The families that hold what the query asks."""
        return search.search(self.connection, query, limit=limit, before=before, sort=sort)

    def matching(self, query: str = "") -> Iterator[Story]:
        """The records of all captures that the query finds."""
        return (stories.record(self.connection, capture) for capture in search.matching(self.connection, query))

    def placed(self, query: str = "") -> Iterator[tuple[Story, dict[str, str | int]]]:
        """The same records, each with its place: `id`, `story`, `family`, `outlet`, `first_seen`, `last_seen`."""
        for capture in search.matching(self.connection, query):
            yield stories.record(self.connection, capture), stories.place_of(self.connection, capture)

    def people(self, name: str = "") -> tuple[people.Named, ...]:
        """Those whose name holds the words."""
        return people.people(self.connection, name)

    def quotes(self, speaker: str = "", *, outlet: str = "") -> tuple[quotes.Said, ...]:
        """What the speaker said, in all wordings."""
        return quotes.quotes(self.connection, speaker, outlet=outlet)

    def timeline(self, query: str = "") -> tuple[timeline.Happening, ...]:
        """Dated events of the stories that the query finds."""
        return timeline.timeline(self.connection, query)

    def info(self) -> upkeep.Info:
        """What the archive holds, in numbers."""
        return upkeep.info(self.connection, self.path)

    def forget(self, url: str) -> forget.Forgotten:
        """Take every trace of the story at the address out."""
        return forget.forget_url(self.connection, url)


def _check_related(before: Story, after: Story, one: str, other: str) -> None:
    relation = compare(document_of(before), document_of(after))
    if relation.kind is None:
        raise ArchiveError("unrelated", f"{one} and {other} are two stories that share no passage: {relation.reason}")


def now() -> str:
    """The present instant in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
