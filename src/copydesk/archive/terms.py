"""What a story tells of, as weighed words: names and figures twice, the beginning twice, rare words most."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeAlias

import msgspec

from copydesk.archive.words import in_pairs, stop_rows, stop_words

__all__ = ["Rarity", "Terms", "counted", "in_common", "likeness", "rarity", "weighed"]

Terms: TypeAlias = dict[str, float]
"""Words of a story, cut to their stems, with their weights."""

LEAD: Final = 2
"""Paragraphs of the beginning, the headline aside: a story says first what happened."""
LEAD_TIMES = NAME_TIMES = FIGURE_TIMES = 2.0
"""Chosen on BASIL by `benchmarks.predict_events`; the other set of events only gives the figure."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_STOP: Final = re.compile(r"[.!?:\"“”`]|''")
"""Behind one of these a capital says nothing."""


class Rarity(NamedTuple):
    """In how many of so many documents each word stands."""

    documents: int
    counts: Mapping[str, int]

    def of(self, word: str) -> float:
        """The weight of the word; 0 where it stands everywhere."""
        return max(0.0, math.log((self.documents + 1) / (self.counts.get(word, 0) + 0.5)))

    def with_own(self, stories: Sequence[Iterable[str]]) -> "Rarity":
        """The same with the words of stories at hand, which count as much as all others; words of one alone not at all.

        For a set that is there as a whole. In an archive it would make what is found depend on what came before.
        """
        own = Counter(word for story in stories for word in story)
        share = self.documents / len(stories)
        lone = 2 * self.documents
        return Rarity(
            self.documents,
            {
                word: lone if count < 2 else round(self.counts.get(word, 0) + share * count)
                for word, count in own.items()
            },
        )


@cache
def rarity() -> Rarity:
    """The words of 966 articles in several languages; a word that stands in two or fewer of them is not listed."""
    content = files("copydesk.archive").joinpath("data", "rarity.json").read_bytes()
    documents, by_count = msgspec.json.decode(content, type=tuple[int, dict[str, str]])
    return Rarity(documents, {word: int(count) for count, words in by_count.items() for word in words.split()})


def counted(headline: str | None, paragraphs: Iterable[str], language: str | None = None) -> Terms:
    """How much each word of a story counts: the paragraphs that have it, those of the beginning twice, a name twice."""
    stop = _stop_words((language or "").partition("-")[0])
    terms: Terms = {}
    names: set[str] = set()
    last = LEAD + bool(headline)
    for number, text in enumerate(filter(str.strip, (headline or "", *paragraphs))):
        words = dict(_words(text, stop))
        names.update(word for word, is_name in words.items() if is_name)
        for word in words:
            terms[word] = terms.get(word, 0.0) + (LEAD_TIMES if number < last else 1.0)
    for word in terms:
        terms[word] *= NAME_TIMES if word in names else FIGURE_TIMES if word[0].isdigit() else 1.0
    return terms


def weighed(terms: Terms, rare: Rarity) -> Terms:
    """The terms with rare words weighing more, of length 1."""
    found = {word: (1 + math.log(count)) * rare.of(word) for word, count in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {word: weight / length for word, weight in found.items() if weight > 0}


def likeness(one: Terms, other: Terms) -> float:
    """How much two weighed stories tell of the same, from 0 to 1."""
    less, more = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * more[word] for word, weight in less.items() if word in more)


def in_common(one: Terms, other: Terms) -> list[str]:
    """The words that two weighed stories have in common, those that make them alike most first."""
    return sorted(one.keys() & other.keys(), key=lambda word: (-one[word] * other[word], word))


def _words(text: str, stop: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The words with whether they are names; of a word that is both the name comes last."""
    plain: list[str] = []
    named: list[str] = []
    end = 0
    text = in_pairs(text)
    for match in _WORD.finditer(text):
        is_first = end == 0 or _STOP.search(text, end, match.start()) is not None
        end = match.end()
        word = re.split("['’]", match[0].lower(), maxsplit=1)[0]
        if word in stop or (len(word) == 1 and word.isascii() and not word.isdigit()):
            continue
        (named if match[0][0].isupper() and not is_first else plain).append(_stem(word))
    yield from ((word, False) for word in plain)
    yield from ((word, True) for word in named)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" else word


@cache
def _stop_words(language: str) -> frozenset[str]:
    """Those of the language alone: "die" is one in German. Of a language without a list those of all."""
    return frozenset(word for row in stop_rows() if row.language == language for word in row.words) or stop_words()
