"""The score above a story against the one in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import sentences, words
from copydesk.desk.material import Material
from copydesk.records.reading import Excerpt

__all__: list[str] = []

_SCORE: Final = re.compile(r"(?<![\w.,/$€£-])(\d{1,3})[-–](\d{1,3})(?![\w/%-]|[.,]\d)")
_NAME: Final = re.compile(r"[^\W\d_a-z]\w{3,}")


class _Score(NamedTuple):
    """Two numbers with the words beside them."""

    points: frozenset[int]
    words: Excerpt
    names: frozenset[str]


@check("checks/score")
def _score(desk: Desk) -> Iterator[Finding]:
    """The score in headline or deck is the one that the body gives."""
    material = desk.material
    above = [one for block in material.blocks("headline", "deck") for one in _final_scores(material, block)]
    if len({one.points for one in above}) != 1:
        return
    every = [one for block in material.blocks("body") for one in _scores(material, block)]
    if same := [one for one in every if one.points == above[0].points]:
        sentence = f'"{above[0].words.text}" above the story stands in it.'
        yield Finding("holds", sentence, (above[0].words, same[0].words))
        return
    final = [one for block in material.blocks("body") for one in _final_scores(material, block)]
    others = [one for one in final if one.names & above[0].names]
    if len({one.points for one in others}) == 1 and len({one.points for one in every}) == 1:
        sentence = f'"{above[0].words.text}" above the story is "{others[0].words.text}" in it.'
        yield Finding("does not hold", sentence, (above[0].words, others[0].words))


def _final_scores(material: Material, block: int) -> Iterator[_Score]:
    """The score of each sentence that has one alone and says that something was won, lost or voted."""
    known = words(material.language)
    for start, end in sentences(material.paragraphs[block].text):
        text = material.paragraphs[block].text[start:end]
        found = list(_scores_between(material, block, start, end))
        if len(found) == 1 and known.decided.search(text) and not known.undecided.search(text):
            yield found[0]


def _scores(material: Material, block: int) -> Iterator[_Score]:
    yield from _scores_between(material, block, 0, len(material.paragraphs[block].text))


def _scores_between(material: Material, block: int, start: int, end: int) -> Iterator[_Score]:
    text = material.paragraphs[block].text
    times = [(one.start, one.end) for one in material.times_in(block)]
    names = frozenset(_NAME.findall(text[start:end]))
    for found in _SCORE.finditer(text, start, end):
        if not any(first < found.end() and found.start() < last for first, last in times):
            points = frozenset({int(found[1]), int(found[2])})
            yield _Score(points, material.excerpt(block, *found.span()), names)
