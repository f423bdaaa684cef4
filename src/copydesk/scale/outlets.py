"""What each host gave week by week: pages, stories, which fields they have, how long they are, why others gave none."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from copydesk.archive import health
from copydesk.scale.copies.find import inputs_of
from copydesk.scale.folder import Folder
from copydesk.scale.parquet import database, literal

__all__ = ["FIELDS", "Week", "outlets"]

FIELDS: Final = (*health.FIELDS, "deck", "authors", "agency", "section", "tags", "language", "image")
"""The fields whose shares among the stories are told; the first as the health of outlets in an archive has them."""


class Week(NamedTuple):
    """A host in a week.

    Attributes:
        host: Without `www.`.
        week: Its Monday, in UTC, by the times of the captures.
        pages: Responses that may be pages: all but those that were passed over.
        stories: Of these.
        median_words: Of the stories' texts; None without one.
        shares: For each of `FIELDS` the share of the stories that have it.
        reasons: Pages without a story by reason.

    """

    host: str
    week: str
    pages: int
    stories: int
    median_words: float | None
    shares: dict[str, float]
    reasons: dict[str, int]


def outlets(folder: Folder, least: int = 1) -> Iterator[Week]:
    """Each host and week with at least so many pages, in order.

    Raises:
        Refused: `journal`, the folder is none of ours.
        Unreadable: `file`, nothing is done in it.
    """
    records = ", ".join(literal(file.records) for file in inputs_of(folder))
    with database() as connection:
        found = connection.execute(_WEEKS.format(shares=_SHARES, records=records), {"least": least})
        while rows := found.fetchmany(1_000):
            yield from map(_week, rows)


def _week(row: Sequence[object]) -> Week:
    host, week, pages, stories, words, reasons, *shares = row
    assert isinstance(pages, int) and isinstance(stories, int)
    names = (name for name in reasons if name) if isinstance(reasons, list) else ()
    known = ((name, share) for name, share in zip(FIELDS, shares, strict=True) if share is not None)
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return Week(
        host=str(host),
        week=str(week),
        pages=pages,
        stories=stories,
        median_words=float(words) if isinstance(words, int | float) else None,
        shares={name: round(float(str(share)), 3) for name, share in known},
        reasons=dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
    )


_HAS: Final = {
    "date": "published is not null",
    "body": f"words >= {health.BODY_WORDS}",
    **{name: f"len({name}) > 0" for name in ("authors", "section", "tags")},
}
"""When a story has what no column is named after, or is a list."""
_SHARES: Final = ", ".join(
    f"avg(({_HAS.get(name, f'{name} is not null')})::integer) filter (outcome = 'story')" for name in FIELDS
)
_WEEKS: Final = """
select host, date_trunc('week', day)::date as week, count(*) as pages,
    count(*) filter (outcome = 'story') as stories, median(words) filter (outcome = 'story'),
    list(reason order by reason) filter (reason is not null), {shares}
from read_parquet([{records}])
where outcome != 'passed' and host is not null
group by host, week
having count(*) >= $least
order by host, week
"""
