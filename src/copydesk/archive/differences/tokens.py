"""Words, figures and marks of a text with their places, and the runs of them in which two texts differ."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias
from unicodedata import category, normalize

from copydesk.archive.words import UNSPACED
from copydesk.tables.reader import codes, parsed

__all__ = ["Hunk", "Token", "TokenKind", "content_of", "differences", "tokens"]

TokenKind: TypeAlias = Literal["word", "figure", "mark"]

_TOKEN: Final = re.compile(
    rf"""
    (?P<word> (?: (?: [a-zA-Z]+ | (?![{UNSPACED}]) [^\W\d_] ) [\u0300-\u036f]* )+ (?: ['’] [^\W\d_]+ )* )
    | (?P<figure> (?: (?<![\w.,:)]) [-−] )? \d+ (?: [.,:]\d+ )* )
    | (?P<letter> [{UNSPACED}] )
    | (?P<mark> [^\w\s] | _ )
    """,
    re.VERBOSE,
)
_GROUP: Final = re.compile(r"[.,](?=\d{3}(?!\d))")
_MINUS: Final = str.maketrans("−", "-")
MOST_STEPS: Final = 20_000_000
"""Pairs of words compared to find what two texts have in common; larger ones differ from their first to their last
difference."""


class Token(NamedTuple):
    """A word, figure or mark: its block, half-open offsets in it, and its form as it is compared, empty for a mark."""

    block: int
    start: int
    end: int
    key: str
    kind: TokenKind


class Hunk(NamedTuple):
    """A run of tokens that another run stands for; either may be empty."""

    before: Sequence[Token]
    after: Sequence[Token]
    before_last: Token | None
    """The last common token in front of it."""
    after_last: Token | None


def tokens(text: str, block: int = 0) -> list[Token]:
    """The tokens of a block's text in order. Signs such as % and $ are figures: they say what a figure counts.

    >>> [token.key for token in tokens("“We don't pay 1,204.50 €,” she said.")]
    ['', 'we', 'dont', 'pay', '1204.50', '€', '', '', 'she', 'said', '']
    """
    return [Token(block, *match.span(), *_form(match[0], match.lastgroup)) for match in _TOKEN.finditer(text)]


@lru_cache(50_000)
def _form(text: str, group: str | None) -> tuple[str, TokenKind]:
    """A word, figure or mark as it is compared; words come again, so that most are looked up."""
    if group == "figure":
        return _ungrouped(text), "figure"
    if group in ("word", "letter"):
        key = normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
        return key, "figure" if key in _number_words() else "word"
    if text in "%‰°+" or category(text) in ("Sc", "So"):
        return text, "figure"
    return "", "mark"


def _ungrouped(figure: str) -> str:
    """A figure without the marks that part its thousands; "1.204" and "1,204" count as one."""
    whole, last = figure.translate(_MINUS), max(figure.rfind("."), figure.rfind(","))
    if ":" in whole or last < 0:
        return whole
    return _GROUP.sub("", whole).replace(",", ".")


@cache
def _number_words() -> frozenset[str]:
    """Two and more, in the languages whose times are read; "one" is a pronoun as often."""
    return frozenset(
        word for code in codes("times") for word, value in parsed(code, "times")["words"]["number"].items() if value > 1
    )


def content_of(text: Sequence[Token]) -> list[Token]:
    """The tokens without the marks."""
    return [token for token in text if token.kind != "mark"]


def differences(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Hunk]:
    """The runs in which two texts differ, marks left out. Words parted or joined ("co-operate") are none."""
    one, other = [token.key for token in before], [token.key for token in after]
    for first, last, start, end in _changed(one, other):
        if "".join(one[first:last]) != "".join(other[start:end]):
            ahead = before[first - 1] if first else None, after[start - 1] if start else None
            yield Hunk(before[first:last], after[start:end], *ahead)


def _changed(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    head = _in_common(one, other)
    tail = _in_common(one[head:][::-1], other[head:][::-1])
    ours, theirs = one[head : len(one) - tail], other[head : len(other) - tail]
    if len(ours) * len(theirs) > MOST_STEPS:
        yield head, len(one) - tail, head, len(other) - tail
        return
    for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + first, head + last, head + start, head + end


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
