"""The pattern language of the tables: patterns over words, turned into regular expressions over one character a word.

Every word that a table knows has a character of its own, every other word is `x` (`X` when capitalised), a number is a
letter for its size, so a rule is matched against a short string and not against the text. In a pattern, `month` is the
word itself, `MONTH` one of the words of a table or a macro, `n=( … )` a named part; `( | ) ? * + {0,3}` mean what they
mean in a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["KINDS", "Pattern", "PatternError", "Vocabulary", "compile_pattern"]

OTHER, CAPITALISED, BREAK = "x", "X", "P"

# 0 to 12, 13 to 24, 25 to 31, 32 to 59, 60 to 99, 1000 to 2199, any other whole number
KINDS = {
    "NUM": "hidnmyNfg",
    "COUNTNUM": "hidnmNfg",
    "INT": "hidnmyN",
    "SMALL": "hidnm",
    "DAY": "hid",
    "HOUR": "hi",
    "MINUTE": "hidn",
    "YEAR": "y",
    "DECIMAL": "fg",
    "CLOCK": "k",
    "DOTCLOCK": "g",
    "ISO": "I",
    "NUMDATE": "Q",
    "NUMDAY": "q",
    "HHMM": "H",
    "CAP": CAPITALISED,
    "WORD": OTHER,
    "ANY": OTHER + CAPITALISED,
    "DOT": ".",
    "COMMA": ",",
    "DASH": "-",
    "SLASH": "/",
    "APOS": "'",
    "COLON": ":",
    "OPEN": "(",
    "CLOSE": ")",
    "AT": "@",
    "END": "P",
}

_ITEM = re.compile(r"[a-z_]+[0-9]?=|[()|?*+]|\{\d+,\d+\}|[^\s()|?*+={}]+")
_GROUP = re.compile(r"\(\?P<([a-z_0-9]+)>")
_REPEATS = ("?", "*", "+")


class PatternError(ValueError):
    """A pattern in a table cannot be read."""


class Pattern(NamedTuple):
    """A compiled pattern, the characters that it can begin with, the groups of each named part."""

    regex: re.Pattern[str]
    first: frozenset[str]
    parts: dict[str, tuple[int, ...]]


class Vocabulary:
    """The character of each known word."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}

    def character(self, word: str) -> str:
        """The character that stands for a word, given out on first use."""
        return self._characters.setdefault(word, chr(0xE000 + len(self._characters)))

    def items(self) -> list[tuple[str, str]]:
        """Words and their characters."""
        return list(self._characters.items())


class _Node(NamedTuple):
    regex: str
    first: frozenset[str]
    nullable: bool


class _Parser:
    def __init__(self, pattern: str, lookup: Callable[[str], _Node]) -> None:
        self.items = _ITEM.findall(pattern)
        self.at = 0
        self.lookup = lookup

    def peek(self) -> str:
        return self.items[self.at] if self.at < len(self.items) else ""

    def take(self) -> str:
        self.at += 1
        return self.items[self.at - 1] if self.at <= len(self.items) else ""

    def alternatives(self) -> _Node:
        nodes = [self.sequence()]
        while self.peek() == "|":
            self.take()
            nodes.append(self.sequence())
        first = frozenset().union(*(node.first for node in nodes))
        return _Node("|".join(node.regex for node in nodes), first, any(node.nullable for node in nodes))

    def sequence(self) -> _Node:
        regex, first, nullable = "", frozenset[str](), True
        while self.peek() not in ("", "|", ")"):
            node = self.repeated()
            regex += node.regex
            if nullable:
                first, nullable = first | node.first, node.nullable
        return _Node(regex, first, nullable)

    def repeated(self) -> _Node:
        node = self.atom()
        mark = self.peek()
        if mark in _REPEATS or mark.startswith("{"):
            self.take()
            return _Node(node.regex + mark, node.first, node.nullable or mark in "?*" or mark.startswith("{0"))
        return node

    def atom(self) -> _Node:
        item = self.take()
        if item.endswith("=") and len(item) > 1:
            node = self.atom()
            return _Node(f"(?P<{item[:-1]}>{node.regex})", node.first, node.nullable)
        if item == "(":
            node = self.alternatives()
            if self.take() != ")":
                raise PatternError(f"bracket not closed: {' '.join(self.items)}")
            return _Node(f"(?:{node.regex})", node.first, node.nullable)
        return self.lookup(item)


class Grammar:
    """The names that patterns of one language may use."""

    def __init__(self, classes: dict[str, frozenset[str]], macros: dict[str, str]) -> None:
        self.vocabulary = Vocabulary()
        self._classes = classes
        self._macros = macros
        self._known: dict[str, _Node] = {}

    def node(self, item: str) -> _Node:
        """What one name or word of a pattern stands for."""
        known = self._known.get(item)
        if known is None:
            known = self._known[item] = self._make(item)
        return known

    def _make(self, item: str) -> _Node:
        if item in self._macros:
            node = _Parser(self._macros[item], self.node).alternatives()
            return _Node(f"(?:{node.regex})", node.first, node.nullable)
        if item in self._classes:
            return self._one_of(frozenset(self.vocabulary.character(word) for word in self._classes[item]))
        if item in KINDS:
            return self._one_of(frozenset(KINDS[item]))
        if not item or item.isupper() or item in _REPEATS:
            raise PatternError(f"unknown name in a pattern: {item or '(nothing)'}")
        return self._one_of(frozenset(self.vocabulary.character(item)))

    @staticmethod
    def _one_of(characters: frozenset[str]) -> _Node:
        inside = "".join(re.escape(character) for character in sorted(characters))
        return _Node(f"[{inside}]", characters, nullable=False)


def compile_pattern(pattern: str, grammar: Grammar) -> Pattern:
    """The regular expression for a pattern of a table."""
    node = _Parser(pattern, grammar.node).alternatives()
    if node.nullable:
        raise PatternError(f"a pattern must not match nothing: {pattern}")
    return _with_parts(node)


def _with_parts(node: _Node) -> Pattern:
    """A part may stand in several alternatives, a regular expression wants each name once: groups are numbered."""
    parts: dict[str, tuple[int, ...]] = {}
    for number, name in enumerate(_GROUP.findall(node.regex), start=1):
        parts[name] = (*parts.get(name, ()), number)
    return Pattern(re.compile(_GROUP.sub("(", node.regex)), node.first, parts)
