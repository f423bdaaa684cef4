"""Dates said by their parts: day, month, year, weekday; decades, centuries, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import structs

from copydesk.desk.times.calendar import add_months, as_day, first_day, holiday, valid_day, week_value
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.nearest import directed, nearest
from copydesk.desk.times.records import Reading, closed, lost_to, resolved, stated

__all__ = ["OPERATIONS", "year_of"]

_FIGURES = re.compile(r"\d+")
# "$12 December 27" begins with a price.
_CURRENCIES = frozenset("$€£¥")


def two_digit_year(number: int, context: Context) -> int:
    """The year that two figures mean: not more than twenty years after publication."""
    now = context.day.year if context.day else 2000
    year = now - now % 100 + number
    return year - 100 if year > now + 20 else year


def year_of(hit: Hit, context: Context) -> int | None:
    """The year that the match says, in four figures, in two, or spoken."""
    if hit.has("year"):
        return hit.whole("year")
    if hit.has("yy"):
        return two_digit_year(hit.whole("yy") or 0, context)
    return None


def point(hit: Hit, context: Context) -> Reading | None:
    """A month, or a day of a month, with or without its year."""
    month = hit.look("m", "month") or hit.whole("mn")
    day, year = hit.whole("d"), year_of(hit, context)
    if context.word(-1) in _CURRENCIES:
        return None
    if not isinstance(month, int) or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None:
        return _full(year, month, day, hit.mod())
    return _without_year(hit, context, month, day)


def _full(year: int, month: int, day: int | None, mod: str | None) -> Reading | None:
    if day is None:
        return stated(f"{year:04d}-{month:02d}", "month", "month and year are stated", mod)
    if not valid_day(year, month, day):
        return None
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return stated(value, "day", "day, month and year are stated", mod)


def _without_year(hit: Hit, context: Context, month: int, day: int | None) -> Reading | None:
    tail = f"{month:02d}" if day is None else f"{month:02d}-{day:02d}"
    kind = "month" if day is None else "day"
    if context.day is None:
        return stated(f"XXXX-{tail}", kind, "the year is not stated", hit.mod())
    values = [f"{context.day.year + step:04d}-{tail}" for step in (-1, 0, 1)]
    if day is not None and not any(first_day(value) for value in values):
        values = [f"{year:04d}-{tail}" for year in range(context.day.year - 4, context.day.year + 5)]
    values = [value for value in values if first_day(value)]
    if not values:
        return None
    direction, weekday = hit.look("dir", "direction"), hit.look("wd", "weekday")
    fitting = [value for value in values if (found := as_day(value)) and found.isoweekday() == weekday]
    if fitting:
        reason = f"of the years that are open, {fitting[0][:4]} has that weekday"
        return closed(resolved(fitting[0], kind, reason, hit.mod(), lost_to(fitting[0], reason, values)))
    if isinstance(direction, int):
        value, reason, lost = directed(values, context.day, direction, " ".join(hit.words("dir")))
        return closed(resolved(value, kind, reason, hit.mod(), lost))
    value, reason, lost = nearest(values, context)
    return resolved(value, kind, reason, hit.mod(), lost)


def year_only(hit: Hit, context: Context) -> Reading | None:
    """A year by itself."""
    year = year_of(hit, context)
    if year is None or context.in_a_number() or context.counts_money():
        return None
    if (year % 100 == 0 and _counts_things(context)) or (year < 1800 and not _announced(hit, context)):
        return None
    return stated(f"{year:04d}", "year", "the year is stated", hit.mod())


def _counts_things(context: Context) -> bool:
    """2000 pieces: a number before a plural is no year, unless a word before it says so."""
    after = context.next_token()
    plural = len(after) > 3 and after.islower() and after.endswith("s") and not after.endswith("ss")
    return plural and context.word(-1) not in context.language.before_year


def _announced(hit: Hit, context: Context) -> bool:
    """Whether the word before says that a number is a year: in 1709, since 1709."""
    return len(hit.words("s")) > 1 or context.word(-1) in hit.language.before_year


def iso(hit: Hit, context: Context) -> Reading | None:
    """A date as ISO 8601 writes it, with or without a time."""
    written = hit.tokens[hit.match.first].replace(" ", "T")
    if first_day(written[:10]) is None:
        return None
    timed = len(written) > 10
    return Reading(
        type="TIME" if timed else "DATE",
        value=written,
        kind="instant" if timed else "day",
        reasons=("written as ISO 8601",),
    )


def numeric(hit: Hit, context: Context) -> Reading | None:
    """A date in figures: 3/14/2025, 14.03.2025, 2025/3/14."""
    a, b, c = (int(part) for part in _FIGURES.findall(hit.tokens[hit.match.first]))
    if a > 999:
        year, month, day = a, b, c
    elif a > 31 or (a > 99 and c > 99):
        return None
    else:
        year = c if c > 99 else two_digit_year(c, context)
        month, day = (a, b) if hit.language.settings["order"] == "mdy" else (b, a)
    if month > 12 >= day:
        month, day = day, month
    return _full(year, month, day, None) if 1 <= month <= 12 else None


def numeric_day(hit: Hit, context: Context) -> Reading | None:
    """A day and a month in figures, where the words around say that it is a date."""
    a, b = (int(part) for part in _FIGURES.findall(hit.words("md")[0]))
    month, day = (a, b) if hit.language.settings["order"] == "mdy" else (b, a)
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _without_year(hit, context, month, day)


def decade(hit: Hit, context: Context) -> Reading | None:
    """A decade: the 1990s, the '80s, the nineties."""
    number = hit.whole("year") or hit.look("decade", "decade")
    if number is None and hit.has("yy"):
        number = two_digit_year(hit.whole("yy") or 0, context)
    elif isinstance(number, int) and number < 100:
        number = two_digit_year(number, context)
    if not isinstance(number, int) or number % 10:
        return None
    return stated(f"{number:04d}"[:3], "decade", "the decade is stated", hit.mod())


