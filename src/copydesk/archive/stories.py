"""Stories by id: their captures, versions and copies."""

import re
import sqlite3
from itertools import zip_longest
from typing import Any, Final, NamedTuple

import msgspec
import zstandard
from msgspec import Struct

from copydesk.archive.copies.relations import Relation, compare
from copydesk.archive.documents import Document
from copydesk.archive.errors import Damaged, UnknownId
from copydesk.archive.packed import unpacked
from copydesk.records import Story

__all__ = [
    "Copy", "Held", "Version", "capture_id", "copies", "held", "nearest", "place_of", "record", "record_of", "versions",
]  # fmt: skip

NEAREST: Final = 3
MOST_NAMED: Final = 20
"""Captures of a story that are named where one is asked for that is not there."""
MOST_COMPARED: Final = 40
"""Stories of a family that are compared when they are asked for: a millisecond each."""
_BY_WAY: Final = "of the family by way of another of its stories"
_DOCUMENT: Final = msgspec.msgpack.Decoder(Document)
_ID = re.compile(r"(\d{1,18})(?:@(\d{1,9}))?")


class Held(Struct, frozen=True, kw_only=True):
    """A capture as the archive's columns tell it; `id` is `story@number`."""

    id: str
    capture: int
    story: int
    number: int
    family: int
    kind: str
    mark: str | None
    name: str
    url: str | None
    outlet: str
    publisher: str | None
    headline: str | None
    agency: str | None
    published: str | None
    modified: str | None
    language: str | None
    words: int
    first_seen: str
    last_seen: str
    has_reading: bool
    has_page: bool


class Version(Struct, frozen=True, kw_only=True):
    """One state of a story, and what the archive says of the way it was seen."""

    id: str
    kind: str
    mark: str | None
    headline: str | None
    words: int
    first_seen: str
    last_seen: str
    reader: str


class Copy(Struct, frozen=True, kw_only=True):
    """Another story that shares text with this one.

    Attributes:
        id: of the other capture.
        kind: of the relation, such as `same text` or `reuses passages`.
        share: how much of this story stands in the other, 0 to 1.
        other_share: how much of the other stands in this one.
        reason: in words.
    """

    id: str
    kind: str
    outlet: str
    publisher: str | None
    headline: str | None
    agency: str | None
    published: str | None
    first_seen: str
    share: float | None
    other_share: float | None
    reason: str
    url: str | None


class _Asked(NamedTuple):
    story: int
    number: int | None


def capture_id(connection: sqlite3.Connection, asked: str) -> int:
    """The row of a capture asked for as `12` (the last seen) or `12@2`.

    Raises:
        UnknownId: there is none; the message names the nearest.
    """
    place = _asked(connection, asked)
    if place.number is None:
        row = connection.execute(
            "select id from capture where story = ? order by last_seen desc, number desc limit 1", (place.story,)
        ).fetchone()
    else:
        row = connection.execute(
            "select id from capture where story = ? and number = ?", (place.story, place.number)
        ).fetchone()
    if row is None:
        raise _unknown(connection, asked, place)
    return int(row[0])


def held(connection: sqlite3.Connection, asked: str) -> Held:
    """The columns of a capture."""
    capture = capture_id(connection, asked)
    row = connection.execute(_HELD, (capture,)).fetchone()
    fields = dict(zip(_HELD_COLUMNS, row, strict=True))
    fields |= {"has_reading": bool(fields["has_reading"]), "has_page": bool(fields["has_page"])}
    return Held(id=f"{fields['story']}@{fields['number']}", **fields)


def record_of(connection: sqlite3.Connection, asked: str) -> Story:
    """The whole record of a capture.

    Raises:
        UnknownId: there is no such capture.
        Damaged: its record cannot be read.
    """
    return record(connection, capture_id(connection, asked))


def record(connection: sqlite3.Connection, capture: int) -> Story:
    """The whole record of the row."""
    row = connection.execute("select body from record where capture = ?", (capture,)).fetchone()
    if row is None:
        raise Damaged("the archive", f"capture {capture} has no record; `db verify` says what still reads")
    try:
        return unpacked(row[0])
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise Damaged("the archive", f"the record of capture {capture} cannot be read: {error}") from error


def place_of(connection: sqlite3.Connection, capture: int) -> dict[str, str | int]:
    """Where the row stands: id, story, family, outlet, when it was seen first and last."""
    row = connection.execute(
        "select story.id, number, family, capture.outlet, capture.first_seen, capture.last_seen"
        " from capture join story on story.id = capture.story where capture.id = ?",
        (capture,),
    ).fetchone()
    names = ("story", "number", "family", "outlet", "first_seen", "last_seen")
    return {"id": f"{row[0]}@{row[1]}", **dict(zip(names, row, strict=True))}


def versions(connection: sqlite3.Connection, asked: str) -> tuple[Version, ...]:
    """All captures of the story, the first seen first."""
    story = held(connection, asked).story
    rows = connection.execute(
        "select number, kind, mark, headline, words, first_seen, last_seen, reader from capture where story = ?"
        " order by first_seen, number",
        (story,),
    )
    return tuple(_version(story, row) for row in rows)


