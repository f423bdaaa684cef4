"""Who wrote the story, and the line that says so."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from copydesk.fields.byline.declared import declared_authors, declared_bylines
from copydesk.fields.byline.lines import lines_signed
from copydesk.fields.byline.signed import Signed, signed_lines
from copydesk.fields.candidates import Candidate, agreeing
from copydesk.fields.dateline import lone_dateline
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Person, Story
from copydesk.wording.bylines.east_asian import bracketed_reporters
from copydesk.wording.bylines.line import is_bare
from copydesk.wording.bylines.opening import is_mixed
from copydesk.wording.bylines.read import Byline
from copydesk.wording.names import untitled
from copydesk.wording.spelling import words

__all__ = [
    "authors",
    "bracketed_authors",
    "byline",
    "detailed",
    "fuller_authors",
    "line_authors",
    "lines_of",
    "lines_signed",
    "people_key",
    "signatures",
    "visible_authors",
    "visible_bylines",
]

SURE: Final = 0.8
HONEST: Final = 0.55
"""Authors that the folds call right less often are withheld: of 674 lists of plain texts seven are, all wrong, of 785
lists of pages none."""
FAIR: Final = 0.6
"""Enough for a printed name of which a declaration has the first name alone."""
IN_BRACKETS: Final = 0.7
SURE_MIXED: Final = 0.7
"""From here on a line with names, date and length is no paragraph, whatever the body was taken to be."""
OTHERS: Final = 0.4
"""Applied to bylines that name others than the authors: the two never contradict each other where a line names both.
No set has bylines, so no score tells how far: from .3 to 1 none changes."""
BESIDE: Final = 2
"""Lines away from a byline where its date or the next author's name stands."""


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


def bracketed_authors(page: View | TextSheet) -> list[Candidate[tuple[Person, ...]]]:
    """The reporters in brackets at the story's start or end, as East Asian papers sign."""
    if not page.body:
        return []
    first, last = page.prose, page.body[-1]
    signed = bracketed_reporters(page.text(first), page.text(last))
    if signed is None:
        return []
    rule, people = signed
    return [page.candidate(last if rule == "authors/closing-brackets" else first, people, rule, IN_BRACKETS)]


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
        short = [confidence for other, confidence in declared if _are_short(other, key)]
        is_printed = one.layer == "html" and one.confidence >= (FAIR if short else SURE)
        named += short
        fuller.append(
            structs.replace(one, confidence=max(one.confidence, max(named) + 0.001)) if is_printed and named else one
        )
    return fuller


def _are_short(names: frozenset[str], key: frozenset[str]) -> bool:
    """Whether single words are the first names of the people in `key`, one each: "Jane" of "Jane Roe"."""
    return len(names) == len(key) and names != key and {name.partition(" ")[0] for name in key} == names


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
    some: list[Candidate[tuple[Person, ...]]] = []
    row = -9
    for i, byline in bylines:
        if not byline.people:
            continue
        if some and is_bare(byline) and i - row <= BESIDE and some[-1].rule == byline.rule:
            people = {person.name: person for person in (*some[-1].value, *byline.people)}
            some[-1] = structs.replace(some[-1], value=tuple(people.values()))
        else:
            some.append(sheet.candidate(i, byline.people, byline.rule, byline.confidence))
        row = i
    return [*some, *bracketed_authors(sheet)]


def lines_of(view: View) -> list[Signed]:
    """The lines that sign the story."""
    return signed_lines(view, view.publisher)


def authors(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[tuple[Person, ...]]:
    """The people who wrote the story."""
    if isinstance(view, TextSheet):
        return view.found("authors", line_authors(view, view.once(lines_signed)), honest=HONEST)
    printed = [*visible_authors(view.once(lines_of)), *bracketed_authors(view)]
    candidates = fuller_authors(agreeing([*said.once(declared_authors), *printed], people_key))
    one = view.found("authors", candidates, honest=HONEST)
    return structs.replace(one, value=detailed(one.value or (), candidates))


def byline(view: View | TextSheet, said: DeclaredPage, known: Story) -> Finding[str]:
    """The line that signs, as printed; one that names the authors goes before one that names others."""
    if isinstance(view, TextSheet):
        lines = [(i, view.lines[i].text, one) for i, one in view.once(lines_signed)]
        return view.found("byline", [view.candidate(i, text, one.rule, one.confidence) for i, text, one in lines])
    candidates = [*visible_bylines(view.once(lines_of)), *said.once(declared_bylines)]
    key = people_key(known.authors)
    shares = [1.0 if _names_all(one, key) else OTHERS for one in candidates]
    return view.found(
        "byline",
        [
            structs.replace(one, confidence=share * one.confidence)
            for one, share in zip(candidates, shares, strict=True)
        ],
    )


def _names_all(one: Candidate[str], key: frozenset[str]) -> bool:
    """Whether a byline names all authors."""
    text = f" {words(f'{one.value} {one.text}')} "
    return all(f" {name} " in text for name in key)


def signatures(view: View | TextSheet, _said: DeclaredPage, _known: Story) -> Finding[None]:
    """Lines that sign or say where the story is filed from are no body, also where they were taken for it."""
    if isinstance(view, TextSheet):
        return Finding()
    lines, lone = view.once(lines_of), lone_dateline(view)
    if lone is not None:
        view = view.settling("dateline", [lone]).without([lone])
    mixed = [
        line.block.index
        for line in lines
        if line.block.index in view.chosen and line.confidence >= SURE_MIXED and is_mixed(line.byline.text)
    ]
    if mixed:
        view = view.taking("byline", mixed).without(mixed)
    return Finding(view=view.settling("byline", [index for line in lines for index in line.blocks]))
