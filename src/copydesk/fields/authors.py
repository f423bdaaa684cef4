"""Byline, authors, agency and dateline as the page shows them."""

from typing import Final

from msgspec import structs

from copydesk.fields.byline.signed import Signed, signed_lines
from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Visible, spoken
from copydesk.layout.declarations import words
from copydesk.records import Dateline, Person
from copydesk.wording.bylines.east_asian import bracketed_reporters
from copydesk.wording.datelines import DatelineReading, read_dateline, read_opening_agency
from copydesk.wording.names import untitled

__all__ = [
    "Signed",
    "bracketed_authors",
    "detailed",
    "fuller_authors",
    "lone_dateline",
    "people_key",
    "signed_lines",
    "visible_agencies",
    "visible_authors",
    "visible_bylines",
    "visible_dateline",
]

SURE: Final = 0.8
IN_BRACKETS: Final = 0.7
LONGEST_LONE: Final = 80


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


def visible_agencies(page: Visible, lines: list[Signed], dateline: DatelineReading | None) -> list[Candidate[str]]:
    """The agency in the byline, in the dateline or in brackets at the body's start."""
    found = [
        spoken(line.byline.agency, "agency/byline", min(0.92, line.confidence), line.block)
        for line in lines
        if line.byline.agency
    ]
    if page.body:
        lone = lone_dateline(page)
        first = page.blocks[page.prose if lone is None else lone]
        if dateline is not None and dateline.agency:
            found.append(spoken(dateline.agency, "agency/dateline", 0.9, first))
        elif dateline is None and (mention := read_opening_agency(first.text)):
            found.append(spoken(mention.name, mention.rule, 0.85, first))
    return found


def visible_dateline(page: Visible) -> tuple[DatelineReading | None, list[Candidate[Dateline]]]:
    """The dateline at the start of the body's first paragraph, or of its second where the first is a heading."""
    lone = lone_dateline(page)
    starts = [index for index in page.body if index >= page.prose][:2]
    for index in starts if lone is None else [lone, *starts]:
        block = page.blocks[index]
        reading = read_dateline(block.text, language=page.language)
        if reading is not None:
            value = spoken(reading.dateline, reading.rule, reading.confidence, block, reading.dateline.text)
            return reading, [value]
    return None, []


def lone_dateline(page: Visible) -> int | None:
    """The block right before the first paragraph that is nothing but a dateline: "MIREFIELD (AP) —"."""
    index = page.prose - 1
    if not page.body or index < 0 or index == page.headline:
        return None
    text = page.blocks[index].text
    if len(text) > LONGEST_LONE or text[-1:] not in tuple("-–—:"):
        return None
    reading = read_dateline(text, language=page.language)
    return index if reading is not None and reading.end == len(text) else None


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
