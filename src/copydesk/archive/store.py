"""Carries out what was decided: rows, index, prints and relations of one record in one transaction."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from copydesk.archive.batch import Batch
from copydesk.archive.copies.families import JOINING
from copydesk.archive.copies.prints import candidates_of, prints_to_keep
from copydesk.archive.copies.relations import Relation, relations_of
from copydesk.archive.decide import Decision, Known, Seen, decide
from copydesk.archive.documents import Document
from copydesk.archive.incoming import CaptureRow, Incoming
from copydesk.intake.keys import KEY_VERSION

__all__ = ["Added", "AddedKind", "add", "add_reading", "refuse", "restore", "seen_again"]

AddedKind: TypeAlias = Literal["new", "changed", "copy", "unchanged", "refused"]

MOST_CANDIDATES: Final = 24
"""Captures compared with a new one, those with most prints in common first."""


class Added(Struct, frozen=True, kw_only=True):
    """What became of a record: its kind, and the capture that holds it."""

    kind: AddedKind
    story: int = 0
    number: int = 0
    capture: int = 0
    mark: str | None = None


def add(batch: Batch, one: Incoming, now: str) -> Added:
    """Put the record, one of the batch's, into the archive; the caller holds the transaction."""
    connection, row = batch.connection, one.row
    batch.drop_refusal(row.name)
    known = _known(connection, one)
    decision = decide(known, row.first_seen, row.source_hash, row.content_hash, row.reader)
    if decision.kind == "unchanged":
        return _renewed(connection, decision, row)
    is_new = decision.story is None
    story = _new_story(batch, one) if decision.story is None else decision.story
    capture = _insert_capture(batch, one, story, decision, now)
    is_copy = _match(batch, one, story, capture, is_alone=is_new)
    if not is_new:
        _renew_story(connection, story)
    if not (is_copy and is_new):
        return Added(kind=decision.kind, story=story, number=decision.number, capture=capture, mark=decision.mark)
    connection.execute("update capture set kind = 'copy' where id = ?", (capture,))
    return Added(kind="copy", story=story, number=decision.number, capture=capture)


def seen_again(connection: sqlite3.Connection, source_hash: str, now: str) -> int:
    """Note that a page is as it was when it was captured, known by the SHA-256 of its bytes; how many captures."""
    found = connection.execute("select id, story from capture where source_hash = ?", (source_hash,)).fetchall()
    for capture, story in found:
        connection.execute("update capture set last_seen = max(last_seen, ?) where id = ?", (now, capture))
        connection.execute("update story set last_seen = max(last_seen, ?) where id = ?", (now, story))
    return len(found)


def relate_told(connection: sqlite3.Connection, capture: int, other: int) -> bool:
    """Relate two captures that are said to be copies, by the rule for all; whether that is new.

    Prints of a phrase of the trade are asked no longer when a capture comes; whoever has seen all at once knows more.
    """
    if connection.execute(_RELATED, (capture, other, other, capture)).fetchone():
        return False
    row = connection.execute(
        "select matter.body, story from matter join capture on id = capture where id = ?", (capture,)
    )
    body, story = row.fetchone()
    found = list(_relations_of(connection, _DOCUMENT.decode(body), [other]))
    for one, relation in found:
        if _relate(connection, capture, one, relation) is not None:
            _join(connection, story, one)
    return bool(found)


def refuse(batch: Batch, name: str, reason: str, message: str, now: str) -> Added:
    """Keep why a source gave no capture; its last answer alone."""
    batch.add_refusal(name)
    batch.connection.execute("insert or replace into refusal values (?, ?, ?, ?)", (name, reason, message, now))
    return Added(kind="refused")


def add_reading(batch: Batch, capture: int, one: Incoming) -> None:
    """Give a capture that has none its reading: the record with it, and its rows. No new version."""
    connection = batch.connection
    connection.execute("update record set body = ? where capture = ?", (one.record, capture))
    connection.execute(
        "update capture set has_reading = ?, record_size = ? where id = ?",
        (one.has_reading, len(one.record), capture),
    )
    batch.add_reading(capture, one)


