"""Which persons' names are one person's: the same groups whatever the order in which the names come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from copydesk.desk.names.keys import fold, nearly_same
from copydesk.desk.names.person import PersonName, relate
from copydesk.desk.names.tables import given_names, nicknames
from copydesk.desk.records import Join

__all__ = ["Group", "join_people"]


class Group(Struct):
    """Names that are one person's, with the reasons, and names that may be and were kept apart."""

    names: list[PersonName]
    joins: list[Join]
    doubts: list[Join]

    @property
    def preferred(self) -> PersonName:
        """The fullest name; among equals the one that sorts first."""
        return min(self.names, key=lambda name: (-_fullness(name), name.text))


def _fullness(name: PersonName) -> float:
    return sum(0.4 if len(word.rstrip(".")) == 1 else 1 for word in name.words)


def join_people(names: Iterable[PersonName]) -> list[Group]:
    """The names grouped by person. Names with clashing given names are never in one group."""
    distinct = sorted(set(names), key=lambda name: (-len(name.words), name.text, name.gender))
    groups = _join_full([name for name in distinct if name.is_full])
    _join_initials(groups)
    singles = [Group([name], [], []) for name in distinct if not name.is_full]
    singles = _join_spellings(singles)
    homes = [(single, _home(single, groups)) for single in singles]
    for single, home in homes:
        if home is not None:
            group, join = home
            group.names += single.names
            group.joins += [join, *single.joins]
        else:
            groups.append(single)
    return groups


def _join_full(names: Sequence[PersonName]) -> list[Group]:
    groups = [Group([name], [], []) for name in names]
    for one, other in _pairs(names):
        relation = relate(one, other)
        if relation.verdict == "same":
            _merge(groups, one, other, Join(variant=other.text, rule=relation.rule, reason=relation.reason))
        elif relation.verdict == "clash":
            for mine, theirs in ((one, other), (other, one)):
                _group_of(groups, mine).doubts.append(
                    Join(variant=theirs.text, rule=relation.rule, reason=relation.reason)
                )
    return groups


def _pairs(names: Sequence[PersonName]) -> Iterator[tuple[PersonName, PersonName]]:
    """Pairs that can be related at all: those that share a key, so that a long story costs no more than its names."""
    by_key: dict[str, list[PersonName]] = {}
    for name in names:
        for key in {fold(word)[:1] for word in name.words}:
            by_key.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for sharing in by_key.values():
        for number, one in enumerate(sharing):
            for other in sharing[number + 1 :]:
                if (one.text, other.text) not in seen:
                    seen.add((one.text, other.text))
                    yield one, other


def _group_of(groups: Sequence[Group], name: PersonName) -> Group:
    return next(group for group in groups if name in group.names)


def _merge(groups: list[Group], one: PersonName, other: PersonName, join: Join) -> None:
    mine, theirs = _group_of(groups, one), _group_of(groups, other)
    if mine is theirs or _clash(mine, theirs):
        return
    mine.names += theirs.names
    mine.joins += [join, *theirs.joins]
    mine.doubts += theirs.doubts
    groups.remove(theirs)


def _clash(mine: Group, theirs: Group) -> bool:
    return any(relate(a, b).verdict == "clash" for a in mine.names for b in theirs.names)


def _join_initials(groups: list[Group]) -> None:
    """J. Vale is John Vale when no other Vale of the story has a J."""
    weak = [
        (mine, theirs, relate(a, b))
        for number, mine in enumerate(groups)
        for theirs in groups[number + 1 :]
        for a in mine.names
        for b in theirs.names
        if relate(a, b).verdict == "weak"
    ]
    for mine, theirs, relation in weak:
        partners = {id(group) for pair in weak for group in pair[:2] if pair[0] is theirs or pair[1] is theirs}
        others = {id(group) for pair in weak for group in pair[:2] if pair[0] is mine or pair[1] is mine}
        lone = len(partners) == 2 and len(others) == 2
        if lone and mine in groups and theirs in groups and not _clash(mine, theirs):
            join = Join(variant=theirs.names[0].text, rule=relation.rule, reason=relation.reason)
            _merge(groups, mine.names[0], theirs.names[0], join)


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
    return list(by_fold.values())


def _home(single: Group, groups: Sequence[Group]) -> tuple[Group, Join] | None:
    """The one person that a name of one word can belong to; with two such persons it stays apart and says so."""
    name = single.names[0]
    for rule, fits in _LEVELS:
        fitting = [group for group in groups if any(fits(name, full) for full in group.names if full.is_full)]
        open_to = [group for group in fitting if not _gender_clash(single, group)]
        if len(open_to) == 1 and (rule != "names/near-spelling" or _genders_agree(single, open_to[0])):
            full = open_to[0].preferred.text
            return open_to[0], Join(variant=name.text, rule=rule, reason=f"{_SAYING[rule]} {full}")
        for group in fitting:
            _doubt(single, group, rule)
        if fitting:
            return None
    return None


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


def _part(name: PersonName, full: PersonName) -> bool:
    return name.surname in full.given[1:] and len(name.surname) > 2


def _near(name: PersonName, full: PersonName) -> bool:
    return nearly_same(name.surname, full.surname)


_LEVELS = (
    ("names/surname", _same_surname),
    ("names/surname-spelling", _same_sound),
    ("names/given-name-alone", _same_given),
    ("names/part", _part),
    ("names/nickname-alone", _nickname),
    ("names/near-spelling", _near),
)
_SAYING = {
    "names/surname": "the surname of",
    "names/surname-spelling": "a spelling of the surname of",
    "names/given-name-alone": "the given name of",
    "names/part": "a part of the name of",
    "names/near-spelling": "of the same gender and nearly the surname of",
    "names/nickname-alone": "a short form of the given name of",
}
