"""A text as words, and the places in it where a rule matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.desk.times.language import Language, Rule

__all__ = ["Match", "Words", "scan"]

_WORD = re.compile(
    r"""\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
      | \d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?![\d/])
      | \d{1,2}[:hH]\d\d(?::\d\d)?(?![\d:])
      | \d{1,3}(?:,\d{3})+(?!\d)
      | \d{1,4}[/]\d{1,2}(?![\d/])
      | \d+[.,]\d+
      | \d+
      | [^\W\d_]+
      | \n[^\S\n]*\n\s*
      | \S""",
    re.VERBOSE,
)

_WHOLE = ((12, 2, "h"), (24, 2, "i"), (31, 2, "d"), (59, 2, "n"), (99, 2, "m"))
_PUNCTUATION = {mark: mark for mark in ".,-/':()@"} | {
    "!": ".",
    "?": ".",
    ";": ".",
    "[": "(",
    "]": ")",
    "~": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "`": "'",
}
# What a number may become when it stands in a longer token of figures.
_SHAPES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "I"),
    (re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}$"), "Q"),
    (re.compile(r"(?:[01]?\d|2[0-4])[:hH][0-5]\d(?::[0-5]\d)?$"), "k"),
    (re.compile(r"\d{1,2}/\d{1,2}$"), "q"),
    (re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d$"), "g"),
    (re.compile(r"\d+[.,]\d+$"), "f"),
)


class Words(NamedTuple):
    """The words of a text, where each begins, and one pattern character for each."""

    tokens: list[str]
    starts: list[int]
    classes: str


class Match(NamedTuple):
    """A rule that matched the words from `first` to before `last`."""

    rule: Rule
    first: int
    last: int
    found: re.Match[str]


def split_words(text: str, language: Language) -> Words:
    """Words of a text with their pattern characters."""
    tokens: list[str] = []
    starts: list[int] = []
    for word in _WORD.finditer(text):
        tokens.append(word.group())
        starts.append(word.start())
    known = language.characters
    get = known.get
    # The end of the text counts as the end of a paragraph.
    classes = "".join([get(token) or _kind_of_token(token) for token in tokens]) + "P"
    return Words(tokens, starts, classes)


def _kind_of_token(token: str) -> str:
    head = token[0]
    if head.isdigit():
        return _figures(token)
    if head.isalpha():
        return "X" if head.isupper() else "x"
    if head == "\n":
        return "P"
    return _PUNCTUATION.get(head, "o")


def _figures(token: str) -> str:
    if not token.isascii() or not token.isdigit():
        return next((kind for shape, kind in _SHAPES if shape.match(token)), "N")
    if len(token) <= 2:
        number = int(token)
        return next(kind for top, _, kind in _WHOLE if number <= top)
    if len(token) == 4:
        return "y" if "1000" <= token < "2200" else "H"
    return "N"


def scan(words: Words, language: Language) -> Iterator[list[Match]]:
    """For each place where expressions begin, the matches there, longest first.

    A rule may look at words before its expression, so its match waits until the place where the expression begins.
    """
    starting = language.starting
    classes = words.classes
    waiting: dict[int, list[Match]] = {}
    for at, character in enumerate(classes):
        rules = starting.get(character, ())
        here = waiting.pop(at, []) if waiting else []
        for rule in rules:
            found = rule.pattern.regex.match(classes, at)
            if found is not None:
                match = Match(rule, *_span(rule, found), found)
                (here if match.first == at else waiting.setdefault(match.first, [])).append(match)
        if here:
            here.sort(key=lambda match: (match.first - match.last, match.rule.place))
            yield here


def _span(rule: Rule, found: re.Match[str]) -> tuple[int, int]:
    """The part of a match that the rule calls the expression: the part `s`, or all of it."""
    for group in rule.pattern.parts.get("s", ()):
        span = found.span(group)
        if span[0] >= 0:
            return span
    return found.span()
