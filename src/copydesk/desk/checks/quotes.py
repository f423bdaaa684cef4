"""What headline and deck let somebody say, against what the body lets them say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.material import Material
from copydesk.records.reading import Excerpt, Quote, Verdict

__all__: list[str] = []

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_SMALL: Final = frozenset(
    {"a", "an", "the", "that", "and", "of", "to", "in", "it", "is", "was", "had", "has", "have", "as"}
)
_ALIKE: Final = 0.6
"""Share of the shorter quote's words in the other from which they are wordings of one: set on the cases in tests."""
_LONGEST: Final = 120
_SHORTEST_MARKED: Final = 2
_TOPIC: Final = re.compile(r"(?:how|what|when|where|whether) to ")
"""What is told about, in the headline's own words: "tells guests 'how to survive the buffet'"."""


@check("checks/deck-quote")
def _deck_quote(desk: Desk) -> Iterator[Finding]:
    """One thing said by one speaker, above the story and in it: whose it is must not change."""
    material = desk.material
    above = [one for one in material.quotes if _role_of_quote(one, material) in ("headline", "deck")]
    body = [one for one in material.quotes if _role_of_quote(one, material) == "body"]
    for quote in above:
        if quote.speaker_entity is None:
            continue
        alike = [two for two in body if two.speaker_entity == quote.speaker_entity and _is_alike(quote, two)]
        if alike:
            yield _compared(quote, alike, material)


def _role_of_quote(quote: Quote, material: Material) -> str:
    return material.paragraphs[quote.content[0].block].role


def _content(words: Excerpt) -> list[str]:
    return [found[0].casefold() for found in _WORD.finditer(words.text)][:_LONGEST]


def _is_alike(one: Quote, other: Quote) -> bool:
    mine = set(_content(one.content[0])) - _SMALL - _POSSESSIVES
    theirs = set(_content(other.content[0])) - _SMALL
    return len(mine) >= 3 and len(mine & theirs) >= _ALIKE * len(mine)


def _compared(quote: Quote, alike: Sequence[Quote], material: Material) -> Finding:
    where = material.paragraphs[quote.content[0].block].role
    clashes = [(two, clash) for two in alike if (clash := _different_owners(quote, two, material))]
    spans = (quote.content[0], *(two.content[0] for two in alike[:3]))
    if not clashes:
        return Finding("holds", f"What the {where} lets {_speaker_words(quote)} say, the body has too.", spans)
    said = " and ".join(dict.fromkeys(f'"{clash[1]}"' for _, clash in clashes))
    sentence = f'The {where} lets {_speaker_words(quote)} speak of "{clashes[0][1][0]}", the body of {said}.'
    return Finding("does not hold", sentence, spans)


def _speaker_words(quote: Quote) -> str:
    return quote.speaker.text if quote.speaker else "somebody"


def _different_owners(quote: Quote, other: Quote, material: Material) -> tuple[str, str] | None:
    """Whose thing it is in both, where that is not the same: "his relations", "Russia's strong relations"."""
    mine, theirs = quote.content[0], other.content[0]
    one, two = _content(mine), _content(theirs)
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "replace" or not _POSSESSIVES & set(one[start:end]):
            continue
        owner = next((word for word in two[first:last] if word.endswith(("'s", "’s"))), None)
        if owner is None or end >= len(one) or _is_speaker(theirs, owner, quote, material):
            continue
        return f"{' '.join(one[start : end + 1])}", _printed_words(theirs, two[first : last + 1])
    return None


def _is_speaker(words: Excerpt, owner: str, quote: Quote, material: Material) -> bool:
    """Whether the owner in the body is the speaker under another name."""
    place = words.text.casefold().find(owner)
    start = words.start + place
    named = material.mentions(words.block, words.start, words.end)
    return any(entity.id == quote.speaker_entity and mention.start <= start < mention.end for mention, entity in named)


def _printed_words(words: Excerpt, folded: list[str]) -> str:
    printed = [found[0] for found in _WORD.finditer(words.text)]
    low = [word.casefold() for word in printed]
    for place in range(len(low) - len(folded) + 1):
        if low[place : place + len(folded)] == folded:
            return " ".join(printed[place : place + len(folded)])
    return " ".join(folded)


@check("checks/marked-words")
def _marked_words(desk: Desk) -> Iterator[Finding]:
    """Words in quote marks above the story stand in it to the letter."""
    material = desk.material
    body = " ".join(_folded_words(material.paragraphs[block].text) for block in material.blocks("body"))
    for quote in material.quotes:
        if _role_of_quote(quote, material) not in ("headline", "deck"):
            continue
        for part in quote.quoted:
            words = _folded_words(part.text)
            if len(words.split()) < _SHORTEST_MARKED or not body:
                continue
            if f" {words} " in f" {body} ":
                yield Finding("holds", f'"{part.text}" stands in the body as quoted.', (part,))
            else:
                verdict: Verdict = "cannot tell" if _TOPIC.match(words) else "does not hold"
                yield Finding(verdict, f'"{part.text}" does not stand in the body.', (part,))


def _folded_words(text: str) -> str:
    return " ".join(found[0].casefold().replace("’", "'") for found in _WORD.finditer(text))
