"""One name, written in one way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import words
from copydesk.desk.material import Material
from copydesk.desk.names.keys import nearly_same
from copydesk.desk.names.tables import given_names
from copydesk.records.reading import Entity, Excerpt, Mention

__all__: list[str] = []

_MOST: Final = 200
"""Surnames that are compared with each other; a page with more is a list."""
_NAMED: Final = frozenset({"full", "surname", "spelling", "honorific", "nickname"})


@check("checks/spellings")
def _spellings(desk: Desk) -> Iterator[Finding]:
    """Nearly the same surname in two spellings: of one person, or of people who may be one family."""
    surnames = _mentions_by_surname(desk.material)
    explained = _explained(desk.material)
    for one, other in combinations(sorted(surnames, key=lambda name: surnames[name][1].text)[:_MOST], 2):
        if not _are_comparable(one, other) or not nearly_same(one, other):
            continue
        (first, mention), (second, again) = surnames[one], surnames[other]
        spans = (_printed_mention(mention), _printed_mention(again), *explained)
        if explained:
            yield Finding(
                "holds", f'"{one}" and "{other}": the story says that the name is written in several ways.', spans
            )
        elif first.id == second.id:
            yield Finding("does not hold", f'{first.name} is written "{one}" and "{other}".', spans)
        else:
            yield Finding("cannot tell", f'"{one}" and "{other}" may be one name or two.', spans)


def _are_comparable(one: str, other: str) -> bool:
    """Capitals are no spelling, and a given name beside another is a short form."""
    is_given = one in given_names() or other in given_names()
    return one.casefold() != other.casefold() and not (one.isupper() or other.isupper() or is_given)


def _mentions_by_surname(material: Material) -> dict[str, tuple[Entity, Mention]]:
    found: dict[str, tuple[Entity, Mention]] = {}
    for entity in material.entities:
        if entity.type not in ("person", "group"):
            continue
        for mention in entity.mentions:
            if mention.kind in _NAMED and not material.is_quoted(mention.block, mention.start):
                names = [word for word in mention.text.split() if word[:1].isupper() and word not in ("The", "Family")]
                if names and len(names[-1]) > 3:
                    found.setdefault(names[-1].removesuffix("'s").removesuffix("’s"), (entity, mention))
    return found


def _explained(material: Material) -> tuple[Excerpt, ...]:
    pattern = words(material.language).explained
    for block, paragraph in enumerate(material.paragraphs):
        if found := pattern.search(paragraph.text):
            return (material.excerpt(block, found.start(), found.end()),)
    return ()


def _printed_mention(mention: Mention) -> Excerpt:
    return Excerpt(mention.block, mention.start, mention.end, mention.text)
