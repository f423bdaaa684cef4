# cython: boundscheck=False, wraparound=False
"""The words that tell one story from another, as numbers: the same in every copy of a text, and quick to compare."""

import re
from array import array
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Final
from unicodedata import normalize
from zlib import crc32

from msgspec import Struct

from copydesk.compiled import is_compiled
from copydesk.tables.reader import rows

__all__ = [
    "UNSPACED",
    "WORDS_VERSION",
    "StopRow",
    "content_words",
    "figures",
    "in_pairs",
    "stop_rows",
    "stop_words",
    "word_id",
    "word_ids",
]

WORDS_VERSION: Final = 1
"""Rises when the same text would give other words; what an archive holds of an older version is made anew."""

# Thai, Lao, Khmer, Myanmar, kana and Han: texts without spaces between words. Hangul has spaces.
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{UNSPACED}]+")
# Signs on letters, which are no letters to `re`: of Latin, Hebrew, Arabic, and all but digits of the Indian scripts.
_SIGNS: Final = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670" + "".join(
    f"{chr(block)}-{chr(block + 0x63)}{chr(block + 0x70)}-{chr(block + 0x7F)}" for block in range(0x900, 0xE00, 0x80)
)
# A point or comma between digits belongs to the figure.
_WORD: Final = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_SIGNED_WORD: Final = re.compile(rf"(?:[^\W\d_]|[{_SIGNS}])+|\d+(?:[.,]\d+)*")
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
MOST_HELD: Final = 100_000
"""Different runs of characters between spaces whose numbers are remembered: some 20 MB. A text costs a fifth then."""
_MARKS: Final = ".,;:!?\"'()[]“”‘’„«»…-–—"
LONGEST_HELD: Final = 40
"""Characters of a run that is remembered: in scripts without spaces a run is a sentence and does not come again."""


class StopRow(Struct, frozen=True):
    """The common words of one language; `example` is a text, and what is left of it."""

    language: str
    words: tuple[str, ...]
    example: tuple[str, str]


def stop_rows() -> tuple[StopRow, ...]:
    """The stop words of each language."""
    return rows("stop_words", StopRow)


@cache
def stop_words() -> frozenset[str]:
    """The stop words of all languages."""
    return frozenset(word for row in stop_rows() for word in row.words)


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of the content words in each run of characters between spaces that was met."""

    def __missing__(self, run: str) -> tuple[int, ...]:
        if len(run) > LONGEST_HELD:
            return _numbers_of(run)
        bare = run.strip(_MARKS).lower()
        numbers = self[bare] if bare != run else _numbers_of(run)
        if len(self) >= MOST_HELD:
            self.clear()
        self[run] = numbers
        return numbers


def _numbers_of(run: str) -> tuple[int, ...]:
    if _is_simple(run):
        numbers: list[int] = []
        _append(run, numbers)
        return tuple(numbers)
    return tuple(filter(None, map(_number, _words(run))))


@lru_cache(50_000)
def _number(word: str) -> int:
    return 0 if _is_common(word) else word_id(word)


def _is_common(word: str) -> bool:
    return word in stop_words() or (len(word) == 1 and not word.isdigit() and not _RUN.match(word))


def word_id(word: str) -> int:
    """The number of a word in lower case, its CRC-32: odd for a figure, the same on every machine."""
    number = crc32(word.encode())
    return number | 1 if word[0].isdigit() else number & ~1 or 2


def _is_simple(run: str) -> bool:
    """Whether the run is ASCII, typographic quotes and dashes aside, which part words as well."""
    if run.isascii():
        return True
    for place in range(len(run)):
        code = ord(run[place])
        if code > 127 and not 0x2018 <= code <= 0x201F and not 0x2010 <= code <= 0x2015:
            return False
    return True


def _append(run: str, numbers: list[int]) -> None:
    """Append the numbers of the content words of a simple run: `_WORD` and `word_id` in one walk."""
    place, size = 0, len(run)
    while place < size:
        begin, crc = place, 0xFFFFFFFF
        while place < size:
            code = ord(run[place])
            if 65 <= code <= 90:
                code += 32
            if code < 97 or code > 122:
                break
            crc = _CRC[(crc ^ code) & 255] ^ (crc >> 8)
            place += 1
        if place - begin > 1:
            number = ~crc & 0xFFFFFFFE or 2
            if number not in _COMMON:
                numbers.append(number)
        elif place == begin:
            place = _append_figure(run, place, numbers)


def _append_figure(run: str, place: int, numbers: list[int]) -> int:
    """Append the number of the figure at the place, if one stands there; one past it, or past what stands there."""
    begin, size, crc = place, len(run), 0xFFFFFFFF
    while place < size:
        code = ord(run[place])
        if code == 44 or code == 46:  # a comma or point between digits
            if place == begin or place + 1 == size or not 48 <= ord(run[place + 1]) <= 57:
                break
        elif code < 48 or code > 57:
            break
        crc = _CRC[(crc ^ code) & 255] ^ (crc >> 8)
        place += 1
    if place == begin:
        return place + 1
    numbers.append(~crc & 0xFFFFFFFF | 1)
    return place


def _entry(number: int) -> int:
    """Eight rounds of the polynomial: the table of CRC-32."""
    for _ in range(8):
        number = (number >> 1) ^ (0xEDB88320 if number & 1 else 0)
    return number


_CRC = array("I", map(_entry, range(256)))
_COMMON = frozenset(map(word_id, stop_words()))
_NUMBERS: Final = _Numbers()


def word_ids(text: str) -> list[int]:
    """The content words of a text in order, each as a number (see `word_id`).

    Scripts without spaces give each pair of neighbouring characters as a word.
    """
    # No word reaches over a space. Plain Python remembers runs, as they come again: "harbour," is cut once.
    if not _IS_COMPILED:
        return list(chain.from_iterable(map(_NUMBERS.__getitem__, text.split())))
    numbers: list[int] = []
    for run in text.split():
        if _is_simple(run):
            _append(run, numbers)
        else:
            numbers.extend(_NUMBERS[run])
    return numbers


_IS_COMPILED = is_compiled(_Numbers)


def content_words(text: str) -> list[str]:
    """The words behind `word_ids`.

    >>> content_words("The harbour was closed: 1,204 tonnes of grain wait.")
    ['harbour', 'closed', '1,204', 'tonnes', 'grain', 'wait']
    >>> content_words("東京湾で火災")
    ['東京', '京湾', '湾で', 'で火', '火災']
    """
    return [word for word in _words(text) if not _is_common(word)]


def _words(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.lower())
    return _SIGNED_WORD.findall(in_pairs(normalize("NFKC", text).lower()))


def in_pairs(text: str) -> str:
    """The text with each pair of neighbours set apart where a script has no spaces.

    >>> in_pairs("Feuer in 東京湾").split()
    ['Feuer', 'in', '東京', '京湾']
    """
    return text if _RUN.search(text) is None else _RUN.sub(_pairs, text)


def _pairs(run: re.Match[str]) -> str:
    characters = run[0]
    if len(characters) == 1:
        return f" {characters} "
    return f" {' '.join(map(''.join, pairwise(characters)))} "


def figures(text: str) -> list[str]:
    """The figures of a text as printed, in order.

    >>> figures("Net 817,000 against 512,000, up 12.5 per cent.")
    ['817,000', '512,000', '12.5']
    """
    return _FIGURE.findall(text)
