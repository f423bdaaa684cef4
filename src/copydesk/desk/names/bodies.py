"""Which names of organisations and of places are one: acronyms, short forms, other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations
from typing import Final

from msgspec import Struct

from copydesk.desk.names.keys import fold
from copydesk.desk.names.tables import places, vocabulary
from copydesk.records.reading import Join

__all__ = ["Joined", "join_bodies", "join_places"]

Joined = list[tuple[list[str], list[Join]]]
Pair = tuple[str, str]
Pairing = tuple[int, int]
MOST_COMPARED: Final = 300
"""Different names of a text up to which each is compared with each."""

_LINKS = frozenset({"of", "the", "and", "for", "in", "on", "de", "to"})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|&")
_STATES = frozenset({"us", "u.s", "usa", "u.s.a"})


def join_bodies(names: Iterable[str], declared: Iterable[Pair] = ()) -> Joined:
    """The names of organisations grouped by organisation, with the reasons.

    Args:
        names: The names as printed.
        declared: Pairs that the text itself equates: "World Ferry Council (WFC)".

    """
    groups: Joined = [([name], []) for name in sorted(set(names), key=_longest_first)]
    for rule in (_stated_rule(declared), _same_body, _acronym_of_body, _short_body):
        groups = _merged(groups, rule)
    return groups


def join_places(names: Iterable[str]) -> Joined:
    """The names of places grouped by place, with the reasons."""
    groups: Joined = [([name], []) for name in sorted(set(names), key=_longest_first)]
    for rule in (_same_place, _acronym_of_place, _short_place):
        groups = _merged(groups, rule)
    return groups


class _Rule(Struct, frozen=True):
    """A reason to join two names; a weak one counts only when no other group has it too."""

    name: str
    saying: str
    test: Callable[[str, str], bool]
    weak: bool = False


def _stated_rule(pairs: Iterable[Pair]) -> _Rule:
    known = {frozenset(pair) for pair in pairs}
    return _Rule("names/stated", "the text gives {0} as {1}", lambda one, other: frozenset((one, other)) in known)


def _merged(groups: Joined, rule: _Rule) -> Joined:
    """The groups after one rule; whichever group comes first, the outcome is the same."""
    links = [
        (low, high)
        for low, high in _pairs_of_bodies(groups)
        if any(rule.test(a, b) for a in groups[low][0] for b in groups[high][0])
    ]
    if rule.weak:
        partners: dict[int, int] = {}
        for _, high in links:
            partners[high] = partners.get(high, 0) + 1
        links = [(low, high) for low, high in links if partners[high] == 1]
    home = list(range(len(groups)))
    for low, high in links:
        first, second = sorted((_root(home, low), _root(home, high)))
        home[second] = first
    merged: dict[int, tuple[list[str], list[Join]]] = {}
    for number, (names, joins) in enumerate(groups):
        root = _root(home, number)
        known, reasons = merged.setdefault(root, ([], []))
        if known:
            reason = rule.saying.format(names[0], known[0])
            reasons.append(Join(variant=names[0], rule=rule.name, reason=reason))
        known += names
        reasons += joins
    return list(merged.values())


def _pairs_of_bodies(groups: Joined) -> Iterable[Pairing]:
    """All pairs; in a text of very many names only those that share a word or its first letters."""
    if len(groups) <= MOST_COMPARED:
        return combinations(range(len(groups)), 2)
    by_key: dict[str, list[int]] = {}
    for number, (names, _) in enumerate(groups):
        for key in {key for name in names for key in (*_core(name), "".join(word[0] for word in _core(name)))}:
            by_key.setdefault(key, []).append(number)
    return sorted({pair for alike in by_key.values() for pair in combinations(alike[:MOST_COMPARED], 2)})


def _root(home: list[int], number: int) -> int:
    while home[number] != number:
        number = home[number]
    return number


def _longest_first(name: str) -> tuple[int, str]:
    return -len(_words_of_name(name)), name


@lru_cache(maxsize=10_000)
def _words_of_name(name: str) -> tuple[str, ...]:
    words = [word.strip(".").lower() for word in _WORD.findall(name.replace("’", "'").removesuffix("'s"))]
    words = ["and" if word == "&" else word for word in words if word not in ("the", "s")] or words
    if len(words) > 1 and words[0] in _STATES:
        words[:1] = ["united", "states"]
    return tuple(words)


@lru_cache(maxsize=10_000)
def _core(name: str) -> tuple[str, ...]:
    words = _words_of_name(name)
    while len(words) > 1 and words[-1] in vocabulary("organisations")["legal"]:
        words = words[:-1]
    return words


def _is_same_body(longer: str, shorter: str) -> bool:
    long, short = _core(longer), _core(shorter)
    if long == short or (len(long) == len(short) and [fold(w) or w for w in long] == [fold(w) or w for w in short]):
        return True
    known = places()
    return longer in known and known[longer] == known.get(shorter)


def _is_acronym(longer: str, shorter: str) -> bool:
    letters = "".join(letter for letter in shorter if letter.isalpha())
    if " " in shorter or not (2 <= len(letters) <= 6 and letters.isupper()):
        return False
    words = [word for word in _words_of_name(longer) if word != "the"]
    if len(words) < 2:
        return False
    significant = [word for word in words if word not in _LINKS]
    known = ("".join(word[0] for word in chosen) for chosen in (significant, words, _core(longer)))
    return letters.lower() in known


def _is_short_body(longer: str, shorter: str) -> bool:
    """The rest of the longer name only says what kind of body it is: Orrin Airlines, Orrin; or whose: US Air Force."""
    long, short = _core(longer), _core(shorter)
    if len(short) >= len(long):
        return False
    if len(short) > 1 and long == ("united", "states", *short):
        return True
    tables = vocabulary("organisations")
    if short == long[-len(short) :] and long[: -len(short)] in (("church", "of"), ("university", "of"), ("bank", "of")):
        return len(short) == 1 and short[0].title() not in places()
    if long[: len(short)] != short or short[-1] in _LINKS:
        return False
    if len(short) == 1 and (
        short[0] in tables["industry"] or short[0] in tables["first-word"] or short[0].title() in places()
    ):
        return False
    return all(word in tables["industry"] or word in tables["legal"] or word in _LINKS for word in long[len(short) :])


def _is_same_place(longer: str, shorter: str) -> bool:
    if _words_of_name(longer) == _words_of_name(shorter):
        return True
    known = places()
    one = known.get(_bare(longer))
    return one is not None and one == known.get(_bare(shorter))


def _is_short_place(longer: str, shorter: str) -> bool:
    known = places()
    one, other = known.get(_bare(longer)), known.get(_bare(shorter))
    if one is not None and other is not None and _WITHIN.get(one) != other:
        return False
    long, short = _words_of_name(longer), _words_of_name(shorter)
    return len(short) < len(long) and short == long[: len(short)] and set(long[len(short) :]) <= _PLACE_TAIL


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name.replace("’", "'")).removesuffix("'s").strip()


_WITHIN = {"Gaza Strip": "Gaza", "Washington D.C.": "Washington", "New York City": "New York"}
_PLACE_TAIL = frozenset(
    {"city", "dc", "d.c", "town", "county", "province", "island", "islands", "strip", "district", "state"}
)

_same_body = _Rule("names/same-words", "{0} is {1} in other words", _is_same_body)
_acronym_of_body = _Rule("names/acronym", "{0} is made of the first letters of {1}", _is_acronym, weak=True)
_short_body = _Rule("names/short-form", "{0} is a shorter form of {1}", _is_short_body, weak=True)
_same_place = _Rule("names/other-name", "{0} is another name of {1}", _is_same_place)
_acronym_of_place = _Rule("names/acronym", "{0} is made of the first letters of {1}", _is_acronym, weak=True)
_short_place = _Rule("names/short-form", "{0} is a shorter form of {1}", _is_short_place, weak=True)
