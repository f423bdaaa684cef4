"""Headline and deck against the body: names, numbers, who did what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import Number, numbers, words
from copydesk.desk.events.grammar import Grammar
from copydesk.desk.material import Material
from copydesk.desk.names.spot import is_title_case
from copydesk.desk.names.tables import given_names
from copydesk.records.reading import Entity, Excerpt, Mention, Verdict

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed, Token

__all__: list[str] = []

_BYLINE: Final = re.compile(r"\s*(?:by|from|von|par|por)\b", re.IGNORECASE)
_CREDIT: Final = re.compile(r"\s?/\s?[^\W\d_]")
"""Behind a photographer's name: "Ann Vale / Orrin Pictures"."""
_NOUN: Final = re.compile(r"[\s-]+([^\W\d_]{3,})")
_SHORTEST_NOUN: Final = 3
"""Letters: "60 for", "12 by" count nothing."""
_MOST_PARTS: Final = 20
_NAMES: Final = frozenset({"full", "surname", "honorific", "nickname", "acronym", "short", "given", "spelling"})


@check("checks/headline-names")
def _headline_names(desk: Desk) -> Iterator[Finding]:
    """Whoever headline and deck name stands in the body too."""
    material = desk.material
    for entity in material.entities:
        above = _first_mention(entity, material, ("headline", "deck"))
        if above is None or entity.type == "place":
            continue
        below = _first_mention(entity, material, ("body",))
        where = material.paragraphs[above.block].role
        if below is not None:
            yield Finding(
                "holds",
                f'"{above.text}" in the {where} is named in the body.',
                (_mention_words(above), _mention_words(below)),
            )
        elif _is_printed(above.text, material):
            continue
        elif _is_sure_person(entity, above, material):
            yield Finding(
                "does not hold", f'"{above.text}" in the {where} is not named in the body.', (_mention_words(above),)
            )
        else:
            yield Finding(
                "cannot tell", f'"{above.text}" in the {where} is not named in the body.', (_mention_words(above),)
            )


def _is_sure_person(entity: Entity, above: Mention, material: Material) -> bool:
    """A full name above the story that is no byline, in a line whose capitals tell names from other words."""
    text = material.paragraphs[above.block].text
    parsed = material.parsed[above.block] if material.parsed else None
    if entity.type != "person" or above.text.split()[0] not in given_names() or " " not in above.text:
        return False
    is_signed = text[: above.start].lower().endswith(" by ") or bool(_CREDIT.match(text, above.end))
    is_told = material.paragraphs[above.block].role == "headline" or (_has_verb(parsed) and not is_signed)
    return parsed is not None and is_told and not is_title_case(parsed) and not _BYLINE.match(text)


def _has_verb(parsed: Parsed | None) -> bool:
    """Whether a deck tells something: "Jane Roe | May 3, 2025" is a byline."""
    return parsed is not None and any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in parsed.tokens)


def _first_mention(entity: Entity, material: Material, roles: tuple[str, ...]) -> Mention | None:
    found = (one for one in entity.mentions if one.kind in _NAMES and material.paragraphs[one.block].role in roles)
    return next(found, None)


def _is_printed(name: str, material: Material) -> bool:
    last = name.split()[-1].casefold()
    return any(last in material.paragraphs[block].text.casefold() for block in material.blocks("body", "caption"))


class _Counted(NamedTuple):
    """A number with the noun behind it."""

    number: Number
    noun: str
    words: Excerpt


@check("checks/headline-numbers")
def _headline_numbers(desk: Desk) -> Iterator[Finding]:
    """A number in headline or deck stands in the body too."""
    above = [one for block in desk.material.blocks("headline", "deck") for one in _counts_in(desk.material, block)]
    if not above:
        return
    body = [one for block in desk.material.blocks("body") for one in _counts_in(desk.material, block)]
    for one in above:
        same = [two for two in body if _is_same_number(one.number, two.number)]
        other = [two for two in body if one.noun and two.noun == one.noun]
        if same:
            best = next((two for two in same if two.noun == one.noun), same[0])
            yield Finding(
                "holds", f'"{one.words.text}" above the story is "{best.words.text}" in it.', (one.words, best.words)
            )
        elif parts := _parts_in_body(one.number, other):
            said = " and ".join(f'"{two.words.text}"' for two in parts)
            spans = (one.words, *(two.words for two in parts))
            yield Finding("holds", f'"{one.words.text}" above the story is {said} together.', spans)
        elif other:
            said = " and ".join(f'"{two.words.text}"' for two in other[:3])
            spans = (one.words, *(two.words for two in other[:3]))
            # Of several numbers of one thing the headline's may be of another kind: it is no slip for sure.
            verdict: Verdict = "does not hold" if len({two.number.value for two in other}) == 1 else "cannot tell"
            yield Finding(verdict, f'"{one.words.text}" above the story is {said} in it.', spans)
        else:
            yield Finding("cannot tell", f'"{one.words.text}" above the story is not in the body.', (one.words,))


