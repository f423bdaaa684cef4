"""Byline, authors, agency and dateline as the page shows them."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs
from msgspec.structs import replace

from copydesk.fields.byline.signed import Signed, signed_lines
from copydesk.fields.candidates import Candidate
from copydesk.fields.view import TextSheet, Visible, spoken
from copydesk.records import Person
from copydesk.wording.bylines.east_asian import bracketed_reporters
from copydesk.wording.bylines.line import is_bare
from copydesk.wording.bylines.read import Byline
from copydesk.wording.names import untitled
from copydesk.wording.spelling import words

__all__ = [
    "Signed",
    "bracketed_authors",
    "detailed",
    "fuller_authors",
    "line_authors",
    "people_key",
    "signed_lines",
    "visible_authors",
    "visible_bylines",
]

SURE: Final = 0.8
IN_BRACKETS: Final = 0.7


BESIDE: Final = 2
"""Lines away from a byline where its date or the next author's name stands."""
LINE_IN_BRACKETS: Final = 0.7


def visible_authors(lines: list[Signed]) -> list[Candidate[tuple[Person, ...]]]:
    """The people that the lines name; a desk that signs more surely leaves none of the weaker ones."""
    desk = max((line.confidence for line in lines if line.byline.signer), default=0.0)
    return [
        spoken(
            line.byline.people,
            f"authors/{line.byline.rule.partition('/')[2]}",
            line.confidence,
            line.block,
            line.byline.text,
        )
        for line in lines
        if line.byline.people and line.confidence >= desk
    ]


def bracketed_authors(page: Visible) -> list[Candidate[tuple[Person, ...]]]:
    """The reporters in brackets at the story's start or end, as East Asian papers sign."""
    if not page.body:
        return []
    first, last = page.blocks[page.prose], page.blocks[page.body[-1]]
    signed = bracketed_reporters(first.text, last.text)
    if signed is None:
        return []
    rule, people = signed
    return [spoken(people, rule, IN_BRACKETS, last if rule == "authors/closing-brackets" else first)]


def visible_bylines(lines: list[Signed]) -> list[Candidate[str]]:
    """The lines as printed; of those that only a desk signs, the desk. Notes about the author are no bylines."""
    return [
        spoken(line.byline.signer or line.byline.text, line.byline.rule, line.confidence, line.block, line.byline.text)
        for line in lines
        if line.blocks
    ]


def fuller_authors(candidates: list[Candidate[tuple[Person, ...]]]) -> list[Candidate[tuple[Person, ...]]]:
    """The candidates, with a printed byline surer than declarations that name only some of its people."""
    sure = [(one, people_key(one.value)) for one in candidates if one.layer != "html" or one.confidence >= SURE]
    declared = [(key, one.confidence) for one, key in sure if one.layer != "html"]
    fuller = []
    for one in candidates:
        key = people_key(one.value)
        named = [confidence for other, confidence in declared if other < key]
        is_printed = one.layer == "html" and one.confidence >= SURE
        fuller.append(
            structs.replace(one, confidence=max(one.confidence, max(named) + 0.001)) if is_printed and named else one
        )
    return fuller


def detailed(people: tuple[Person, ...], candidates: list[Candidate[tuple[Person, ...]]]) -> tuple[Person, ...]:
    """The people with the role and organisation that another candidate has for the same name."""
    if all(person.role and person.organisation for person in people):
        return people
    known: dict[str, list[Person]] = {}
    for one in candidates:
        for person in one.value:
            known.setdefault(words(untitled(person.name)), []).append(person)
    return tuple([_filled(person, known[words(untitled(person.name))]) for person in people])


def _filled(person: Person, same: list[Person]) -> Person:
    role = person.role or next((one.role for one in same if one.role), None)
    organisation = person.organisation or next((one.organisation for one in same if one.organisation), None)
    return structs.replace(person, role=role, organisation=organisation)


def people_key(people: tuple[Person, ...]) -> frozenset[str]:
    """The names in one spelling, for comparing."""
    return frozenset(words(untitled(person.name)) for person in people)


def line_authors(sheet: TextSheet, bylines: Sequence[tuple[int, Byline]]) -> list[Candidate[tuple[Person, ...]]]:
    """The people of each byline; bare names on lines in a row sign together."""
    found: list[Candidate[tuple[Person, ...]]] = []
    row = -9
    for i, byline in bylines:
        if not byline.people:
            continue
        if found and is_bare(byline) and i - row <= BESIDE and found[-1].rule == byline.rule:
            people = {person.name: person for person in (*found[-1].value, *byline.people)}
            found[-1] = replace(found[-1], value=tuple(people.values()))
        else:
            found.append(sheet.candidate(i, byline.people, byline.rule, byline.confidence))
        row = i
    body = sheet.roles.body
    signed = bracketed_reporters(sheet.lines[body[0]].text, sheet.lines[body[-1]].text) if body else None
    if signed:
        at = body[-1] if signed[0] == "authors/closing-brackets" else body[0]
        found.append(sheet.candidate(at, signed[1], signed[0], LINE_IN_BRACKETS))
    return found
