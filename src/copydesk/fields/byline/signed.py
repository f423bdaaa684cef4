"""The lines of a page that say who wrote the story: under the headline, behind the body, with a link to an author."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.byline.links import author_links, linked_byline
from copydesk.fields.byline.owner import owner
from copydesk.fields.byline.unmarked import beside_date, is_numbered, is_one_more, is_path, without_common
from copydesk.fields.view import View
from copydesk.layout.sheet import Container, RawBlock
from copydesk.records import Person
from copydesk.wording.bylines.biography import read_biography
from copydesk.wording.bylines.opening import is_lead, is_mixed, is_other_lead, opens_for_others
from copydesk.wording.bylines.read import Byline, is_read_alike, read_byline
from copydesk.wording.likeness import likeness, small_words
from copydesk.wording.lines import looks_dated
from copydesk.wording.markup import marks_of
from copydesk.wording.names import tidy_name
from copydesk.wording.signs import CLOCK, LEAD, YEAR
from copydesk.wording.spelling import words

__all__ = ["Signed", "signed_lines"]

NEEDS_OF_LEADS: Final = LEAD
NEEDS_OF_DATES: Final = YEAR | CLOCK
LONGEST: Final = 200
LEAST: Final = 0.44
TAIL: Final = 0.75
"""Applied to lines behind the body: credits of the author and of others stand there alike."""
FAR: Final = 0.6
"""How sure the one person is whom all links to authors' pages name, wherever on the page they stand."""
MOST_FAR: Final = 12
NEXT_LINES: Final = 3
NEAR: Final = 8
INTO_BODY: Final = 6
END_OF_BODY: Final = 8
LONGEST_BARE: Final = 120
LONGEST_LEAD: Final = 80
BARE_NAME, BY_DATE, ECHOED, TOPICAL = 0.41, 0.1, 0.1, -0.3
"""How sure a bare name under the headline is; what a date beside it, an echo below and its use in the story add."""
OWN_SITE: Final = 0.44
"""The page itself does not sign."""
IN_LEAD, IN_STORY = 0.9, 0.75
"""Applied to lines among the body's: further down a label may be that of a book in a list."""
BESIDE: Final = 2
MOST_DIGITS: Final = 14
"""Of a date with its time; more are telephone numbers."""
FAR_BLOCKS: Final = 60

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
_BESIDE_BYLINES: Final = frozenset(("share", "tags"))
"""Names of elements in which a line that opens as a byline is one."""
_NEVER: Final = frozenset(("h1", "h2", "h3", "th", "form", "button", "label"))
"""Elements whose unmarked lines are no bylines."""
_RARELY: Final = frozenset(("h4", "h5", "h6", "table", "tr", "td"))
"""Elements whose unmarked lines are bylines only where they open like one."""
_BARE: Final = frozenset(("byline/name-only", "byline/name-and-role"))
_OPENED: Final = frozenset(("byline/by", "byline/label"))


class Signed(NamedTuple):
    """A line that says who wrote the story; `blocks` are its byline, none where a note only tells of a person."""

    block: RawBlock
    byline: Byline
    confidence: float
    blocks: tuple[int, ...]


def signed_lines(page: View, publisher: str | None) -> list[Signed]:
    """The byline's lines, the surest first; names in separate elements are one line."""
    sheet = _Sheet(page, publisher)
    lines = [*_grouped(sheet.header()), *_grouped(sheet.tail()), *sheet.biographies()]
    if not any(line.byline.people for line in lines):
        lines.extend(sheet.far())
    if not lines:
        lines.extend(sheet.own())
    return sorted(lines, key=lambda line: -line.confidence)


