"""The table of verbs that tell events."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from copydesk.tables.reader import codes, section

__all__ = ["Family", "Holding", "Table", "families", "table"]


class Family(Struct, frozen=True):
    """Verbs of one kind of event, and whose event it is."""

    family: str
    lemmas: str
    affects: Literal["object", "subject", "both"]
    example: str
    affected: str


class Holding(Struct, frozen=True):
    """Verbs of being held, and the families that start and end it."""

    lemmas: str
    ends: str
    starts: tuple[str, ...]
    places: str


class _Bound(Struct, frozen=True):
    words: str
    side: str


class _Words(Struct, frozen=True):
    open: str
    ahead: str
    plans: str
    picture: str
    reports: str
    states: str
    parts: str


class _EventsFile(Struct, frozen=True):
    families: tuple[Family, ...]
    holding: Holding
    bounds: tuple[_Bound, ...]
    words: _Words


class Table(Struct, frozen=True):
    """The verbs and small words of a language, ready to look up."""

    families: dict[str, Family]
    holding: Holding
    held: frozenset[str]
    captivity: frozenset[str]
    bounds: dict[str, str]
    open: frozenset[str]
    ahead: frozenset[str]
    plans: frozenset[str]
    picture: frozenset[str]
    reports: frozenset[str]
    states: frozenset[str]
    parts: frozenset[str]


def families(language: str = "en") -> tuple[Family, ...]:
    """The rows of a language, as written."""
    return _file(language).families


@cache
def table(language: str = "en") -> Table:
    """The table of a language."""
    raw = _file(language)
    return Table(
        {lemma: row for row in raw.families for lemma in row.lemmas.split()},
        raw.holding,
        frozenset(raw.holding.lemmas.split()),
        frozenset(raw.holding.places.split()),
        {word: row.side for row in raw.bounds for word in row.words.split()},
        frozenset(raw.words.open.split()),
        frozenset(raw.words.ahead.split()),
        frozenset(raw.words.plans.split()),
        frozenset(raw.words.picture.split()),
        frozenset(raw.words.reports.split()),
        frozenset(raw.words.states.split()),
        frozenset(raw.words.parts.split()),
    )


@cache
def _file(language: str) -> _EventsFile:
    # Without a language model there are no clauses to look for, so another language may do without a table.
    return section(language if language in codes("events") else "en", "events", _EventsFile)
