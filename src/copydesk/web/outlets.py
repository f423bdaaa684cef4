"""Outlets and ingest: what each outlet's pages gave over time, what was refused, and how a running ingest goes."""

from collections.abc import Iterator
from typing import Final

from copydesk.archive.archive import Archive
from copydesk.archive.health import BODY_WORDS, FIELDS
from copydesk.web.asked import Asked
from copydesk.web.shape import Row, Screen, clipped

__all__ = ["ingest", "outlets"]

MOST_OUTLETS: Final = 40
MOST_WEEKS: Final = 12
EVERY: Final = ("off", "5")
"""Seconds after which the page of a running ingest asks for itself again."""
_RECENT: Final = 2_000
"""Captures that the progress is counted over, the last taken in."""


class OutletRow(Row, frozen=True, kw_only=True):
    """An outlet: stories, captures, and the share of its stories whose first capture has each field."""

    outlet: str
    stories: int
    captures: int
    headline: float
    byline: float
    date: float
    body: float
    first_seen: str
    last_seen: str


class CoverageRow(Row, frozen=True, kw_only=True):
    """The same for one week, which begins on the day given, of first captures."""

    outlet: str
    monday: str
    stories: int
    headline: float
    byline: float
    date: float
    body: float


class IngestRow(Row, frozen=True, kw_only=True):
    """The archive as it is now, and what came in during the last minutes."""

    stories: int
    captures: int
    families: int
    outlets: int
    refused: int
    last_added: str | None
    recent: int
    is_recent_cut: bool
    a_minute: float
    every: str


class KindRow(Row, frozen=True, kw_only=True):
    """How many captures are new, changed or copies."""

    kind: str
    captures: int


class RefusedRow(Row, frozen=True, kw_only=True):
    """A reason for which sources gave no story, how many, and one of them."""

    reason: str
    count: int
    example: str
    message: str
    seen: str


def outlets(archive: Archive, _asked: Asked) -> Screen:
    """The outlets with most captures, and the coverage of their fields."""
    rows = archive.connection.execute(_OUTLETS, (MOST_OUTLETS,)).fetchall()
    found = tuple(
        OutletRow(
            outlet=clipped(row[0], 200) or "(no address)",
            stories=row[1],
            captures=row[2],
            **dict(zip(FIELDS, (round(count / row[1], 3) for count in row[3:7]), strict=True)),
            first_seen=row[7],
            last_seen=row[8],
        )
        for row in rows
    )
    coverage = tuple(_coverage(archive, [row[0] for row in rows]))
    return Screen("outlets", "Sources", {"outlets": found, "coverage": coverage}, room="sources")


def _coverage(archive: Archive, names: list[str]) -> Iterator[CoverageRow]:
    for name in names:
        for row in archive.connection.execute(_COVERAGE, (name, MOST_WEEKS)).fetchall()[::-1]:
            shares = (round(count / row[1], 3) for count in row[2:6])
            yield CoverageRow(
                outlet=clipped(name, 200) or "(no address)",
                monday=row[0],
                stories=row[1],
                **dict(zip(FIELDS, shares, strict=True)),
            )


def ingest(archive: Archive, asked: Asked) -> Screen:
    """How many came in, what was refused and why."""
    every = asked.choice("every", EVERY)
    counts = archive.connection.execute(_COUNTS).fetchone()
    recent = archive.connection.execute(_LAST, (_RECENT,)).fetchone()
    top = IngestRow(
        stories=counts[0],
        captures=counts[1],
        families=counts[2],
        outlets=counts[3],
        refused=counts[4],
        last_added=recent[0],
        recent=recent[1],
        is_recent_cut=recent[1] >= _RECENT,
        a_minute=round(60 * recent[1] / max(recent[2] or 0, 60), 1),
        every=every,
    )
    kinds = tuple(KindRow(kind=row[0], captures=row[1]) for row in archive.connection.execute(_KINDS))
    refused = tuple(
        RefusedRow(reason=row[0], count=row[1], example=clipped(row[2], 200), message=clipped(row[3], 400), seen=row[4])
        for row in archive.connection.execute(_REFUSED)
    )
    title = "Ingest" if every == EVERY[0] else f"Ingest, anew every {every} seconds"
    return Screen("ingest", title, {"ingest": (top,), "kinds": kinds, "refused": refused}, room="sources")


_TEXTS: Final = ("headline", "byline", "published")
_HAS: Final = (*(f"ifnull({column}, '') != ''" for column in _TEXTS), f"words >= {BODY_WORDS}")
_SUMS: Final = ", ".join(f"sum(number = 1 and {has})" for has in _HAS)
"""As `db health` counts: of every story its first capture."""
_OUTLETS: Final = f"""
select outlet, count(distinct story), count(*), {_SUMS}, min(first_seen), max(last_seen)
from capture group by outlet order by count(*) desc, outlet limit ?
"""
_COVERAGE: Final = f"""
select date(first_seen, 'weekday 0', '-6 days') as monday, count(*), {_SUMS} from capture
where outlet = ? and number = 1 group by monday order by monday desc limit ?
"""
_COUNTS: Final = """
select (select count(*) from story), (select count(*) from capture), (select count(distinct family) from story),
    (select count(distinct outlet) from story), (select count(*) from refusal)
"""
_LAST: Final = """
select max(added), count(*) filter (where is_recent),
    strftime('%s', 'now') - strftime('%s', min(added) filter (where is_recent))
from (
    select added, added >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-10 minutes') as is_recent
    from capture order by id desc limit ?
)
"""
_KINDS: Final = "select kind, count(*) from capture group by kind order by count(*) desc, kind"
_REFUSED: Final = """
select reason, count(*), max(name), max(message), max(seen) from refusal group by reason order by count(*) desc, reason
limit 50
"""
