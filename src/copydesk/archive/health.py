"""How well the records of each outlet are filled, week by week, and where that falls: when a site is rebuilt, its pages
read worse from one day to the next, and nothing else says so.

A week is that of the day on which a page was captured first, beginning on Monday, in UTC. Of every story its first
capture counts. A share is of captures with the field; a body is one of 50 words or more.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import Final, NamedTuple

from msgspec import Struct

__all__ = ["BODY_WORDS", "FIELDS", "Fall", "Filled", "Week", "falls", "falls_of_week", "filled", "weeks"]

FIELDS: Final = ("headline", "byline", "date", "body")
BODY_WORDS: Final = 50
FEWEST: Final = 10
"""Captures in a week from which its shares say something: of ten, one more or less is a tenth."""
BEFORE: Final = 4
"""Weeks that one week is held against."""
FALL: Final = 0.25
"""A share that is lower by this, or a median length by this part of it, has fallen: between weeks of an outlet that is
read alike the shares of 20 captures differ by .1 by chance."""


class Filled(NamedTuple):
    """What one capture has."""

    outlet: str
    day: date
    capture: int
    url: str | None
    headline: bool
    byline: bool
    date: bool
    body: bool
    words: int


class Week(Struct, frozen=True, kw_only=True):
    """One outlet in one week.

    Attributes:
        outlet: Its host.
        monday: The first day of the week.
        captures: How many stories were captured first in it.
        shares: For headline, byline, date and body the share that has it, 0 to 1.
        words: Median length of the bodies.

    """

    outlet: str
    monday: date
    captures: int
    shares: dict[str, float]
    words: float


class Fall(Struct, frozen=True, kw_only=True):
    """A week that is worse than those before.

    Attributes:
        outlet: Its host.
        monday: The first day of the week.
        field: Headline, byline, date, body, or `words` for the length.
        before: The median of the weeks before.
        now: The week's own.
        example: A capture of the week without the field, or the shortest.
        url: Its address.

    """

    outlet: str
    monday: date
    field: str
    before: float
    now: float
    example: int
    url: str | None


def filled(connection: sqlite3.Connection, since: date = date.min) -> Iterator[Filled]:
    """The first capture of each story, by outlet and day."""
    found = connection.execute(_FILLED, (since.isoformat(),))
    for outlet, day, capture, url, headline, byline, published, words in found:
        yield Filled(
            outlet,
            date.fromisoformat(day),
            capture,
            url,
            bool(headline),
            bool(byline),
            bool(published),
            words >= BODY_WORDS,
            words,
        )


def weeks(rows: Iterable[Filled]) -> list[Week]:
    """The weeks of each outlet in order."""
    return [_week(key, some) for key, some in _by_week(rows).items()]


def falls(rows: Iterable[Filled]) -> list[Fall]:
    """Where a week has fewer with a field, or shorter bodies, than the weeks before; with an example of each."""
    by_week = _by_week(rows)
    counted = [_week(key, some) for key, some in by_week.items() if len(some) >= FEWEST]
    found: list[Fall] = []
    for _, group in groupby(counted, key=lambda week: week.outlet):
        of_outlet = list(group)
        for number, week in enumerate(of_outlet[1:], 1):
            found += _falls(week, of_outlet[max(0, number - BEFORE) : number], by_week[week.outlet, week.monday])
    return found


def falls_of_week(connection: sqlite3.Connection, today: date) -> list[Fall]:
    """The falls of the week of that day and of the one before, which few captures may have hidden until now."""
    monday = today - timedelta(days=today.weekday())
    last = monday - timedelta(weeks=1)
    rows = filled(connection, last - timedelta(weeks=BEFORE))
    return [fall for fall in falls(rows) if fall.monday >= last]


def _falls(week: Week, before: list[Week], rows: list[Filled]) -> Iterator[Fall]:
    for field in FIELDS:
        usual = median(one.shares[field] for one in before)
        if usual - week.shares[field] >= FALL:
            example = next(row for row in rows if not getattr(row, field))
            yield _fall(week, field, usual, week.shares[field], example)
    usual = median(one.words for one in before)
    if usual and week.words <= usual * (1 - FALL):
        yield _fall(week, "words", usual, week.words, min(rows, key=lambda row: row.words))


def _fall(week: Week, field: str, before: float, now: float, example: Filled) -> Fall:
    return Fall(
        outlet=week.outlet,
        monday=week.monday,
        field=field,
        before=before,
        now=now,
        example=example.capture,
        url=example.url,
    )


def _by_week(rows: Iterable[Filled]) -> dict[tuple[str, date], list[Filled]]:
    found: dict[tuple[str, date], list[Filled]] = {}
    for row in sorted(rows):
        monday = row.day - timedelta(days=row.day.weekday())
        found.setdefault((row.outlet, monday), []).append(row)
    return found


def _week(key: tuple[str, date], rows: list[Filled]) -> Week:
    shares = {field: sum(getattr(row, field) for row in rows) / len(rows) for field in FIELDS}
    outlet, monday = key
    return Week(
        outlet=outlet, monday=monday, captures=len(rows), shares=shares, words=median(row.words for row in rows)
    )


_FILLED: Final = """
select outlet, substr(first_seen, 1, 10), id, url, headline, byline, published, words from capture
where number = 1 and first_seen >= ? order by outlet, first_seen, id
"""
