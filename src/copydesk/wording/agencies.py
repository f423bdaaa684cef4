"""The wire service named in a byline, a dateline, a credit or a tail such as "(AP)"."""

import re
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables import reader
from copydesk.tables.reader import rows
from copydesk.wording.spelling import words

__all__ = [
    "Agency",
    "AgencyMention",
    "agencies",
    "agency_called",
    "agency_spelled",
    "find_agencies",
    "find_agency",
    "first_words_of_agencies",
    "read_source",
]

_LONGEST_LINE = 400
_TOKEN = pattern(r"[^\W_]+")
_UNSPACED = "\u2e80"
"""From here on scripts run without spaces (or glue particles to words), so names are found as substrings."""

_WIDEST = "\uff10"
"""The first of the wide figures and letters that `_WIDE` makes narrow."""
_BEFORE = frozenset('(/[|,;:.–—-·•&+©=＝<“"„«（［【、/')
_AFTER = frozenset(')/]|,;:.–—-·•&+=＝>”"»）］】、/')
_LONGEST_SOURCE = 40
_SHORT_CODE = 3
_SURE = frozenset({"agency/brackets", "agency/phrase", "agency/whole"})
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *range(0xFF10, 0xFF1A))}


class Agency(Struct, frozen=True):
    """A row of the agency table: the canonical short name, its codes and spellings."""

    name: str
    country: str
    codes: tuple[str, ...]
    spellings: tuple[str, ...]
    example: str


class AgencyMention(NamedTuple):
    """Where a line names an agency, and by which rule that was seen."""

    name: str
    start: int
    end: int
    rule: str


class _AgencyEntry(NamedTuple):
    name: str
    tokens: tuple[str, ...]
    code: str | None


def agencies() -> tuple[Agency, ...]:
    """All agencies of the table."""
    return rows("agencies", Agency)


def find_agency(text: str) -> AgencyMention | None:
    """The first agency that a byline-like line names; short codes count only where such lines have them.

    Only the first 400 characters are read.
    """
    found = find_agencies(text)
    return found[0] if found else None


def agency_called(name: str) -> str | None:
    """The short name of the agency that a name is, spelled in full or a code; "Sana" may be a person.

    >>> agency_called("Agence France-Presse"), agency_called("afp"), agency_called("Sana")
    ('AFP', 'AFP', None)
    """
    return agency_spelled(words(name), name)


def agency_spelled(key: str, name: str) -> str | None:
    """The short name of the agency that a name is, where `key` is the name as `words` spells it."""
    return _spelled().get(key) or _coded().get(name.strip())


def read_source(line: str) -> AgencyMention | None:
    """The agency that a line gives as its source, and nothing else: "Quelle: dpa/jlo"."""
    label, _, named = line.replace("：", ":").partition(":")
    if label.strip().casefold() not in reader.words("source") or len(named) > _LONGEST_SOURCE:
        return None
    found = find_agency(named.strip())
    return found._replace(rule="agency/source") if found and not named[: found.start].strip() else None


def find_agencies(text: str) -> list[AgencyMention]:
    """All agencies that a byline-like line names, in order, without overlaps."""
    line = text[:_LONGEST_LINE]
    highest = "" if line.isascii() else max(line)
    if highest >= _WIDEST:
        line = line.translate(_WIDE)
    found = _agencies_between_spaces(line) if _may_name(line) else []
    if highest >= _UNSPACED:
        found = _merged(found, _unspaced(line))
    return found


def first_words_of_agencies() -> AbstractSet[str]:
    """The words, casefolded, without one of which no text between spaces names an agency."""
    return _index().keys()


def _may_name(line: str) -> bool:
    """Whether a word begins an agency's name whose second word stands in the line too; most lines name none."""
    openers = _openers()
    start = -1
    for place, letter in enumerate(line):
        if "a" <= letter <= "z" or (letter != "_" and letter.isalnum()):
            if start < 0:
                start = place
        elif start >= 0:
            if _opens_agency(openers, line, line[start:place]):
                return True
            start = -1
    return start >= 0 and _opens_agency(openers, line, line[start:])


def _opens_agency(openers: dict[str, tuple[str, ...]], line: str, word: str) -> bool:
    seconds = openers.get(word.lower() if word.isascii() else word.casefold())
    if seconds is None:
        return False
    folded = line.casefold() if seconds else ""
    return not seconds or any([second in folded for second in seconds])  # noqa: C419  no closure when compiled


