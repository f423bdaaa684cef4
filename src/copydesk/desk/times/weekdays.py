"""Days said by their place in the week or in the month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from copydesk.desk.times.calendar import add_months, as_day, valid_day
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.nearest import nearest
from copydesk.desk.times.records import Reading, on_a_day, resolved, stated
from copydesk.records.reading import LostValue

__all__ = ["OPERATIONS"]


def weekday(hit: Hit, context: Context) -> Reading | None:
    """A day of the week, seen from publication."""
    number = hit.look("wd", "weekday")
    if not isinstance(number, int):
        return None
    if context.day is None:
        return stated(f"XXXX-WXX-{number}", "weekday", "the week is not stated", hit.mod())
    direction = hit.look("dir", "direction")
    day, reason = _weekday_day(number, direction if isinstance(direction, int) else None, context, context.day)
    part = hit.rule.text("part") or hit.name("part", "part")
    time = f"T{part}" if part else ""
    lost = _other_weeks(day, context.day, time, () if isinstance(direction, int) else (-1, 1))
    return Reading(
        type="TIME" if part else "DATE", value=day.isoformat() + time, kind="day_part" if part else "weekday",
        mod=hit.mod(), reasons=(reason,), anchored=True, candidates=tuple(one.value for one in lost), lost=lost,
    )  # fmt: skip


def _other_weeks(day: date, published: date, time: str, steps: Sequence[int]) -> tuple[LostValue, ...]:
    """The same weekday of the weeks beside, and why it is not meant."""
    if day > published:
        against = {-1: f"the clause looks ahead, and this is not after publication on {published}"}
    else:
        against = {1: f"after publication on {published}, and nothing says that the clause looks ahead"}
    farther = f"farther from publication than {day}"
    days = ((day + timedelta(days=7 * step), against.get(step, farther)) for step in steps)
    return tuple(LostValue(other.isoformat() + time, reason) for other, reason in days)


def _weekday_day(number: int, direction: int | None, context: Context, day: date) -> tuple[date, str]:
    monday = day - timedelta(days=day.weekday())
    in_week = monday + timedelta(days=number - 1)
    if direction is not None:
        # At the weekend "last Wednesday" is the one of the week that ends.
        weeks = 0 if direction == -1 and day.weekday() >= 5 and in_week < day else direction
        return in_week + timedelta(weeks=weeks), f"seen from publication on {day}"
    back = day - timedelta(days=(day.isoweekday() - number) % 7)
    if back != day and (context.looks_ahead() or context.tense() == "future"):
        return back + timedelta(days=7), f"the clause looks ahead: next after publication on {day}"
    return back, f"last on or before publication on {day}"


def weekday_said(hit: Hit, context: Context) -> Reading | None:
    """The next or the previous Friday, seen from the day said before it."""
    number, base = hit.look("wd", "weekday"), context.day
    if hit.rule.text("anchor") != "publication":
        base = as_day(context.latest_day) or base
    if not isinstance(number, int) or base is None:
        return None
    sign = hit.rule.count("sign", 1)
    away = (number - base.isoweekday()) % 7 if sign > 0 else (base.isoweekday() - number) % 7
    day = base + timedelta(days=sign * (away or 7))
    part = hit.name("part", "part")
    reason = f"counted from {base}"
    return on_a_day(day.isoformat(), part, reason) if part else resolved(day.isoformat(), "weekday", reason)


def weekday_compound(hit: Hit, context: Context) -> Reading | None:
    """A weekday and a part of it in one word: Mittwochabend."""
    number, part = hit.look("wd", "weekdaypart"), hit.name("wd", "weekdaypart_part")
    if not isinstance(number, int):
        return None
    if context.day is None:
        return Reading(
            type="TIME", value=f"XXXX-WXX-{number}T{part}", kind="day_part", reasons=("the week is not stated",)
        )
    direction = hit.look("dir", "direction")
    day, reason = _weekday_day(number, direction if isinstance(direction, int) else None, context, context.day)
    return on_a_day(day.isoformat(), part, reason, hit.mod())


def weekday_number(hit: Hit, context: Context) -> Reading | None:
    """Monday the 14th: the nearest month in which that day is a Monday."""
    number, day = hit.look("wd", "weekday"), hit.whole("d")
    if not isinstance(number, int) or day is None or not 1 <= day <= 31:
        return None
    if context.day is None:
        return stated(f"XXXX-WXX-{number}", "day", "the month is not stated")
    if context.next_token().islower() and hit.words("d")[-1].isalpha():
        # Friday, the fourth fall in a row
        return None
    months = [add_months(context.day.replace(day=1), step) for step in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6)]
    fitting = [found for m in months if (found := valid_day(m.year, m.month, day)) and found.isoweekday() == number]
    if not fitting:
        return None
    reason = f"the month nearest to publication on {context.day} in which the day has that weekday"
    return resolved(fitting[0].isoformat(), "day", reason)


def day_number(hit: Hit, context: Context) -> Reading | None:
    """The 14th, of this month or one beside it."""
    day = hit.whole("d") or hit.whole("n")
    if day is None or not 1 <= day <= 31:
        return None
    if context.day is None:
        return stated(f"XXXX-XX-{day:02d}", "day", "the month is not stated")
    direction = hit.look("dir", "direction")
    steps = (direction,) if isinstance(direction, int) else (-1, 0, 1)
    start = context.day.replace(day=1)
    values = [
        found.isoformat()
        for step in steps
        if (m := add_months(start, step)) and (found := valid_day(m.year, m.month, day))
    ]
    if not values:
        return None
    value, reason, lost = nearest(values, context)
    return resolved(value, "day", reason, lost=lost)


OPERATIONS: dict[str, Callable[[Hit, Context], Reading | None]] = {
    "weekday": weekday,
    "weekday_said": weekday_said,
    "weekday_compound": weekday_compound,
    "weekday_number": weekday_number,
    "day_number": day_number,
}