def restore(batch: Batch, capture: int, one: Incoming) -> None:
    """Write again what is made from the record of a capture: words, prints, relations, the rows of its reading."""
    connection = batch.connection
    story = int(connection.execute("select story from capture where id = ?", (capture,)).fetchone()[0])
    connection.execute("insert into matter values (?, ?)", (capture, one.matter))
    batch.add_reading(capture, one)
    _match(batch, one, story, capture, is_alone=False)


def _known(connection: sqlite3.Connection, one: Incoming) -> Known:
    """What the archive holds of the address; where that is unknown, of the one story of the outlet with its slug."""
    outlet = one.row.outlet
    found = connection.execute(
        "select id from story where outlet = ? and address = ?", (outlet, one.address)
    ).fetchone()
    if found is None and one.slug is not None:
        named = connection.execute("select id from story where outlet = ? and slug = ? limit 2", (outlet, one.slug))
        rows = named.fetchall()
        found = rows[0] if len(rows) == 1 else None
    if found is None:
        return Known()
    captures = connection.execute(
        "select id, number, first_seen, last_seen, source_hash, content_hash, reader from capture where story = ?",
        found,
    )
    return Known(story=found[0], captures=tuple(_seen(row) for row in captures))


def _seen(row: tuple[int, int, str, str, str, str, str]) -> Seen:
    return Seen(
        capture=row[0],
        number=row[1],
        first_seen=row[2],
        last_seen=row[3],
        source_hash=row[4],
        content_hash=row[5],
        reader=row[6],
    )


def _renewed(connection: sqlite3.Connection, decision: Decision, row: CaptureRow) -> Added:
    connection.execute(
        "update capture set last_seen = max(last_seen, ?1), first_seen = min(first_seen, ?1) where id = ?2",
        (row.first_seen, decision.same_as),
    )
    assert decision.story is not None and decision.same_as is not None
    connection.execute(
        "update story set last_seen = max(last_seen, ?1), first_seen = min(first_seen, ?1) where id = ?2",
        (row.first_seen, decision.story),
    )
    return Added(kind="unchanged", story=decision.story, number=decision.number, capture=decision.same_as)


def _new_story(batch: Batch, one: Incoming) -> int:
    """A story of one capture, a family by itself."""
    row = one.row
    number = batch.next_story()
    values = (
        number,
        row.outlet,
        one.address,
        KEY_VERSION,
        one.slug,
        row.url or row.canonical_url,
        row.headline,
        row.first_seen,
    )
    batch.connection.execute(_INSERT_STORY, values)
    return number


def _insert_capture(batch: Batch, one: Incoming, story: int, decision: Decision, now: str) -> int:
    connection = batch.connection
    rest = (story, decision.number, decision.kind, decision.mark, one.row.first_seen, now)
    values = (*astuple(one.row), *rest, one.has_reading, len(one.record))
    capture = connection.execute(_INSERT_CAPTURE, values).lastrowid
    assert capture is not None
    connection.execute("insert into record values (?, ?)", (capture, one.record))
    connection.execute("insert into matter values (?, ?)", (capture, one.matter))
    if one.page is not None:
        connection.execute("insert into page values (?, ?)", (capture, one.page))
    batch.add_reading(capture, one)
    return capture


def _match(batch: Batch, one: Incoming, story: int, capture: int, *, is_alone: bool) -> bool:
    """Index the capture and relate it to those that it shares prints with; whether another story has its text.

    Args:
        is_alone: the story is new, so that nobody is of its family yet.
    """
    connection, holders = batch.connection, batch.holders
    batch.add_words(capture, one.indexed)
    others = [other for other in candidates_of(one.prints, holders) if other != capture][:MOST_CANDIDATES]
    joined = [_relate(connection, capture, other, relation) for other, relation in _relations(connection, one, others)]
    stories = {_join(connection, story, other) for other in joined if other is not None}
    is_alone = is_alone and not stories
    family = frozenset() if is_alone else _family(connection, story, one.prints, holders)
    batch.add_prints(capture, prints_to_keep(one.prints, holders, family))
    return bool(stories - {story})


