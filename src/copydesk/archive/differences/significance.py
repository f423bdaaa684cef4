"""How much a change matters, from marks and spaces to what is said to be true."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, TypeAlias

from copydesk.archive.differences.tokens import Token
from copydesk.body.compare import negation_rows
from copydesk.tables.reader import codes, parsed

__all__ = ["SIGNIFICANCES", "ChangeKind", "Significance", "of_headline", "of_paragraph", "of_rewording"]

ChangeKind: TypeAlias = Literal[
    "headline", "figure", "name", "quote", "speaker", "added", "cut", "moved", "reworded", "punctuation"
]
Significance: TypeAlias = Literal["form", "wording", "content", "substance"]

SIGNIFICANCES: Final[tuple[Significance, ...]] = ("form", "wording", "content", "substance")
"""From the lowest to the highest: marks and spaces; other words; a passage more or less; what is said to be true."""
SENTENCE: Final = 8
"""Words of a passage that says something of its own."""


def of_paragraph(words: Sequence[Token]) -> Significance:
    """What a paragraph more or less matters: a line of a few words is hardly content."""
    return "content" if len(words) >= SENTENCE else "wording"


def of_rewording(before: Sequence[Token], after: Sequence[Token]) -> Significance:
    """What other words matter: a negation, a day or a figure is substance, a sentence more or less is content."""
    if _telling(before) != _telling(after) or _figures(before) != _figures(after):
        return "substance"
    return "content" if abs(len(before) - len(after)) >= SENTENCE else "wording"


def of_headline(before: Sequence[Token], after: Sequence[Token]) -> Significance:
    """What a changed headline matters: it is content at least, for it is what most people read."""
    return "substance" if of_rewording(before, after) == "substance" else "content"


def _telling(words: Sequence[Token]) -> set[str]:
    return {token.key for token in words} & _telling_words()


def _figures(words: Sequence[Token]) -> set[str]:
    return {token.key for token in words if token.kind == "figure"}


@cache
def _telling_words() -> frozenset[str]:
    """Negations, weekdays and months: a single one of them makes another statement."""
    times = [parsed(code, "times")["words"] for code in codes("times")]
    days = (word for words in times for part in ("weekday", "month") for word in words[part])
    negations = (word for row in negation_rows() for word in row.words)
    # "may" and "march" are verbs as often, and neither is a change of day where it stays.
    return frozenset((*days, *negations))
