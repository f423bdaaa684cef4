"""Times said from somewhere else: from publication, or from a date said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from copydesk.desk.times.calendar import add_months, as_day, first_day, last_day, quarter_of, shift, week_value
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.nearest import nearest
from copydesk.desk.times.points import year_of
from copydesk.desk.times.records import Reading, lost_to, on_a_day, resolved, stated
from copydesk.desk.times.spans import amount, count_of

__all__ = ["OPERATIONS"]

_KIND = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "WE": "week",
    "D": "day",
    "Q": "quarter",
    "E": "decade",
    "C": "century",
}
_CLOCK_UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}


def _dated(value: str, kind: str, reason: str, hit: Hit) -> Reading:
    return resolved(value, kind, reason, hit.mod())


def deictic(hit: Hit, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow and their kind."""
    offset = hit.look("day", "deictic") if "offset" not in hit.rule.options else hit.rule.count("offset")
    if not isinstance(offset, int):
        return None
    part = hit.rule.text("part") or hit.name("part", "part") or hit.name("day", "deictic_part")
    if context.day is None:
        return stated("XXXX-XX-XX", "day", "publication is not known", hit.mod())
    day = (context.day + timedelta(days=offset)).isoformat()
    reason = f"seen from publication on {context.day}"
    if part:
        return on_a_day(day, part, reason, hit.mod())
    return _dated(day, "day", reason, hit)


def relative(hit: Hit, context: Context) -> Reading | None:
    """Last, this or next week, month, year, season …"""
    direction, unit = hit.look("dir", "direction"), hit.name("u", "unit") or hit.rule.text("unit")
    if not isinstance(direction, int):
        direction = hit.rule.count("offset")
    if unit in _CLOCK_UNITS or not unit:
        return None
    step = 2 * direction if hit.has("twice") else direction
    if context.day is None:
        return stated(amount(1, unit), _KIND.get(unit, "duration"), "publication is not known")
    value = shift(context.day, step, unit)
    return _dated(value, _KIND.get(unit, "day"), f"seen from publication on {context.day}", hit) if value else None


def season(hit: Hit, context: Context) -> Reading | None:
    """A season, of a stated year or the nearest one."""
    name, year = hit.name("season", "season"), year_of(hit, context)
    if year is not None:
        return stated(f"{year:04d}-{name}", "season", "season and year are stated", hit.mod())
    if context.day is None:
        return stated(f"XXXX-{name}", "season", "the year is not stated", hit.mod())
    day = context.day
    values = [f"{day.year + step:04d}-{name}" for step in (-2, -1, 0, 1)]
    return _choose(values, hit, context, "season")


def _choose(values: list[str], hit: Hit, context: Context, kind: str) -> Reading:
    day = context.day or date.min
    direction = hit.look("dir", "direction")
    if direction == -1:
        value = max((v for v in values if (last_day(v) or day) < day), default=values[0])
    elif direction == 1:
        value = min((v for v in values if (first_day(v) or day) > day), default=values[-1])
    elif direction == 0:
        value = min(values, key=lambda v: v[:4] != f"{day.year:04d}")
    else:
        value, reason, _ = nearest(values, context)
        return _dated(value, kind, reason, hit)
    return _dated(value, kind, f"seen from publication on {day}", hit)


def quarter(hit: Hit, context: Context) -> Reading | None:
    """A quarter or half of a year, of a stated year or the nearest one."""
    number, letter = hit.whole("n"), hit.rule.text("letter", "Q")
    if hit.rule.options.get("last"):
        number = 2 if letter == "H" else 4
    if number is None or not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    year = year_of(hit, context)
    offset = hit.look("dir", "direction")
    if year is None and isinstance(offset, int) and context.day:
        year = context.day.year + offset
    if year is not None:
        return stated(f"{year:04d}-{letter}{number}", "quarter", "quarter and year are stated", hit.mod())
    if context.day is None:
        return stated(f"XXXX-{letter}{number}", "quarter", "the year is not stated", hit.mod())
    values = [f"{context.day.year + step:04d}-{letter}{number}" for step in (-1, 0, 1)]
    wait = 60 if context.tense() == "future" else 200
    value = min(values, key=lambda v: (_distance(v, context.day or date.min, wait), v))
    lost = lost_to(value, f"farther from publication than {value}", values)
    return resolved(value, "quarter", f"nearest to publication on {context.day}", hit.mod(), lost)


def _distance(value: str, day: date, wait: int) -> int:
    first, last = first_day(value) or day, last_day(value) or day
    if first <= day <= last:
        return 0
    # A quarter that has ended is reported on; one to come is further off than its days.
    return (day - last).days if last < day else (first - day).days + wait


