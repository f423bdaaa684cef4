"""The tables behind the reading of printed instants: months, zones, words."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Literal

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables.reader import rows

_SINGLES = {"İ": "i", "ي": "ی", "ك": "ک"} | dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("\u2010\u2011\u2012–—−", "-")
_SPACES = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_LAST_PLAIN = 0xFFFF
"""Of the characters behind it none is folded, or remembered."""
_WORD = pattern(r"[^\W\d_][^\s\d,;:|/()\[\]·•.\-]*")


class MonthRow(Struct, frozen=True, kw_only=True):
    """The names of the months in a language, twelve groups parted by commas."""

    language: str
    months: str
    example: str
    calendar: str = "common"


class ZoneRow(Struct, frozen=True, kw_only=True):
    """What a printed zone name means, and for which languages or regions only."""

    names: tuple[str, ...]
    offset: str
    example: str
    value: str
    summer: str | None = None
    dst: str | None = None
    only: frozenset[str] = frozenset()
    language: str | None = None
    any_case: bool = False
    ambiguous: bool = False


class LabelRow(Struct, frozen=True, kw_only=True):
    """Words that say what the instant is, before it or right after it."""

    kind: Literal["published", "modified"]
    words: tuple[str, ...]
    after: tuple[str, ...]
    example: str


class WordsRow(Struct, frozen=True, kw_only=True):
    """Plain words."""

    words: tuple[str, ...]
    example: str


class HalfRow(Struct, frozen=True, kw_only=True):
    """Marks of a half of the day, before and after the figures."""

    half: Literal["am", "pm"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    example: str
    value: str


class EraRow(Struct, frozen=True, kw_only=True):
    """A count of years and the common year that is its first."""

    names: tuple[str, ...]
    first: int
    example: str


class DayRow(Struct, frozen=True, kw_only=True):
    """Words for a day so many days from today."""

    offset: int
    words: tuple[str, ...]
    example: str


class UnitRow(Struct, frozen=True, kw_only=True):
    """Words for a unit of time and the days that one of it takes."""

    days: int
    words: tuple[str, ...]
    example: str


class AgoRow(Struct, frozen=True, kw_only=True):
    """Words that put a span of time before now."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    example: str


@cache
def month_rows() -> tuple[MonthRow, ...]:
    """The names of the months."""
    return rows("months", MonthRow)


@cache
def half_rows() -> tuple[HalfRow, ...]:
    """The marks of the halves of the day."""
    return rows("time_half", HalfRow)


@cache
def zone_rows() -> tuple[ZoneRow, ...]:
    """The names of the zones."""
    return rows("zones", ZoneRow)


class _Folding(dict[int, str]):
    """What `fold` makes of each character, found when it is first met: looking through all takes 0.1 s."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = str(unicodedata.decimal(char)) if 0x80 <= code <= _LAST_PLAIN and char.isdecimal() else char
        if code <= _LAST_PLAIN:
            self[code] = plain
        return plain


@cache
def _folding() -> _Folding:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    return _Folding(table | {ord(char): plain for char, plain in _SINGLES.items()})


def fold(text: str) -> str:
    """The text in lower case with plain digits, spaces, dashes and colons; offsets hold, as no length changes."""
    return text.lower() if text.isascii() else text.translate(_folding()).lower()


@kept
def months() -> dict[str, tuple[tuple[int, str, bool], ...]]:
    """For each folded name: the months it may mean as (number, language, is Iranian)."""
    found: dict[str, list[tuple[int, str, bool]]] = {}
    for row in month_rows():
        for number, names in enumerate(row.months.split(","), 1):
            for name in names.split():
                found.setdefault(fold(name.replace("_", " ")), []).append(
                    (number, row.language, row.calendar == "jalali")
                )
    return {name: tuple(readings) for name, readings in found.items()}


def minutes(offset: str) -> int:
    """The offset `+05:30` in minutes."""
    size = int(offset[1:3]) * 60 + int(offset[-2:])
    return -size if offset[0] == "-" else size


@cache
def zones() -> dict[str, tuple[ZoneRow, ...]]:
    """For each zone name in lower case its rows, those with limits first."""
    found: dict[str, list[ZoneRow]] = {}
    for row in zone_rows():
        for name in row.names:
            found.setdefault(name.lower(), []).append(row)
    return {name: tuple(sorted(rows, key=lambda row: not row.only)) for name, rows in found.items()}


def words_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of a folded text; digits and punctuation part them."""
    return _WORD.findall(text, start, len(text) if end is None else end)


@kept
def labels() -> dict[str, Literal["published", "modified"]]:
    """What each label calls the instant."""
    return {" ".join(words_of(fold(word))): row.kind for row in rows("time_label", LabelRow) for word in row.words}


@kept
def label_openers() -> frozenset[str]:
    """The first words of labels."""
    return frozenset(label.partition(" ")[0] for label in labels())


@kept
def labels_after() -> tuple[tuple[str, Literal["published", "modified"]], ...]:
    """Labels that may stand right after the instant with their kind, longest first."""
    found = [(fold(word), row.kind) for row in rows("time_label", LabelRow) for word in row.after]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@kept
def connectors() -> frozenset[str]:
    """Words that may stand between a date and its time."""
    return frozenset(
        word for row in rows("time_connector", WordsRow) for phrase in row.words for word in words_of(fold(phrase))
    )


@kept
def halves() -> dict[str, bool]:
    """For each mark of a half of the day: whether it is the second half."""
    return {fold(mark): row.half == "pm" for row in half_rows() for mark in (*row.before, *row.after)}


@kept
def eras() -> dict[str, int]:
    """For each name of an era the common year before its first."""
    return {fold(name): row.first - 1 for row in rows("time_era", EraRow) for name in row.names}


def either(words: Iterable[str]) -> str:
    """A pattern of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