class _Sheet:
    """One page's lines as they are read for signatures."""

    def __init__(self, page: View, publisher: str | None) -> None:
        self.page = page
        self.publisher = publisher
        self.blocks, self.marks, self.language = page.blocks, page.marks, page.language
        self.headline = -1 if page.headline is None else page.headline
        self.top, self.prose, self.first, self.last = page.top, page.prose, page.first, page.last
        self.links = self._links()
        self.small = small_words(map(page.text, page.body))
        self._read: dict[tuple[str, bool], Byline] = {}

    def _links(self) -> dict[int, list[str]]:
        """The links to authors' pages in the blocks that the lines are read of."""
        page = self.page
        size = len(page.blocks)
        above, below = (page.header[0], page.header[-1] + 1) if page.header else (0, 0)
        below += INTO_BODY
        ends = (*page.body[-END_OF_BODY:], *page.tail, size)
        behind = max(below, min(ends))
        return author_links([*page.links(above, below), *page.links(behind, max(page.tail, default=0) + 1)])

    def header(self) -> Iterator[Signed]:
        """The lines around the headline and at the body's start."""
        page = self.page
        behind = (page.header[-1] + 1) if page.header else 0
        for line in self.lines(page.header):
            yield line
        for line in self.lines(range(behind, min(behind + INTO_BODY, len(page.blocks)))):
            if line.byline.rule in _OPENED and line.confidence > 0.5:
                yield line

    def tail(self) -> Iterator[Signed]:
        """The lines behind the body, and the labelled ones at its end."""
        page = self.page
        for index in page.body[-END_OF_BODY:]:
            block = page.blocks[index]
            if index < page.last - 1 and ":" in block.text[:30] and len(block.text) < LONGEST_BARE:
                line = self.line(block, led=False)
                if line is not None and line.byline.rule == "byline/label":
                    yield line._replace(confidence=line.confidence * TAIL)
        for line in self.lines(page.tail, LONGEST // 2):
            yield line._replace(confidence=line.confidence * TAIL)

    def lines(self, indices: range | tuple[int, ...], longest: int = LONGEST) -> list[Signed]:
        """The signed lines among some blocks; a line that says no more than "By" speaks for the next."""
        lead = other = -9
        found: list[Signed] = []
        leads = self.page.having(NEEDS_OF_LEADS, indices, LONGEST_LEAD)
        for index in indices:
            block = self.blocks[index]
            text = block.text
            if leads and index in leads and is_other_lead(text):
                other = index
            if index - 1 == other or index == self.headline or not 2 <= len(text) <= longest:
                continue
            if leads and index in leads and is_lead(text):
                lead = index
                continue
            line = self.line(block, led=index == lead + 1)
            if line is not None:
                found.append(line)
            if index == lead + 1 and line is not None and is_one_more(self.page, index + 1):
                lead = index
        return found

    def near(self, block: RawBlock) -> frozenset[str]:
        """What the markup around a block says that holds few blocks."""
        found = self.marks.near(block.container, 6)
        for _, classes in block.inline[:4]:
            found |= marks_of(classes)
        return found

    def line(self, block: RawBlock, *, led: bool) -> Signed | None:
        """What a block signs, if it signs."""
        marks, links = self.near(block), self.links.get(block.index)
        is_marked = not marks.isdisjoint(_AUTHOR)
        labelled = is_marked or led or links is not None
        is_other = not (is_marked or led or marks.isdisjoint(_OTHER))
        if is_other and not marks & _OTHER <= _BESIDE_BYLINES:
            return None
        tag = block.container.tag
        if not labelled and (tag in _NEVER or not self.may_sign(block)):
            return None
        is_by_link = links is not None and not (led or is_marked)
        if self.is_set_aside(block, "comments") or (is_by_link and self.is_set_aside(block, "navigation")):
            return None
        if is_path(block.text) or (links is not None and opens_for_others(block.text)):
            return None
        return self.judged(block, links, labelled, is_other, led)

    def judged(
        self, block: RawBlock, links: list[str] | None, labelled: bool, is_other: bool, led: bool
    ) -> Signed | None:
        """What a block signs that may sign by its place."""
        page, tag = self.page, block.container.tag
        byline = self.read(block.text, labelled)
        is_opened = led or byline.rule in _OPENED
        if not is_opened and ((not labelled and (tag in _RARELY or is_other)) or is_numbered(block.text)):
            return None
        is_bare = not labelled and self.headline >= 0 and self.top < block.index < self.prose
        if is_bare and byline.confidence < LEAST:
            byline = beside_date(byline, block, page) or byline
        if is_bare and byline.rule in _BARE:
            if self.is_set_aside(block, "navigation") or sum(map(str.isdigit, block.text)) > MOST_DIGITS:
                return None
            byline = structs.replace(byline, confidence=self.bare(block, byline))
        if links is not None:
            known = block.text if is_read_alike(block.text, self.language) else None
            byline = linked_byline(byline, links, self.publisher, read=known)
        if len(byline.people) > 1:
            byline = without_common(byline, self.small)
        if byline.rule == "byline/labelled" and byline.people:
            told = max([likeness(person.name, self.small) for person in byline.people])
            byline = structs.replace(byline, confidence=byline.confidence + min(told, 0.0))
        inside = block.index in page.chosen and not labelled
        share = (IN_STORY if self.prose < block.index < self.last else IN_LEAD) if inside else 1.0
        confidence = byline.confidence * share * (0.9 if block.index < self.top - 3 else 1.0)
        return Signed(block, byline, confidence, (block.index,)) if confidence >= LEAST else None

    def read(self, text: str, labelled: bool) -> Byline:
        """What a line says, read once for the page."""
        known = self._read.get((text, labelled))
        if known is None:
            known = read_byline(text, language=self.language, publisher=self.publisher, labelled=labelled)
            self._read[text, labelled] = known
        return known

    def bare(self, block: RawBlock, byline: Byline) -> float:
        """How surely a line of nothing but names is the byline: by the date beside it and by its echo."""
        page, (first, *_) = self.page, byline.people
        beside = range(max(0, block.index - BESIDE), min(block.index + BESIDE + 1, len(page.blocks)))
        told = f"{page.blocks[page.top].text} {page.blocks[page.prose].text}"
        dated = any(looks_dated(page.text(one)) for one in page.having(NEEDS_OF_DATES, beside, LONGEST_BARE))
        echoed = any(first.name in one.text for one in page.said(page.last, page.last + FAR_BLOCKS))
        topical = first.name.split()[-1] in told
        return BARE_NAME + BY_DATE * dated + ECHOED * echoed + TOPICAL * topical + likeness(first.name, self.small)

    def is_set_aside(self, block: RawBlock, mark: str) -> bool:
        """Whether a block stands in a form or in a part of the page that is marked so and holds none of the story."""
        container: Container | None = block.container
        while container is not None and not container.first <= self.prose < container.last:
            if container.tag == "form" or mark in self.marks.own(container):
                return True
            container = container.parent
        return False

    def may_sign(self, block: RawBlock) -> bool:
        """Whether an unmarked line stands where bylines do: under the headline, before the body, right after it."""
        index = block.index
        return (
            -3 <= index - self.top <= NEAR or -NEAR <= index - self.first <= 2 or -1 <= index - self.last <= 3
        ) and (len(block.text) <= LONGEST_BARE or is_mixed(block.text))

    def biographies(self) -> Iterator[Signed]:
        """What the paragraphs at the end say of a person who writes."""
        page = self.page
        for index in (*page.body[-2:], *page.tail):
            block = self.blocks[index]
            biography = read_biography(block.text)
            if biography is not None and not self.is_set_aside(block, "comments") and not self.near(block) & _OTHER:
                yield Signed(block, biography, biography.confidence, ())

    def far(self) -> Iterator[Signed]:
        """The one person whom all author links and author boxes name, wherever on the page they stand."""
        found: dict[str, Signed] = {}
        page = self.page
        marked = [
            block.index
            for block in page.said(page.last, page.last + FAR_BLOCKS)
            if len(block.text) <= LONGEST_BARE // 2 and page.marks.own(block.container) & _AUTHOR
        ]
        links = author_links(page.links())
        for index in sorted({*links, *marked} & set(range(len(page.blocks))))[:MOST_FAR]:
            block = page.blocks[index]
            if self.is_set_aside(block, "comments") or self.is_set_aside(block, "navigation"):
                continue
            nobody = read_byline("" if index in links else block.text, publisher=self.publisher, labelled=True)
            byline = linked_byline(nobody, links.get(index, []), self.publisher)
            if byline.people and " " in byline.people[0].name:
                found.setdefault(words(byline.people[0].name), Signed(block, byline, byline.confidence * FAR, (index,)))
        if len(found) == 1:
            yield from found.values()

    def own(self) -> Iterator[Signed]:
        """The owner of a site that bears the owner's name: the author where nothing else signs."""
        page = self.page
        found = owner(page.blocks, page.links(), url=page.url, small=self.small, site=self.publisher)
        if found is not None:
            block, name = found
            byline = Byline((Person(name=tidy_name(name)),), None, name, "byline/own-site", OWN_SITE)
            yield Signed(block, byline, OWN_SITE, ())


def _grouped(lines: Iterator[Signed]) -> Iterator[Signed]:
    group: list[Signed] = []
    for line in lines:
        if group and _goes_on(group[-1], line):
            group.append(line)
        else:
            yield from _joined_signatures(group)
            group = [line]
    yield from _joined_signatures(group)


def _goes_on(one: Signed, other: Signed) -> bool:
    """Whether two lines stand in elements of one shape side by side: one author each."""
    mine, theirs = one.block.container, other.block.container
    if other.block.index - one.block.index > NEXT_LINES or (mine.tag, mine.classes) != (theirs.tag, theirs.classes):
        return False
    if other.byline.rule == "byline/label" != one.byline.rule:
        return False
    return one.byline.text != other.byline.text and bool(one.byline.people) and bool(other.byline.people)


def _joined_signatures(group: list[Signed]) -> list[Signed]:
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
