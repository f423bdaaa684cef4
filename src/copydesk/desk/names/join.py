"""Which persons' names are one person's: the same groups whatever the order in which the names come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from msgspec import Struct

from copydesk.desk.names.keys import fold, nearly_same
from copydesk.desk.names.person import PersonName, Relation, relate
from copydesk.desk.names.tables import given_names, nicknames
from copydesk.records.reading import Join

__all__ = ["Group", "fullness", "join_people"]

MOST_COMPARED: Final = 300
"""Different names of a text up to which each is compared with each; a news story has some dozens."""


First = Mapping[PersonName, tuple[int, int]]


class Group(Struct):
    """Names that are one person's, with the reasons, and names that may be and were kept apart."""

    names: list[PersonName]
    joins: list[Join]
    doubts: list[Join]

    @property
    def preferred(self) -> PersonName:
        """The fullest name; among equals the one that sorts first."""
        return min(self.names, key=lambda name: (-fullness(name), name.text))


def fullness(name: PersonName) -> float:
    """How much of a name is printed; an initial counts less than a word."""
    return sum(0.4 if len(word.rstrip(".")) == 1 else 1 for word in name.words)


def join_people(names: Iterable[PersonName], first: First | None = None) -> list[Group]:
    """The names grouped by person. Names with clashing given names are never in one group.

    Args:
        names: The names as printed, in any order.
        first: Where each name stands first in the story, if that is known.

    """
    distinct = sorted(set(names), key=lambda name: (-len(name.words), name.text, name.gender))
    groups = _join_full([name for name in distinct if name.is_full])
    groups = _join_initials(groups)
    singles = _join_spellings([Group([name], [], []) for name in distinct if not name.is_full])
    known = _Index(groups)
    homes = [(single, _home(single, known.near(single.names[0]), first or {})) for single in singles]
    for single, home in homes:
        if home is not None:
            group, join = home
            group.names += single.names
            group.joins += [join, *single.joins]
        else:
            groups.append(single)
    return groups


def _join_full(names: Sequence[PersonName]) -> list[Group]:
    home = {name: Group([name], [], []) for name in names}
    for one, other in _pairs_of_names(names):
        relation = relate(one, other)
        if relation.verdict == "same":
            _merge(home, one, other, Join(variant=other.text, rule=relation.rule, reason=relation.reason))
        elif relation.verdict == "clash":
            for mine, theirs in ((one, other), (other, one)):
                home[mine].doubts.append(Join(variant=theirs.text, rule=relation.rule, reason=relation.reason))
    return list({id(group): group for group in home.values()}.values())


def _pairs_of_names(names: Sequence[PersonName]) -> Iterator[tuple[PersonName, PersonName]]:
    """All pairs in order; in a text of very many names only those whose surnames sound alike."""
    if len(names) <= MOST_COMPARED:
        yield from combinations(names, 2)
        return
    by_surname: dict[str, list[PersonName]] = {}
    for name in names:
        by_surname.setdefault(fold(name.surname), []).append(name)
    for alike in by_surname.values():
        yield from combinations(alike[:MOST_COMPARED], 2)


def _merge(home: dict[PersonName, Group], one: PersonName, other: PersonName, join: Join) -> None:
    mine, theirs = home[one], home[other]
    if mine is theirs or _clash(mine, theirs):
        return
    mine.names += theirs.names
    mine.joins += [join, *theirs.joins]
    mine.doubts += theirs.doubts
    for name in theirs.names:
        home[name] = mine


def _clash(mine: Group, theirs: Group) -> bool:
    return any(relate(a, b).verdict == "clash" for a in mine.names for b in theirs.names)


def _join_initials(groups: list[Group]) -> list[Group]:
    """J. Vale is John Vale when no other Vale of the story has a J."""
    short = [group for group in groups if any(_is_initial(name) for name in group.names)][:MOST_COMPARED]
    weak = {
        frozenset((id(mine), id(theirs))): (mine, theirs, relation)
        for mine in short
        for theirs in groups
        if mine is not theirs
        for relation in [_weak(mine, theirs)]
        if relation is not None
    }
    partners = Counter(member for pair in weak for member in pair)
    gone: set[int] = set()
    for pair, (mine, theirs, relation) in weak.items():
        if all(partners[member] == 1 for member in pair) and not _clash(mine, theirs):
            theirs.joins += [Join(variant=mine.names[0].text, rule=relation.rule, reason=relation.reason), *mine.joins]
            theirs.names += mine.names
            gone.add(id(mine))
    return [group for group in groups if id(group) not in gone]


def _is_initial(name: PersonName) -> bool:
    return len(name.given[0].rstrip(".")) == 1


def _weak(mine: Group, theirs: Group) -> Relation | None:
    relations = (relate(a, b) for a in mine.names for b in theirs.names)
    return next((relation for relation in relations if relation.verdict == "weak"), None)


