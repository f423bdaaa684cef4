"""The tables of `events`: verbs that tell them, small words by what they tell, and the rules."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from copydesk.desk.rules import Rule, WordRow
from copydesk.tables.reader import codes, section

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["Family", "Table", "families", "table"]


class Family(Struct, frozen=True):
    """Verbs of one kind of event, and whose event it is."""

    family: str
    lemmas: str
    affects: Literal["object", "subject", "both"]
    example: str
    affected: str


class _EventsFile(Struct, frozen=True):
    families: tuple[Family, ...]
    words: tuple[WordRow, ...]
    rules: tuple[Rule, ...]


class Table(Struct, frozen=True):
    """What events are read by in a language.

    Attributes:
        families: The rows of verbs by base form.
        words: Small words by what they tell: `open`, `ahead`, `held` …
        rules: Every rule by its id; one without a row is off.

    """

    families: dict[str, Family]
    words: dict[str, frozenset[str]]
    rules: dict[str, Rule]

    def is_(self, kind: str, token: Token) -> bool:
        """Whether a word as it stands is one of a kind."""
        return token.text.lower() in self.words[kind]

    def is_form(self, kind: str, token: Token) -> bool:
        """Whether the base form of a word is one of a kind."""
        return token.lemma in self.words[kind]

    def side(self, word: str) -> str | None:
        """On which side of a date a word puts its clause: `before`, `after`, `until`."""
        if BOUND not in self.rules:
            return None
        return next((side for side in ("before", "after", "until") if word in self.words[side]), None)

    @property
    def captures(self) -> frozenset[str]:
        """The families that begin a captivity."""
        return self.words["captures"]

    @property
    def releases(self) -> frozenset[str]:
        """The families that end one."""
        return self.words["releases"]


BOUND = "events/bound"


def families(language: str = "en") -> tuple[Family, ...]:
    """The rows of a language, as written."""
    return _file(language).families


@cache
def table(language: str = "en") -> Table:
    """The table of a language."""
    raw = _file(language)
    return Table(
        {lemma: row for row in raw.families for lemma in row.lemmas.split()},
        {row.kind: frozenset(row.words.split()) for row in raw.words},
        {rule.id: rule for rule in raw.rules},
    )


@cache
def _file(language: str) -> _EventsFile:
    # Without a language model there are no clauses to look for, so another language may do without a table.
    return section(language if language in codes("events") else "en", "events", _EventsFile)
