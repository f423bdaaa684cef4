"""Slips of the pen in words that stand right elsewhere in the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import words
from copydesk.desk.material import Material
from copydesk.records.reading import Entity, Excerpt, Mention, Verdict

__all__: list[str] = []

_WORD: Final = re.compile(r"(?<![\w'’-])[^\W\d_]{7,24}(?![\w-])")
_SHORTEST: Final = 5
"""Letters of a word in a name from which one letter more or less is a slip: shorter names are neighbours by chance."""
_MOST: Final = 120


@check("checks/slip")
def _swapped_letters(desk: Desk) -> Iterator[Finding]:
    """Two letters that have changed places: "buidlings", where the story has "buildings" too."""
    found = _words_of_story(desk.material)
    no_slips = words(desk.material.language).no_slips
    for word, places in found.items():
        for right in _swaps(word) if len(places) == 1 and word not in no_slips else ():
            others = found.get(right)
            if others and right not in no_slips and (len(others) > 1 or word < right):
                slip = f'"{places[0].text}" stands once, and "{others[0].text}" elsewhere: one of them is a slip.'
                yield Finding("does not hold", slip, (places[0], others[0]))


def _words_of_story(material: Material) -> dict[str, list[Excerpt]]:
    found: dict[str, list[Excerpt]] = {}
    for block, paragraph in enumerate(material.paragraphs):
        for word in _WORD.finditer(paragraph.text):
            found.setdefault(word[0].lower(), []).append(material.excerpt(block, *word.span()))
    return found


def _swaps(word: str) -> Iterator[str]:
    """The word with two letters inside it that stand side by side the other way round."""
    for at in range(1, len(word) - 2):
        if word[at] != word[at + 1]:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


@check("checks/name-slip")
def _name_slips(desk: Desk) -> Iterator[Finding]:
    """A name of several words that stands once with a letter more, less or other than elsewhere."""
    named = [one for one in desk.material.entities if one.type in ("organisation", "place")][:_MOST]
    printed = [(entity, variant) for entity in named for variant in entity.variants if " " in variant]
    for (one, first), (other, second) in combinations(printed[:_MOST], 2):
        if not _is_slip_of(first, second):
            continue
        mentions = [_mentions_as(one, first), _mentions_as(other, second)]
        if all(mentions):
            rare, often = sorted(mentions, key=len)
            verdict: Verdict = "does not hold" if len(rare) == 1 < len(often) else "cannot tell"
            sentence = f'"{rare[0].text}" is "{often[0].text}" elsewhere in the story.'
            yield Finding(verdict, sentence, (_words_of(rare[0]), _words_of(often[0])))


def _is_slip_of(one: str, other: str) -> bool:
    mine, theirs = one.split(), other.split()
    differing = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
    if len(mine) != len(theirs) or len(differing) != 1:
        return False
    short, long = sorted(differing[0], key=len)
    return (
        len(short) >= _SHORTEST
        and not long.startswith(short)
        and short.casefold() != long.casefold()
        and (_is_one_off(short.casefold(), long.casefold()))
    )


def _is_one_off(short: str, long: str) -> bool:
    """Whether one letter inside is more, less or other, or two have changed places; the ends are the same."""
    if short[0] != long[0] or short[-1] != long[-1]:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1 or long in set(_swaps(short))
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


def _mentions_as(entity: Entity, variant: str) -> list[Mention]:
    return [one for one in entity.mentions if one.text.endswith(variant)]


def _words_of(mention: Mention) -> Excerpt:
    return Excerpt(mention.block, mention.start, mention.end, mention.text)
