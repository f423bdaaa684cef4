"""How much a line of capitalised words looks like a person: by its given name, by its words elsewhere on the page."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

__all__ = ["COMMON", "GIVEN", "is_given_name", "likeness", "small_words"]

GIVEN: Final = 0.15
COMMON: Final = -0.3
"""A name whose words, all of them, the page also writes in small letters ("Get Started", "Main Features")."""
MOST_TEXT: Final = 60_000
SHORTEST: Final = 3
_WORD: Final = re.compile(r"\w+")


def likeness(name: str, small: frozenset[str]) -> float:
    """What the words of a name add to the confidence that it is one."""
    words = [word.casefold() for word in name.replace("-", " ").split() if "." not in word and not word.islower()]
    if any(map(is_given_name, words[:-1] or words)):
        return GIVEN
    long = [word for word in words if len(word) >= SHORTEST]
    return COMMON * sum(word in small for word in long) / max(len(long), 1)


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that texts write in small letters."""
    found: set[str] = set()
    left = MOST_TEXT
    for text in texts:
        found.update(word for word in _WORD.findall(text[:left]) if word.islower())
        left -= len(text)
        if left <= 0:
            break
    return frozenset(found)


def is_given_name(word: str) -> bool:
    """Whether a word, casefolded, is a given name of the table."""
    return word in _given_names()


@cache
def _given_names() -> frozenset[str]:
    # The table is the desk's. It is read as data, not through the desk: imports point the other way.
    content = files("copydesk").joinpath("desk/data/names_given.toml").read_bytes()
    rows = msgspec.toml.decode(content, type=dict[str, list[dict[str, str]]])["rows"]
    return frozenset(name.casefold() for row in rows if len(row["gender"]) == 1 for name in row["names"].split())
