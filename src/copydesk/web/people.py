"""People: who is named in the archive, and all that it has of one of them."""

from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.archive import people as archive_people
from copydesk.archive import quotes as archive_quotes
from copydesk.archive.archive import Archive, now
from copydesk.archive.errors import ArchiveError
from copydesk.archive.people import Named, Verdict, decided, keys_of
from copydesk.web.asked import Asked, address
from copydesk.web.shape import Row, Screen, clipped
from copydesk.web.spoken import said_rows, wording_rows

__all__ = ["MonthRow", "decide", "months_to", "people", "person"]

MOST: Final = 60
MOST_QUOTES: Final = 30
PRINTINGS: Final = 500
MOST_STORIES: Final = 40


class PersonRow(Row, frozen=True, kw_only=True):
    """Somebody, under the fullest name as printed."""

    id: str
    name: str
    roles: str
    stories: int
    captures: int
    quotes: int
    first: str | None
    last: str | None


class VariantRow(Row, frozen=True, kw_only=True):
    """A name as printed, and why it belongs to the person."""

    name: str
    reason: str


class DecisionRow(Row, frozen=True, kw_only=True):
    """What a reader decided about two names."""

    verdict: str
    one: str
    other: str
    made: str


class NearRow(Row, frozen=True, kw_only=True):
    """Somebody else: who may be the same, or who is named in the same stories."""

    id: str
    name: str
    stories: int
    kind: str


class MonthRow(Row, frozen=True, kw_only=True):
    """How many stories of a month name the person."""

    month: str
    stories: int


class NamedInRow(Row, frozen=True, kw_only=True):
    """A story that names the person, under the name that it prints."""

    id: str
    headline: str
    outlet: str
    day: str
    name: str


class AskedRow(Row, frozen=True, kw_only=True):
    """Which names were asked for."""

    name: str
    shown: int
    is_cut: bool


def people(archive: Archive, asked: Asked) -> Screen:
    """The people, the most often named first, or those whose name holds the words asked for."""
    name = asked.text("name")
    found = archive_people.people(archive.connection, name, limit=MOST)
    rows = tuple(map(_row, found))
    top = AskedRow(name=name, shown=len(rows), is_cut=len(rows) >= MOST)
    title = f"People named {clipped(name, 60)}" if name else "People"
    return Screen("people", title, {"asked": (top,), "people": rows}, room="people")


def person(archive: Archive, asked: Asked) -> Screen:
    """One person: names and why they are one, roles, quotes, months, who stands beside them."""
    one = archive_people.person(archive.connection, asked.id)
    keys = keys_of(archive.connection, asked.id)
    said = archive_quotes.quotes(archive.connection, one.key, limit=MOST_QUOTES, rows=PRINTINGS)
    parts = {
        "person": (_row(one),),
        "variants": tuple(_variants(one)),
        "decisions": tuple(_decisions(archive, keys)),
        "near": (*_near(archive, one, keys), *_beside(archive, keys)),
        "months": tuple(_months(archive, keys)),
        "quotes": tuple(said_rows(archive, said)),
        "wordings": tuple(wording_rows(said)),
        "stories": tuple(_stories(archive, keys)),
    }
    return Screen("person", f"{clipped(one.name, 100)}, person {clipped(one.key, 60)}", parts, room="people")


def _row(one: Named) -> PersonRow:
    return PersonRow(
        id=one.key,
        name=clipped(one.name, 200),
        roles=clipped("; ".join(one.roles[:12]), 600),
        stories=one.stories,
        captures=one.captures,
        quotes=one.quotes,
        first=one.first,
        last=one.last,
    )


def _variants(one: Named) -> Iterator[VariantRow]:
    """Each name with the reason that speaks of it; reasons that speak of none come last."""
    left = list(one.reasons)
    for name in one.variants[:40]:
        found = [reason for reason in left if name in reason]
        left = [reason for reason in left if reason not in found]
        yield VariantRow(name=clipped(name, 200), reason=clipped("; ".join(found) or "as printed", 400))
    for reason in left[:20]:
        yield VariantRow(name="", reason=clipped(reason, 400))