def copies(connection: sqlite3.Connection, asked: str, *, compared: int = MOST_COMPARED) -> tuple[Copy, ...]:
    """The other stories of the family, and those that share passages, the most alike first.

    A story of the family that was not compared with this one when it came (its partner was another of the family) is
    compared now, up to `compared` of them; the others have no shares, and their reason says so.
    """
    one = held(connection, asked)
    direct = _direct(connection, one)
    known = {copy.id.partition("@")[0] for copy in direct}
    members = [row for row in connection.execute(_MEMBERS, (one.family, one.story)) if str(row[0]) not in known]
    mine = _document(connection, one.capture) if members and compared else None
    relations = [_related(connection, mine, row[-1]) if mine else None for row in members[:compared]]
    indirect = [_member(row, relation) for row, relation in zip_longest(members, relations)]
    return tuple(sorted([*direct, *indirect], key=_by_likeness))


def _document(connection: sqlite3.Connection, capture: int) -> Document | None:
    row = connection.execute("select body from matter where capture = ?", (capture,)).fetchone()
    return _DOCUMENT.decode(row[0]) if row else None


def _related(connection: sqlite3.Connection, mine: Document, capture: int) -> Relation | None:
    theirs = _document(connection, capture)
    return compare(mine, theirs) if theirs else None


def _by_likeness(copy: Copy) -> tuple[bool, float, str]:
    return (copy.share is None, -(copy.share or 0.0), copy.first_seen)


def _direct(connection: sqlite3.Connection, one: Held) -> list[Copy]:
    """The best relation to each other story, from this capture or to it."""
    best: dict[int, Copy] = {}
    for row in connection.execute(_DIRECT, {"capture": one.capture, "story": one.story}):
        copy = Copy(
            id=f"{row[0]}@{row[1]}",
            kind=row[2],
            share=row[3],
            other_share=row[4],
            reason=row[5],
            outlet=row[6],
            publisher=row[7],
            headline=row[8],
            agency=row[9],
            published=row[10],
            first_seen=row[11],
            url=row[12],
        )
        if row[0] not in best or (best[row[0]].share or 0.0) < row[3]:
            best[row[0]] = copy
    return list(best.values())


def _member(row: tuple[Any, ...], relation: Relation | None) -> Copy:
    story, number, outlet, publisher, headline, agency, published, first_seen, url, _ = row
    return Copy(
        id=f"{story}@{number}",
        kind="same text",
        share=relation.share if relation else None,
        other_share=relation.other_share if relation else None,
        reason=f"{relation.reason}; {_BY_WAY}" if relation else _BY_WAY,
        outlet=outlet,
        publisher=publisher,
        headline=headline,
        agency=agency,
        published=published,
        first_seen=first_seen,
        url=url,
    )


def _version(story: int, row: tuple[int, str, str | None, str | None, int, str, str, str]) -> Version:
    return Version(
        id=f"{story}@{row[0]}",
        kind=row[1],
        mark=row[2],
        headline=row[3],
        words=row[4],
        first_seen=row[5],
        last_seen=row[6],
        reader=row[7],
    )


def _asked(connection: sqlite3.Connection, asked: str) -> _Asked:
    match = _ID.fullmatch(asked.strip())
    if match is None:
        raise UnknownId("story", asked[:40], nearest(connection, 1))
    return _Asked(int(match[1]), int(match[2]) if match[2] else None)


def _unknown(connection: sqlite3.Connection, asked: str, place: _Asked) -> UnknownId:
    numbers = connection.execute(
        "select number from capture where story = ? order by number", (place.story,)
    ).fetchall()
    if numbers:
        return UnknownId("capture", asked, tuple(f"{place.story}@{row[0]}" for row in numbers[-MOST_NAMED:]))
    return UnknownId("story", asked, nearest(connection, place.story))


def nearest(connection: sqlite3.Connection, story: int) -> tuple[str, ...]:
    """The ids next to one that no story has."""
    rows = connection.execute(
        "select id from (select id from story where id <= ?1 order by id desc limit ?2)"
        " union select id from (select id from story where id > ?1 order by id limit ?2)",
        (story, NEAREST),
    )
    near = sorted((row[0] for row in rows), key=lambda one: abs(one - story))[:NEAREST]
    return tuple(map(str, near))


_HELD_COLUMNS: Final = (
    "capture", "story", "number", "family", "kind", "mark", "name", "url", "outlet", "publisher", "headline", "agency",
    "published", "modified", "language", "words", "first_seen", "last_seen", "has_reading", "has_page",
)  # fmt: skip
_HELD: Final = """
select capture.id, story, number, family, kind, mark, name, coalesce(capture.url, canonical_url), capture.outlet,
    publisher, capture.headline, agency, published, modified, language, words, capture.first_seen, capture.last_seen,
    has_reading, exists (select 1 from page where page.capture = capture.id)
from capture join story on story.id = capture.story where capture.id = ?
"""
_DIRECT: Final = """
select capture.story, capture.number, found.kind, found.share, found.other_share, found.reason, capture.outlet,
    publisher, headline, agency, published, first_seen, url
from (
    select other as capture, kind, share, other_share, reason from relation where capture = :capture
    union all
    select capture, kind, other_share, share, reason from relation where other = :capture
) as found
join capture on capture.id = found.capture where capture.story != :story
"""
_MEMBERS: Final = """
select story.id, capture.number, capture.outlet, publisher, capture.headline, agency, published, capture.first_seen,
    capture.url, capture.id
from story join capture on capture.id = (
    select id from capture as last where last.story = story.id order by last_seen desc, number desc limit 1
)
where family = ? and story.id != ?
"""
