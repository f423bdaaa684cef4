"""Titles that somebody else has marked as mentions of people, "the President", "Man of the Match": whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from copydesk.desk.names.tables import titles

__all__ = ["GivenMention", "with_titles"]


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


Groups = Sequence[Sequence[GivenMention]]

_WORD = re.compile(r"[^\W_][\w'’.&-]*|&")
_LEAD = 60
_FAR = 10_000
"""Characters that a name after the title counts as farther away than one before it."""
_FREE = frozenset({"the", "a", "company", "former", "then", "u.s", "us", "u.s."})
_APPOSED = re.compile(
    r"(?:\s(?:of|for|at)\s[^.;:\n]{0,60})?,?\sand\s(?:the\s)?|"
    r",\s(?:the\s|a\s|an\s|[\w\s’'-]{0,80}?\b(?:and|former|and\sformer)\s)?(?:[A-Z][\w-]*\s){0,3}"
)
_OF_NAMES = re.compile(
    r"\s(?:(?:to|of|for|at)\s(?:the\s)?(?:(?:(?:[A-Z]\.)+|[A-Z][\w-]*|(?:Inc|Corp|Co|Ltd)\.)\s)+)?|,\s"
)
_APPOSITION = re.compile(
    r",\s(?:the|an?)\s((?:(?!(?:of|for|at|in|from|with|who|to)\b)[\w’'-]+\s?){1,7})(?=[,.;:()]|\b\w)"
)
_SENTENCE_START = re.compile(r"(?:[.!?][\"”’]?|\n)\s*(?=[\"“‘]?[A-Z])")
_MADE = (
    "serve[sd]? as|become|becomes|became|elected|re-elected|appointed|named|made|crowned|proclaimed|declared|inducted|"
    "promoted|called|is now|won|wins"
)
_MADE_WHAT = re.compile(
    rf"\b(?:{_MADE})\b(?:\s(?:also|now|again|later|then|currently|as|to|the|an?|his|her|its|their|our|himself|herself))*"
    r"(?:\s(?:[A-Z0-9][\w.’'-]*|first|second|third|new|next|last|youngest|oldest|former|current))*\s[\"“‘']?$"
)
_OWN = re.compile(r",? I\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")


def with_titles(groups: Groups, waiting: Iterable[GivenMention]) -> list[list[GivenMention]]:
    """The groups of people with the titles that are theirs, and those left over, the same words together."""
    result = [list(group) for group in groups]
    alone: dict[tuple[str, str], list[GivenMention]] = {}
    for title in sorted(waiting, key=lambda title: (title.document, title.start)):
        at = _named_beside(result, title)
        if at is None:
            at = _made(groups, title)
        if at is None:
            at = _bearer_of_title(groups, title)
        if at is None:
            alone.setdefault((title.document, title.words.lower()), []).append(title)
        else:
            result[at].append(title)
    return result + list(alone.values())


def _in_document(groups: Groups, title: GivenMention) -> Iterator[tuple[int, GivenMention]]:
    return ((at, name) for at, group in enumerate(groups) for name in group if name.document == title.document)


def _named_beside(groups: Groups, title: GivenMention) -> int | None:
    """The person whose name is in apposition: "Ann Vale, Director of Ferries", "Ambassador to Orrin Ann Vale"."""
    for at, name in _in_document(groups, title):
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


def _made(groups: Groups, title: GivenMention) -> int | None:
    """The person whom a sentence gives the title to: "Vale was elected Mayor", "Orrin won the Man of the Match"."""
    low = _sentence_start(title.text, title.start)
    cue = _MADE_WHAT.search(title.text, low, title.start)
    if cue is None:
        return None
    before = [(name.end, at) for at, name in _in_document(groups, title) if name.end <= cue.start()]
    here = [(end, at) for end, at in before if end > low]
    if not here and _PRONOUN.search(title.text, low, cue.start()):
        here = [
            (name.end, at) for at, name in _in_document(groups, title) if name.end <= low and _begins_sentence(name)
        ]
    return max(here, default=(0, None))[1]


def _begins_sentence(name: GivenMention) -> bool:
    return _sentence_start(name.text, name.start + 1) >= name.start


def _sentence_start(text: str, end: int) -> int:
    low = max(0, end - 300)
    return max((match.end() for match in _SENTENCE_START.finditer(text, low, end)), default=low)


def _bearer_of_title(groups: Groups, title: GivenMention) -> int | None:
    """The person of the document who bears the title; of two such the one spoken of last."""
    words = _full_title(title)
    if _OWN.match(title.text, title.end):
        return None
    fitting = {at: extra for at, name in _in_document(groups, title) for extra in _missing_words(name, words)}
    nearest: dict[int, tuple[int, int]] = {}
    for at, name in _in_document(groups, title):
        if at in fitting:
            distance = abs(name.start - title.start) + (name.start > title.start) * _FAR
            nearest[at] = min(nearest.get(at, (fitting[at], distance)), (fitting[at], distance))
    return min(sorted(nearest), key=nearest.__getitem__, default=None)


def _missing_words(name: GivenMention, words: Sequence[str]) -> Iterator[int]:
    """How many words such as "deputy" the name has that the title lacks, where the name bears the title."""
    role = _role(name)
    if role & titles()["below"] - set(words):
        return
    if set(words[-1:]) <= role and set(words) - _FREE <= role | _FREE:
        yield len((role & titles()["before-title"]) - set(words))


def _full_title(title: GivenMention) -> list[str]:
    """The words of the title with those before it: of "Prime Minister" a data set may give "Minister" alone."""
    words = [word.lower() for word in _WORD.findall(title.words)]
    before = _WORD.findall(title.text[max(0, title.start - 24) : title.start])
    beside = title.text[title.start - 1 : title.start] == " " and before and before[-1][0].isupper()
    if beside and before[-1].lower() in titles()["before-title"]:
        words.insert(0, before[-1].lower())
    return words


def _role(name: GivenMention) -> set[str]:
    """The words beside a name that may be its title."""
    before = re.split(r"[.,;:(]\s", name.text[max(0, name.start - _LEAD) : name.start])[-1]
    tail: list[str] = []
    for word in reversed(_WORD.findall(before)):
        if word.lower() not in _title_words() and not word[0].isupper() and word not in ("of", "the"):
            break
        tail.append(word.lower())
    return {*tail, *(word.lower() for word in _WORD.findall(name.words)), *_title_in_apposition(name)}


def _title_in_apposition(name: GivenMention) -> Iterator[str]:
    """The title in ", an Orrin Labour MP," after a name, with the words that belong to it."""
    after = _APPOSITION.match(name.text, name.end)
    words = [word.lower() for word in _WORD.findall(after[1])] if after else []
    if words and words[-1] in titles()["title"]:
        yield from (word for word in words if word in _title_words())


@cache
def _title_words() -> frozenset[str]:
    return titles()["title"] | titles()["before-title"]
