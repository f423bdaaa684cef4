"""One language of time expressions: its words, its rules, from the section `times` of its file."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from copydesk.desk.times.patterns import Grammar, Pattern, compile_pattern
from copydesk.tables.reader import codes, parsed

__all__ = ["Join", "Language", "Rule", "language", "languages"]

Scalar = str | int | float | bool


class Rule(NamedTuple):
    """One row of a table."""

    id: str
    pattern: Pattern
    operation: str
    options: dict[str, Scalar]
    place: int

    def text(self, name: str, default: str = "") -> str:
        """An option that is a word."""
        return str(self.options.get(name, default))

    def count(self, name: str, default: int = 0) -> int:
        """An option that is a whole number."""
        return int(self.options.get(name, default))


class Join(NamedTuple):
    """Two kinds of expression that are one when only these words stand between them."""

    left: frozenset[str]
    right: frozenset[str]
    glue: Pattern | None
    how: str
    strict: bool
    after: frozenset[str]
    stretch: bool


class Language:
    """Words and rules of one language.

    Attributes:
        code: `en`, `de`, `fr`.
        tables: The values of words, by table: `tables["month"]["march"]` is 3.
        characters: The pattern character of each word as it may be written.
        starting: The rules that can begin with a character.
        joins: What is read together with its neighbour.

    """

    def __init__(self, code: str, source: dict[str, Any]) -> None:
        self.code = code
        self.tables: dict[str, dict[str, Scalar]] = source["words"]
        self.settings: dict[str, str] = source["settings"]
        classes = {name.upper(): frozenset(words) for name, words in self.tables.items()}
        classes |= {name.upper(): frozenset(words) for name, words in source.get("sets", {}).items()}
        self._grammar = Grammar(classes, source.get("macros", {}))
        self.rules = tuple(self._rule(row, place) for place, row in enumerate(source["rule"]))
        self.joins = tuple(self._join(row) for row in source.get("join", []))
        self.future = frozenset(source["tense"]["future"])
        self.past = frozenset(source["tense"]["past"])
        self.past_endings = tuple(source["tense"].get("past_endings", ()))
        self.before_year = frozenset(source["tense"].get("before_year", ()))
        self.ahead = frozenset(source["tense"].get("ahead", ()))
        self.month_ahead = frozenset(source["tense"].get("month_ahead", ()))
        self.past_nouns = frozenset(source["tense"].get("past_nouns", ()))
        self.deadline = frozenset(source["tense"].get("deadline", ()))
        self.no_past_after = frozenset(source["tense"].get("no_past_after", ()))
        self.undone = frozenset(source["tense"].get("undone", ()))
        self.able = frozenset(source["tense"].get("able", ()))
        self.doing = frozenset(source["tense"].get("doing", ()))
        self.elections = frozenset(source["tense"].get("elections", ()))
        self.money = frozenset(source["tense"].get("money", ()))
        self.characters = self._characters(frozenset(source.get("cased", ())))
        self.starting: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for character in rule.pattern.first:
                self.starting[character] = (*self.starting.get(character, ()), rule)

    def value(self, table: str, word: str) -> Scalar | None:
        """What a word means in a table."""
        return self.tables.get(table, {}).get(word)

    def _rule(self, row: dict[str, Any], place: int) -> Rule:
        options = {key: value for key, value in row.items() if key not in {"id", "pattern", "op", "example"}}
        return Rule(row["id"], compile_pattern(row["pattern"], self._grammar), row["op"], options, place)

    def _join(self, row: dict[str, Any]) -> Join:
        glue = compile_pattern(row["glue"], self._grammar) if row.get("glue") else None
        return Join(
            frozenset(row["left"]),
            frozenset(row["right"]),
            glue,
            row["how"],
            bool(row.get("strict")),
            frozenset(row.get("after", ())),
            bool(row.get("stretch")),
        )

    def _characters(self, cased: frozenset[str]) -> dict[str, str]:
        written: dict[str, str] = {}
        for word, character in self._grammar.vocabulary.items():
            spellings = {word.capitalize(), word.upper()} if len(word) > 1 or word in cased else {word.upper()}
            for spelling in spellings | (set() if word in cased else {word}):
                written.setdefault(spelling, character)
        return written


@cache
def language(code: str) -> Language:
    """The language for a BCP 47 code; English where there is no table for it."""
    name = code.lower().split("-")[0]
    if name not in languages():
        name = "en"
    return Language(name, source(name))


def source(name: str) -> dict[str, Any]:
    """The times of a language as they are written."""
    times: dict[str, Any] = parsed(name, "times")
    return times


def languages() -> tuple[str, ...]:
    """The languages with a table."""
    return codes("times")