def _decisions(archive: Archive, keys: Sequence[str]) -> Iterator[DecisionRow]:
    for one in decided(archive.connection):
        if one.one in keys or one.other in keys:
            yield DecisionRow(verdict=one.verdict, one=one.one, other=one.other, made=one.made)


def _near(archive: Archive, one: Named, keys: Sequence[str]) -> Iterator[NearRow]:
    """Those with the same last name about whom nothing was decided."""
    last = one.key.rpartition(" ")[2]
    told = {name for row in decided(archive.connection) for name in (row.one, row.other)}
    rows = archive.connection.execute(_SAME_LAST, (f"%{last}", last, f"% {last}")).fetchall()
    for key, name, stories in rows:
        if key not in keys and key not in told:
            yield NearRow(id=key, name=clipped(name, 200), stories=stories, kind="same last name")


def _beside(archive: Archive, keys: Sequence[str]) -> Iterator[NearRow]:
    signs = ", ".join("?" * len(keys))
    rows = archive.connection.execute(_BESIDE.format(signs), (*keys, *keys)).fetchall()
    for key, name, stories in rows:
        yield NearRow(id=key, name=clipped(name, 200), stories=stories, kind="in the same stories")


def _months(archive: Archive, keys: Sequence[str]) -> Iterator[MonthRow]:
    rows = archive.connection.execute(_MONTHS.format(", ".join("?" * len(keys))), keys).fetchall()
    for month, stories in rows[-24:]:
        yield MonthRow(month=month, stories=stories)


def _stories(archive: Archive, keys: Sequence[str]) -> Iterator[NamedInRow]:
    rows = archive.connection.execute(_STORIES.format(", ".join("?" * len(keys))), (*keys, MOST_STORIES)).fetchall()
    for story, number, headline, outlet, day, name in rows:
        yield NamedInRow(
            id=f"{story}@{number}",
            headline=clipped(headline, 300) or "(no headline)",
            outlet=clipped(outlet, 200),
            day=day,
            name=clipped(name, 200),
        )


def decide(archive: Archive, verdict: str, one: str, other: str) -> None:
    """Keep what a reader decided about two names; the caller holds the transaction.

    Raises:
        ArchiveError: `verdict`, it is none.
        UnknownId: a name stands in no story.
    """
    if verdict == "undo":
        archive_people.undo(archive.connection, one, other)
    elif verdict in ("same", "different"):
        chosen: Verdict = "same" if verdict == "same" else "different"
        archive_people.decide_people(archive.connection, chosen, one, other, now())
    else:
        raise ArchiveError("verdict", "two names are the same, different, or the decision is taken back with undo")


def months_to(key: str, month: str) -> str:
    """The search for the stories of a month that name the person."""
    return address("/search", q=f'person:"{key}" since:{month} until:{month}')


_SAME_LAST: Final = """
select key, max(name), count(distinct capture) from person
where type = 'person' and key like ? and (key = ? or key like ?) group by key order by count(*) desc, key limit 8
"""
_BESIDE: Final = """
select other.key, max(other.name), count(distinct capture.story) from person as other
join capture on capture.id = other.capture
where other.type = 'person' and other.key != '' and other.capture in (
    select capture from person where key in ({0}) and type = 'person' order by capture desc limit 500
) and other.key not in ({0}) group by other.key order by count(distinct capture.story) desc, other.key limit 12
"""
_MONTHS: Final = """
select substr(coalesce(day, first_seen), 1, 7) as month, count(distinct story) from person
join capture on capture.id = person.capture where key in ({}) and type = 'person' group by month order by month
"""
_STORIES: Final = """
select story, number, headline, coalesce(publisher, outlet), coalesce(day, substr(first_seen, 1, 10)), person.name
from person join capture on capture.id = person.capture where key in ({}) and type = 'person'
order by 5 desc, capture.id desc limit ?
"""
