"""Shares in words against the sums of money beside them, and parts against the whole that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from copydesk.desk.checks.places import Place
from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import Number, numbers, sentences, shown, words
from copydesk.records.reading import Excerpt, Verdict

__all__: list[str] = []

_MONEY: Final = re.compile(r"[$€£]\s?$")
_TO_WHOLE: Final = re.compile(r" of (?:the |its |their |that |a |his |her )?(?:total |full )?[$€£]\s?")
_TO_PART: Final = re.compile(r"(?:\s[\w'’-]+){0,4}, (?:or|that is) [$€£]\s?")
_FROM_PART: Final = re.compile(r"(?:\s[\w'’-]+){0,2}, (?:or )?")
_CLOSE: Final = 0.12
"""Share of itself by which a share in words is rounded: set by hand, as no set has such sums."""
_FAR: Final = 0.35
"""Share of itself from which nobody rounds: set by hand; between the two the check cannot tell."""


@check("checks/money-shares")
def _money_shares(desk: Desk) -> Iterator[Finding]:
    """ "A third of the $12 million, or $4 million": the share in words against the two sums."""
    known = words(desk.material.language)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, known.fractions)) or '(?!)'})(?= of )", re.IGNORECASE)
    for block, paragraph in enumerate(desk.material.paragraphs):
        for start, end in sentences(paragraph.text) if " of " in paragraph.text else ():
            text = paragraph.text[start:end]
            for share in pattern.finditer(text):
                yield from _share_in_sentence(Place(desk.material, block, start), text, share)


def _share_in_sentence(place: Place, text: str, share: re.Match[str]) -> Iterator[Finding]:
    known = words(place.language)
    found = [one for one in numbers(text, place.language) if _MONEY.search(text, 0, one.start)]
    whole = next((one for one in found if _TO_WHOLE.fullmatch(text, share.end(), one.start)), None)
    if whole is None:
        return
    for part in found:
        is_behind = part.start > whole.end and _TO_PART.fullmatch(text, whole.end, part.start)
        is_before = part.end < share.start() and _FROM_PART.fullmatch(text, part.end, share.start())
        if is_behind or is_before:
            spans = place.excerpts(share.span(), whole.span, part.span)
            yield _compared_share(known.fractions[share[0].lower()], share[0], (part, whole), spans)


def _compared_share(told: float, share: str, sums: tuple[Number, Number], spans: tuple[Excerpt, ...]) -> Finding:
    part, whole = sums
    worked = part.value / (whole.value or 1)
    away = abs(worked - told) / told
    sentence = (
        f"{shown(part.value)} of {shown(whole.value)} is {shown(round(100 * worked, 1))} percent, "
        f'and the story says "{share}".'
    )
    verdict: Verdict = "holds" if away <= _CLOSE else "does not hold" if away >= _FAR else "cannot tell"
    return Finding(verdict, sentence, spans)


_OF_ALL: Final = re.compile(r" of (?:the|its|their|all|these|those)(?: the)? ")
_OF_THE: Final = re.compile(r"(?:^|[.;,] )of (?:the|these|those|all|its|their) $", re.IGNORECASE)
_ITS_PART: Final = re.compile(r"(?: [a-z'’-]+){0,5}, (?:only |just |at least )?")
_BEFORE_PART: Final = re.compile(r"(?:^|\b[a-z][\w'’-]*[,;]? )$")
_BEHIND_WHOLE: Final = re.compile(r" [a-z]")


@check("checks/parts")
def _parts(desk: Desk) -> Iterator[Finding]:
    """No part is more than what it is of: "Of the 12 sailors, 15 were saved", "15 of the 12 sailors"."""
    for block, paragraph in enumerate(desk.material.paragraphs):
        for start, end in sentences(paragraph.text):
            text = paragraph.text[start:end]
            if " of " in text or text.startswith("Of "):
                yield from _parts_in_sentence(Place(desk.material, block, start), text)


def _parts_in_sentence(place: Place, text: str) -> Iterator[Finding]:
    times = [(one.start - place.offset, one.end - place.offset) for one in place.material.times_in(place.block)]
    found = [
        one for one in numbers(text, place.language)
        if not one.is_percent and not any(start < one.end and one.start < end for start, end in times)
    ]  # fmt: skip
    for one, other in pairwise(found):
        pair = _part_and_whole(text, one, other)
        if pair is None or pair[0].value <= 1:
            continue
        part, whole = pair
        holds = part.value <= whole.value
        sentence = f"{part.text} of {whole.text}: " + ("a part of it." if holds else "the part is more than the whole.")
        yield Finding("holds" if holds else "does not hold", sentence, place.excerpts(one.span, other.span))


def _part_and_whole(text: str, one: Number, other: Number) -> tuple[Number, Number] | None:
    if _OF_THE.search(text, 0, one.start) and _ITS_PART.fullmatch(text, one.end, other.start):
        return (other, one) if _BEHIND_WHOLE.match(text, other.end) else None
    is_of = _OF_ALL.fullmatch(text, one.end, other.start) and _BEHIND_WHOLE.match(text, other.end)
    return (one, other) if is_of and _BEFORE_PART.search(text, 0, one.start) else None
