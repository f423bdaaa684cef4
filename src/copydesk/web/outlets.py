"""Outlets and ingest: what each outlet's pages gave over time, what was refused, and how a running ingest goes."""

from collections.abc import Iterator
from typing import Final

from copydesk.archive.archive import Archive
from copydesk.web.asked import Asked
from copydesk.web.shape import Row, Screen, clipped

__all__ = ["FIELDS", "ingest", "outlets"]

MOST_OUTLETS: Final = 40
MOST_MONTHS: Final = 12
FIELDS: Final = ("byline", "published", "deck", "agency")
_RECENT: Final = 2_000
"""Captures that the progress is counted over, the last taken in."""


class OutletRow(Row, frozen=True, kw_only=True):
    """An outlet: stories, captures, and the share of its captures with each field."""

    outlet: str
    stories: int
    captures: int
    byline: float
    published: float
    deck: float
    agency: float
    first_seen: str
    last_seen: str


class CoverageRow(Row, frozen=True, kw_only=True):
    """The same for one month of first captures."""

    outlet: str
    month: str
    captures: int
    byline: float
    published: float
    deck: float
    agency: float


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
            **dict(zip(FIELDS, (round(count / row[2], 3) for count in row[3:7]), strict=True)),
            first_seen=row[7],
            last_seen=row[8],
        )
        for row in rows
    )
    coverage = tuple(_coverage(archive, [row[0] for row in rows]))
    return Screen("outlets", "Sources", {"outlets": found, "coverage": coverage}, room="sources")


def _coverage(archive: Archive, names: list[str]) -> Iterator[CoverageRow]:
    for name in names:
        for row in archive.connection.execute(_COVERAGE, (name, MOST_MONTHS)).fetchall()[::-1]:
            shares = (round(count / row[1], 3) for count in row[2:6])
            yield CoverageRow(
                outlet=clipped(name, 200) or "(no address)",
                month=row[0],
                captures=row[1],
                **dict(zip(FIELDS, shares, strict=True)),
            )


def ingest(archive: Archive, _asked: Asked) -> Screen:
    """How many came in, what was refused and why."""
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
    )
    kinds = tuple(KindRow(kind=row[0], captures=row[1]) for row in archive.connection.execute(_KINDS))
    refused = tuple(
        RefusedRow(reason=row[0], count=row[1], example=clipped(row[2], 200), message=clipped(row[3], 400), seen=row[4])
        for row in archive.connection.execute(_REFUSED)
    )
    return Screen("ingest", "Ingest", {"ingest": (top,), "kinds": kinds, "refused": refused}, room="sources")


_SUMS: Final = "sum(byline is not null), sum(published is not null), sum(deck is not null), sum(agency is not null)"
_OUTLETS: Final = f"""
select outlet, count(distinct story), count(*), {_SUMS}, min(first_seen), max(last_seen)
from capture group by outlet order by count(*) desc, outlet limit ?
"""
_COVERAGE: Final = f"""
select substr(first_seen, 1, 7) as month, count(*), {_SUMS} from capture where outlet = ?
group by month order by month desc limit ?
"""
_COUNTS: Final = """
select (select count(*) from story), (select count(*) from capture), (select count(distinct family) from story),
    (select count(distinct outlet) from story), (select count(*) from refusal)
"""
_LAST: Final = """
select max(added), sum(added >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-10 minutes'))
from (select added from capture order by id desc limit ?)
"""
_KINDS: Final = "select kind, count(*) from capture group by kind order by count(*) desc, kind"
_REFUSED: Final = """
select reason, count(*), max(name), max(message), max(seen) from refusal group by reason order by count(*) desc, reason
limit 50
"""