def century(hit: Hit, context: Context) -> Reading | None:
    """A century: the 20th century."""
    number = hit.whole("n")
    if not number or number > 30:
        return None
    return stated(f"{number - 1:02d}", "century", "the century is stated", hit.mod())


def dot_day(hit: Hit, context: Context) -> Reading | None:
    """A day and a month with a dot between them: 22.04."""
    written = hit.words("dm")[0]
    day, _, month = written.partition(".")
    if not (
        day.isdecimal() and month.isdecimal() and len(written) < 8 and 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    ):
        return None
    return _without_year(hit, context, int(month), int(day))


def holiday_of(hit: Hit, context: Context) -> Reading | None:
    """A holiday, of a stated year or the nearest one."""
    spec = hit.rule.text("date") or hit.name("h", "holiday")
    year = year_of(hit, context)
    if year is not None:
        day = holiday(spec, year)
        return stated(day.isoformat(), "day", "the holiday of the stated year") if day else None
    if context.day is None:
        value = f"XXXX-{spec}" if re.fullmatch(r"\d\d-\d\d", spec) else "XXXX"
        return stated(value, "day", "the year is not stated")
    days = [holiday(spec, context.day.year + step) for step in (-1, 0, 1)]
    values = [day.isoformat() for day in days if day]
    direction = hit.look("dir", "direction")
    if isinstance(direction, int):
        value, reason, lost = directed(values, context.day, direction, " ".join(hit.words("dir")))
    else:
        value, reason, lost = nearest(values, context)
    return closed(resolved(value, "day", reason, lost=lost))


def part_of_point(hit: Hit, context: Context) -> Reading | None:
    """Something counted inside a month or year: the first week of 2016, the second Monday of May 2024."""
    year, month = year_of(hit, context), hit.look("m", "month")
    if not isinstance(month, int):
        month = None
    if year is None:
        base = _without_year(hit, context, month, None) if month else None
        if base is None or base.value.startswith("X"):
            return None
        year = int(base.value[:4])
    start = date(year, month or 1, 1)
    end = add_months(start, 1 if month else 12) - timedelta(days=1)
    return _counted_week(hit, start, end)


def _counted_week(hit: Hit, start: date, end: date) -> Reading | None:
    count = hit.whole("n") or 0
    last = hit.look("n", "direction") == -1 or hit.rule.options.get("last") is True
    weekday_number = hit.look("wd", "weekday")
    if isinstance(weekday_number, int):
        day = (
            end - timedelta(days=(end.isoweekday() - weekday_number) % 7)
            if last
            else _nth(start, weekday_number, count)
        )
        return stated(day.isoformat(), "day", "counted in the stated period")
    thursday = end - timedelta(days=(end.isoweekday() - 4) % 7) if last else _nth(start, 4, count)
    iso_year, week, _ = thursday.isocalendar()
    return stated(f"{iso_year:04d}-W{week:02d}", "week", "counted in the stated period")


def nth_month(hit: Hit, context: Context) -> Reading | None:
    """The third month of 2021."""
    month, year = hit.whole("n"), year_of(hit, context)
    direction = hit.look("dir", "direction")
    if year is None and context.day is not None:
        year = context.day.year + (direction if isinstance(direction, int) else 0)
    if month is None or year is None or not 1 <= month <= 12:
        return None
    return stated(f"{year:04d}-{month:02d}", "month", "counted in the year")


def week_of_day(hit: Hit, context: Context) -> Reading | None:
    """The week of March 6."""
    reading = point(hit, context)
    day = as_day(reading.value) if reading else None
    return (
        reading
        if reading is None or day is None
        else structs.replace(reading, value=week_value(day), kind="week", candidates=())
    )


def _nth(start: date, number: int, count: int) -> date:
    return start + timedelta(days=(number - start.isoweekday()) % 7 + 7 * (max(count, 1) - 1))


Operation = Callable[[Hit, Context], Reading | None]
OPERATIONS: dict[str, Operation] = {
    "point": point,
    "year": year_only,
    "iso": iso,
    "numeric": numeric,
    "numeric_day": numeric_day,
    "decade": decade,
    "century": century,
    "dot_day": dot_day,
    "holiday": holiday_of,
    "week_of_day": week_of_day,
    "nth_month": nth_month,
    "part_of_point": part_of_point,
}
