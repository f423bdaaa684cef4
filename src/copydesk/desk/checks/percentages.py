"""Percentages against the numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from copydesk.desk.checks.places import Place
from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import Number, Words, numbers, sentences, shown, words

__all__: list[str] = []

_FROM_TO: Final = re.compile(r"\bfrom\s(?:[$€£]\s?)?$")
_TO: Final = re.compile(r"(?:\s[\w'’-]+){0,4}\sto\s(?:[$€£]\s?)?$")
_TO_FIRST: Final = re.compile(r"\bto\s(?:[$€£]\s?)?$")
_FROM: Final = re.compile(r"(?:\s[\w'’-]+){0,4},?\sfrom\s(?:[$€£]\s?)?$")
_OF: Final = re.compile(r"(?:\s[\w'’-]+){0,2} (?:of|out of)(?: the| its| their)?\s(?:[$€£]\s?)?$")


@check("checks/percentages")
def _percentages(desk: Desk) -> Iterator[Finding]:
    """A change in percent against its two ends, and a share in percent against its two counts."""
    known = words(desk.material.language)
    for block, paragraph in enumerate(desk.material.paragraphs):
        if "%" not in paragraph.text and "cent" not in paragraph.text:
            continue
        for start, end in sentences(paragraph.text):
            text = paragraph.text[start:end]
            found = list(numbers(text, desk.material.language))
            shares = [one for one in found if one.is_percent]
            plain = [one for one in found if not one.is_percent]
            if len(shares) == 1 and len(plain) >= 2:
                yield from _shares_in_sentence(Place(desk.material, block, start), text, (shares[0], plain), known)


def _shares_in_sentence(
    place: Place, text: str, found: tuple[Number, Sequence[Number]], known: Words
) -> Iterator[Finding]:
    share, plain = found
    for one, other in pairwise(plain):
        ends = _ends_of_change(text, one, other)
        if (
            ends is not None
            and ends[0].value
            and not _is_year(*ends)
            and _are_of_a_size(*ends)
            and (known.up.search(text) or known.down.search(text))
        ):
            is_told = bool(known.up.search(text)) != bool(known.down.search(text))
            yield _change(
                place, share, ends, falls=not known.up.search(text) if is_told else ends[1].value < ends[0].value
            )
        elif (
            _OF.fullmatch(text, one.end, other.start) and 1 < one.value <= other.value and _is_near(text, share, other)
        ):
            yield _share_finding(place, share, one, other)


def _are_of_a_size(old: Number, new: Number) -> bool:
    """In "from 6.5 to 6.0 million" the first number is short for millions: nothing is worked out from it."""
    return old.value <= new.value * _FARTHEST and new.value <= old.value * _FARTHEST


_FARTHEST: Final = 1000


def _is_near(text: str, share: Number, other: Number) -> bool:
    between = text[other.end : share.start] if share.start > other.end else text[share.end : other.start]
    return len(between) <= 40


def _ends_of_change(text: str, one: Number, other: Number) -> tuple[Number, Number] | None:
    before = text[max(0, one.start - 12) : one.start]
    if _FROM_TO.search(before) and _TO.fullmatch(text, one.end, other.start):
        return one, other
    if _TO_FIRST.search(before) and _FROM.fullmatch(text, one.end, other.start):
        return other, one
    return None


def _change(place: Place, share: Number, ends: tuple[Number, Number], *, falls: bool) -> Finding:
    old, new = ends
    worked = (new.value - old.value) / old.value * 100
    slack = share.step / 2 + 50 * (old.step * (old.step != 1) + new.step * (new.step != 1)) / old.value
    holds = abs(abs(worked) - share.value) <= slack + 0.05 and (worked < 0) == falls
    sentence = f"From {old.text} to {new.text} is {worked:+.1f} percent, and the story says {share.text}."
    return Finding("holds" if holds else "does not hold", sentence, place.excerpts(old.span, new.span, share.span))


def _is_year(*found: Number) -> bool:
    return all(1900 <= one.value <= 2100 and re.fullmatch(r"\d{4}", one.text) for one in found)


def _share_finding(place: Place, share: Number, part: Number, whole: Number) -> Finding:
    worked = part.value / whole.value * 100
    holds = abs(worked - share.value) <= share.step / 2 + 0.05
    sentence = f"{part.text} of {whole.text} is {shown(round(worked, 1))} percent, and the story says {share.text}."
    return Finding("holds" if holds else "does not hold", sentence, place.excerpts(part.span, whole.span, share.span))
