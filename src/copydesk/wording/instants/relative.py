"""Days told from today, and dates without a year: read only when the caller says which day today is."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables.reader import rows
from copydesk.wording.instants.calendars import day_of
from copydesk.wording.instants.dates import Hints, read_month
from copydesk.wording.instants.tables import AgoRow, DayRow, UnitRow, either, fold

_WORD = r"[^\W\d_][^\s\d,;:|/()\[\]·•\-]{0,19}"
_DAY_MONTH = pattern(
    rf"(?<!\d)(?<!\d[-./:])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.]{{0,3}}(?:(?:de|of)\s)?(?P<month>{_WORD})"
)
_MONTH_DAY = pattern(rf"(?<!\w)(?P<month>{_WORD})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])")
_EAST_ASIAN = pattern(r"(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")


class RelativeHit(Struct, frozen=True):
    """A day counted from today, at `[start, end)`."""

    day: date
    start: int
    end: int
    rule: str
    confidence: float
    may_have_clock: bool = True


def find_relative(folded: str, today: date, hints: Hints, limit: int) -> list[RelativeHit]:
    """The first kind of relative day that the text has: without a year, "2 hours ago", "yesterday"."""
    for form in (_without_year(folded, today, hints), _ago(folded, today), _days(folded, today)):
        hits = list(islice(form, limit))
        if hits:
            return hits
    return []


def _without_year(folded: str, today: date, hints: Hints) -> Iterator[RelativeHit]:
    for form in (_DAY_MONTH, _MONTH_DAY, _EAST_ASIAN):
        for match in form.finditer(folded):
            month = int(match["month"]) if match["month"].isdigit() else _number(match["month"], hints)
            day = _last(today, month, int(match["day"])) if month else None
            if day:
                yield RelativeHit(day, match.start(), match.end(), "instant/no-year", 0.5)


def _number(name: str, hints: Hints) -> int | None:
    month = read_month(name, hints)
    return month[0] if month and not month[2] else None


def _last(today: date, month: int, day: int) -> date | None:
    """The last such day up to today."""
    this_year = day_of(today.year, month, day)
    return this_year if this_year and this_year <= today else day_of(today.year - 1, month, day)


@kept
def _ago_pattern() -> re.Pattern[str]:
    units, ago = either(_units()), rows("time_ago", AgoRow)
    before = either(fold(word) for row in ago for word in row.before)
    after = either(fold(word) for row in ago for word in row.after)
    return re.compile(
        rf"(?P<before>(?<!\w)(?:{before})\s)?(?<!\d)(?P<count>\d{{1,3}})\s?(?P<unit>{units})(?!\w)(?P<after>\s?(?:{after}))?"
    )


@kept
def _units() -> dict[str, int]:
    return {fold(word): row.days for row in rows("time_unit", UnitRow) for word in row.words}


def _ago(folded: str, today: date) -> Iterator[RelativeHit]:
    for match in _ago_pattern().finditer(folded):
        if match["before"] or match["after"] or match["unit"].endswith("前"):
            day = today - timedelta(days=_units()[match["unit"]] * int(match["count"]))
            yield RelativeHit(day, match.start(), match.end(), "instant/ago", 0.5, may_have_clock=False)


@kept
def _day_pattern() -> re.Pattern[str]:
    words = either(_offsets())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{either(['今天', '昨天', '今日', '昨日', '오늘', '어제'])}")


@kept
def _offsets() -> dict[str, int]:
    return {fold(word): row.offset for row in rows("time_day", DayRow) for word in row.words}


def _days(folded: str, today: date) -> Iterator[RelativeHit]:
    for match in _day_pattern().finditer(folded):
        day = today + timedelta(days=_offsets()[match[0]])
        yield RelativeHit(day, match.start(), match.end(), "instant/relative-day", 0.5)
