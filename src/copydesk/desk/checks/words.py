"""The words that checks go by, and the numbers of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from copydesk.desk.times.numbers import LONGEST_FIGURE
from copydesk.records.reading import Excerpt, StoryTime
from copydesk.tables.reader import codes, section

__all__ = ["Number", "Words", "excerpt_of", "numbers", "sentences", "shown", "words"]

_NO_DIGIT: Final = re.compile(r"\D")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(]?[^\W\da-z_])")


class _WordsFile(Struct, frozen=True):
    """A table of words; a language needs only the parts that its checks read, the rest then finds nothing."""

    weekdays: dict[str, str]
    months: dict[str, str]
    decimal: str = "."
    time: dict[str, str] = {}
    captivity: dict[str, str] = {}
    numbers: dict[str, int] = {}
    scales: dict[str, int] = {}
    change: dict[str, str] = {}
    names: dict[str, str] = {}
    captions: dict[str, tuple[str, ...]] = {}
    doubled: dict[str, str] = {}
    counted: dict[str, str] = {}
    fractions: dict[str, float] = {}
    loose: dict[str, str] = {}
    scores: dict[str, str] = {}
    denying: dict[str, str] = {}
    slips: dict[str, str] = {}
    notes: dict[str, str] = {}


class Words(Struct, frozen=True):
    """The words of a language, as patterns and sets."""

    ahead: re.Pattern[str]
    past: re.Pattern[str]
    weekday: re.Pattern[str]
    weekdays: dict[str, int]
    date: re.Pattern[str]
    captivity: re.Pattern[str]
    number: re.Pattern[str]
    values: dict[str, int]
    scales: dict[str, int]
    up: re.Pattern[str]
    down: re.Pattern[str]
    explained: re.Pattern[str]
    file: tuple[str, ...]
    uncounted: frozenset[str]
    twice: frozenset[str]
    decimal: str
    fractions: dict[str, float]
    loose: re.Pattern[str]
    some: re.Pattern[str]
    decided: re.Pattern[str]
    undecided: re.Pattern[str]
    denying: re.Pattern[str]
    no_slips: frozenset[str]
    notes: re.Pattern[str]


class Number(Struct, frozen=True):
    """A number of a text: its characters, its value, the step of its last digit, and whether it is a percentage."""

    start: int
    end: int
    text: str
    value: float
    step: float
    is_percent: bool

    @property
    def span(self) -> tuple[int, int]:
        """Its characters, half open."""
        return self.start, self.end


@cache
def words(language: str = "en") -> Words:
    """The words of a language; one without a table gets the English ones, which then find little."""
    raw = section(language if language in codes("checks") else "en", "checks", _WordsFile)
    after, captive = (raw.captivity.get(part, "") for part in ("after", "words"))
    captivity = rf"\s{_any(after).pattern}(?: an?)? {_any(captive).pattern}"
    forms = {form: number for number, row in enumerate(raw.weekdays.items()) for form in (row[0], *row[1].split())}
    months = "|".join(raw.months["names"].split())
    return Words(
        ahead=_any(raw.time.get("ahead", "")),
        past=_any(raw.time.get("past", "")),
        weekday=_any(" ".join(forms)),
        weekdays=forms,
        date=re.compile(
            rf"\b(?:{months})\b\.? \d|(?:\d(?:\.|er)?|premier) (?:de )?(?:{months})\b"
            r"|\d\.\d\d?\.(?:\d|\Z)|\d{4}-\d\d-\d\d",
            re.IGNORECASE,
        ),
        captivity=re.compile(captivity, re.IGNORECASE),
        number=_number_pattern(raw),
        values=raw.numbers,
        scales=raw.scales,
        up=_any(raw.change.get("up", "")),
        down=_any(raw.change.get("down", "")),
        explained=_any(raw.names.get("explained", "")),
        file=raw.captions.get("file", ()),
        uncounted=frozenset(raw.counted.get("not", "").split()),
        twice=frozenset(raw.doubled.get("words", "").split()),
        decimal=raw.decimal,
        fractions=raw.fractions,
        loose=_any(raw.loose.get("about", "")),
        some=_any(raw.loose.get("some", "")),
        decided=_any(raw.scores.get("decided", "")),
        undecided=_any(raw.scores.get("undecided", "")),
        denying=re.compile(rf"{_any(raw.denying.get('words', '')).pattern}|n['’]t\b", re.IGNORECASE),
        no_slips=frozenset(raw.slips.get("words", "").split()),
        notes=_any(raw.notes.get("first", "")),
    )


def _any(listed: str) -> re.Pattern[str]:
    """Any of the words; no word at all is found nowhere."""
    return re.compile(rf"\b(?:{'|'.join(listed.split()) or '(?!)'})\b", re.IGNORECASE)


def _number_pattern(raw: _WordsFile) -> re.Pattern[str]:
    spelled = "|".join(sorted(raw.numbers, key=len, reverse=True))
    scale = "|".join(sorted(raw.scales, key=len, reverse=True))
    mark, group = (r"\.", ",") if raw.decimal == "." else (",", r"[.\u00a0\u202f ]")
    digits = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{mark}\d+)?|\d+(?:{mark}\d+)?"
    percent = r"\s?%|\s(?:percent|per cent|prozent|pour cent)\b"
    return re.compile(
        rf"(?<![\w.,:/-])(?P<digits>{digits})(?![\d:/]|-\d)(?:\s?(?P<scale>{scale})\b)?(?P<percent>{percent})?"
        rf"|\b(?P<word>{spelled})\b(?:-(?P<unit>{spelled})\b)?(?:\s(?P<times>{scale})\b)?(?P<share>{percent})?",
        re.IGNORECASE,
    )


def numbers(text: str, language: str = "en") -> Iterator[Number]:
    """The numbers of a text, in digits and in words.

    >>> [(one.text, one.value) for one in numbers("Twelve people, 1,200 cows and 3.5 million bees")]
    [('Twelve', 12), ('1,200', 1200.0), ('3.5 million', 3500000.0)]
    """
    known = words(language)
    for found in known.number.finditer(text):
        if found["digits"] and len(found["digits"]) > LONGEST_FIGURE:
            continue
        if found["digits"]:
            scale = known.scales.get((found["scale"] or "").lower(), 1)
            whole, _, part = found["digits"].partition(known.decimal)
            step = scale * 10.0 ** -len(part)
            value = float(f"{_NO_DIGIT.sub('', whole)}.{part or 0}") * scale
            yield Number(found.start(), found.end(), found[0], value, step, bool(found["percent"]))
        else:
            value = known.values[found["word"].lower()] + known.values.get((found["unit"] or "").lower(), 0)
            scale = known.scales.get((found["times"] or "").lower(), 1)
            yield Number(found.start(), found.end(), found[0], value * scale, scale, bool(found["share"]))


def shown(value: float) -> str:
    """A number as people write it.

    >>> shown(1200.0), shown(3.25)
    ('1,200', '3.25')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, by their marks."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def excerpt_of(time: StoryTime) -> Excerpt:
    """The words of a time expression."""
    return Excerpt(time.block, time.start, time.end, time.text)
