"""Grouping mentions that somebody else has found: which of them are one person, organisation or place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from copydesk.desk.names.bodies import join_bodies, join_places
from copydesk.desk.names.join import join_people
from copydesk.desk.names.person import PersonName, parse_person
from copydesk.desk.names.tables import given_names, titles
from copydesk.desk.records import Join

__all__ = ["GivenMention", "group_mentions"]


class GivenMention(Struct, frozen=True):
    """A mention from elsewhere: the text that it stands in, its characters there, and what it is."""

    document: str
    text: str
    start: int
    end: int
    type: str
    """`person`, `organisation` or `place`."""

    @property
    def words(self) -> str:
        """The characters of the mention."""
        return self.text[self.start : self.end]


_WORD = re.compile(r"[^\W_][\w'’.&-]*|&")
_SMALL = frozenset({"of", "and", "for", "the", "de", "la", "al", "bin", "von", "van", "der", "del", "di", "&"})
_LEAD = 60
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
        groups += _people(mentions, chosen) if type_ == "person" else _bodies(mentions, chosen, type_)
    for label, members in enumerate(groups):
        for number in members:
            labels[number] = label
    return labels


def _people(mentions: Sequence[GivenMention], chosen: Sequence[int]) -> list[list[int]]:
    names = {number: _name(mentions[number]) for number in chosen}
    named = {number: name for number, name in names.items() if name is not None}
    groups: list[list[int]] = []
    for group in join_people(named.values()):
        members = set(group.names)
        groups.append([number for number, name in named.items() if name in members])
    waiting = [number for number, name in names.items() if name is None]
    return _with_titles(mentions, groups, waiting)


def _name(mention: GivenMention) -> PersonName | None:
    core = _person_core(mention.words)
    if core is None or (" " not in core and _SORT.search(mention.text[max(0, mention.start - 8) : mention.start])):
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
        tokens = tokens[_name_start(tokens) :]
        if tokens and tokens[-1].lower() in _title_heads() and not any(token in given_names() for token in tokens[:-1]):
            continue
        rest = [token for token in tokens if token.lower().rstrip(".") not in known["title"] | known["suffix"]]
        if rest and rest[-1][0].isupper() and not all(word.lower() in known["relative"] for word in rest):
            return " ".join(tokens)
    return None


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
    given = [number for number in range(start, len(tokens) - 1) if tokens[number] in given_names()]
    if given and given[0] > start and any(token.rstrip(".").lower() in _LEGAL for token in tokens[start : given[0]]):
        return given[0]
    return start


_LEGAL = frozenset({"inc", "corp", "co", "ltd"})


def _with_titles(mentions: Sequence[GivenMention], groups: list[list[int]], waiting: Sequence[int]) -> list[list[int]]:
    """Titles alone, "the President", go to the one person who bears the title; else the nearest before."""
    result = [list(group) for group in groups]
    for number in sorted(waiting, key=lambda number: (mentions[number].document, mentions[number].start)):
        mention = mentions[number]
        at = _beside(mentions, result[: len(groups)], mention)
        if at is None:
            at = _bearer(mentions, groups, mention)
        if at is None:
            result.append([number])
        else:
            result[at].append(number)
    return _same_titles_together(mentions, result, len(groups))


def _same_titles_together(mentions: Sequence[GivenMention], groups: list[list[int]], named: int) -> list[list[int]]:
    alone: dict[tuple[str, str], list[int]] = {}
    for group in groups[named:]:
        for number in group:
            alone.setdefault((mentions[number].document, mentions[number].words.lower()), []).append(number)
    return groups[:named] + list(alone.values())


def _beside(mentions: Sequence[GivenMention], groups: Sequence[Sequence[int]], title: GivenMention) -> int | None:
    """The person whose name is in apposition: "Ann Vale, Director of Ferries", "Ambassador to Orrin Ann Vale"."""
    for at, group in enumerate(groups):
        for number in group:
            name = mentions[number]
            if name.document != title.document:
                continue
            if name.start <= title.start and title.end <= name.end:
                return at
            if name.end <= title.start and _joins_after(name.text[name.end : title.start]):
                return at
            if title.end <= name.start and _joins_before(name.text[title.end : name.start]):
                return at
    return None


def _joins_after(between: str) -> bool:
    return len(between) < _LEAD * 2 and bool(_APPOSED.fullmatch(between))


def _joins_before(between: str) -> bool:
    return len(between) < _LEAD and bool(_OF_NAMES.fullmatch(between))


_APPOSED = re.compile(
    r"(?:\s(?:of|for|at)\s[^.;:\n]{0,60})?,?\sand\s(?:the\s)?|"
    r",\s(?:the\s|a\s|an\s|[\w\s’'-]{0,80}?\b(?:and|former|and\sformer)\s)?(?:[A-Z][\w-]*\s){0,3}"
)
_OF_NAMES = re.compile(r"\s(?:(?:to|of|for|at)\s(?:the\s)?(?:[A-Z][\w.-]*\s)+)?|,\s")


def _bearer(mentions: Sequence[GivenMention], groups: Sequence[Sequence[int]], title: GivenMention) -> int | None:
    words = _full_title(title)
    head = words[-1:] if words else []
    fitting: dict[int, tuple[int, int]] = {}
    for at, group in enumerate(groups):
        for number in group:
            name = mentions[number]
            role = _role(name)
            if set(head) <= role and set(words) - _FREE <= role | _FREE and (name.document == title.document):
                extra = len((role & titles()["before-title"]) - set(words))
                distance = abs(name.start - title.start) + (name.start > title.start) * 10_000
                fitting[at] = min(fitting.get(at, (extra, distance)), (extra, distance))
    if not fitting:
        return None
    return min(sorted(fitting), key=fitting.__getitem__)


def _full_title(title: GivenMention) -> list[str]:
    """The words of the title with those before it: of "Prime Minister" a data set may give "Minister" alone."""
    words = [word.lower() for word in _WORD.findall(title.words)]
    before = _WORD.findall(title.text[max(0, title.start - 24) : title.start])
    beside = title.text[title.start - 1 : title.start] == " " and before and before[-1][0].isupper()
    if beside and before[-1].lower() in titles()["before-title"]:
        words.insert(0, before[-1].lower())
    return words


_FREE = frozenset({"the", "a", "company", "former", "then", "u.s", "us", "u.s."})


def _role(name: GivenMention) -> set[str]:
    """The words beside a name that may be its title."""
    before = re.split(r"[.,;:(]\s", name.text[max(0, name.start - _LEAD) : name.start])[-1]
    known = titles()
    tail: list[str] = []
    for word in reversed(_WORD.findall(before)):
        if (
            word.lower() not in known["title"] | known["before-title"]
            and not word[0].isupper()
            and word not in ("of", "the")
        ):
            break
        tail.append(word.lower())
    return {*tail, *(word.lower() for word in _WORD.findall(name.words))}


def _bodies(mentions: Sequence[GivenMention], chosen: Sequence[int], type_: str) -> list[list[int]]:
    cores = {number: _body_core(mentions[number].words) for number in chosen}
    declared = [pair for number in chosen if (pair := _declared(mentions[number].words)) is not None]
    names = {*cores.values(), *(name for pair in declared for name in pair)}
    joined: Iterable[tuple[list[str], list[Join]]]
    joined = join_bodies(names, declared) if type_ == "organisation" else join_places(names)
    groups = [[number for number in chosen if cores[number] in set(group)] for group, _ in joined]
    return [group for group in groups if group]


def _declared(words: str) -> tuple[str, str] | None:
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
