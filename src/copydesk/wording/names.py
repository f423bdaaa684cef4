"""The shape and the case of personal names as bylines print them."""

import re
from functools import cache

from msgspec import Struct

from copydesk.patterns import pattern
from copydesk.tables.reader import rows

__all__ = ["NameWords", "is_name", "name_words", "tidy_name", "untitled"]

_MOST_WORDS = 6
_WORD = pattern(r"[^\W\d_](?:[^\W\d_]|['’ʼ`.\u00ad\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u0590-\u065f-])*\Z")
_PARTS = pattern(r"([-'’])")
_ROMAN = frozenset({"II", "III", "IV"})
_SCOTTISH = pattern(r"(Mac)([dglnpqt])(?=[a-z]{3})|(Mc)([a-z])")
_UPPER_INITIALS = frozenset({"AJ", "TJ", "DJ", "CJ", "JJ", "PJ", "MJ", "RJ", "BJ", "AC", "EJ", "OJ", "AB", "JK"})
_VOWELS = frozenset("AEIOUYÄÖÜÁÉÍÓÚÅØÆАЕИОУЫЭЮЯІЇЄ")


class NameWords(Struct, frozen=True):
    """Words around personal names."""

    language: str
    honorifics: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    endings: frozenset[str]
    never: frozenset[str]
    example: str


@cache
def name_words() -> NameWords:
    """The table of words around personal names."""
    return rows("name", NameWords)[0]


def is_name(text: str, *, cased: bool = True) -> bool:
    """Whether a piece of a byline has the shape of a personal name of two words or more.

    With `cased` the words of scripts that have case must begin with a capital, particles aside.
    """
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or len(text) > 60:
        return False
    never = name_words().never
    longest, is_proper = "", False
    for word in words:
        is_proper = not _is_particle(word)
        if is_proper and cased and word[0].islower():
            return False
        folded = word.casefold()
        if (folded if "-" not in folded else folded.rpartition("-")[2]) in never:
            return False
        if not word.isalpha() and not _WORD.match(word):
            return False
        if is_proper and len(word) > len(longest):
            longest = word
    return is_proper and len(longest.rstrip(".")) >= 2


def tidy_name(text: str) -> str:
    """A personal name in its usual case, without forms of address and credentials; an academic title stays.

    >>> tidy_name("DR. JANE VAN DER DOE-MCDONALD, PHD")
    'Dr. Jane van der Doe-McDonald'
    """
    table = name_words()
    words = text.replace("\u00ad", "").replace(",", " ").split()
    while len(words) > 1 and words[0].casefold() in table.honorifics:
        words.pop(0)
    while len(words) > 2 and words[-1].casefold() in table.endings and not _is_generation(words[-1]):
        words.pop()
    shouted = len(words) > 1 and not [word for word in words if word.islower()] and " ".join(words).isupper()
    return " ".join([_cased(word, first=not at, shouted=shouted) for at, word in enumerate(words)]).strip(" .,-–—")


def untitled(name: str) -> str:
    """A name without the titles before it, for comparing."""
    words = name.split()
    while len(words) > 1 and words[0].casefold() in name_words().titles:
        words.pop(0)
    return " ".join(words)


def _is_generation(word: str) -> bool:
    return word.casefold().rstrip(".") in ("jr", "ii", "iii", "iv")


def _is_particle(word: str) -> bool:
    return word.islower() and (word in name_words().particles or word.startswith(("d'", "d’", "l'", "l’")))


def _cased(word: str, *, first: bool, shouted: bool) -> str:
    letters = word.strip(".")
    if first and shouted and word.casefold() in name_words().titles:
        return word.capitalize()
    if not letters.isupper() or len(letters) < 2 or letters in _ROMAN or "." in letters:
        return word
    if shouted and not first and word.lower() in name_words().particles:
        return word.lower()
    if len(letters) == 2 and (not shouted or letters in _UPPER_INITIALS or not _VOWELS.intersection(letters)):
        return word
    if len(letters) == 2 and word[-1] == ".":
        return word.capitalize()
    return _SCOTTISH.sub(_scottish, _capital(word))


def _capital(word: str) -> str:
    parts = _PARTS.split(word.lower())
    keep = len(parts) > 2 and parts[1] != "-" and len(parts[0]) > 2
    return "".join([part if keep and at else part[:1].upper() + part[1:] for at, part in enumerate(parts)])


def _scottish(match: re.Match[str]) -> str:
    return (match[1] or match[3]) + (match[2] or match[4]).upper()