class _Index:
    """The groups by the words of their names, so that a word alone finds its few candidates."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._by_word: dict[str, list[Group]] = {}
        for group in groups if len(groups) > MOST_COMPARED else ():
            for word in {fold(word) for name in group.names for word in name.words}:
                self._by_word.setdefault(word, []).append(group)

    def near(self, name: PersonName) -> Sequence[Group]:
        """All groups, or those that share a word when there are very many."""
        if len(self._groups) <= MOST_COMPARED:
            return self._groups
        return self._by_word.get(fold(name.surname), ())


def _join_spellings(singles: list[Group]) -> list[Group]:
    """Surnames alone that sound alike to the letter are one name: Zelensky and Zelenskyy."""
    by_fold: dict[tuple[str, str], Group] = {}
    for single in singles:
        name = single.names[0]
        key = (" ".join(fold(word) for word in name.words), name.gender)
        known = by_fold.setdefault(key, single)
        if known is not single:
            known.names += single.names
            reason = f"{name.text} and {known.names[0].text}: two spellings of one name"
            known.joins.append(Join(variant=name.text, rule="names/spelling", reason=reason))
    return _join_bare(by_fold)


def _join_bare(by_fold: Mapping[tuple[str, str], Group]) -> list[Group]:
    """A surname without a title is the only one that stands with a title elsewhere: Ms Vale and Vale."""
    titled: dict[str, list[Group]] = {}
    for (spelling, gender), group in by_fold.items():
        if gender:
            titled.setdefault(spelling, []).append(group)
    kept: list[Group] = []
    for (spelling, gender), group in by_fold.items():
        bearers = titled.get(spelling, [])
        if gender or len(bearers) != 1:
            kept.append(group)
            continue
        (bearer,) = bearers
        name, reason = group.names[0].text, f"the only one of that surname is {bearer.names[0].text}"
        bearer.joins += [Join(variant=name, rule="names/surname-with-title", reason=reason), *group.joins]
        bearer.names += group.names
    return kept


def _home(single: Group, groups: Sequence[Group], first: First) -> tuple[Group, Join] | None:
    """The one person that a name of one word can belong to; with two such persons it stays apart and says so."""
    name = single.names[0]
    for rule, fits in _LEVELS:
        fitting = [group for group in groups if any(fits(name, full) for full in group.names if full.is_full)]
        open_to = [group for group in fitting if not _gender_clash(single, group)]
        if len(open_to) == 1 and (rule != "names/near-spelling" or _genders_agree(single, open_to[0])):
            full = open_to[0].preferred.text
            return open_to[0], Join(variant=name.text, rule=rule, reason=f"{_SAYING[rule]} {full}")
        if rule == "names/surname" and (only := _only_one_named(single, open_to, first)):
            reason = f"the surname of {only.preferred.text}, the only one of that name when {name.text} stands first"
            return only, Join(variant=name.text, rule="names/surname-when-first", reason=reason)
        for group in fitting:
            _doubt(single, group, rule)
        if fitting:
            return None
    return None


def _only_one_named(single: Group, groups: Sequence[Group], first: First) -> Group | None:
    """Of several with one surname the one whom the story had named when it first used the surname alone."""
    start = min((first[name] for name in single.names if name in first), default=None)
    if start is None:
        return None
    named = [group for group in groups if any(first.get(name, start) < start for name in group.names)]
    return named[0] if len(named) == 1 else None


def _doubt(single: Group, group: Group, rule: str) -> None:
    name, full = single.names[0].text, group.preferred.text
    reason = f"{name} may be {full}, or somebody else"
    single.doubts.append(Join(variant=full, rule=f"{rule}-unsure", reason=reason))
    group.doubts.append(Join(variant=name, rule=f"{rule}-unsure", reason=reason))


def _gender_clash(single: Group, group: Group) -> bool:
    mine = {name.gender for name in single.names if name.gender}
    theirs = {name.gender for name in group.names if name.gender}
    return bool(mine and theirs and not mine & theirs)


def _genders_agree(single: Group, group: Group) -> bool:
    mine = {name.gender for name in single.names} - {""}
    return bool(mine) and mine == {name.gender for name in group.names} - {""}


def _same_surname(name: PersonName, full: PersonName) -> bool:
    mine = name.surname.lower()
    theirs = full.surname.lower()
    if mine == theirs or (full.family_first and mine == theirs.split()[0]):
        return True
    return " " in theirs and mine == theirs.split()[-1]


def _same_sound(name: PersonName, full: PersonName) -> bool:
    return fold(name.surname) == fold(full.surname)


def _same_given(name: PersonName, full: PersonName) -> bool:
    return name.surname.lower() == full.given[0].lower() and len(name.surname) > 1


def _nickname(name: PersonName, full: PersonName) -> bool:
    short, given = name.surname.lower(), full.given[0].lower()
    return name.surname in given_names() and bool(
        nicknames().get(short, frozenset()) & nicknames().get(given, frozenset())
    )


def _is_part_of_name(name: PersonName, full: PersonName) -> bool:
    return name.surname in full.given[1:] and len(name.surname) > 2


def _is_near_spelling(name: PersonName, full: PersonName) -> bool:
    return nearly_same(name.surname, full.surname)


_LEVELS = (
    ("names/surname", _same_surname),
    ("names/surname-spelling", _same_sound),
    ("names/given-name-alone", _same_given),
    ("names/part", _is_part_of_name),
    ("names/nickname-alone", _nickname),
    ("names/near-spelling", _is_near_spelling),
)
_SAYING = {
    "names/surname": "the surname of",
    "names/surname-spelling": "a spelling of the surname of",
    "names/given-name-alone": "the given name of",
    "names/part": "a part of the name of",
    "names/near-spelling": "of the same gender and nearly the surname of",
    "names/nickname-alone": "a short form of the given name of",
}