def this_quarter(hit: Hit, context: Context) -> Reading | None:
    """The quarter that the story is about: the one said last, else the last complete one."""
    offset = hit.rule.count("offset")
    said = context.said.get("quarter")
    if said is None and (hit.rule.options.get("needs_quarter") or context.day is None):
        return None
    base = first_day(said) if said else None
    value = quarter_of(base) if base else (shift(context.day, -1, "Q") if context.day else None)
    if not value:
        return None
    value = f"{int(value[:4]) + offset:04d}{value[4:]}"
    reason = (
        f"from the quarter said before, {said}"
        if said
        else f"last complete quarter before publication on {context.day}"
    )
    return _dated(value, "quarter_again", reason, hit)


def year_ago(hit: Hit, context: Context) -> Reading | None:
    """A year ago: of a quarter that the story reports, the same one a year before."""
    said = context.said.get("quarter")
    if said and said[4:6] == "-Q":
        return _dated(
            f"{int(said[:4]) - 1:04d}{said[4:]}", "quarter_again", f"a year before the quarter said, {said}", hit
        )
    if context.day is None:
        return None
    return _dated(f"{context.day.year - 1:04d}", "year", f"counted back from publication on {context.day}", hit)


def offset(hit: Hit, context: Context) -> Reading | None:
    """So many units before or after publication, or before or after a date said."""
    unit, count = hit.name("u", "unit"), count_of(hit)
    if unit in {"E", "C", "F", "K"} and count is not None:
        factor, unit = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "K": (1000, "Y")}[unit]
        count *= factor
    if hit.rule.text("needs") == "future" and (context.tense() != "future" or context.is_time_taken()):
        return None
    sign = hit.rule.count("sign", -1)
    if hit.rule.options.get("plural_open") or count is None:
        return Reading(
            type="DURATION",
            value=amount(None, unit),
            kind="duration",
            mod=hit.mod(),
            reasons=("the number is left open",),
        )
    if unit in _CLOCK_UNITS:
        return _clock_offset(hit, context, sign * count, unit)
    base, name = _base(hit, context)
    if base is None:
        return None
    base, count, unit = _halves(base, count, unit, sign)
    if hit.has("u2"):
        finest = hit.name("u2", "unit")
        base = _step(base, sign * count, unit)
        count, unit = count_of(hit, "n2") or 0, finest
    value = shift(base, sign * int(count), unit)
    return _dated(value, _KIND.get(unit, "day"), f"counted from {name} on {base}", hit) if value else None


def _base(hit: Hit, context: Context) -> tuple[date | None, str]:
    if hit.rule.text("anchor") == "said" and context.latest:
        return context.said_day(at_end=hit.rule.count("sign", -1) > 0), "the date said before"
    return context.day, "publication"


def _halves(base: date, count: float, unit: str, sign: int) -> tuple[date, float, str]:
    if count == int(count):
        return base, count, unit
    smaller = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D")}.get(unit)
    return (base, round(count * smaller[0]), smaller[1]) if smaller else (base, round(count), unit)


def _step(base: date, count: float, unit: str) -> date:
    try:
        if unit in "MYQ":
            return add_months(base, int(count) * {"M": 1, "Q": 3, "Y": 12}[unit])
        return base + timedelta(days=int(count) * (7 if unit == "W" else 1))
    except (OverflowError, ValueError):
        return base


def _clock_offset(hit: Hit, context: Context, count: float, unit: str) -> Reading | None:
    if context.clock is None:
        if context.day is None or hit.rule.text("anchor") == "said":
            return None
        context_clock = datetime(context.day.year, context.day.month, context.day.day)  # noqa: DTZ001
        return _dated(context_clock.date().isoformat(), "day", f"close to publication on {context.day}", hit)
    try:
        moment = context.clock + timedelta(**{_CLOCK_UNITS[unit]: count})
    except OverflowError:
        return None
    value = moment.isoformat(timespec="minutes" if unit != "s" else "seconds")
    return Reading(
        type="TIME",
        value=value,
        kind="instant",
        mod=hit.mod(),
        reasons=("counted from the publication instant",),
        anchored=True,
    )


_MONEY = 2000


def stretch(hit: Hit, context: Context) -> Reading | None:
    """The past two months, the next three years: a length with one end at publication."""
    unit, count, direction = hit.name("u", "unit"), count_of(hit), hit.look("dir", "direction")
    if count is not None and count >= _MONEY:
        # "paid $154 million last year" counts money, not years.
        return None
    value = amount(count, unit)
    mark = None
    if count is not None and context.day is not None and isinstance(direction, int) and unit in {"D", "W", "M", "Y"}:
        far = _far_end(context.day, int(count) * (1 if direction > 0 else -1), unit)
        near = context.day
        mark = None if far is None else f"{min(far, near)}/{max(far, near)}"
    if count is not None and context.day is not None and isinstance(direction, int) and unit == "Q":
        mark = _quarters(context.day, int(count), direction)
    reason = (
        "the length is stated" if mark is None else f"the length is stated, one end at publication on {context.day}"
    )
    return Reading(type="DURATION", value=value, kind="duration", mod=hit.mod(), reasons=(reason,), edtf=mark)


