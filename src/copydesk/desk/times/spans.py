"""Lengths of time, ages, repetitions, clock times and parts of a day."""

from __future__ import annotations

from collections.abc import Callable

from copydesk.desk.times.calendar import as_day
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.records import Reading

__all__ = ["OPERATIONS", "amount"]

_TIMED = frozenset("hms")
# Units that TIMEX3 writes as a number of another one.
_COMPOSED = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "NI": (1, "D"), "K": (1000, "Y")}


def amount(number: float | None, unit: str) -> str:
    """A TIMEX3 duration of one unit; `None` is a number that the text leaves open.

    >>> amount(3, "D"), amount(None, "Y"), amount(1.5, "h"), amount(2.5, "Y")
    ('P3D', 'PXY', 'PT1H30M', 'P2Y6M')
    """
    if unit in _COMPOSED:
        factor, unit_of = _COMPOSED[unit]
        if number is None:
            return f"PX{'E' if unit == 'C' else unit_of if factor < 10 else unit}"
        number, unit = number * factor, unit_of
    mark = "PT" if unit in _TIMED else "P"
    if number is None:
        return f"{mark}X{unit.upper()}"
    half = {"Y": "6M", "h": "30M", "m": "30S"}.get(unit)
    if half and number % 1 == 0.5:
        whole = f"{int(number)}{unit.upper()}" if number >= 1 else ""
        return f"{mark}{whole}{half}"
    return f"{mark}{number:g}{unit.upper()}" if number < 1e6 else f"{mark}{int(number)}{unit.upper()}"


def count_of(hit: Hit, name: str = "n") -> float | None:
    """The number of a count; `None` for a few, several, some."""
    number = hit.number(name)
    if hit.has(name) and any(hit.language.value("vague", word) is not None for word in hit.words(name)):
        return None
    fraction = hit.number("half") if hit.has("half") else None
    if number is None:
        number = 1.0 if hit.has(name) or fraction is None else 0.0
    return number + (fraction or 0.0)


def duration(hit: Hit, context: Context) -> Reading | None:
    """A length of time."""
    unit = hit.name("u", "unit") or hit.rule.text("unit")
    if not unit:
        return None
    number = None if hit.rule.options.get("open") else count_of(hit)
    # "3.5 years" stays the decimal that it is; "three and a half years" has its months.
    decimal = (
        any("." in word or "," in word for word in hit.words("n")) and number is not None and number != int(number)
    )
    value = (
        f"P{'T' if unit in _TIMED else ''}{number:g}{unit.upper()}"
        if decimal and unit not in _COMPOSED
        else amount(number, unit)
    )
    if hit.has("u2"):
        value = _compound(value, amount(count_of(hit, "n2"), hit.name("u2", "unit")))
    return Reading(type="DURATION", value=value, kind="duration", mod=hit.mod(), reasons=("the length is stated",))


def _compound(first: str, second: str) -> str:
    if first.startswith("PT") and second.startswith("PT"):
        return first + second[2:]
    return first + second[1:]


def age(hit: Hit, context: Context) -> Reading | None:
    """The age of somebody."""
    number, unit = hit.whole("n"), hit.name("u", "unit") or "Y"
    if number is None or not 0 < number < 130:
        return None
    return Reading(
        type="DURATION", value=amount(number, unit), kind="age", mod=hit.mod(), is_age=True, reasons=("an age",)
    )


def every(hit: Hit, context: Context) -> Reading | None:
    """Something that comes again: every Monday, daily, twice a year."""
    value = hit.rule.text("value") or hit.name("adv", "frequency") or _named_again(hit)
    if not value:
        count = 2.0 if hit.words("n") and hit.look("n", "other") else count_of(hit)
        value = amount(count, hit.name("u", "unit"))
    return Reading(type="SET", value=value, kind="set", mod=hit.mod(), reasons=("it comes again",))


def _named_again(hit: Hit) -> str:
    part = hit.name("part", "part")
    weekday = hit.look("wd", "weekday") or hit.look("wd", "weekdays")
    if weekday is not None:
        return f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    if hit.has("m"):
        day = hit.whole("d")
        return f"XXXX-{hit.look('m', 'month'):02d}" + (f"-{day:02d}" if day else "")
    return f"T{part}" if part and not hit.has("u") else ""


def reference(hit: Hit, context: Context) -> Reading | None:
    """A time that no calendar value can be given for; now is at least close to publication."""
    value = hit.rule.text("value") or hit.name("s", "reference")
    near = (context.day.isoformat(),) if value == "PRESENT_REF" and context.day else ()
    reason = "said without a calendar date"
    return Reading(type="DATE", value=value, kind="reference", mod=hit.mod(), reasons=(reason,), candidates=near)


