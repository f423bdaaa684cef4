"""Carries out what was decided: rows, index, prints and relations of one record in one transaction."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, astuple

from copydesk.archive.decide import Decision, Known, Seen, decide
from copydesk.archive.documents import Document
from copydesk.archive.incoming import CaptureRow, EventRow, Incoming, PersonRow, QuoteRow
from copydesk.archive.prints import enough_in_common
from copydesk.archive.relations import SAME_TEXT, Relation, relate
from copydesk.intake.keys import KEY_VERSION

__all__ = ["Added", "AddedKind", "add", "add_reading", "refuse", "restore"]

AddedKind: TypeAlias = Literal["new", "changed", "copy", "unchanged", "refused"]

MOST_CANDIDATES: Final = 24
"""Captures compared with a new one, those with most prints in common first."""
CROWD: Final = 32
"""Captures that may hold a print before it says nothing. Copies of one story share the rows of their family, so a print
with more rows stands in as many families: a line that an outlet puts into every story."""


class Added(Struct, frozen=True, kw_only=True):
    """What became of a record: its kind, and the capture that holds it."""

    kind: AddedKind
    story: int = 0
    number: int = 0
    capture: int = 0
    mark: str | None = None


def add(connection: sqlite3.Connection, one: Incoming, now: str) -> Added:
    """Put the record into the archive; the caller holds the transaction."""
    row = one.row
    connection.execute("delete from refusal where name = ?", (row.name,))
    known = _known(connection, one)
    decision = decide(known, row.first_seen, row.source_hash, row.content_hash, row.reader)
    if decision.kind == "unchanged":
        return _renewed(connection, decision, row)
    story = decision.story if decision.story is not None else _new_story(connection, one)
    capture = _insert_capture(connection, one, story, decision, now)
    relations = _relations(connection, one, capture)
    is_copy = _relate(connection, capture, story, relations)
    _index(connection, capture, one, story)
    _renew_story(connection, story)
    if not (is_copy and decision.kind == "new"):
        return Added(kind=decision.kind, story=story, number=decision.number, capture=capture, mark=decision.mark)
    connection.execute("update capture set kind = 'copy' where id = ?", (capture,))
    return Added(kind="copy", story=story, number=decision.number, capture=capture)


def refuse(connection: sqlite3.Connection, name: str, reason: str, message: str, now: str) -> Added:
    """Keep why a source gave no capture; its last answer alone."""
    connection.execute("insert or replace into refusal values (?, ?, ?, ?)", (name, reason, message, now))
    return Added(kind="refused")


def add_reading(connection: sqlite3.Connection, capture: int, one: Incoming) -> None:
    """Give a capture that has none its reading: the record with it, and its rows. No new version."""
    connection.execute("update record set body = ? where capture = ?", (one.record, capture))
    connection.execute(
        "update capture set has_reading = ?, record_size = ? where id = ?",
        (one.has_reading, len(one.record), capture),
    )
    _insert_reading(connection, capture, one)


def restore(connection: sqlite3.Connection, capture: int, one: Incoming) -> None:
    """Write again what is made from the record of a capture: words, prints, relations, the rows of its reading."""
    story = int(connection.execute("select story from capture where id = ?", (capture,)).fetchone()[0])
    connection.execute("insert into matter values (?, ?)", (capture, one.matter))
    _insert_reading(connection, capture, one)
    _relate(connection, capture, story, _relations(connection, one, capture))
    _index(connection, capture, one, story)


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


def _new_story(connection: sqlite3.Connection, one: Incoming) -> int:
    row = one.row
    cursor = connection.execute(
        "insert into story (outlet, address, key_version, slug, url, family, headline, captures, first_seen, last_seen)"
        " values (?, ?, ?, ?, ?, 0, ?, 0, ?, ?)",
        (row.outlet, one.address, KEY_VERSION, one.slug, row.url, row.headline, row.first_seen, row.first_seen),
    )
    story = cursor.lastrowid
    assert story is not None
    connection.execute("update story set family = id where id = ?", (story,))
    return story


def _insert_capture(connection: sqlite3.Connection, one: Incoming, story: int, decision: Decision, now: str) -> int:
    columns = asdict(one.row)
    columns |= {
        "story": story,
        "number": decision.number,
        "kind": decision.kind,
        "mark": decision.mark,
        "last_seen": one.row.first_seen,
        "added": now,
        "has_reading": one.has_reading,
        "record_size": len(one.record),
    }
    capture = connection.execute(_INSERT_CAPTURE, columns).lastrowid
    assert capture is not None
    connection.execute("insert into record values (?, ?)", (capture, one.record))
    connection.execute("insert into matter values (?, ?)", (capture, one.matter))
    if one.page is not None:
        connection.execute("insert into page values (?, ?)", (capture, one.page))
    _insert_reading(connection, capture, one)
    return capture


def _insert_reading(connection: sqlite3.Connection, capture: int, one: Incoming) -> None:
    for table, rows in (("person", one.people), ("quote", one.quotes), ("event", one.events)):
        _insert_rows(connection, table, capture, rows)


def _insert_rows(
    connection: sqlite3.Connection, table: str, capture: int, rows: Sequence[PersonRow | QuoteRow | EventRow]
) -> None:
    if not rows:
        return
    signs = ", ".join("?" * (len(rows[0].__struct_fields__) + 1))
    connection.executemany(f"insert into {table} values ({signs})", [(capture, *astuple(row)) for row in rows])


def _index(connection: sqlite3.Connection, capture: int, one: Incoming, story: int) -> None:
    """The words of the capture, and those of its prints that its family does not have yet."""
    connection.execute("insert into words (rowid, headline, deck, body) values (?, ?, ?, ?)", (capture, *one.indexed))
    held = _held_by_family(connection, one.prints, story)
    rows = [(print_, capture) for print_ in sorted(one.prints) if print_ not in held]
    connection.executemany("insert into print values (?, ?)", rows)


def _held_by_family(connection: sqlite3.Connection, prints: Sequence[int], story: int) -> set[int]:
    """Prints that another capture of the family has: a further row would find the same family again.

    A cap on the captures of a print lost 226 of 299 copies of one story; this loses none, with 38 rows for 9,079.
    """
    family = connection.execute("select family from story where id = ?", (story,)).fetchone()[0]
    members = connection.execute("select count(*), sum(captures) from story where family = ?", (family,)).fetchone()
    if members[0] == 1 and not members[1]:
        return set()
    query = (
        "select hash from print join capture on capture.id = print.capture join story on story.id = capture.story"
        f" where hash in ({', '.join('?' * len(prints))}) and story.family = ?"
    )
    return {row[0] for row in connection.execute(query, (*prints, family))}


def _relations(connection: sqlite3.Connection, one: Incoming, capture: int) -> list[tuple[int, Relation]]:
    """What the new capture has in common with those that share its rare prints."""
    if not one.prints:
        return []
    mine = msgspec.msgpack.decode(one.matter, type=Document)
    found = []
    for other in _candidates(connection, one.prints):
        body = connection.execute("select body from matter where capture = ?", (other,)).fetchone()
        relation = relate(mine, msgspec.msgpack.decode(body[0], type=Document)) if body else None
        if relation is not None and other != capture:
            found.append((other, relation))
    return found


def _candidates(connection: sqlite3.Connection, prints: Sequence[int]) -> list[int]:
    query = f"select hash, capture from print where hash in ({', '.join('?' * len(prints))})"
    captures: dict[int, list[int]] = defaultdict(list)
    for print_, capture in connection.execute(query, prints):
        captures[print_].append(capture)
    counts = Counter(one for held in captures.values() if len(held) <= CROWD for one in held)
    least = enough_in_common(prints)
    ranked = sorted((-count, capture) for capture, count in counts.items() if count >= least)
    return [capture for _, capture in ranked[:MOST_CANDIDATES]]


def _relate(
    connection: sqlite3.Connection, capture: int, story: int, relations: Iterable[tuple[int, Relation]]
) -> bool:
    """Write the relations and join families; whether the capture has the text of another story."""
    is_copy = False
    for other, relation in relations:
        connection.execute(
            "insert or replace into relation values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                capture,
                other,
                relation.kind,
                relation.share,
                relation.other_share,
                msgspec.json.encode(relation.passages).decode(),
                relation.reason,
                relation.rule,
            ),
        )
        if relation.kind == SAME_TEXT:
            is_copy |= _join(connection, story, other)
    return is_copy


def _join(connection: sqlite3.Connection, story: int, capture: int) -> bool:
    """Make one family of the story and the capture's story; whether they are two stories."""
    other, family = connection.execute(
        "select story.id, story.family from capture join story on story.id = capture.story where capture.id = ?",
        (capture,),
    ).fetchone()
    own = connection.execute("select family from story where id = ?", (story,)).fetchone()[0]
    if own != family:
        first, second = sorted((own, family))
        connection.execute("update story set family = ? where family = ?", (first, second))
    return bool(other != story)


def _renew_story(connection: sqlite3.Connection, story: int) -> None:
    connection.execute(_RENEW_STORY, {"story": story})


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
    f"insert into capture ({', '.join(_CAPTURE_COLUMNS)}) values ({', '.join(f':{name}' for name in _CAPTURE_COLUMNS)})"
)