def _parts_in_body(total: Number, counted: list[_Counted]) -> tuple[_Counted, ...]:
    """Two numbers of the body that make the one above the story: 130 people above, 108 and 22 of them below."""
    slack = max(total.step / 2, 0.02 * total.value)
    for one, other in combinations(counted[:_MOST_PARTS], 2):
        if abs(one.number.value + other.number.value - total.value) <= slack:
            return one, other
    return ()


def _counts_in(material: Material, block: int) -> Iterator[_Counted]:
    """The numbers of a paragraph that count something: no dates, no ages, no times."""
    text = material.paragraphs[block].text
    times = [(time.start, time.end) for time in material.times_in(block)]
    for number in numbers(text, material.language):
        if any(start < number.end and number.start < end for start, end in times) or number.text.lower() in (
            "one",
            "two",
        ):
            continue
        noun = _NOUN.match(text, number.end)
        if noun and noun[1].casefold() in words(material.language).uncounted:
            continue
        if noun and len(noun[1]) <= _SHORTEST_NOUN:
            noun = None
        word = noun[1].casefold() if noun else ""
        end = noun.end() if noun and not number.is_percent else number.end
        yield _Counted(number, "" if number.is_percent else word, material.excerpt(block, number.start, end))


def _is_same_number(one: Number, other: Number) -> bool:
    slack = max(one.step * (one.step != 1), other.step * (other.step != 1)) / 2
    return one.is_percent == other.is_percent and abs(one.value - other.value) <= slack


@check("checks/headline-roles")
def _headline_roles(desk: Desk) -> Iterator[Finding]:
    """Who did it, and to whom, is in the body as headline and deck have it."""
    material = desk.material
    if not material.parsed:
        return
    above = [one for block in material.blocks("headline", "deck") for one in _deeds(material, block)]
    verbs = {one.lemma for one in above}
    body = [one for block in material.blocks("body") for one in _deeds(material, block, verbs)] if above else []
    for one in above:
        agreeing = [two for two in body if two.lemma == one.lemma and one.by & two.by and one.to & two.to]
        turned = [two for two in body if two.lemma == one.lemma and one.by & two.to and one.to & two.by]
        if agreeing:
            yield Finding("holds", f'"{one.words.text}": the body has it so.', (one.words, agreeing[0].words))
        elif turned:
            sentence = f'"{one.words.text}": the body has it the other way round.'
            yield Finding("does not hold", sentence, (one.words, turned[0].words))


class _Deed(NamedTuple):
    """A verb with who does it and whom it is done to, both known."""

    lemma: str
    by: frozenset[str]
    to: frozenset[str]
    words: Excerpt


def _deeds(material: Material, block: int, verbs: set[str] | None = None) -> Iterator[_Deed]:
    grammar = Grammar(material.parsed[block])
    for token in grammar.tokens:
        if not grammar.is_clause(token) or (verbs is not None and token.lemma not in verbs):
            continue
        passive = grammar.is_passive(token)
        subjects = grammar.subjects(token)
        by, to = (grammar.agents(token), subjects) if passive else (subjects, grammar.objects(token))
        known = _Deed(token.lemma, _ids(by, material, block), _ids(to, material, block),
                      material.excerpt(block, *grammar.clause(token)))  # fmt: skip
        if known.by and known.to and not known.by & known.to:
            yield known


def _ids(tokens: list[Token], material: Material, block: int) -> frozenset[str]:
    found = (material.named(block, token.start, token.end) for token in tokens)
    return frozenset(named[1].id for named in found if named is not None)


def _mention_words(mention: Mention) -> Excerpt:
    return Excerpt(mention.block, mention.start, mention.end, mention.text)
