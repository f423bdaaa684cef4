"""The words of a paragraph, its sentences, and its quoted passages in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from copydesk.desk.quotes.marks import Passage
from copydesk.desk.tabled.tables import Language
from copydesk.records.reading import Excerpt

__all__ = ["Range", "Sentence", "Text", "sentences"]

Range = tuple[int, int]

_LETTERS: Final = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_TOKEN: Final = re.compile(rf"{_LETTERS}(?:[-.&]{_LETTERS})*(?:['’](?=\w))?|\n|[^\w\s]")
_STOPS: Final = frozenset(".!?…\n")
_CLOSING: Final = frozenset('"”“»’)›')
_PUNCTUATION: Final = frozenset(",;:.!?…()[]—–-/\n|•·")


class Text:
    """A paragraph in columns: each word or mark with its place, in small letters, and the passage it stands in.

    Attributes:
        block: The number of the paragraph.
        text: Its characters.
        start: First character of each word.
        end: One past its last.
        word: The word as printed.
        low: The word in small letters, its apostrophe straight.
        passage: The number of the outer passage it stands in, -1 outside.
        passages: The outer passages.
        ranges: The words of each passage by its number.

    """

    __slots__ = ("block", "end", "low", "passage", "passages", "ranges", "start", "text", "word")

    def __init__(self, block: int, text: str, passages: Sequence[Passage]) -> None:
        found = list(_TOKEN.finditer(text))
        self.block = block
        self.text = text
        self.start = [one.start() for one in found]
        self.end = [one.end() for one in found]
        self.word = [one.group() for one in found]
        self.low = [word.lower().replace("’", "'") for word in self.word]
        self.passages = passages
        self.passage = [-1] * len(found)
        self.ranges: dict[int, Range] = {}
        number = 0
        for index, start in enumerate(self.start):
            while number < len(passages) and passages[number].end <= start:
                number += 1
            if number < len(passages) and passages[number].start <= start:
                self.passage[index] = number
                self.ranges[number] = (self.ranges.get(number, (index, index))[0], index + 1)

    def __len__(self) -> int:
        return len(self.start)

    def excerpt(self, range_: Range) -> Excerpt:
        """The words of a range as an excerpt."""
        start, end = self.start[range_[0]], self.end[range_[1] - 1]
        return Excerpt(self.block, start, end, self.text[start:end])

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.word[index][0].isupper()

    def is_mark(self, index: int) -> bool:
        """Whether a word is punctuation."""
        return self.low[index] in _PUNCTUATION


class Sentence(Struct, frozen=True):
    """A sentence: its words, and the passages that begin in it."""

    first: int
    end: int
    passages: tuple[int, ...]


def sentences(text: Text, language: Language) -> Iterator[Sentence]:
    """The sentences of a paragraph in order. A passage of several sentences is one part of its sentence."""
    first = 0
    for index in range(len(text)):
        if _ends_sentence(text, index, language):
            yield _sentence_of_words(text, first, index + 1)
            first = index + 1
    if first < len(text):
        yield _sentence_of_words(text, first, len(text))


def _sentence_of_words(text: Text, first: int, end: int) -> Sentence:
    inside = dict.fromkeys(number for number in text.passage[first:end] if number >= 0)
    return Sentence(first, end, tuple(inside))


def _ends_sentence(text: Text, index: int, language: Language) -> bool:
    """Whether a sentence ends with a word: a stop outside of marks, or a mark behind a stop, and then a capital."""
    number, low = text.passage[index], text.low[index]
    following = index + 1
    if following >= len(text):
        return True
    is_last = number >= 0 and text.passage[following] != number
    if number >= 0 and not is_last:
        return False
    if low == "\n":
        return True
    if is_last:
        return _closes_sentence(text, index)
    if low not in _STOPS:
        return False
    if low == "." and _is_abbreviated(text, index, language):
        return False
    opening = text.passage[following] >= 0 or text.is_mark(following)
    return opening or not text.word[following][0].islower()


def _closes_sentence(text: Text, index: int) -> bool:
    """Whether a passage ends with its sentence: a stop inside, and behind it a capital or the next passage."""
    passage = text.passages[text.passage[index]]
    inner = text.text[: passage.inner_end].rstrip()
    following = index + 1
    if inner[-1:] not in _STOPS and passage.closed:
        return False
    return text.low[following] == "\n" or text.passage[following] >= 0 or text.is_capital(following)


def _is_abbreviated(text: Text, index: int, language: Language) -> bool:
    if not index:
        return False
    before = text.word[index - 1]
    if text.end[index - 1] != text.start[index]:
        return False
    is_ordinal = language.has_capital_nouns and before.isdigit() and len(before) <= 2
    return is_ordinal or len(before) == 1 or language.is_("abbreviation", before.lower())
