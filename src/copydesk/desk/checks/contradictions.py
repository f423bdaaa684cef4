"""Two speakers who contradict each other. The story is none the worse for it, and who is right it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import numbers, words
from copydesk.desk.material import Material
from copydesk.records.reading import Excerpt, Quote

__all__: list[str] = []

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SMALL: Final = frozenset(
    "the and that was were are has had have been will would for with from this his her their its".split()
)
_FEWEST: Final = 3
_ALIKE: Final = 0.75
"""Share of all content words that two statements have in common to be about the same thing."""
_MOST: Final = 120
"""Quotes that are compared with each other; a page with more is a protocol."""


class _Claim(NamedTuple):
    """What a speaker says, as the words that it is about."""

    speaker: str
    name: str
    content: Excerpt
    about: frozenset[str]
    is_denied: bool
    counts: tuple[float, ...]


@check("checks/contradiction")
def _contradictions(desk: Desk) -> Iterator[Finding]:
    """One says what another denies, or another number of the same."""
    claims = list(_claims(desk.material))[:_MOST]
    for one, other in combinations(claims, 2):
        if one.speaker == other.speaker or not _are_alike(one, other):
            continue
        said = f'{one.name} says "{one.content.text}" and {other.name} "{other.content.text}"'
        spans = (one.content, other.content)
        if one.is_denied != other.is_denied and one.counts == other.counts:
            yield Finding("cannot tell", f"{said}: the two speakers contradict each other.", spans)
        elif one.is_denied == other.is_denied and _give_other_numbers(one, other):
            yield Finding("cannot tell", f"{said}: the two speakers give different numbers.", spans)


def _give_other_numbers(one: _Claim, other: _Claim) -> bool:
    return len(one.counts) == len(other.counts) == 1 and one.counts != other.counts


def _claims(material: Material) -> Iterator[_Claim]:
    known = words(material.language)
    names = {entity.id: entity.name for entity in material.entities}
    for quote in material.quotes:
        if quote.speaker_entity not in names or material.paragraphs[quote.content[0].block].role != "body":
            continue
        content = quote.content[0]
        about = frozenset(word.lower() for word in _WORD.findall(content.text)) - _SMALL
        about = frozenset(word for word in about if not known.denying.fullmatch(word) and word not in known.values)
        if len(about) < _FEWEST:
            continue
        counts = tuple(one.value for one in numbers(content.text, material.language))
        yield _Claim(
            quote.speaker_entity or "", names[quote.speaker_entity or ""], content, about,
            _is_denying(quote, content, known.denying), counts,
        )  # fmt: skip


def _is_denying(quote: Quote, content: Excerpt, denying: re.Pattern[str]) -> bool:
    return quote.is_denied != (len(denying.findall(content.text)) % 2 == 1)


def _are_alike(one: _Claim, other: _Claim) -> bool:
    shared = len(one.about & other.about)
    return shared >= _FEWEST and shared >= _ALIKE * len(one.about | other.about)
