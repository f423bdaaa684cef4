"""How much a line of capitalised words looks like a person: by its given name, by its words elsewhere on the page."""

from collections.abc import Container, Iterable
from functools import cached_property
from typing import Final

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables.reader import rows

__all__ = ["COMMON", "GIVEN", "GivenRow", "SmallWords", "given_rows", "is_given_name", "likeness", "small_words"]

GIVEN: Final = 0.15
COMMON: Final = -0.3
"""A name whose words, all of them, the page also writes in small letters ("Get Started", "Main Features")."""
MOST_TEXT: Final = 60_000
SHORTEST: Final = 3
_WORD: Final = pattern(r"\w+")


def likeness(name: str, small: Container[str]) -> float:
    """What the words of a name add to the confidence that it is one."""
    words = [word.casefold() for word in name.replace("-", " ").split() if "." not in word and not word.islower()]
    if any(map(is_given_name, words[:-1] or words)):
        return GIVEN
    long = [word for word in words if len(word) >= SHORTEST]
    return COMMON * sum(word in small for word in long) / max(len(long), 1)


class SmallWords(Container[str]):
    """The words that texts write in small letters, each looked for when it is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _text(self) -> str:
        """The texts, put together when the first word is asked for; only so much of them is read."""
        read: list[str] = []
        left = MOST_TEXT
        for text in self._texts:
            read.append(text[:left])
            left -= len(text)
            if left <= 0:
                break
        return "\n".join(read)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not word.islower() or _WORD.fullmatch(word) is None:
            return False
        text, size = self._text, len(word)
        at = text.find(word)
        while at >= 0:
            if not _is_letter(text[at - 1 : at]) and not _is_letter(text[at + size : at + size + 1]):
                return True
            at = text.find(word, at + size)
        return False


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def small_words(texts: Iterable[str]) -> SmallWords:
    """The words that texts write in small letters; only so much of the texts is read, and none before it is asked."""
    return SmallWords(texts)


def is_given_name(word: str) -> bool:
    """Whether a word, casefolded, is a given name of the table."""
    return word in _given_names()


@kept
def _given_names() -> frozenset[str]:
    return frozenset(name.casefold() for row in given_rows() if len(row.gender) == 1 for name in row.names.split())


class GivenRow(Struct, frozen=True):
    """Names of one gender (`m`, `f`, `x` for either), or words of names of one other kind, parted by spaces."""

    gender: str
    names: str
    example: str


def given_rows() -> tuple[GivenRow, ...]:
    """All rows of the table."""
    return rows("given_names", GivenRow)
