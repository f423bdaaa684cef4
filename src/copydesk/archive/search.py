"""Search: one row for a family, the best or the newest first, facets, pages that stay as they were.

Ranking by bm25 costs by hits (p95 121 ms at 300,000 documents); so up to `MOST_RANKED` hits are ranked, and of more the
last taken in come first, which the answer says (5.8 ms).
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from msgspec import Struct

from copydesk.archive.errors import ArchiveError
from copydesk.archive.incoming import person_key
from copydesk.archive.marks import Marked, marked
from copydesk.archive.query import Filter, Query, parse_query
from copydesk.archive.shown import texts_of

__all__ = ["SORTS", "Facet", "Found", "Order", "Results", "Sort", "search"]

Order: TypeAlias = Literal["best first", "newest first", "latest day first", "last changed first"]
Sort: TypeAlias = Literal["best", "day", "changed"]

SORTS: Final[tuple[Sort, ...]] = ("best", "day", "changed")

MOST_HITS: Final = 5_000
"""Hits that are told from each other; of more the answer says that it was cut."""
MOST_RANKED: Final = 2_000
"""Hits up to which they are ranked: 5,000 take 10 ms more."""
MOST_COUNTED: Final = 500
"""Hits that facets are counted over, the last taken in: 2 ms; 2,000 take as long as all else of a search."""
MOST_VALUES: Final = 12
MOST_MONTHS: Final = 24
"""Of months the last ones, in the order of the calendar."""
PAGE: Final = 20
WEIGHTS: Final = (8.0, 4.0, 1.0)
"""bm25 weights of headline, deck and the rest."""
FACETS: Final = ("outlet", "agency", "language", "year")
MOST_PEOPLE_COUNTED: Final = 200
"""Hits that people are counted over: a story names ten, and they have to be put together."""


class Found(Struct, frozen=True):
    """One row of the results: a story, standing for its family.

    Attributes:
        story, number: the capture that was found, `story@number`.
        family: the story that names the family.
        copies: stories in the family, this one among them.
        captures: of the story.
        marks: the words of `snippet` that were looked for, half-open offsets.
    """

    story: int
    number: int
    family: int
    copies: int
    captures: int
    headline: str | None
    outlet: str
    publisher: str | None
    agency: str | None
    published: str | None
    first_seen: str
    url: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


class Facet(Struct, frozen=True, kw_only=True):
    """How many hits have each value of a field, the most frequent first."""

    field: str
    values: tuple[tuple[str, int], ...]


class Results(Struct, frozen=True, kw_only=True):
    """A page of results.

    Attributes:
        query: as it was asked.
        order: `best first` by bm25, or `newest first` where there are too many to rank or nothing to rank by; or as
            was asked for.
        hits: captures that hold what was asked.
        is_cut: there are more than `hits`, which were not counted.
        counted: hits that the facets were counted over.
        before: what to ask for the next page; None on the last.
        is_unread: people or speakers were asked for, and the desk has read no story here.
    """

    query: str
    order: Order
    hits: int
    is_cut: bool
    results: tuple[Found, ...]
    facets: tuple[Facet, ...] = ()
    counted: int = 0
    before: str | None = None
    is_unread: bool = False


class _Cursor(NamedTuple):
    """Where a page begins: families shown before, among the captures up to `latest`."""

    latest: int
    skipped: int


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    limit: int = PAGE,
    before: str | None = None,
    sort: Sort = "best",
    facets: Sequence[str] = FACETS,
) -> Results:
    """The families that hold what the query asks, one page of them.

    Args:
        connection: an archive.
        text: the query, see `parse_query`.
        limit: families on a page.
        before: the `before` of the page that came before this one.
        sort: `best` first, by the latest `day`, or those that `changed` alone, the last first.
        facets: what is counted; also `month` and `person`.

    Raises:
        QueryError: the query does not parse.
        ArchiveError: `cursor`, where `before` is none.
    """
    query = parse_query(text)
    cursor = _cursor(connection, before)
    captures, order, is_cut = _captures(connection, query, cursor.latest)
    if sort != "best":
        captures, order = _sorted(connection, captures, sort)
    page = _families(connection, captures, cursor.skipped + limit + 1)[cursor.skipped :]
    has_more = len(page) > limit
    counted = sorted(captures, reverse=True)[:MOST_COUNTED] if facets else []
    return Results(
        query=text,
        order=order,
        hits=len(captures),
        is_cut=is_cut,
        results=tuple(_shown(connection, page[:limit], query)),
        facets=_facets(connection, counted, facets),
        counted=len(counted),
        before=f"{cursor.latest}-{cursor.skipped + limit}" if has_more else None,
        is_unread=not captures and _is_unread(connection, query),
    )


def _is_unread(connection: sqlite3.Connection, query: Query) -> bool:
    asks_readings = any(one.field in ("person", "speaker") for one in query.filters)
    return asks_readings and not connection.execute("select 1 from capture where has_reading limit 1").fetchone()


def _sorted(connection: sqlite3.Connection, captures: Sequence[int], sort: Sort) -> tuple[list[int], Order]:
    """The captures in another order; of those that changed, and no others, the last first."""
    where, by, order = _SORTED[sort]
    rows = connection.execute(
        f"select id from capture where id in (select value from json_each(?)) and {where} order by {by} desc, id desc",
        (_listed(captures),),
    )
    return [row[0] for row in rows], order


def matching(connection: sqlite3.Connection, text: str) -> Iterator[int]:
    """Ids of all captures that the query finds, in the order in which they were taken in; nothing is cut."""
    query = parse_query(text)
    where, values = _where(connection, query)
    match = "and id in (select rowid from words where words match ?)" if query.match else ""
    found = [query.match] if query.match else []
    sql = f"select id from capture where {where} {match} order by id"
    return (row[0] for row in connection.execute(sql, [*values, *found]))


def _cursor(connection: sqlite3.Connection, before: str | None) -> _Cursor:
    if before is None:
        return _Cursor(connection.execute("select coalesce(max(id), 0) from capture").fetchone()[0], 0)
    latest, _, skipped = before.partition("-")
    if not (latest.isascii() and latest.isdigit() and skipped.isascii() and skipped.isdigit() and len(before) < 40):
        raise ArchiveError("cursor", f"{before[:40]} is no place to go on from; take the `before` of an answer")
    return _Cursor(int(latest), int(skipped))


def _captures(connection: sqlite3.Connection, query: Query, latest: int) -> tuple[list[int], Order, bool]:
    """The captures found, in the order to show them, and whether there are more."""
    if query.match is None:
        where, values = _where(connection, query)
        sql = f"select id from capture where id <= ? and {where} order by id desc limit ?"
        rows = connection.execute(sql, [latest, *values, MOST_HITS + 1]).fetchall()
        return [row[0] for row in rows[:MOST_HITS]], "newest first", len(rows) > MOST_HITS
    found = _matched(connection, query, latest)
    if len(found) > MOST_HITS:
        return found[:MOST_HITS], "newest first", True
    if len(query.terms) == 1 and query.terms[0].is_prefix:
        # To rank them, the index puts the words of that beginning together twice more, and all of them weigh the same.
        return found, "newest first", False
    if len(found) > MOST_RANKED:
        return found, "newest first", False
    return _ranked(connection, query.match, found, latest), "best first", False


def _matched(connection: sqlite3.Connection, query: Query, latest: int) -> list[int]:
    match = "words match ? and rowid <= ?"
    if not query.filters:
        sql = f"select rowid from words where {match} order by rowid desc limit ?"
        rows = connection.execute(sql, (query.match, latest, MOST_HITS + 1))
    else:
        where, values = _where(connection, query)
        sql = (
            f"select id from capture where id in (select rowid from words where {match}) and {where}"
            " order by id desc limit ?"
        )
        rows = connection.execute(sql, (query.match, latest, *values, MOST_HITS + 1))
    return [row[0] for row in rows]


def _ranked(connection: sqlite3.Connection, match: str, found: list[int], latest: int) -> list[int]:
    kept = set(found)
    # The captures found are at most MOST_HITS, but filters may have taken them from many more.
    sql = "select rowid from words where words match ? and rowid <= ? order by bm25(words, ?, ?, ?), rowid desc limit ?"
    rows = connection.execute(sql, (match, latest, *WEIGHTS, MOST_HITS * 4))
    ranked = [row[0] for row in rows if row[0] in kept]
    placed = set(ranked)
    return ranked + [capture for capture in found if capture not in placed]


def _families(connection: sqlite3.Connection, captures: Sequence[int], most: int) -> list[int]:
    """The first capture of each family, as many as are wanted."""
    found: dict[int, int] = {}
    for begun in range(0, len(captures), _ASKED_AT_ONCE):
        asked = captures[begun : begun + _ASKED_AT_ONCE]
        families = dict(connection.execute(_FAMILIES.format(_narrow(connection)), (_listed(asked),)))
        for capture in asked:
            if capture in families:
                found.setdefault(families[capture], capture)
        if len(found) >= most:
            break
    return list(found.values())[:most]


def _shown(connection: sqlite3.Connection, captures: Sequence[int], query: Query) -> Iterator[Found]:
    rows = {row[0]: row[1:] for row in connection.execute(_FOUND, (_listed(captures),))}
    texts = texts_of(connection, captures)
    for capture in captures:
        snippet: Marked = marked(texts[capture], query.terms)
        values = (*rows[capture], snippet.text, snippet.marks)
        yield Found(**dict(zip(Found.__struct_fields__, values, strict=True)))


def _narrow(connection: sqlite3.Connection) -> str:
    """The table of captures by way of its narrow index, which an older archive does not have."""
    schema = connection.execute("pragma user_version").fetchone()[0]
    return "capture indexed by capture_facets" if schema >= _WITH_FACETS else "capture"


def _listed(captures: Sequence[int]) -> str:
    return f"[{','.join(map(str, captures))}]"


def _facets(connection: sqlite3.Connection, captures: Sequence[int], fields: Sequence[str]) -> tuple[Facet, ...]:
    if not (captures and fields):
        return ()
    outlets, agencies, languages, days = zip(
        *connection.execute(_VALUES.format(_narrow(connection)), (_listed(captures),)), strict=True
    )
    counts = {"outlet": Counter(outlets), "agency": Counter(agencies), "language": Counter(languages)}
    if "year" in fields:
        counts["year"] = Counter(day[:4] for day in days)
    if "month" in fields:
        counts["month"] = Counter(day[:7] for day in days)
    if "person" in fields:
        counts["person"] = _people(connection, captures[:MOST_PEOPLE_COUNTED])
    found = ((field, _most(counts[field], field)) for field in fields)
    return tuple(Facet(field=field, values=values) for field, values in found if values)


def _people(connection: sqlite3.Connection, captures: Sequence[int]) -> Counter[str]:
    rows = connection.execute(
        "select max(name), count(*) from person where type = 'person' and key like '% %'"
        " and capture in (select value from json_each(?)) group by key order by count(*) desc, key limit ?",
        (_listed(captures), MOST_VALUES),
    )
    return Counter(dict(rows))


def _most(counts: Counter[str], field: str) -> tuple[tuple[str, int], ...]:
    values = [item for item in counts.items() if item[0]]
    if field == "month":
        return tuple(sorted(values)[-MOST_MONTHS:])
    return tuple(sorted(values, key=lambda item: (-item[1], item[0]))[:MOST_VALUES])


_ASKED_AT_ONCE: Final = 40
_WITH_FACETS: Final = 3
"""Schema from which on `capture_facets` is there."""
_FAMILIES: Final = """
select capture.id, family from {} join story on story.id = capture.story
where capture.id in (select value from json_each(?))
"""
_FOUND: Final = """
select capture.id, capture.story, number, family,
    (select count(*) from story as other where other.family = story.family), captures, capture.headline,
    capture.outlet, publisher, agency, published, capture.first_seen, capture.url
