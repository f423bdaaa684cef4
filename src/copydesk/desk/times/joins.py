"""Expressions that are one with their neighbour: Friday, October 13; next week on Tuesday; 9 a.m. on Monday."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.desk.times.calendar import add_months, as_day, first_day
from copydesk.desk.times.language import Join
from copydesk.desk.times.records import Reading, settled
from copydesk.desk.times.scan import Words
from copydesk.records.reading import LostValue

__all__ = ["Found", "join"]

_GLUE = 6
_LATE_PARTS = frozenset({"AF", "EV", "NI"})
_WHOLE_LENGTH = re.compile(r"P(\d{1,5})([DWMY])$")
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?|-Q\d)?$")


class Found(NamedTuple):
    """The words from `first` to before `last`, and what they mean."""

    first: int
    last: int
    rule: str
    reading: Reading


def join(left: Found, right: Found, words: Words, joins: list[Join]) -> Found | None:
    """Both as one expression, if a row of the table says that they are."""
    if not 0 <= right.first - left.last <= _GLUE:
        return None
    between = words.classes[left.last : right.first]
    for row in joins:
        if (
            left.reading.kind in row.left
            and right.reading.kind in row.right
            and not (row.how == "weekday_and_day" and "weekday" in right.rule)
            and _fits_glue(row, between)
            and _is_after(row, left, between, words)
        ):
            reading = _JOINS[row.how](left.reading, right.reading)
            if reading is not None:
                return Found(left.first, right.last, f"{left.rule}+{right.rule.split('/', 1)[-1]}", reading)
    return None


def _fits_glue(join: Join, between: str) -> bool:
    if not between:
        return not join.strict
    return join.glue is not None and join.glue.regex.fullmatch(between) is not None


def _is_after(join: Join, left: Found, between: str, words: Words) -> bool:
    """Whether the words before ask for the join: from A to B; a dash asks for it by itself."""
    return not join.after or between == "-" or (left.first > 0 and words.tokens[left.first - 1].lower() in join.after)


def _day_and_clock(day: Reading, clock: Reading) -> Reading | None:
    stated = as_day(day.value)
    head = day.value[:10] if stated else (day.value if day.value.startswith("XXXX") else "")
    if not head or "T" not in clock.value:
        return None
    return replace(
        day,
        type="TIME",
        kind="instant" if clock.kind == "clock" else "day_part",
        value=_put_day(head, clock.value),
        mod=day.mod or clock.mod,
        reasons=(*day.reasons, "with the time of day beside it"),
        candidates=tuple(_put_day(other, clock.value) for other in day.candidates),
        lost=tuple(LostValue(_put_day(one.value, clock.value), one.reason) for one in day.lost),
    )


def _put_day(day: str, clock: str) -> str:
    return "/".join(f"{day}T{part.split('T', 1)[1]}" for part in clock.split("/"))


def _clock_and_day(clock: Reading, day: Reading) -> Reading | None:
    return _day_and_clock(day, clock)


def _part_and_clock(part: Reading, clock: Reading) -> Reading | None:
    """The evening at seven: the part of the day says which half."""
    day, _, name = part.value.partition("T")
    if (
        name not in _LATE_PARTS | {"MO"}
        or "T" not in clock.value
        or clock.value.count("T") != clock.value.count("/") + 1
    ):
        return None
    times = [_in_half(written.partition("T")[2], late=name in _LATE_PARTS) for written in clock.value.split("/")]
    value = "/".join(f"{day}T{written}" for written in times)
    return replace(part, kind="instant" if day else "clock", type="TIME", value=value)


def _in_half(clock: str, *, late: bool) -> str:
    hour, _, rest = clock.partition(":")
    return f"{int(hour) + 12}:{rest}" if late and hour.isdigit() and 4 <= int(hour) < 12 else clock


def _clock_and_part(clock: Reading, part: Reading) -> Reading | None:
    return _part_and_clock(part, clock)


def _weekday_and_day(weekday: Reading, day: Reading) -> Reading | None:
    """Friday, October 13: of the years that are open, the one in which the day is a Friday."""
    named, stated = as_day(weekday.value), as_day(day.value)
    if named is None or stated is None:
        return replace(day, mod=day.mod or weekday.mod)
    if stated.weekday() == named.weekday() or not day.candidates:
        return replace(day, mod=day.mod or weekday.mod)
    fitting = [other for other in day.candidates if (d := as_day(other)) and d.weekday() == named.weekday()]
    if not fitting:
        return day
    reason = f"of the years that are open, {fitting[0][:4]} has that weekday"
    return settled(day, fitting[0], reason)


def _week_and_weekday(week: Reading, weekday: Reading) -> Reading | None:
    """Next week on Tuesday."""
    named = as_day(weekday.value)
    if named is None or "-W" not in week.value or week.value.endswith("-WE"):
        return None
    day = date.fromisocalendar(int(week.value[:4]), int(week.value[6:8]), named.isoweekday())
    return replace(week, kind="day", value=day.isoformat())


def _weekday_and_week(weekday: Reading, week: Reading) -> Reading | None:
    return _week_and_weekday(week, weekday)


def _period_of_readings(left: Reading, right: Reading) -> Reading | None:
    """From one day, month or year to another."""
    start, end = _calendar_value(left), _calendar_value(right)
    is_open = bool(left.candidates) or start.startswith("XXXX-")
    if is_open and end[:4].isdigit() and not right.anchored:
        start = end[:4] + start[4:]
        start = f"{int(start[:4]) - 1:04d}{start[4:]}" if start > end else start
    if left.kind == right.kind == "weekday" and start > end:
        end = (date.fromisoformat(end) + timedelta(days=7)).isoformat()
    if not (_CALENDAR.match(start) and _CALENDAR.match(end)) or (first_day(start) or date.max) >= (
        first_day(end) or date.min
    ):
        return None
    reasons = tuple(dict.fromkeys((*left.reasons, *right.reasons)))
    return replace(right, value=f"{start}/{end}", kind="period", reasons=reasons, candidates=(), lost=())


def _calendar_value(reading: Reading) -> str:
    return reading.candidates[0] if reading.kind == "reference" and reading.candidates else reading.value


def _set_and_clock(again: Reading, clock: Reading) -> Reading | None:
    if "T" in again.value or not clock.value.startswith("T"):
        return None
    head = "" if again.value == "P1D" else again.value
    return replace(again, value=head + clock.value)


def _clock_and_set(clock: Reading, again: Reading) -> Reading | None:
    return _set_and_clock(again, clock)


def _day_part_and_week(part: Reading, week: Reading) -> Reading | None:
    day = _week_and_weekday(week, part)
    return day and settled(part, day.value + part.value[10:], f"in {week.value}, said beside it")


def _before_day(length: Reading, day: Reading) -> Reading | None:
    return _counted_from(length, day, -1)


def _after_day(length: Reading, day: Reading) -> Reading | None:
    return _counted_from(length, day, 1)


def _counted_from(length: Reading, day: Reading, sign: int) -> Reading | None:
    """Two weeks before May 13: the day that it is."""
    base, found = as_day(day.value), _WHOLE_LENGTH.match(length.value)
    if base is None or found is None or len(day.value) > 10:
        return None
    count = sign * int(found[1])
    try:
        if found[2] in "DW":
            counted = base + timedelta(days=count * (7 if found[2] == "W" else 1))
        else:
            counted = add_months(base, count * (12 if found[2] == "Y" else 1))
    except (OverflowError, ValueError):
        return None
    reasons = (*day.reasons, f"counted from {base}")
    return replace(
        day, value=counted.isoformat(), kind="counted", mod=length.mod, reasons=reasons, anchored=True,
        candidates=(), lost=(),
    )  # fmt: skip


def _month_and_year(month: Reading, year: Reading) -> Reading | None:
    """December last year, October 7 of this year."""
    if not (year.value[:4].isdigit() and len(year.value) == 4 and len(month.value) in (7, 10)):
        return None
    value = year.value + month.value[4:]
    return settled(month, value, f"of {year.value}, said beside it")


def _quarter_and_year(quarter: Reading, year: Reading) -> Reading | None:
    if len(year.value) != 4 or not year.value.isdigit():
        return None
    return settled(quarter, year.value + quarter.value[4:], f"of {year.value}, said beside it")


_JOINS = {
    "day_and_clock": _day_and_clock,
    "clock_and_day": _clock_and_day,
    "part_and_clock": _part_and_clock,
    "clock_and_part": _clock_and_part,
    "weekday_and_day": _weekday_and_day,
    "week_and_weekday": _week_and_weekday,
    "weekday_and_week": _weekday_and_week,
    "period": _period_of_readings,
    "month_and_year": _month_and_year,
    "quarter_and_year": _quarter_and_year,
    "before_day": _before_day,
    "after_day": _after_day,
    "set_and_clock": _set_and_clock,
    "clock_and_set": _clock_and_set,
    "day_part_and_week": _day_part_and_week,
}
