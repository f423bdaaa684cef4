"""Days that are said as names, and days whose year the story's own words settle: the Oct. 7 attack, "this November"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.desk.times.calendar import as_day
from copydesk.desk.times.records import settled_time
from copydesk.records.reading import Time
from copydesk.tables.reader import raw_rows

__all__ = ["KnownDay", "known_days", "name_days"]

_MONTH_DAY: Final = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)\Z")
_WORDS: Final = re.compile(r"[\w’'-]+")
_AFTER: Final = 3
_BEFORE: Final = 5
"""Words before a day, and behind it, in which the word for what happened may stand: "the attack by Hamas on Oct. 7"."""
_SENTENCE: Final = re.compile(r"[.!?]\s")
_FRESH: Final = 30
"""Days after the anniversary in which "the attack on Oct. 7" may be this year's, where the day does not come first."""


class KnownDay(Struct, frozen=True):
    """A day that stories call by month and day alone."""

    id: str
    date: str
    alone: tuple[str, ...]
    words: str
    example: str


@cache
def known_days() -> tuple[KnownDay, ...]:
    """All rows of the table."""
    return tuple(msgspec.convert(row, KnownDay) for row in raw_rows("known_days"))


def name_days(times: Sequence[Time], text: str, *, published: date | None) -> list[Time]:
    """The same times; a day that a name or "three years ago" beside it settles has that year, with the reason."""
    return [_named_day(one, text, published) or _ago(one, times, text) or one for one in times]


def _named_day(one: Time, text: str, published: date | None) -> Time | None:
    found = _MONTH_DAY.match(one.value) if one.type == "DATE" and (one.candidates or one.value[0] == "X") else None
    for row in known_days() if found else ():
        if row.date[5:] == (found[1] if found else "") and _is_meant(row, one, text, published):
            return settled_time(one, row.date, row.id, f'"{one.text}" is said as the name of {row.date}')
    return None


def _is_meant(row: KnownDay, one: Time, text: str, published: date | None) -> bool:
    day = date.fromisoformat(row.date)
    if published is not None and published < day:
        return False
    words = row.words.split()
    if one.text in row.alone or any(word in words for word in _words_after(one, text)):
        return True
    same = date(published.year, day.month, day.day) if published else None
    is_fresh = published is not None and same is not None and 0 <= (published - same).days <= _FRESH
    return not is_fresh and any(word in words for word in _words_before(one, text))


def _words_after(one: Time, text: str) -> list[str]:
    following = _SENTENCE.split(text[one.end : one.end + 60])[0]
    before_comma = following.partition(",")[0]
    return [word.lower() for word in _WORDS.findall(before_comma)[:_AFTER]]


def _words_before(one: Time, text: str) -> list[str]:
    leading = _SENTENCE.split(text[max(0, one.start - 80) : one.start])[-1]
    return [word.lower() for word in _WORDS.findall(leading)[-_BEFORE:]]


def _ago(one: Time, times: Sequence[Time], text: str) -> Time | None:
    """ "The Jan. 6 vote three years ago": the year that stands right beside the day."""
    if not one.candidates or (day := as_day(one.value)) is None or len(one.value) != _DAY:
        return None
    for other in _time_beside(one, times, text):
        year = other.value[:4]
        if "ago" in other.rule and year.isdigit() and year != one.value[:4]:
            value = f"{year}-{day.month:02d}-{day.day:02d}"
            return settled_time(one, value, "ago", f'"{other.text}" stands beside it')
    return None


_DAY: Final = 10
_NEAR: Final = 40
"""Characters between a day and the length that settles it."""


def _time_beside(one: Time, times: Sequence[Time], text: str) -> Iterator[Time]:
    place = bisect_left(times, one.start, key=lambda time: time.start)
    for other in times[max(0, place - 2) : place + 3]:
        first, second = sorted((one, other), key=lambda time: time.start)
        between = text[first.end : second.start]
        if other is not one and len(between) < _NEAR and not re.search(r"[.!?;:\n]", between):
            yield other