from capture join story on story.id = capture.story where capture.id in (select value from json_each(?))
"""
_VALUES: Final = """
select outlet, agency, language, coalesce(day, first_seen)
from json_each(?) as asked cross join {} on capture.id = asked.value
"""
_SORTED: Final[dict[Sort, tuple[str, str, Order]]] = {
    "day": ("1", "coalesce(day, substr(first_seen, 1, 10))", "latest day first"),
    "changed": ("kind = 'changed'", "first_seen", "last changed first"),
}
"""For each order but the best: which captures, by what, and its name."""


def _where(connection: sqlite3.Connection, query: Query) -> tuple[str, list[str]]:
    """The conditions of the filters, and the values of their question marks."""
    parts: list[str] = ["1"]
    values: list[str] = []
    for one in query.filters:
        condition, value = _condition(one)
        parts.append(f"not coalesce({condition}, 0)" if one.is_not else condition)
        values += value
    if query.exclude:
        parts.append("id not in (select rowid from words where words match ?)")
        values.append(query.exclude)
    return " and ".join(parts), values


def _condition(one: Filter) -> tuple[str, list[str]]:
    if one.field == "since":
        return "coalesce(day, substr(first_seen, 1, 10)) >= ?", [one.value]
    if one.field == "until":
        return "coalesce(day, substr(first_seen, 1, 10)) <= ?", [f"{one.value}~"]
    if one.field == "changed":
        return "(kind = 'changed' and first_seen >= ?)", [one.value]
    if one.field == "person":
        named = "select capture from person where type = 'person' and (key = ?1 or key like '% ' || ?1)".replace(
            "?1", "?"
        )
        return f"id in ({named})", [person_key(one.value)] * 2
    if one.field == "speaker":
        said = "select capture from quote where key = ? or key like '% ' || ?"
        return f"id in ({said})", [person_key(one.value)] * 2
    if one.field == "outlet":
        return "(outlet = ? or outlet like '%.' || ? or lower(publisher) = ?)", [one.value.lower()] * 3
    if one.field == "language":
        return "(language = ? or language like ? || '-%')", [one.value, one.value]
    return "lower(agency) = ?", [one.value.lower()]
