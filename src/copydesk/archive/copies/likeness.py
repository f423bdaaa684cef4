"""How likely two documents tell one story in one text: a few measures of the comparison, weighed by a small table."""

from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from typing import Final

from copydesk.archive.copies.passages import Side
from copydesk.archive.words import word_id
from copydesk.body.trees import Trees, read_model

__all__ = ["FEATURES", "NO_FIGURES", "figures_in_common", "likeness", "measures"]

FEATURES: Final = (
    "share",
    "other_share",
    "new",
    "other_new",
    "other_largest_new",
    "other_turns",
    "figures",
    "headline",
    "subject",
)
"""Of the document with the larger share first, then of the other one; see `measures`."""
PARAGRAPH: Final = 6
"""Content words from which a paragraph counts: shorter ones are calls to share, credits and subheads."""
NO_HEADLINE: Final = 0.1
"""Stands for the likeness of headlines where one is missing: between none in common and some."""
NO_FIGURES: Final = 0.9
"""Stands for the share of figures in common where there are none."""

_YEARS: Final = frozenset(word_id(str(year)) for year in range(1900, 2100))
"""Two reports on two quarters have their years in common."""


@cache
def _trees() -> Trees:
    document = files("copydesk.archive").joinpath("data", "copies.json").read_bytes()
    return Trees(read_model(document))


def likeness(one: Side, other: Side) -> float:
    """The chance that the two are one text, by the table that ships."""
    return 1 / (1 + exp(-_trees().margin(measures(one, other))))


def measures(one: Side, other: Side) -> tuple[float, ...]:
    """The values of `FEATURES` for two documents.

    Both shares; of the longer paragraphs the share that is new in each; the words of the other's largest new
    paragraph; how often the other turns between reused and new; the share of figures in common in the reused
    paragraphs; the likeness of the headlines; and whether the headlines are about what the two have in common
    (1) or about what only one has (-1), the lesser of both.
    """
    larger, smaller = (one, other) if one.share >= other.share else (other, one)
    _, largest_new = _new(smaller)
    return (
        larger.share,
        smaller.share,
        _new(larger)[0],
        _new(smaller)[0],
        largest_new,
        _turns(smaller),
        _figure_share(larger, smaller),
        _headlines(one, other),
        min(_subject(one), _subject(other)),
    )


def _new(side: Side) -> tuple[float, float]:
    """Share of its longer paragraphs that are new, and the words of the largest new one."""
    sizes = side.text.sizes
    long = sum(size >= PARAGRAPH for size in sizes)
    new = [sizes[number] for number in side.split()[1]]
    return sum(size >= PARAGRAPH for size in new) / max(1, long), float(max(new, default=0))


def _turns(side: Side) -> float:
    reused = [one.source is not None for one in side.passages]
    return float(sum(one != following for one, following in pairwise(reused)))


def figures_in_common(side: Side, other: Side) -> tuple[int, int]:
    """Figures that the reused paragraphs have in common with their sources, and how many they could have."""
    common = possible = 0
    for one in side.passages:
        if one.source is None:
            continue
        mine = _figures(side, one.paragraph)
        theirs = _figures(other, one.source)
        common += len(mine & theirs)
        possible += min(len(mine), len(theirs))
    return common, possible


def _figures(side: Side, number: int) -> set[int]:
    return {word for word in side.text.paragraphs[number] if word & 1 and word not in _YEARS}


def _figure_share(side: Side, other: Side) -> float:
    common, possible = figures_in_common(side, other)
    return common / possible if possible else NO_FIGURES


def _headlines(one: Side, other: Side) -> float:
    mine, theirs = one.text.headline, other.text.headline
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else NO_HEADLINE


def _subject(side: Side) -> float:
    words = side.text.headline
    if not words:
        return 0.0
    reused, new = side.split()
    return (len(words & side.words(reused)) - len(words & side.words(new))) / len(words)