def clock(hit: Hit, context: Context) -> Reading | None:
    """A time of day."""
    found = _clock_figures(hit)
    if found is None:
        return None
    hour, minute, second = found
    half = hit.name("ap", "meridiem") or hit.name("part", "part_half")
    if half and hour > 12:
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    if hour > 24 or minute > 59:
        return None
    written = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
    if hit.rule.text("kind"):
        return Reading(type="TIME", value=written, kind=hit.rule.text("kind"), reasons=("the clock time is stated",))
    return _timed(written + hit.name("z", "zone"), context, hit.mod())


def _clock_figures(hit: Hit) -> tuple[int, int, int | None] | None:
    if hit.has("k"):
        parts = [int(part) for part in hit.words("k")[0].replace("h", ":").replace(".", ":").split(":")]
        return parts[0], parts[1], parts[2] if len(parts) > 2 else None
    if hit.rule.options.get("hour") is not None:
        return hit.rule.count("hour"), 0, None
    if hit.has("hm"):
        figures = int(hit.words("hm")[0])
        return figures // 100, figures % 100, None
    if hit.has("hh"):
        half = hit.whole("hh")
        return None if half is None else ((half - 1) % 24, 30, None)
    hour, minute = hit.whole("h"), hit.whole("min") or 0
    if hour is None:
        return None
    shift = hit.name("toward", "toward")
    fraction = hit.look("quarter", "clock_part")
    if isinstance(fraction, int):
        minute = fraction
    if shift == "to":
        return (hour - 1) % 24, 60 - minute, None
    return hour, minute, None


def _timed(value: str, context: Context, mod: str | None) -> Reading:
    """A clock time, on the day that the paragraph spoke of last where there is one."""
    day = as_day(context.said.get("paragraph", ""))
    if day is None:
        return Reading(type="TIME", value=value, kind="clock", mod=mod, reasons=("the clock time is stated",))
    reason = f"on the day said before it, {day}"
    return Reading(type="TIME", value=f"{day}{value}", kind="clock", mod=mod, reasons=(reason,), anchored=True)


def part_of_day(hit: Hit, context: Context) -> Reading | None:
    """A morning, afternoon, evening or night."""
    part = hit.rule.text("value") or hit.name("part", "part")
    return _timed(f"T{part}", context, hit.mod())


def clock_range(hit: Hit, context: Context) -> Reading | None:
    """From one clock time to another."""
    first, last = _hours(hit, ""), _hours(hit, "2")
    if first is None or last is None:
        return None
    end_half = hit.name("ap2", "meridiem") or hit.name("part", "part_half")
    start_half = hit.name("ap", "meridiem") or end_half
    begin, end = _to_24(first, start_half), _to_24(last, end_half)
    if not hit.has("ap") and begin >= end and start_half == "PM":
        begin = _to_24(first, "AM")
    if not end_half and not start_half and end < begin and end[0] <= 12:
        end = (end[0] + 12, end[1])
    value = f"T{begin[0]:02d}:{begin[1]:02d}/T{end[0]:02d}:{end[1]:02d}"
    return Reading(type="TIME", value=value, kind=hit.rule.text("kind", "clock"), reasons=("both times are stated",))


def hhmm_range(hit: Hit, context: Context) -> Reading | None:
    """Between 0730-0930."""
    ends = [int(hit.words(name)[0]) for name in ("hm", "hm2")]
    if any(end > 2400 or end % 100 > 59 for end in ends):
        return None
    value = "/".join(f"T{end // 100:02d}:{end % 100:02d}" for end in ends)
    return Reading(type="TIME", value=value, kind="clock", reasons=("both times are stated",))


def _hours(hit: Hit, which: str) -> tuple[int, int] | None:
    if hit.has("k" + which):
        parts = hit.words("k" + which)[0].replace("h", ":").replace(".", ":").split(":")
        return int(parts[0]), int(parts[1])
    hour = hit.whole("h" + which)
    return None if hour is None or hour > 24 else (hour, hit.whole("min" + which) or 0)


def _to_24(clock_time: tuple[int, int], half: str) -> tuple[int, int]:
    hour, minute = clock_time
    if not half or hour > 12:
        return hour, minute
    return hour % 12 + (12 if half == "PM" else 0), minute


OPERATIONS: dict[str, Callable[[Hit, Context], Reading | None]] = {
    "duration": duration,
    "age": age,
    "every": every,
    "reference": reference,
    "clock": clock,
    "clock_range": clock_range,
    "hhmm_range": hhmm_range,
    "part_of_day": part_of_day,
}
