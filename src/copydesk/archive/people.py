"""People across stories: one row for all captures that name somebody alike, and what a person decided about them.

Names are joined when their keys are equal; a decision `same` joins two keys. A surname alone never joins anybody:
better two rows than two people in one.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.archive.errors import ArchiveError, UnknownId
from copydesk.archive.incoming import person_key

__all__ = [
    "Decided",
    "Named",
    "Verdict",
    "decide_as",
    "decide_people",
    "decided",
    "decisions_text",
    "keys_of",
    "people",
    "person",
    "undo",
]

Verdict: TypeAlias = Literal["same", "different"]

MOST: Final = 100


class Named(Struct, frozen=True, kw_only=True):
    """Somebody named in the archive.

    Attributes:
        key: the name as it is compared; the id of the row.
        name: the fullest name as printed.
        variants: names as printed, with why they belong together.
        roles: titles, jobs and descriptions as printed, the most frequent first.
        stories, captures, quotes: how many name or quote them.
        first, last: the days of the first and the last story.
        reasons: why variants were joined.
    """

    key: str
    type: str
    name: str
    variants: tuple[str, ...]
    roles: tuple[str, ...]
    stories: int
    captures: int
    quotes: int
    first: str | None
    last: str | None
    reasons: tuple[str, ...] = ()


class Decided(Struct, frozen=True, kw_only=True):
    """What a person decided about two names: keys, as `people` gives them."""

    verdict: Verdict
    one: str
    other: str
    made: str


def people(
    connection: sqlite3.Connection, asked: str = "", *, kind: str = "person", limit: int = MOST
) -> tuple[Named, ...]:
    """Those whose name holds the words asked for, the most often named first; all where nothing is asked."""
    groups = _groups(connection)
    key = person_key(asked)
    keys = [
        row[0]
        for row in connection.execute(
            "select key from person where type = ? and key != ''"
            " and (? = '' or ' ' || key || ' ' like '% ' || ? || ' %')"
            " group by key order by count(*) desc, key limit ?",
            (kind, key, key, limit * 4),
        )
    ]
    roots = dict.fromkeys(groups.get(one, one) for one in keys)
    members = _members(groups)
    found = [_named(connection, kind, members.get(root, (root,))) for root in roots]
    return tuple(sorted(found, key=lambda one: (-one.stories, -one.captures, one.name))[:limit])


def person(connection: sqlite3.Connection, asked: str, *, kind: str = "person") -> Named:
    """The one whose key this is, with all names that were decided to be the same.

    Raises:
        UnknownId: nobody has it; the message names the nearest.
    """
    keys = keys_of(connection, asked)
    signs = ", ".join("?" * len(keys))
    known = f"select 1 from person where type = ? and key in ({signs}) limit 1"
    if not connection.execute(known, (kind, *keys)).fetchone():
        _known(connection, asked if person_key(asked) else "?")
        raise UnknownId(kind, asked[:60], ())
    return _named(connection, kind, keys)


def keys_of(connection: sqlite3.Connection, asked: str) -> tuple[str, ...]:
    """All keys that were decided to be the same as that of the name."""
    groups = _groups(connection)
    key = person_key(asked)
    return _members(groups).get(groups.get(key, key), (key,))


def decide_people(connection: sqlite3.Connection, verdict: Verdict, one: str, other: str, now: str) -> Decided:
    """Keep what a person decided; the last decision about two names holds.

    Raises:
        UnknownId: one of the names stands in no story.
    """
    keys = sorted((_known(connection, one), _known(connection, other)))
    connection.execute("delete from decision where one = ? and other = ?", keys)
    connection.execute("insert into decision (verdict, one, other, made) values (?, ?, ?, ?)", (verdict, *keys, now))
    return Decided(verdict=verdict, one=keys[0], other=keys[1], made=now)


def decisions_text(connection: sqlite3.Connection) -> str:
    """All decisions as lines to edit: `same` or `different`, tab, name, tab, name."""
    return "".join(f"{one.verdict}\t{one.one}\t{one.other}\n" for one in decided(connection))


def decide_as(connection: sqlite3.Connection, text: str, now: str) -> int:
    """Make the decisions those of the text, in the form of `decisions_text`; how many.

    Blank lines and those that begin with `#` are passed over. Names may be written as printed. The caller holds the
    transaction.

    Raises:
        ArchiveError: `decisions`, where a line is none; it names the line.
        UnknownId: a name stands in no story.
    """
    rows = [_decision_in(number, line) for number, line in enumerate(text.splitlines(), 1) if _is_meant(line)]
    connection.execute("delete from decision")
    for verdict, one, other in rows:
        decide_people(connection, verdict, one, other, now)
    return len(rows)


def _is_meant(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _decision_in(number: int, line: str) -> tuple[Verdict, str, str]:
    verdict, *names = (part.strip() for part in line.split("\t"))
    if verdict not in ("same", "different") or len(names) != 2 or not all(names):
        raise ArchiveError(
            "decisions", f"line {number} is no decision: `same` or `different`, a tab, a name, a tab, a name"
        )
    return ("same" if verdict == "same" else "different"), names[0], names[1]


def undo(connection: sqlite3.Connection, one: str, other: str) -> bool:
    """Forget the decision about two names; whether there was one."""
    keys = sorted((person_key(one), person_key(other)))
    return connection.execute("delete from decision where one = ? and other = ?", keys).rowcount > 0


def decided(connection: sqlite3.Connection) -> tuple[Decided, ...]:
    """All decisions, in the order in which they were made."""
    rows = connection.execute("select verdict, one, other, made from decision order by id")
    return tuple(Decided(verdict=row[0], one=row[1], other=row[2], made=row[3]) for row in rows)


def _known(connection: sqlite3.Connection, name: str) -> str:
    key = person_key(name)
    if connection.execute("select 1 from person where key = ? limit 1", (key,)).fetchone():
        return key
    last = key.rpartition(" ")[2]
    near = connection.execute(
        "select distinct name from person where key like '%' || ? || '%' and key != '' limit 3", (last,)
    )
    raise UnknownId("person", name, tuple(row[0] for row in near))


def _groups(connection: sqlite3.Connection) -> dict[str, str]:
    """For each key that a decision joins, the key that stands for its group."""
    root: dict[str, str] = {}

    def top(key: str) -> str:
        while root.get(key, key) != key:
            key = root[key]
        return key

    for one in decided(connection):
        if one.verdict == "same":
            first, second = sorted((top(one.one), top(one.other)))
            root[second] = first
            root.setdefault(first, first)
    return {key: top(key) for key in root}


def _members(groups: dict[str, str]) -> dict[str, tuple[str, ...]]:
    members: dict[str, list[str]] = defaultdict(list)
    for key, root in groups.items():
        members[root].append(key)
    return {root: tuple(sorted(keys)) for root, keys in members.items()}


def _named(connection: sqlite3.Connection, kind: str, keys: Iterable[str]) -> Named:
    keys = tuple(keys)
    signs = ", ".join("?" * len(keys))
    rows = connection.execute(
        "select person.name, person.variants, person.roles, person.reasons, capture.story,"
        " coalesce(day, substr(first_seen, 1, 10)), person.mentions"
        " from person join capture on capture.id = person.capture"
        f" where person.key in ({signs}) and person.type = ?",
        (*keys, kind),
    ).fetchall()
    quotes = connection.execute(f"select count(*) from quote where key in ({signs})", keys).fetchone()[0]
    variants = _ranked(part for row in rows for part in row[1].split("; "))
    days = sorted(row[5] for row in rows if row[5])
    merged = [f"{keys[0]} and {key}: decided to be the same" for key in keys[1:]]
    return Named(
        key=keys[0],
        type=kind,
        name=max(variants or (row[0] for row in rows), key=lambda name: (len(name.split()), -len(name))),
        variants=tuple(variants),
        roles=tuple(_ranked(part for row in rows for part in row[2].split("; "))),
        stories=len({row[4] for row in rows}),
        captures=len(rows),
        quotes=quotes,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reasons=(*merged, *_ranked(part for row in rows for part in row[3].split("; "))),
    )


def _ranked(parts: Iterable[str]) -> list[str]:
    counts: dict[str, int] = defaultdict(int)
    for part in parts:
        if part:
            counts[part] += 1
    return sorted(counts, key=lambda part: (-counts[part], part))
