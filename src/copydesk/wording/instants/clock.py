"""The time of day and its zone beside a date in a folded text."""

import re
from datetime import date
from functools import cache

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.wording.instants.calendars import is_summer
from copydesk.wording.instants.dates import Hints
from copydesk.wording.instants.tables import (
    ZoneRow,
    connectors,
    either,
    fold,
    half_rows,
    halves,
    labels,
    minutes,
    words_of,
    zones,
)

_BEFORE = 44
"""Code points before a date in which its time may stand: "8:30 p.m. ET, Wednesday, " and some."""
_MOST_EASTERN, _MOST_WESTERN = 14 * 60, -12 * 60

_ZONE = pattern(
    r"""[\s,]{0,3}(?:(?:uhr|hrs?|hs|h|ч|น)\b\.?)?[\s,]{0,2}[(\[]?
    (?:(?P<name>[a-zа-яё]{1,8}(?:\s(?:[a-z]{2,8}\s){0,2}?time)?)(?![^\W_])(?:\s?(?P<shift>[+-]\s?\d{1,2}(?::?\d{2})?(?!\d)))?
    |(?P<offset>[+-]\d{2}:?\d{2})(?!\d))[)\]]?""",
    re.VERBOSE,
)
_DIGIT = pattern(r"\d")
_TWO_DIGITS = pattern(r"\d\D{0,3}\d|\d\s?[ap]")
_UNIVERSAL = ("utc", "gmt")


class Clock(Struct, frozen=True):
    """A time of day: as it stands in a value (`T20:30+05:30`), its extent, and whether its zone is one of several."""

    value: str
    start: int
    end: int
    has_zone: bool
    is_ambiguous: bool


class _Offset(Struct, frozen=True):
    minutes: int
    end: int
    is_ambiguous: bool = False


class Impossible(ValueError):
    """The text beside the date has the form of a time but no such time exists."""


@cache
def _pattern() -> str:
    after = either(fold(mark) for row in half_rows() for mark in row.after)
    before = either(mark for row in half_rows() for mark in row.before)
    return rf"""(?<![\d.])(?P<figures>(?:(?P<lead>{before})\s?)?(?P<hour>\d{{1,2}})
    (?:(?:\s?[:h時时點点시]\s?|\.|\s?uhr\s|\su\s)(?P<minute>\d{{2}})(?:(?:[:.]|\s?[分분]\s?)(?P<second>\d{{2}})(?:[.,]\d{{1,9}})?(?!\d))?
      (?:\s?[分分분秒초]|(?<=\dh\d\d)m(?:in)?)?(?!\d|[.:]\d)
      |(?P<whole>h(?![^\W_])|\s(?:uhr|h)(?![^\W_])|\s?[時时點点시])(?!\s?\d)|(?=\s?(?:{after})(?!\w)))
    (?:\s?(?P<half>{after})(?!\w))?)"""


@kept
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?P<gap>[^\d\n]{{0,28}}?){_pattern()}", re.VERBOSE)


@kept
def _before() -> re.Pattern[str]:
    return re.compile(rf"{_pattern()}(?P<gap>[^\d\n]{{0,28}})\Z", re.VERBOSE)


def clock_beside(text: str, folded: str, hints: Hints, day: date, extent: tuple[int, int]) -> Clock | None:
    """The time of day printed after the date at `extent`, or before it.

    Raises:
        Impossible: there is one, but no such time or offset exists.
    """
    reach = extent[1] + 56
    match = _after().match(folded, extent[1], reach) if _DIGIT.search(folded, extent[1], reach) else None
    if match and _joins(match["gap"]):
        return _clock(match, text, folded, hints, day)
    if not _TWO_DIGITS.search(folded, max(0, extent[0] - _BEFORE), extent[0]):
        return None
    match = _before().search(folded, max(0, extent[0] - _BEFORE), extent[0])
    if match and _joins(match["gap"]):
        return _clock(match, text, folded, hints, day)
    return None


def _joins(gap: str) -> bool:
    """Whether only linking words, and one word such as a weekday, part the date from the time."""
    if gap.isspace() or not gap:
        return True
    words = words_of(gap)
    strange = [word for word in words if word not in connectors() and word not in halves() and word not in zones()]
    return len(strange) <= 1 and not any(word in labels() for word in words)


def _clock(match: re.Match[str], text: str, folded: str, hints: Hints, day: date) -> Clock | None:
    hour, minute = _hour(match), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        if "." in match[0]:
            return None
        raise Impossible(match[0])
    second = f":{match['second']}" if match["second"] and int(match["second"]) < 60 else ""
    start, end = match.span("figures")
    offset = _zone(end, text, folded, hints, day)
    value = f"T{hour:02d}:{minute:02d}{second}{_printed(offset.minutes) if offset else ''}"
    return Clock(value, start, offset.end if offset else end, offset is not None, bool(offset and offset.is_ambiguous))


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    half = _half(match)
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half else 0)


def _half(match: re.Match[str]) -> bool | None:
    mark = match["half"] or match["lead"]
    return halves()[mark] if mark else None


def _zone(position: int, text: str, folded: str, hints: Hints, day: date) -> _Offset | None:
    match = _ZONE.match(folded, position, position + 40)
    if match is None:
        return None
    if match["offset"]:
        return _Offset(_possible(match["offset"]), match.end())
    row = _row(match["name"], text[match.start("name") : match.end("name")], hints)
    if row is not None:
        shift = _possible(match["shift"]) if match["shift"] and match["name"] in _UNIVERSAL else None
        end = match.end() if shift is not None or not match["shift"] else match.end("name")
        return _Offset(_zone_minutes(row, day) if shift is None else shift, end, row.ambiguous)
    return None


def _row(name: str, printed: str, hints: Hints) -> ZoneRow | None:
    rows = zones().get(name.replace("standard ", "").replace("daylight ", "").replace("summer ", "")) or zones().get(
        name.split()[0]
    )
    for row in rows or ():
        if row.only and not row.only & {hints.language, hints.region}:
            continue
        if row.any_case or printed.isupper() or " " in name or (printed.istitle() and len(name) > 4):
            return row
    return None


def _zone_minutes(row: ZoneRow, day: date) -> int:
    is_in_summer = row.dst is not None and row.summer is not None and is_summer(day, row.dst)
    return minutes(row.summer if is_in_summer and row.summer else row.offset)


def _possible(printed: str) -> int:
    digits = re.sub(r"[^\d]", "", printed)
    size = int(digits[:-2]) * 60 + int(digits[-2:]) if len(digits) > 2 else int(digits) * 60
    offset = -size if printed[0] == "-" else size
    if not _MOST_WESTERN <= offset <= _MOST_EASTERN or (len(digits) > 2 and int(digits[-2:]) > 59):
        raise Impossible(printed)
    return offset


def _printed(offset: int) -> str:
    hours, rest = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02d}:{rest:02d}"
