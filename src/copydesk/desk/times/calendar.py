"""Arithmetic on TIMEX3 values of the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

__all__ = [
    "add_months",
    "easter",
    "edtf",
    "first_day",
    "granularity",
    "holiday",
    "last_day",
    "quarter_of",
    "shift",
    "valid_day",
    "week_value",
]

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_POINT = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)))?(?P<time>T.*)?$"
)
_PARTS_OF_DAY = frozenset({"MO", "MI", "AF", "EV", "NI", "DT", "MEL", "MEB", "MED"})


def shift(day: date, count: int, unit: str) -> str | None:
    """The value `count` units from a day, as exact as the unit: years give a year, weeks a week.

    >>> shift(date(2025, 4, 17), -2, "Y"), shift(date(2025, 4, 17), -1, "M"), shift(date(2025, 4, 17), -1, "W")
    ('2023', '2025-03', '2025-W15')
    """
    try:
        return _shift(day, count, unit)
    except (OverflowError, ValueError):
        return None


def _shift(day: date, count: int, unit: str) -> str | None:
    if unit == "D":
        return (day + timedelta(days=count)).isoformat()
    if unit == "W":
        return week_value(day + timedelta(weeks=count))
    if unit == "WE":
        return week_value(day + timedelta(weeks=count)) + "-WE"
    if unit == "M":
        return add_months(day, count).isoformat()[:7]
    if unit == "Q":
        return quarter_of(add_months(day, 3 * count))
    years = {"Y": 1, "E": 10, "C": 100}.get(unit)
    if years is None or not 0 < day.year + count * years < 10000:
        return None
    return f"{day.year + count * years:04d}"[: {1: 4, 10: 3, 100: 2}[years]]


def add_months(day: date, count: int) -> date:
    """The same day some months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> str:
    """The calendar quarter of a day."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(spec: str, year: int) -> date | None:
    """The day of a holiday.

    Args:
        spec: `12-25`, `easter+1`, `11-thu-4` (the fourth Thursday), `05-mon-last`, `11-tue-1-2` (the first Tuesday
            from the 2nd on).
        year: The year.

    """
    if spec.startswith("easter"):
        return easter(year) + timedelta(days=int(spec[6:] or 0))
    parts = spec.split("-")
    month = int(parts[0])
    if len(parts) == 2:
        return valid_day(year, month, int(parts[1]))
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(parts[1])
    if parts[2] == "last":
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    start = date(year, month, int(parts[3]) if len(parts) > 3 else 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (int(parts[2]) - 1))


def first_day(value: str) -> date | None:
    """The first day that a value covers."""
    bounds = _days_of_value(value)
    return bounds[0] if bounds else None


def last_day(value: str) -> date | None:
    """The last day that a value covers."""
    bounds = _days_of_value(value)
    return bounds[1] if bounds else None


@lru_cache(maxsize=4096)
def _days_of_value(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"[12]\d\d?", value):
        return _decade_bounds(value)
    found = _POINT.match(value)
    if not found:
        return None
    try:
        return _point_bounds(found)
    except ValueError:
        return None


def _decade_bounds(value: str) -> tuple[date, date]:
    rest = 4 - len(value)
    return date(int(value + "0" * rest), 1, 1), date(int(value + "9" * rest), 12, 31)


def _point_bounds(found: re.Match[str]) -> tuple[date, date]:
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["week"]:
        first, last = (6, 7) if found["weekend"] else (1, 7)
        week = int(found["week"])
        return date.fromisocalendar(year, week, first), date.fromisocalendar(year, week, last)
    first_month, last_month = _months(found)
    end_year = year + 1 if last_month < first_month else year
    return date(year, first_month, 1), date(end_year, last_month, monthrange(end_year, last_month)[1])


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["month"]:
        return int(found["month"]), int(found["month"])
    if found["quarter"]:
        return 3 * int(found["quarter"]) - 2, 3 * int(found["quarter"])
    if found["half"]:
        return 6 * int(found["half"]) - 5, 6 * int(found["half"])
    if found["season"]:
        return _SEASON_MONTHS[found["season"]]
    return 1, 12


@lru_cache(maxsize=4096)
def granularity(value: str, kind: str) -> str:
    """The unit that a value is exact to."""
    if value.startswith("P") and "_REF" not in value:
        return _duration_unit(value)
    if "_REF" in value:
        return "none"
    if "T" in value:
        return _time_unit(value.split("/")[0].split("T", 1)[1])
    head = value.split("/")[0]
    if len(head) == 3 and head.isdigit():
        return "decade"
    if len(head) == 2 and head.isdigit():
        return "century"
    named = {
        "-WE": "weekend",
        "-W": "week",
        "-Q": "quarter",
        "-H": "half_year",
        "-S": "season",
        "-FA": "season",
        "-WI": "season",
    }
    if re.search(r"-WXX-\d", head):
        return "day"
    return next((unit for mark, unit in named.items() if mark in head), _by_length(head, kind))


def _by_length(head: str, kind: str) -> str:
    return {4: "year", 7: "month", 10: "day"}.get(len(head), kind)


def _time_unit(clock: str) -> str:
    if clock[:2] in _PARTS_OF_DAY or clock[:3] in _PARTS_OF_DAY:
        return "part_of_day"
    return {0: "hour", 1: "minute"}.get(re.split(r"[+\-Z]", clock)[0].count(":"), "second")


def _duration_unit(value: str) -> str:
    units = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "E": "decade", "C": "century"}
    if "T" in value:
        units = {"H": "hour", "M": "minute", "S": "second"}
    return "weekend" if value.endswith("WE") else units.get(value[-1], "none")


@lru_cache(maxsize=4096)
def edtf(value: str, mod: str | None) -> str | None:
    """A value of the calendar in EDTF (ISO 8601-2, level 2), `None` for anything else."""
    if "/" in value:
        return "/".join(edtf(end, None) or end for end in value.split("/"))
    if re.fullmatch(r"[12]\d\d?", value):
        return _edtf_decade(value, mod)
    written = _edtf_point(value)
    if written and mod == "APPROX":
        return written + "~"
    return written


def _edtf_decade(value: str, mod: str | None) -> str:
    years = {"START": (0, 4), "MID": (4, 6), "END": (5, 9)}.get(mod or "")
    if years and len(value) == 3:
        return f"{value}{years[0]}/{value}{years[1]}"
    return value.ljust(4, "X")


def _edtf_point(value: str) -> str | None:
    found = _POINT.match(value)
    if not found:
        return value if re.fullmatch(r"XXXX-\d\d(-\d\d)?|\d{4}-XX(-XX)?", value) else None
    if found["season"]:
        return f"{found['year']}-{_EDTF_SEASON[found['season']]}"
    if found["quarter"]:
        return f"{found['year']}-{32 + int(found['quarter'])}"
    if found["half"]:
        return f"{found['year']}-{39 + int(found['half'])}"
    if found["week"]:
        bounds = _days_of_value(value)
        return f"{bounds[0]}/{bounds[1]}" if bounds else None
    clock = found["time"] or ""
    return value if not clock or re.match(r"T\d\d:\d\d", clock) else value.split("T")[0]


def as_day(value: str) -> date | None:
    """The day that a value of day precision or finer names."""
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 and value[4] == value[7] == "-" else None
    except ValueError:
        return None
