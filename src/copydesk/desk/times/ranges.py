"""Stretches of the calendar that one rule reads with both their ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.desk.times.calendar import first_day
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.nearest import nearest
from copydesk.desk.times.points import year_of
from copydesk.desk.times.records import Reading, resolved, stated

__all__ = ["OPERATIONS"]


def day_range(hit: Hit, context: Context) -> Reading | None:
    """May 3-12, from the 3rd to the 12th of May."""
    month, first, last = hit.look("m", "month"), hit.whole("d"), hit.whole("d2")
    if not isinstance(month, int) or first is None or last is None or not 1 <= first < last <= 31:
        return None
    return _period_between((month, first), (month, last), year_of(hit, context), context)


def month_range(hit: Hit, context: Context) -> Reading | None:
    """From March to May."""
    first, last = hit.look("m", "month"), hit.look("m2", "month")
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return _period_between((first, 0), (last, 0), year_of(hit, context), context)


def year_range(hit: Hit, context: Context) -> Reading | None:
    """From 2014 to 2018."""
    first, last = hit.whole("year"), hit.whole("year2")
    if first is None or last is None or not first < last < first + 1000:
        return None
    return stated(f"{first:04d}/{last:04d}", "period", "both years are stated")


def numeric_range(hit: Hit, context: Context) -> Reading | None:
    """From 5/1 to 5/7."""
    first, year = _month_day(hit, "md"), year_of(hit, context)
    last = _month_day(hit, "md2") if hit.has("md2") else None
    if hit.has("full"):
        *figures, year = (int(part) for part in re.findall(r"\d+", hit.words("full")[0]))
        last = _ordered(figures[0], figures[1], hit)
    if first is None or last is None or (year is not None and year < 100):
        return None
    return _period_between(first, last, year, context)


def _month_day(hit: Hit, name: str) -> tuple[int, int] | None:
    a, b = (int(part) for part in re.findall(r"\d+", hit.words(name)[0]))
    return _ordered(a, b, hit)


def _ordered(a: int, b: int, hit: Hit) -> tuple[int, int] | None:
    month, day = (a, b) if hit.language.settings["order"] == "mdy" else (b, a)
    if month > 12 >= day:
        month, day = day, month
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _period_between(
    first: tuple[int, int], last: tuple[int, int], year: int | None, context: Context
) -> Reading | None:
    """A stretch between two days or months of a year, which is the year of its end."""
    if year is not None:
        value = _written(first, last, year)
        return stated(value, "period", "both ends are stated") if value else None
    if context.day is None:
        return stated(f"{_date_part(first, 'XXXX')}/{_date_part(last, 'XXXX')}", "period", "the year is not stated")
    values = [value for step in (-1, 0, 1) if (value := _written(first, last, context.day.year + step))]
    ends = [value.split("/")[0] for value in values]
    if not values:
        return None
    value, reason, _ = nearest(ends, context)
    return resolved(values[ends.index(value)], "period", reason)


def _written(first: tuple[int, int], last: tuple[int, int], year: int) -> str | None:
    start, end = _date_part(first, f"{year - (first > last):04d}"), _date_part(last, f"{year:04d}")
    return f"{start}/{end}" if first_day(start) and first_day(end) else None


def _date_part(month_day: tuple[int, int], year: str) -> str:
    month, day = month_day
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")


OPERATIONS: dict[str, Callable[[Hit, Context], Reading | None]] = {
    "day_range": day_range,
    "month_range": month_range,
    "year_range": year_range,
    "numeric_range": numeric_range,
}
