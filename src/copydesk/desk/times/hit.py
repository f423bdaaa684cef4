"""One match of one rule, with its named parts as words and as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.desk.times.language import Language, Rule, Scalar
from copydesk.desk.times.numbers import read_number
from copydesk.desk.times.scan import Match

__all__ = ["Hit"]


class Hit(NamedTuple):
    """A match, the words of the text and the language that they are in."""

    match: Match
    tokens: Sequence[str]
    language: Language

    @property
    def rule(self) -> Rule:
        """The rule that matched."""
        return self.match.rule

    def words(self, name: str) -> list[str]:
        """The words of a named part in lower case, none when the part is absent."""
        for group in self.rule.pattern.parts.get(name, ()):
            first, last = self.match.found.span(group)
            if first >= 0:
                return [token.lower() for token in self.tokens[first:last]]
        return []

    def has(self, name: str) -> bool:
        """Whether the part is there."""
        return bool(self.words(name))

    def look(self, name: str, table: str) -> Scalar | None:
        """What the first word of a part that the table knows means there."""
        for word in self.words(name):
            value = self.language.value(table, word)
            if value is not None:
                return value
        return None

    def name(self, name: str, table: str) -> str:
        """The same where the table holds names; empty when there is none."""
        value = self.look(name, table)
        return "" if value is None else str(value)

    def number(self, name: str) -> float | None:
        """The number that a part says, in figures, words or as an ordinal."""
        words = self.words(name)
        if not words:
            return None
        numbers = self.language.tables["number"]
        comma = self.language.settings["decimal"] == ","
        plain = read_number(words, numbers, decimal_comma=comma)
        ordinal = next((v for w in words if (v := self.language.value("ordinal", w)) is not None), None)
        if ordinal is not None:
            return float(ordinal) + (plain or 0.0)
        return plain

    def whole(self, name: str) -> int | None:
        """The number of a part when it is a whole one."""
        number = self.number(name)
        return int(number) if number is not None and number == int(number) else None

    def mod(self) -> str | None:
        """The TIMEX3 modifier that the parts `mod` and `q` say, or the rule itself."""
        said = self.name("mod", "mod") or self.name("q", "qualifier") or self.rule.text("mod")
        return said or None