def _agencies_between_spaces(line: str) -> list[AgencyMention]:
    tokens = list(_TOKEN.finditer(line))
    folded = [token.group().casefold() for token in tokens]
    index, found, at = _index(), [], 0
    while at < len(tokens):
        mention = _longest_entry(index.get(folded[at], ()), line, tokens, folded, at)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        while at < len(tokens) and tokens[at].start() < mention.end:
            at += 1
    return found


def _longest_entry(
    entries: tuple[_AgencyEntry, ...], line: str, tokens: list[re.Match[str]], folded: list[str], at: int
) -> AgencyMention | None:
    for entry in entries:
        last = at + len(entry.tokens)
        if tuple(folded[at:last]) != entry.tokens:
            continue
        start, end = tokens[at].start(), tokens[last - 1].end()
        if entry.code is not None and not line.startswith(entry.code, start):
            continue
        if entry.code is not None:
            end = start + len(entry.code)
        rule = _rule(line, start, end)
        if len(entry.tokens) > 1 and entry.code is None and rule not in _SURE:
            rule = "agency/phrase"
        if rule and (entry.code is not None or rule in _SURE or not line[start].islower() or line.islower()):
            return AgencyMention(entry.name, start, end, rule)
    return None


def _rule(line: str, start: int, end: int) -> str | None:
    """Which byline-like place this is, if any."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    if not before.strip("(/[|–—-«\"'") and not after.strip(")/]|–—-.»\"'"):
        return "agency/whole"
    if not _opens(before) or not _closes(after):
        return None
    last, first = before[-1:], after[:1]
    if last in "([（［【" and last:
        return "agency/brackets"
    if "/" in (last, first):
        return "agency/slash"
    return "agency/tail" if not after else "agency/place"


def _opens(before: str) -> bool:
    if not before or before[-1] in _BEFORE:
        return True
    words = before[-24:].replace("’", " ").replace("'", " ").split()
    return bool(words) and words[-1].casefold() in reader.words("agency_link")


def _closes(after: str) -> bool:
    if not after or after[0] in _AFTER:
        return True
    word = _TOKEN.match(after)
    return word is not None and (word.group().casefold() in reader.words("agency_follower") or word.group().isdigit())


def _unspaced(line: str) -> list[AgencyMention]:
    found = []
    for spelling, name in _substrings():
        start = line.find(spelling)
        if start >= 0:
            found.append(AgencyMention(name, start, start + len(spelling), "agency/unspaced"))
    return found


def _merged(*groups: list[AgencyMention]) -> list[AgencyMention]:
    merged: list[AgencyMention] = []
    for mention in sorted((m for group in groups for m in group), key=lambda m: (m.start, -m.end)):
        if not merged or mention.start >= merged[-1].end:
            merged.append(mention)
    return merged


@cache
def _index() -> dict[str, tuple[_AgencyEntry, ...]]:
    return {first: tuple([_AgencyEntry(*entry) for entry in entries]) for first, entries in _entries().items()}


@kept
def _entries() -> dict[str, tuple[tuple[str, tuple[str, ...], str | None], ...]]:
    index: dict[str, list[tuple[str, tuple[str, ...], str | None]]] = {}
    for agency in agencies():
        pairs = [(code, code) for code in agency.codes] + [(s, None) for s in agency.spellings if s[0] < _UNSPACED]
        for form, code in pairs:
            tokens = tuple(token.casefold() for token in _TOKEN.findall(form))
            index.setdefault(tokens[0], []).append((agency.name, tokens, code))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for first, entries in index.items()}


@kept
def _openers() -> dict[str, tuple[str, ...]]:
    """The first words of agencies, each with the second words of which one must follow; none where a word is all."""
    openers = {}
    for first, entries in _entries().items():
        seconds = {entry[1][1] for entry in entries if len(entry[1]) > 1}
        openers[first] = () if any(len(entry[1]) == 1 for entry in entries) else tuple(sorted(seconds))
    return openers


@kept
def _spelled() -> dict[str, str]:
    return {words(spelling): agency.name for agency in agencies() for spelling in agency.spellings}


@kept
def _coded() -> dict[str, str]:
    """Codes as the table has them and in capitals, the short ones in small letters too."""
    pairs = [(code, agency.name) for agency in agencies() for code in agency.codes]
    short = {code.lower(): name for code, name in pairs if len(code) <= _SHORT_CODE}
    return short | {code.upper(): name for code, name in pairs} | dict(pairs)


@kept
def _substrings() -> tuple[tuple[str, str], ...]:
    pairs = [(s.translate(_WIDE), a.name) for a in agencies() for s in a.spellings if s[0] >= _UNSPACED]
    return tuple(pair for pair in pairs if not pair[0].isascii())
