"""Byline, authors, agency and dateline as the page shows them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.bylines import Byline, read_byline
from copydesk.fields.candidates import Candidate
from copydesk.fields.datelines import DatelineReading, read_dateline, read_opening_agency
from copydesk.fields.declared_page import words
from copydesk.fields.visible_page import Visible, spoken
from copydesk.layout.blocks import RawBlock
from copydesk.records import Dateline, Person

__all__ = [
    "Signed",
    "fuller_authors",
    "people_key",
    "signed_lines",
    "visible_agencies",
    "visible_authors",
    "visible_bylines",
    "visible_dateline",
]

LONGEST: Final = 200
LEAST: Final = 0.45
SURE: Final = 0.8
TAIL: Final = 0.75
"""Applied to lines behind the body: credits of the author and of others stand there alike."""
NEXT_LINES: Final = 3
NEAR: Final = 8
LONGEST_BARE: Final = 120

_AUTHOR: Final = frozenset(("byline", "author_note"))
_OTHER: Final = frozenset(
    (
        "related",
        "comments",
        "navigation",
        "footer",
        "newsletter",
        "caption",
        "credit",
        "advertisement",
        "tags",
        "share",
        "paywall",
        "breadcrumb",
    )
)


class Signed(NamedTuple):
    """A line that says who wrote the story."""

    block: RawBlock
    byline: Byline
    confidence: float
    blocks: tuple[int, ...]


def signed_lines(page: Visible, publisher: str | None) -> list[Signed]:
    """The byline's lines, the surest first; names in separate elements are one line."""
    lines = [*_header_lines(page, publisher), *_tail_lines(page, publisher)]
    return sorted(lines, key=lambda line: -line.confidence)


def visible_authors(lines: list[Signed]) -> list[Candidate[tuple[Person, ...]]]:
    """The people that the lines name."""
    return [
        spoken(
            line.byline.people,
            f"authors/{line.byline.rule.partition('/')[2]}",
            line.confidence,
            line.block,
            line.byline.text,
        )
        for line in lines
        if line.byline.people
    ]


def visible_bylines(lines: list[Signed]) -> list[Candidate[str]]:
    """The lines as printed."""
    return [spoken(line.byline.text, line.byline.rule, line.confidence, line.block, line.byline.text) for line in lines]


def visible_agencies(page: Visible, lines: list[Signed], dateline: DatelineReading | None) -> list[Candidate[str]]:
    """The agency in the byline, in the dateline or in brackets at the body's start."""
    found = [
        spoken(line.byline.agency, "agency/byline", min(0.92, line.confidence), line.block)
        for line in lines
        if line.byline.agency
    ]
    if page.body:
        first = page.blocks[page.prose]
        if dateline is not None and dateline.agency:
            found.append(spoken(dateline.agency, "agency/dateline", 0.9, first))
        elif dateline is None and (mention := read_opening_agency(first.text)):
            found.append(spoken(mention.name, mention.rule, 0.85, first))
    return found


def visible_dateline(page: Visible) -> tuple[DatelineReading | None, list[Candidate[Dateline]]]:
    """The dateline at the start of the body's first paragraph, or of its second where the first is a heading."""
    for index in [index for index in page.body if index >= page.prose][:2]:
        block = page.blocks[index]
        reading = read_dateline(block.text, language=page.language)
        if reading is not None:
            value = spoken(reading.dateline, reading.rule, reading.confidence, block, reading.dateline.text)
            return reading, [value]
    return None, []


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


def people_key(people: tuple[Person, ...]) -> frozenset[str]:
    """The names in one spelling, for comparing."""
    return frozenset(words(person.name) for person in people)


def _header_lines(page: Visible, publisher: str | None) -> Iterator[Signed]:
    group: list[Signed] = []
    for index in page.header:
        block = page.blocks[index]
        if index == page.headline or len(block.text) > LONGEST or len(block.text) < 4:
            continue
        line = _line(page, block, publisher)
        if line is None:
            continue
        if group and _goes_on(group[-1], line):
            group.append(line)
        else:
            yield from _joined(group)
            group = [line]
    yield from _joined(group)


def _line(page: Visible, block: RawBlock, publisher: str | None) -> Signed | None:
    marks = page.near(block, 6)
    labelled = bool(marks & _AUTHOR)
    if marks & _OTHER and not labelled:
        return None
    inside = block.index in page.chosen
    if not labelled and not _may_sign(page, block):
        return None
    if not labelled and block.container.tag in ("h1", "h2", "h3"):
        return None
    byline = read_byline(block.text, language=page.language, publisher=publisher, labelled=labelled)
    confidence = (
        byline.confidence * (0.9 if inside and not labelled else 1.0) * (0.9 if block.index < page.top - 3 else 1.0)
    )
    return Signed(block, byline, confidence, (block.index,)) if confidence >= LEAST else None


def _may_sign(page: Visible, block: RawBlock) -> bool:
    """Whether an unmarked line stands where bylines do: under the headline, before the body, right after it."""
    index = block.index
    return len(block.text) <= LONGEST_BARE and (
        -3 <= index - page.top <= NEAR or -NEAR <= index - page.first <= 2 or -1 <= index - page.last <= 3
    )


def _goes_on(one: Signed, other: Signed) -> bool:
    """Whether two lines stand in elements of one shape side by side: one author each."""
    mine, theirs = one.block.container, other.block.container
    if other.block.index - one.block.index > NEXT_LINES or (mine.tag, mine.classes) != (theirs.tag, theirs.classes):
        return False
    return one.byline.text != other.byline.text and bool(one.byline.people) and bool(other.byline.people)


def _joined(group: list[Signed]) -> list[Signed]:
    if len(group) < 2:
        return group
    people: dict[str, Person] = {}
    for line in group:
        for person in line.byline.people:
            people.setdefault(words(person.name), person)
    text = ", ".join(line.byline.text for line in group)
    agency = next((line.byline.agency for line in group if line.byline.agency), None)
    whole = structs.replace(group[0].byline, people=tuple(people.values()), text=text, agency=agency)
    return [
        Signed(group[0].block, whole, max(line.confidence for line in group), tuple(line.block.index for line in group))
    ]


def _tail_lines(page: Visible, publisher: str | None) -> Iterator[Signed]:
    for index in page.tail:
        block = page.blocks[index]
        if not 4 <= len(block.text) <= LONGEST // 2:
            continue
        line = _line(page, block, publisher)
        if line is not None:
            yield line._replace(confidence=line.confidence * TAIL)
