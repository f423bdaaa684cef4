"""What a text holds at all: signs that one pass over its letters finds, by which a field is handed what it may read.

A sign is never missing where its reader would find something; that it is there promises nothing.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, Protocol

from copydesk.kept import kept
from copydesk.tables import reader
from copydesk.wording.bylines.opening import words_of
from copydesk.wording.instants.tables import fold, months
from copydesk.wording.reading_times import reading_words
from copydesk.wording.signs import (
    ALL,
    CLOCK,
    CREDIT,
    DATE,
    DIGIT,
    FRAME,
    LEAD,
    LENGTH,
    MARK,
    MONTH,
    OPEN,
    PARTED,
    TRIPLE,
    YEAR,
)

__all__ = ["LONGEST", "Signals", "signals_of", "signs_of", "signs_of_dates", "words_in"]

# Here once more, so that they are numbers of C where this is compiled.
_DIGIT, _PARTED, _TRIPLE, _YEAR, _CLOCK = DIGIT, PARTED, TRIPLE, YEAR, CLOCK
_DATE, _LENGTH, _ALL = DATE, LENGTH, ALL
_MONTH: Final = MONTH
_THREE: Final = 16384
_WORDS: Final = LENGTH | LEAD | OPEN | CREDIT | FRAME | MARK | _MONTH
"""Signs that words give."""
LONGEST: Final = 400
"""Characters of a text whose words are looked up; no reader of short lines asks for longer ones."""
_LONGEST: Final = LONGEST
_SEED, _PRIME, _MASK, _SMALL = 7, 1_099_511_628_211, (1 << 62) - 1, 32
"""Of the number that the letters of a word make."""
_REACH: Final = 31
"""From one of three figures to the next; farther apart they are no date."""
_SLASH, _COLON, _ELSE = 1, 2, 4
"""What stands between two figures."""


def signals_of(text: str) -> int:
    """The signs that a text holds, one bit each."""
    return _whole(_signs_of_figures(text) | _signs_of_words(text)) & _ALL


signs_of: Final = lru_cache(maxsize=1_024)(signals_of)
"""The signs of a line, once for the several readers that ask for it."""


def signs_of_dates(text: str) -> int:
    """DATE, with those of TRIPLE and MONTH that make it one; 0 where no day with its year can stand."""
    found = _signs_of_figures(text)
    if not found & _THREE:
        return 0
    found = _whole(found | _signs_of_words(text))
    return found & (_DATE | _TRIPLE | _MONTH) if found & _DATE else 0


def _whole(found: int) -> int:
    """The signs of figures and words with those that take both."""
    if found & _THREE and found & (_TRIPLE | _MONTH):
        found |= _DATE
    return found if found & _DIGIT else found & ~_LENGTH


def _signs_of_words(text: str) -> int:
    """What the words of a text tell, each looked up once."""
    if len(text) > _LONGEST:
        return _WORDS
    words = _known()
    found = 0
    start = -1
    mark = _SEED
    is_plain = True
    for place, letter in enumerate(text):
        if "a" <= letter <= "z" or "A" <= letter <= "Z":
            if start < 0:
                start, mark, is_plain = place, _SEED, True
            mark = (mark * _PRIME + (ord(letter) | _SMALL)) & _MASK
            continue
        if letter > "\x7f" and _is_letter(letter):
            if start < 0:
                start = place
            is_plain = False
            if letter >= "\u2e80":
                found |= _WORDS
            continue
        if start >= 0:
            found |= words.signs(mark if is_plain else _mark_of(_folded(text[start:place])))
            start = -1
    if start >= 0:
        found |= words.signs(mark if is_plain else _mark_of(_folded(text[start:])))
    return found


def _signs_of_figures(text: str) -> int:
    """What the figures of a text tell, and what stands between them."""
    found = between = row = 0
    last = -1
    is_near = is_parted = False
    for place, letter in enumerate(text):
        if not ("0" <= letter <= "9" or (letter > "\x7f" and letter.isdecimal())):
            if last >= 0 and between < _ELSE:
                between |= _sign_between(letter)
            continue
        found |= _DIGIT
        is_far = last < 0 or place - last > _REACH
        if is_near and not is_far:
            found |= _THREE
        is_near = not is_far
        if place == last + 1:
            row += 1
            if row >= 4 and _is_century(text[place - 3], text[place - 2]):
                found |= _YEAR
        else:
            found |= _signs_of_parting(between, is_parted and row <= 2) if last >= 0 else 0
            is_parted = last >= 0 and _SLASH <= between < _ELSE and between & _SLASH != 0
            row = 1
        last, between = place, 0
    return found


def _signs_of_parting(between: int, is_third: bool) -> int:
    """What two figures tell by what stands between them, the first of them parted from another or not."""
    if between >= _ELSE:
        return 0
    found = _CLOCK if between & _COLON else 0
    if between & _SLASH:
        found |= _TRIPLE | _PARTED if is_third else _PARTED
    return found


def _is_letter(letter: str) -> bool:
    """Whether a letter beyond ASCII is one, and no figure."""
    return letter.isalnum() and not letter.isdecimal()


def _sign_between(letter: str) -> int:
    """What a mark between two figures is; white space is nothing, a stop parts days and hours alike."""
    if letter == ".":
        return _SLASH | _COLON
    if letter == ":":
        return _COLON
    if letter in "/-":
        return _SLASH
    if letter in "hH時시점":
        return _COLON
    if letter <= "\x7f":
        return 0 if letter.isspace() else _ELSE
    if letter in "\u2010\u2011\u2012–—−／－":
        return _SLASH
    if letter in "．：":
        return _SLASH | _COLON
    return _ELSE if letter.isprintable() and not letter.isspace() else 0


def _is_century(first: str, second: str) -> bool:
    return (first == "1" and second == "9") or (first == "2" and second == "0")


class _Words:
    """The words of all tables, each by a number that its letters make, with the signs that it gives.

    Two words may make one number: then a text has a sign that promises nothing.
    """

    def __init__(self, words: dict[str, int]) -> None:
        size = 1 << (4 * len(words)).bit_length()
        self._last = size - 1
        self._marks = array("Q", bytes(8 * size))
        self._signs = array("i", bytes(4 * size))
        for word, signs in words.items():
            self._add(_mark_of(word), signs)

    def _add(self, mark: int, signs: int) -> None:
        place = self._place(mark)
        self._marks[place] = mark
        self._signs[place] |= signs

    def _place(self, mark: int) -> int:
        """Where a word stands, or would; three places of four are free."""
        place = mark & self._last
        while self._marks[place] != 0 and self._marks[place] != mark:
            place = (place + 1) & self._last
        return place

    def signs(self, mark: int) -> int:
        """The signs of the word that makes a number, 0 where no table has it."""
        return self._signs[self._place(mark)]


def _mark_of(word: str) -> int:
    """The number of a folded word."""
    mark = _SEED
    for letter in word:
        mark = (mark * _PRIME + ord(letter)) & _MASK
    return mark


def _folded(word: str) -> str:
    return fold(word).casefold()


def _first_word(phrase: str) -> str:
    """The first run of letters of a phrase, spelled as words are looked up; empty where it has none."""
    return next(iter(words_in(phrase)), "")


def words_in(phrase: str) -> list[str]:
    """The runs of letters of a phrase, spelled as words are looked up."""
    # A dotted capital of Turkish becomes two characters where case is folded, of which the second is no letter.
    letters = [
        letter if letter.isalnum() and not letter.isdecimal() else " " for letter in phrase.replace("i\u0307", "i")
    ]
    return [_folded(word) for word in "".join(letters).split()]


@cache
def _known() -> _Words:
    """The words by which the readers behind signs know what they read, of all tables together."""
    return _Words(_signs_by_words())


@kept
def _signs_by_words() -> dict[str, int]:
    from copydesk.wording.credit_words import credit_words
    from copydesk.wording.furniture import telling_words
    from copydesk.wording.lines import CREDIT_WORDS

    marks = (mark for row in reading_words() for mark in row.marks)
    leads = (word for kind in ("lead", "label", "other") for word in words_of(kind))
    openings = (word for kind in ("lead", "label", "other", "share", "weak") for word in words_of(kind))
    credit_marks = (word for row in credit_words() for word in (*row.marks, *row.by))
    tables: tuple[tuple[int, Iterable[str]], ...] = (
        (_MONTH, (*months(), "tháng")),
        (LENGTH, marks),
        (LEAD, (*leads, *reader.words("author_noun"))),
        (OPEN, openings),
        (CREDIT, CREDIT_WORDS),
        (FRAME, telling_words()),
        (MARK, credit_marks),
    )
    known: dict[str, int] = {}
    for sign, phrases in tables:
        for phrase in phrases:
            word = _first_word(phrase)
            known[word] = known.get(word, 0) | sign
    return known


class Part(Protocol):
    """A block or a line."""

    @property
    def text(self) -> str: ...


class Signals:
    """The signs of a page's parts, each read when it is first asked for."""

    def __init__(self) -> None:
        self._of: dict[int, int] = {}

    def of(self, needs: int, parts: Sequence[Part], index: int) -> int:
        """Those of some signs that the part at `index` has."""
        known = self._of.get(index, -1)
        if known < 0:
            known = self._of[index] = signs_of(parts[index].text)
        return known & needs

    def having(self, needs: int, parts: Sequence[Part], indices: Iterable[int], longest: int) -> list[int]:
        """Where the parts stand, of those asked for, that have one of some signs and at most so many characters."""
        found = []
        for index in indices:
            if len(parts[index].text) <= longest and self.of(needs, parts, index):
                found.append(index)  # noqa: PERF401  a generator has no type when compiled
        return found
