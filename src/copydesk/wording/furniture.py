"""The phrases that frame a story: related links, share bars, newsletters, comments, footers, corrections."""

import sys
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.records import Role
from copydesk.tables.reader import rows
from copydesk.wording.signals import signs_of, words_in
from copydesk.wording.signs import FRAME

__all__ = ["Furniture", "FurnitureRow", "furniture", "furniture_rows", "is_section_end", "telling_words"]

_KEY = 3
"""Phrases are filed under their first three characters: short enough for every script, long enough for small files."""
_LONGEST_WHOLE = 60
_LONGEST_ANYWHERE = 220
_LONGEST_END = 80
_LONGEST_PREFIX = 96
_EDGES = " \t\n\r\u00a0\u200b\ufeff:;.,…!?！？。：»›>→▸►▶↓↑+–—-|•·*#\"'“”„«‹<[](){}【】■◆●▼▲▽△↗\u200e\u200f"
_OPENING = " \t\n\r\u00a0\u200b\ufeff•·*–—-|\"'“„«\u200e\u200f"
_BRACKETS = ("(", "[", "（", "【")
_SHORT_LINES = frozenset({"related", "share", "newsletter", "navigation", "breadcrumb", "footer", "comments", "tags"})
"""A long paragraph that begins with such a phrase is story: "Get our children vaccinated, she said"."""
_COUNT = pattern(r"^\d[\d.,]*\s+|\s*[(\[]?\s*\d[\d.,]*\s*[)\]]?$")


class FurnitureRow(Struct, frozen=True):
    """A row of the furniture table: phrases of one role that match in one way."""

    id: str
    role: Role
    language: str
    match: Literal["whole", "prefix", "anywhere"]
    ends: bool
    phrases: tuple[str, ...]
    example: str


class Furniture(NamedTuple):
    """What a line is besides story; `whole` when the phrase is all that the line says."""

    role: Role
    rule: str
    whole: bool


class _FurnitureEntry(NamedTuple):
    furniture: Furniture
    ends: bool


_Plain = tuple[str, Role, str, bool, bool, int]
"""A phrase with its role and rule, whether it is all that a line says, whether it ends a story, and how long the line
may be at most."""


def furniture_rows() -> tuple[FurnitureRow, ...]:
    """All rows of the furniture table."""
    return rows("furniture", FurnitureRow)


def furniture(text: str) -> Furniture | None:
    """The furniture that a line or paragraph is, if its words say so."""
    entry = _entry(text)
    return entry.furniture if entry else None


def is_section_end(text: str) -> bool:
    """Whether a line is a heading after which a story is over, such as "Related articles".

    Menus above a story have such lines too: ask it only below the body.
    """
    if len(text) > _LONGEST_END:
        return False
    entry = _entry(text)
    return entry is not None and entry.ends


@lru_cache(maxsize=4_096)
def _entry(text: str) -> _FurnitureEntry | None:
    return _read(text)


def telling_words() -> list[str]:
    """The longest word of each phrase, spelled as words are looked up, without one of which no line has a phrase.

    Those with which lines begin are left out: they may end within a word.
    """
    whole = [max(words_in(entry[0]), key=len) for entry in _entries("whole")]
    return whole + [max(words_in(_anchor(entry)), key=len) for entry in _entries("anywhere")]


def _read(text: str) -> _FurnitureEntry | None:
    found = _phrase_in(text)
    return _FurnitureEntry(Furniture(found[1], found[2], found[3]), found[4]) if found else None


def _phrase_in(text: str) -> _Plain | None:
    length = len(text)
    if length > _LONGEST_ANYWHERE:
        return None
    folded = _folded_line(text)
    words = folded.split() if signs_of(text) & FRAME else []
    if length <= _LONGEST_WHOLE and words:
        entry = _whole_entry(words)
        if entry is not None:
            return entry
    head = _folded_line(text[:_LONGEST_PREFIX].lstrip(_OPENING)) if text[:1] in _OPENING else folded
    entry = _begun(head, length)
    if entry is None and text.startswith(_BRACKETS):
        entry = _begun(head[1:].lstrip(), length)
    return entry or (_anywhere(folded, words) if words or not text.isascii() else None)


def _begun(head: str, length: int) -> _Plain | None:
    """The phrase that a line of this length begins with."""
    prefixes = _prefixes()
    for size in (3, 2, 1):
        for entry in prefixes.get(head[:size], ()):
            if head.startswith(entry[0]) and length <= entry[5]:
                return entry
    return None


def _whole_entry(words: list[str]) -> _Plain | None:
    line = " ".join(words).strip(_EDGES)
    lines = _lines()
    entry = lines.get(line)
    if entry is None and line and (line[0].isdigit() or line[-1].isdigit()):
        entry = lines.get(_COUNT.sub("", line).strip(_EDGES))
    return entry


def _anywhere(line: str, words: list[str]) -> _Plain | None:
    anchors, unspaced = _parts()
    if not anchors.keys().isdisjoint(words):
        for word in words:
            for entry in anchors.get(word, ()):
                if entry[0] in line:
                    return entry
    if not line.isascii():
        for entry in unspaced:
            if entry[0] in line:
                return entry
    return None


def _folded_line(text: str) -> str:
    """Case folded, with one apostrophe and the Turkish dotted I as i."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("\u2019", "'").replace("i\u0307", "i")


def _entries(match: str) -> list[_Plain]:
    return [
        (_folded_line(phrase), row.role, f"furniture/{row.id}", match == "whole", row.ends, _longest_line(row))
        for row in furniture_rows()
        if row.match == match
        for phrase in row.phrases
    ]


def _longest_line(row: FurnitureRow) -> int:
    if row.ends:
        return _LONGEST_END
    return _LONGEST_ANYWHERE if row.role in _SHORT_LINES else sys.maxsize


@kept
def _lines() -> dict[str, _Plain]:
    lines: dict[str, _Plain] = {}
    for entry in _entries("whole"):
        lines.setdefault(entry[0].strip(_EDGES) or entry[0], entry)
    return lines


@kept
def _prefixes() -> dict[str, tuple[_Plain, ...]]:
    prefixes: dict[str, list[_Plain]] = {}
    for entry in _entries("prefix"):
        prefixes.setdefault(entry[0][:_KEY], []).append(entry)
    return {key: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for key, group in prefixes.items()}


def _anchor(entry: _Plain) -> str:
    """The word of a phrase by which it is looked for within lines."""
    return max(entry[0].split(), key=len)


@kept
def _parts() -> tuple[dict[str, list[_Plain]], tuple[_Plain, ...]]:
    """Phrases filed under their longest word, with the marks that may cling to it; those without words apart."""
    anchors: dict[str, list[_Plain]] = {}
    entries = _entries("anywhere")
    for entry in entries:
        word = _anchor(entry)
        for mark in ("", ".", ",", "!", ":", ")", "?"):
            anchors.setdefault(word + mark, []).append(entry)
    return anchors, tuple(entry for entry in entries if " " not in entry[0])
