"""Grouping mentions that somebody else has found: which of them are one person, organisation or place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from copydesk.desk.names.bodies import join_bodies, join_places
from copydesk.desk.names.given_titles import GivenMention, with_titles
from copydesk.desk.names.join import join_people
from copydesk.desk.names.person import PersonName, parse_person
from copydesk.desk.names.tables import given_names, nouns, titles, vocabulary
from copydesk.records.reading import Join

__all__ = ["GivenMention", "group_mentions"]


_WORD = re.compile(r"[^\W_][\w'’.&-]*|&")
_SMALL = frozenset({"of", "and", "for", "the", "de", "la", "al", "bin", "von", "van", "der", "del", "di", "&"})
_SEVERAL = re.compile(r" and [^\W\d_a-z]")
_BEHIND_TITLE = frozenset({"of", "for", "at", "to", "and"})
_SORT = re.compile(r"\b(?:a|an|former|fellow)\s$")
"""Before a word alone: it says what somebody is, "a former Republican"."""


def group_mentions(mentions: Sequence[GivenMention]) -> list[int]:
    """One number for each mention: the same for those of one entity.

    Mentions of several documents may be given together; then a name alone may belong to a full name of another one.
    """
    labels = [-1] * len(mentions)
    groups: list[list[int]] = []
    for type_ in ("person", "organisation", "place"):
        chosen = [number for number, mention in enumerate(mentions) if mention.type == type_]
        groups += (
            _groups_of_people(mentions, chosen) if type_ == "person" else _groups_of_bodies(mentions, chosen, type_)
        )
    for label, members in enumerate(groups):
        for number in members:
            labels[number] = label
    return labels


def _groups_of_people(mentions: Sequence[GivenMention], chosen: Sequence[int]) -> list[list[int]]:
    several = [number for number in chosen if _SEVERAL.search(_person_core(mentions[number].words) or "")]
    names = {number: _name(mentions[number]) for number in chosen if number not in several}
    named = {number: name for number, name in names.items() if name is not None}
    groups: list[list[int]] = []
    for group in join_people(named.values(), _first_places(mentions, named)):
        members = set(group.names)
        groups.append([number for number, name in named.items() if name in members])
    number_of = {mentions[number]: number for number in chosen}
    waiting = [mentions[number] for number, name in names.items() if name is None]
    together = with_titles([[mentions[number] for number in group] for group in groups], waiting)
    return [[number_of[mention] for mention in group] for group in together] + [[number] for number in several]


def _first_places(
    mentions: Sequence[GivenMention], named: Mapping[int, PersonName]
) -> dict[PersonName, tuple[int, int]]:
    """Where each name stands first; of several documents nobody knows the order."""
    if len({mentions[number].document for number in named}) > 1:
        return {}
    first: dict[PersonName, tuple[int, int]] = {}
    for number, name in sorted(named.items(), key=lambda item: mentions[item[0]].start, reverse=True):
        first[name] = (0, mentions[number].start)
    return first


def _name(mention: GivenMention) -> PersonName | None:
    core = _person_core(mention.words)
    if core is None:
        return None
    if " " not in core and _SORT.search(mention.text[max(0, mention.start - 8) : mention.start]):
        return None
    name = parse_person(core)
    before = mention.text[max(0, mention.start - 5) : mention.start]
    honorific = re.search(r"\b(Mr|Mrs|Ms|Miss)\.? $", before)
    if not honorific or name.is_full:
        return name
    return parse_person(f"{honorific[1]} {core}")


def _person_core(words: str) -> str | None:
    """The name inside a noun phrase: "Orrin CEO Ann Vale, founder of Orrin" is Ann Vale."""
    parts = [part for part in re.split(r",\s|\(|\s[-–—]\s", words) if re.search(r"[A-Z]|[^\W\d_]", part)]
    known = titles()
    for part in parts:
        tokens = _WORD.findall(part)
        start = _name_start(tokens)
        tokens = tokens[start:]
        if (start and tokens and tokens[0] in _BEHIND_TITLE) or " ".join(tokens).lower() in _sorts():
            continue
        if tokens and tokens[-1].lower() in _title_heads() and not any(token in given_names() for token in tokens[:-1]):
            continue
        rest = [
            token
            for token in tokens
            if token.lower().rstrip(".") not in known["title"] | known["suffix"] | known["letters"]
        ]
        if rest and rest[-1][0].isupper() and not all(word.lower() in known["relative"] for word in rest):
            return " ".join(tokens)
    return None


@cache
def _sorts() -> frozenset[str]:
    """Words that say what sort of person somebody is: they name nobody, even with a capital."""
    return nouns("man") | nouns("woman") | nouns("person") | nouns("bearer")


@cache
def _title_heads() -> frozenset[str]:
    return frozenset(title.split()[-1] for title in titles()["title"])


def _name_start(tokens: Sequence[str]) -> int:
    heads = _title_heads()
    start = 0
    for number, token in enumerate(tokens):
        if (token[0].islower() and token not in _SMALL) or (
            token.lower() in heads and number + 1 < len(tokens) and not (token in given_names() and number == start)
        ):
            start = number + 1
        if _is_behind_body(tokens, number):
            start = number
    given = [number for number in range(start, len(tokens) - 1) if tokens[number] in given_names()]
    if given and given[0] > start and any(token.rstrip(".").lower() in _LEGAL for token in tokens[start : given[0]]):
        return given[0]
    return start


def _is_behind_body(tokens: Sequence[str], number: int) -> bool:
    """ "Harbour Council Ann Vale": a body's last word before the two words of a name that end the phrase."""
    if number < 2 or number + 2 != len(tokens) or tokens[number - 2] in given_names():
        return False
    is_body = tokens[number - 1].lower() in vocabulary("organisations")["head"]
    return is_body and all(token[0].isupper() for token in tokens[number:])


_LEGAL = frozenset({"inc", "corp", "co", "ltd"})


def _groups_of_bodies(mentions: Sequence[GivenMention], chosen: Sequence[int], type_: str) -> list[list[int]]:
    cores = {number: _body_core(mentions[number].words) for number in chosen}
    declared = [pair for number in chosen if (pair := _stated_acronym(mentions[number].words)) is not None]
    names = {*cores.values(), *(name for pair in declared for name in pair)}
    joined: Iterable[tuple[list[str], list[Join]]]
    joined = join_bodies(names, declared) if type_ == "organisation" else join_places(names)
    groups = [[number for number in chosen if cores[number] in set(group)] for group, _ in joined]
    return [group for group in groups if group]


def _stated_acronym(words: str) -> tuple[str, str] | None:
    match = re.search(r"^(.*?)\s*\(([A-Z][\w.&-]{1,8})\)?$", words)
    return (_body_core(match[1]), match[2]) if match else None


def _body_core(words: str) -> str:
    """The name inside a noun phrase: "aircraft maker Orrin, Europe's biggest" is Orrin."""
    parts = re.split(r",\s|\s?\(|\s[-–—]\s", words)
    for part in parts:
        tokens = _WORD.findall(part)
        start = 0
        for number, token in enumerate(tokens):
            if (token[0].islower() or token[0].isdigit()) and token not in _SMALL and number + 1 < len(tokens):
                start = number + 1
        tokens = tokens[start:]
        while len(tokens) > 1 and tokens[0] in _SMALL:
            tokens = tokens[1:]
        if tokens and tokens[0][0].isupper():
            return " ".join(tokens).removesuffix("'s").removesuffix(",")
    return words
