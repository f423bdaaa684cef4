"""Totals against their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import Number, numbers, sentences, shown
from copydesk.desk.material import Material
from copydesk.records.reading import Excerpt

__all__: list[str] = []

# What stands between a total and its parts, and between two parts: "12 people — seven men and five women".
_OPENS: Final = re.compile(r"(?:\s[\w'’-]+){0,8}(?:\s?[—–:(]|\s-)\s?$")
_BETWEEN: Final = re.compile(r"(?:\s[\w'’-]+){1,6},?(?: and)?\s$|(?:\s[\w'’-]+){0,6}, $")
_CLOSES: Final = re.compile(r"(?:\s[\w'’-]+){1,6}\s?(?:[—–).;,]|\s-\s|$)")
_IN_ALL: Final = re.compile(
    r"(?:\s[\w'’-]+){1,5},? (?:(?:for|making|bringing it to) )?(?:a total of|in total|in all|altogether)\s$"
)
_IN_ALL_BEHIND: Final = re.compile(r"(?:\s[\w'’-]+){0,2},? (?:in total|in all|altogether)\b")
_BETWEEN_LAST: Final = re.compile(r"(?:\s[\w'’-]+){1,6},? (?:or|and so|making|for) $")
_CLOSE: Final = 0.15
"""Share by which parts may miss their total and still be meant for it; set by hand, as no set has such sums."""
_ONLY_SOME: Final = re.compile(
    r"\b(?:includ|among|at least|such as|most|some|about|nearly|almost|more than|over)", re.IGNORECASE
)


@check("checks/totals")
def _totals(desk: Desk) -> Iterator[Finding]:
    """A total and all of its parts in one sentence."""
    for block, paragraph in enumerate(desk.material.paragraphs):
        for start, end in sentences(paragraph.text):
            found = [one for one in numbers(paragraph.text[start:end], desk.material.language) if not one.is_percent]
            if 3 <= len(found) <= 40:
                yield from _totals_in_sentence(desk.material, block, start, paragraph.text[start:end], found)


def _totals_in_sentence(
    material: Material, block: int, offset: int, text: str, found: Sequence[Number]
) -> Iterator[Finding]:
    for place, total in enumerate(found):
        parts = _listed_parts(text, found[place:])
        if len(parts) < 2 and place + 1 == len(found):
            parts = _parts_before(text, found)
        if len(parts) < 2:
            continue
        between = text[total.end : parts[0].start] if parts[0].start > total.end else ""
        if _ONLY_SOME.search(between) or _ONLY_SOME.search(text[max(0, total.start - 12) : total.start]):
            continue
        spans = tuple(
            material.excerpt(block, offset + one.start, offset + one.end)
            for one in sorted([total, *parts], key=_start_of_number)
        )
        if _is_total(total, parts):
            yield _added(total, parts, spans)


def _listed_parts(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers that are listed as the parts of the first one."""
    if len(found) < 3 or not _OPENS.fullmatch(text, found[0].end, found[1].start):
        return []
    parts = [found[1]]
    for one in found[2:]:
        if not _BETWEEN.fullmatch(text, parts[-1].end, one.start):
            break
        parts.append(one)
    return parts if _CLOSES.match(text, parts[-1].end) else []


def _parts_before(text: str, found: Sequence[Number]) -> list[Number]:
    """The numbers that lead to a sum: "seven men and five women, in all 12"."""
    behind = _IN_ALL_BEHIND.match(text, found[-1].end) and _BETWEEN_LAST.fullmatch(text, found[-2].end, found[-1].start)
    if not behind and not _IN_ALL.fullmatch(text, found[-2].end, found[-1].start):
        return []
    parts = [found[-2]]
    for one in reversed(found[:-2]):
        if one.value == found[-1].value or not _BETWEEN.fullmatch(text, one.end, parts[0].start):
            break
        parts.insert(0, one)
    return parts


def _is_total(total: Number, parts: Sequence[Number]) -> bool:
    """Whether the sum comes so close that the first number is meant as one; "six sizes: 600 g, 300 g" is none."""
    if re.fullmatch(r"(?:19|20)\d\d", total.text):
        return False
    added = sum(one.value for one in parts)
    return total.value > max(one.value for one in parts) and abs(added - total.value) <= _CLOSE * total.value


def _added(total: Number, parts: Sequence[Number], spans: tuple[Excerpt, ...]) -> Finding:
    added = sum(one.value for one in parts)
    step = sum(one.step for one in (total, *parts) if one.step != 1) / 2
    holds = abs(added - total.value) <= step + 1e-9
    terms = " + ".join(shown(one.value) for one in parts)
    sentence = f"{terms} = {shown(added)}, and the story says {shown(total.value)}."
    return Finding("holds" if holds else "does not hold", sentence, spans)


def _start_of_number(number: Number) -> int:
    return number.start