def _quarters(day: date, count: int, direction: int) -> str | None:
    """Whole quarters before or after the one that the day lies in."""
    start = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    try:
        first, last = (
            (add_months(start, -3 * count), start)
            if direction < 0
            else (add_months(start, 3), add_months(start, 3 * count + 3))
        )
    except (OverflowError, ValueError):
        return None
    return f"{first}/{last - timedelta(days=1)}"


def _far_end(day: date, count: int, unit: str) -> date | None:
    if unit in "DW":
        value = shift(day, count * (7 if unit == "W" else 1), "D")
        return date.fromisoformat(value) if value else None
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1), 12)
    if not 0 < year < 10000:
        return None
    return date(year, month + 1, min(day.day, 28))


def again(hit: Hit, context: Context) -> Reading | None:
    """That day, the following year, the previous month: from the date said before."""
    unit = hit.name("u", "unit") or hit.rule.text("unit")
    steps = hit.rule.count("offset")
    base = as_day(context.latest_day) if unit == "D" and steps == 0 else None
    base = base or context.said_day(at_end=steps > 0)
    if base is None or unit in _CLOCK_UNITS:
        return None
    if hit.rule.options.get("needs_date") and not _is_said(context, unit):
        return None
    value = shift(base, steps, unit)
    if not value:
        return None
    part = hit.name("part", "part")
    if part:
        return Reading(
            type="TIME",
            value=f"{value}T{part}",
            kind="day_part",
            reasons=(f"from the date said before, {context.latest}",),
            anchored=True,
        )
    source = f"the date said before, {context.latest}" if context.latest else f"publication on {context.day}"
    return _dated(value, _KIND.get(unit, "day"), f"from {source}", hit)


def _is_said(context: Context, unit: str) -> bool:
    if unit == "D":
        return bool(context.latest_day)
    return len(context.latest) >= (7 if unit in {"M", "W"} else 4)


def edge(hit: Hit, context: Context) -> Reading | None:
    """The start, middle or end of this week, month or year."""
    unit = hit.name("u", "unit") or hit.rule.text("unit")
    direction = hit.look("dir", "direction")
    if context.day is None or unit in _CLOCK_UNITS:
        return None
    value = shift(context.day, direction if isinstance(direction, int) else 0, unit)
    if value and hit.mod() == "END" and context.word(-1) in hit.language.deadline:
        return _deadline(value, context, hit)
    return _dated(value, _KIND.get(unit, "day"), f"seen from publication on {context.day}", hit) if value else None


def _deadline(value: str, context: Context, hit: Hit) -> Reading | None:
    """By the end of the year is a day, the last one; since year-end is the last one before."""
    day = last_day(value)
    if day is not None and context.day is not None and context.word(-1) == "since":
        day = (first_day(value) or day) - timedelta(days=1)
    return _dated(day.isoformat(), "day", f"the last day, seen from publication on {context.day}", hit) if day else None


def week_of(hit: Hit, context: Context) -> Reading | None:
    """A numbered week of a year."""
    number, year = hit.whole("n"), year_of(hit, context)
    if year is None and context.day is not None:
        direction = hit.look("dir", "direction")
        year = context.day.year + (direction if isinstance(direction, int) else 0)
    if number is None or year is None or not 1 <= number <= 53:
        return None
    return stated(f"{year:04d}-W{number:02d}", "week", "the week's number is stated")


def weekend(hit: Hit, context: Context) -> Reading | None:
    """The weekend that the tense of the clause points to."""
    if context.day is None:
        return stated("XXXX-WXX-WE", "week", "the week is not stated")
    direction = hit.look("dir", "direction")
    if not isinstance(direction, int):
        direction = -1 if context.tense() == "past" and context.day.weekday() < 5 else 0
    value = week_value(context.day + timedelta(weeks=direction)) + "-WE"
    return _dated(value, "week", f"seen from publication on {context.day}", hit)


OPERATIONS: dict[str, Callable[[Hit, Context], Reading | None]] = {
    "deictic": deictic,
    "relative": relative,
    "season": season,
    "quarter": quarter,
    "this_quarter": this_quarter,
    "year_ago": year_ago,
    "offset": offset,
    "stretch": stretch,
    "again": again,
    "edge": edge,
    "week_of": week_of,
    "weekend": weekend,
}