def _relations(connection: sqlite3.Connection, one: Incoming, others: Sequence[int]) -> Iterator[tuple[int, Relation]]:
    if others:
        yield from _relations_of(connection, _DOCUMENT.decode(one.matter), others)


def _relations_of(
    connection: sqlite3.Connection, document: Document, others: Sequence[int]
) -> Iterator[tuple[int, Relation]]:
    bodies = [connection.execute("select body from matter where capture = ?", (other,)).fetchone() for other in others]
    documents = [_DOCUMENT.decode(body[0]) for body in bodies]
    for other, relation in zip(others, relations_of(document, documents), strict=True):
        if relation is not None:
            yield other, relation


def _relate(connection: sqlite3.Connection, capture: int, other: int, relation: Relation) -> int | None:
    """Write the relation; the other capture where the two are of one family."""
    connection.execute(
        "insert or replace into relation values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            capture,
            other,
            relation.kind,
            relation.share,
            relation.other_share,
            relation.first,
            relation.first_reason,
            msgspec.json.encode(relation.passages).decode(),
            relation.reason,
            relation.rule,
        ),
    )
    return other if relation.kind in JOINING else None


def _join(connection: sqlite3.Connection, story: int, capture: int) -> int:
    """Make one family of the story and the capture's story; the latter."""
    row = connection.execute(
        "select story.id, story.family, (select family from story where id = ?) from capture"
        " join story on story.id = capture.story where capture.id = ?",
        (story, capture),
    ).fetchone()
    first, second = sorted(row[1:])
    if first != second:
        connection.execute("update story set family = ? where family = ?", (first, second))
    return int(row[0])


def _family(
    connection: sqlite3.Connection, story: int, prints: Sequence[int], holders: Mapping[int, Sequence[int]]
) -> frozenset[int]:
    """Those of the story's family who are found by one of the prints."""
    captures = sorted({capture for print_ in prints for capture in holders.get(print_, ())})
    rows = connection.execute(
        "select capture.id from capture join story on story.id = capture.story"
        " where capture.id in (select value from json_each(?)) and family = (select family from story where id = ?)",
        (f"[{','.join(map(str, captures))}]", story),
    )
    return frozenset(row[0] for row in rows)


def _renew_story(connection: sqlite3.Connection, story: int) -> None:
    connection.execute(_RENEW_STORY, {"story": story})


_RELATED: Final = "select 1 from relation where (capture = ? and other = ?) or (capture = ? and other = ?)"
_DOCUMENT: Final = msgspec.msgpack.Decoder(Document)
_INSERT_STORY: Final = """
insert into story
    (id, outlet, address, key_version, slug, url, family, headline, captures, first_seen, last_seen)
values (?1, ?2, ?3, ?4, ?5, ?6, ?1, ?7, 1, ?8, ?8)
"""
_RENEW_STORY: Final = """
update story set
    captures = (select count(*) from capture where story = :story),
    first_seen = (select min(first_seen) from capture where story = :story),
    last_seen = (select max(last_seen) from capture where story = :story),
    (headline, url) = (
        select headline, coalesce(url, canonical_url) from capture where story = :story
        order by last_seen desc, number desc limit 1
    )
where id = :story
"""
_CAPTURE_COLUMNS: Final = (
    *CaptureRow.__struct_fields__,
    "story",
    "number",
    "kind",
    "mark",
    "last_seen",
    "added",
    "has_reading",
    "record_size",
)
_INSERT_CAPTURE: Final = (
    f"insert into capture ({', '.join(_CAPTURE_COLUMNS)}) values ({', '.join('?' * len(_CAPTURE_COLUMNS))})"
)
