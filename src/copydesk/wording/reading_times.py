"""The reading time that a line tells, such as "2 Min Read"."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from copydesk.kept import kept
from copydesk.tables.reader import rows
from copydesk.wording.spelling import has_digit

__all__ = ["ReadingWords", "reading_time", "reading_words"]

_LONGEST_LINE = 80
_MOST_MINUTES = 600
_UNSPACED = "\u2e80"


class ReadingWords(Struct, frozen=True):
    """The words of one language that tell a reading time."""

    language: str
    marks: tuple[str, ...]
    minutes: tuple[str, ...]
    hours: tuple[str, ...]
    example: str
    value: str


def reading_words() -> tuple[ReadingWords, ...]:
    """All rows of the table."""
    return rows("reading_time", ReadingWords)


@lru_cache(maxsize=512)
def reading_time(text: str) -> str | None:
    """The reading time as an ISO 8601 duration, if the line tells one.

    >>> reading_time("2 Min Read")
    'PT2M'
    """
    if len(text) > _LONGEST_LINE or not has_digit(text):
        return None
    line = text.casefold()
    if not any(word in line for word in _mark_words()) or not _mark().search(line):
        return None
    minutes = sum(60 * int(n) for n in _unit("hours").findall(line)) + sum(
        int(n) for n in _unit("minutes").findall(line)
    )
    return _duration(minutes) if 0 < minutes <= _MOST_MINUTES else None


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")


@kept
def _mark_words() -> tuple[str, ...]:
    """What marks begin with, their first words: to look for that is far quicker than for the marks."""
    words = {mark.casefold().split()[0] for row in reading_words() for mark in row.marks}
    return tuple(sorted(word for word in words if not any(word != other and other in word for other in words)))


@kept
def _mark() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?<!\w){_ended(m)}" if m[0] < _UNSPACED else m for r in reading_words() for m in r.marks)
    )


@cache
def _unit(kind: str) -> re.Pattern[str]:
    words = {word for row in reading_words() for word in (row.minutes if kind == "minutes" else row.hours)}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\d.,:])(\d{1,3})(?:[–-]\d{1,3})?[\s-]*(?:" + "|".join(map(_ended, longest_first)) + ")")


def _ended(word: str) -> str:
    form = re.escape(word.casefold())
    return rf"{form}(?!\w)" if word[-1] < _UNSPACED else form
