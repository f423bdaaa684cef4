"""In which languages the small words of a text are at home: articles, pronouns, prepositions, forms of "to be"."""

from collections.abc import Callable
from math import log
from typing import Final

from msgspec import Struct

from copydesk.compiled import is_extension
from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables.reader import rows
from copydesk.wording import runs

__all__ = ["Tally", "has_small_words", "tally"]

_WORD: Final = pattern(r"""[^\s\d.,;:!?()\[\]{}<>|/"'’«»„“”‘…–—।॥،؟؛۔·•*#@&_-]+""")


def _by_pattern(text: str) -> list[str]:
    return _WORD.findall(text)


_words: Final[Callable[[str], list[str]]] = runs.wordlike_runs if is_extension(runs) else _by_pattern


class SmallWords(Struct, frozen=True):
    """The small words of a language, parted by spaces, and a sentence in it."""

    language: str
    words: str
    example: str


class Tally(Struct, frozen=True):
    """How many words a text has, and what its small words weigh for each language; a word of one language weighs 1."""

    words: int
    weights: dict[str, float]

    def of(self, language: str) -> float:
        """What speaks for the language; 0 where nothing does."""
        return self.weights.get(language, 0.0)

    @property
    def first(self) -> str | None:
        """The language that most speaks for; at equal weight the first in the alphabet."""
        return min(self.weights, key=lambda code: (-self.weights[code], code)) if self.weights else None


def tally(text: str) -> Tally:
    """The small words of a text, counted for each language that has them."""
    weights = _weights()
    words = _words(text.lower())
    small: dict[str, int] = {}
    for word in words:
        if word in weights:
            small[word] = small.get(word, 0) + 1
    found: dict[str, float] = {}
    for word, times in small.items():
        for language, weight in weights[word]:
            found[language] = found.get(language, 0.0) + times * weight
    return Tally(len(words), {code: round(weight, 3) for code, weight in found.items()})


def has_small_words(language: str) -> bool:
    """Whether there is a row for the language."""
    return language in _languages()


@kept
def _languages() -> frozenset[str]:
    return frozenset(row.language for row in rows("small_words", SmallWords))


@kept
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each word with its languages, and its weight for them: the fewer have it, the more it tells."""
    found: dict[str, list[str]] = {}
    for row in rows("small_words", SmallWords):
        for word in row.words.split():
            found.setdefault(word, []).append(row.language)
    size = len(_languages())
    return {
        word: tuple((code, log(1 + size / len(codes)) / log(1 + size)) for code in codes)
        for word, codes in found.items()
    }
