"""Persons' names taken apart, and whether two of them can be one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from copydesk.desk.names.keys import fold, nearly_same
from copydesk.desk.names.tables import given_names, name_words, nicknames, title_genders, titles

__all__ = ["PersonName", "Relation", "parse_person", "relate"]

Verdict = Literal["same", "weak", "clash", "apart"]


class PersonName(Struct, frozen=True):
    """A name in its parts; a single word is the surname until something else is known."""

    text: str
    given: tuple[str, ...]
    surname: str
    gender: str = ""
    family_first: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the name in the order of given name and surname."""
        return (*self.given, *self.surname.split())

    @property
    def is_full(self) -> bool:
        """Whether there is a given name, or its initial, beside the surname."""
        return bool(self.given)


class Relation(Struct, frozen=True):
    """How two names stand to each other, by which rule, in words."""

    verdict: Verdict
    rule: str = ""
    reason: str = ""


APART = Relation("apart")
_WORD = re.compile(r"[^\W\d_][\w'’.\-‐]*|[\w]+")


@lru_cache(maxsize=4096)
def parse_person(text: str) -> PersonName:
    """A printed name in its parts.

    >>> parse_person("Mr. John F. Vale Jr.").given
    ('John', 'F.')
    """
    words = _WORD.findall(re.sub(r"[\"“”(][^\"“”()]*[\"“”)]", " ", text).removesuffix("'s").removesuffix("’s"))
    words, gender = _without_titles(words)
    words = _without_letters(words)
    if not words:
        return PersonName(text, (), text, gender)
    if len(words) > 1 and words[0] in name_words("family-first") and _reads_family_first(words):
        return PersonName(text, tuple(re.split(r"[-‐ ]", "-".join(words[1:]))), words[0], gender, family_first=True)
    start = _surname_start(words)
    told = given_names().get(words[0], "") if start else ""
    return PersonName(text, tuple(words[:start]), " ".join(words[start:]), gender or told.replace("x", ""))


def _without_letters(words: list[str]) -> list[str]:
    """The words before "Jr.", "FRS" and "of Orrin"."""
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    known = titles()
    while len(words) > 1 and (
        words[-1].lower() in known["suffix"] or (words[-1].isupper() and words[-1].lower() in known["letters"])
    ):
        words = words[:-1]
    return words


def _without_titles(words: list[str]) -> tuple[list[str], str]:
    gender = ""
    known = titles()
    at = 0
    while at < len(words) - 1 and _is_in_titles(words[at].lower(), known["title"], known["honorific"]):
        gender = title_genders().get(words[at].lower(), gender)
        at += 1
    return words[at:], gender


def _is_in_titles(word: str, *tables: frozenset[str]) -> bool:
    return any(word in table or word.rstrip(".") in table for table in tables)


def _reads_family_first(words: list[str]) -> bool:
    rest = words[1:]
    if len(words) > 3 or any(word.endswith(".") or len(word) > 8 for word in rest):
        return False
    known = given_names()
    if words[0] not in ("Kim", "Lee", "Ai", "Bo", "Lin", "Han"):
        return True
    return len(words) == 3 or "-" in rest[0] or (rest[0] not in known and len(rest[0]) <= 4)


def _surname_start(words: list[str]) -> int:
    particles = name_words("particle")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower().rstrip("-") in particles:
        start -= 1
    if all(word.lower().rstrip("-") in particles for word in words[:start]):
        return 0
    return start


def _given_relation(one: str, other: str) -> str:
    """`same`, `nickname`, `initial`, `spelling` or nothing."""
    a, b = one.rstrip(".").lower(), other.rstrip(".").lower()
    if a == b or fold(a) == fold(b):
        return "same" if a == b else "spelling"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[:1] == b[:1] else ""
    known = nicknames()
    if known.get(a, frozenset()) & known.get(b, frozenset()):
        return "nickname"
    return "spelling" if nearly_same(a, b) else ""


@lru_cache(maxsize=50_000)
def relate(one: PersonName, other: PersonName) -> Relation:
    """How two full names stand to each other; the order of the two does not matter."""
    surname = _surname_relation(one, other)
    if not surname or not one.given or not other.given:
        return APART
    given = _given_names_relation(one, other)
    low, high = sorted((one.text, other.text))
    if not given:
        return Relation("clash", "names/given-names-clash", f"the given names of {low} and {high} differ")
    if given == "initial" and one.gender and other.gender and one.gender != other.gender:
        return Relation("clash", "names/gender", f"{low} and {high} are of different gender")
    return _joined_spellings(one, other, surname, given)


def _joined_spellings(one: PersonName, other: PersonName, surname: str, given: str) -> Relation:
    a, b = sorted((one.text, other.text))
    if surname == "same" and given == "same":
        return Relation("same", "names/full", f"{a} and {b} have the same given name and surname")
    if given == "initial":
        return Relation("weak", "names/initial", f"the initial fits: {a}, {b}")
    if given == "nickname":
        return Relation("same", "names/nickname", f"{a} and {b}: forms of one given name")
    return Relation("same", "names/spelling", f"{a} and {b}: two spellings of one name")


def _surname_relation(one: PersonName, other: PersonName) -> str:
    a, b = one.surname.lower(), other.surname.lower()
    if a == b:
        return "same"
    if nearly_same(a, b) or _is_tail(a.split(), b.split()):
        return "spelling"
    return ""


def _is_tail(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and all(map(nearly_same, short, long[-len(short) :]))


def _given_names_relation(one: PersonName, other: PersonName) -> str:
    if one.family_first or other.family_first:
        return "same" if fold("".join(one.given)) == fold("".join(other.given)) else ""
    first = _given_relation(one.given[0], other.given[0])
    if not first:
        return "nickname" if _goes_by_middle_name(one, other) else ""
    middles = list(zip(one.given[1:], other.given[1:], strict=False))
    if any(not _given_relation(a, b) for a, b in middles):
        return ""
    return first


def _goes_by_middle_name(one: PersonName, other: PersonName) -> bool:
    short, long = sorted((one, other), key=lambda name: len(name.given))
    return len(short.given) == 1 and len(short.given[0]) > 2 and short.given[0] in long.given[1:]
