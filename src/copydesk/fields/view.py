"""The visible page as the field readers need it: what stands where, against the body and the headline."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from sys import maxsize
from typing import ClassVar, Final, Generic, TypeVar, cast

from msgspec import Struct, field, structs

from copydesk.body.copies import Near
from copydesk.body.find import Body
from copydesk.fields.candidates import Candidate, T, choose
from copydesk.fields.confidence import stated
from copydesk.fields.handed import (
    blocks_said,
    letters_between,
    links_counted,
    links_in_role,
    places_of,
    short_links,
)
from copydesk.layout.asked import Asked
from copydesk.layout.lines import Line
from copydesk.layout.marks import Marks
from copydesk.layout.sheet import Anchor, Container, Dom, Picture, RawBlock, TimeTag, anchors_in
from copydesk.records import Evidence, Role, SourceKind
from copydesk.wording.likeness import SmallWords, small_words
from copydesk.wording.markup import marks_of
from copydesk.wording.signals import Signals
from copydesk.wording.signature import Named
from copydesk.wording.spelling import is_spaced

__all__ = ["Finding", "Roles", "Sheet", "TextSheet", "View", "spoken", "view_of"]

ABOVE: Final = 12
BELOW: Final = 40
INTO_BODY: Final = 3
AFTER: Final = 12
FURTHER: Final = 40
PROSE: Final = 100


T_co = TypeVar("T_co", covariant=True)

_PLACED: Final = ("chosen", "prose", "top", "header", "around", "tail")
"""Answers that follow from body and headline alone."""
SPOKEN: Final = 40
"""Shorter lines of the body may be the byline once more."""


class Finding(Struct, Generic[T_co], frozen=True):
    """What a field is, the evidence of all its candidates, and the page as the fields after it see it."""

    name: str | None = None
    """None where no field was found, only what blocks are."""
    value: T_co | None = None
    evidence: tuple[Evidence, ...] = ()
    view: "View | TextSheet | None" = None
    """None where the page is seen as before."""


class Sheet(Asked, frozen=True, kw_only=True):
    """A page in parts, each with its number: what blocks of HTML and lines of text answer alike."""

    kind: ClassVar[SourceKind]
    url: str | None = None
    language: str | None = None
    today: date | None = None
    """The day of the capture, from which "yesterday" and days without a year count; unread where none is known."""
    signals: Signals = field(default_factory=Signals)

    @abstractmethod
    def having(self, needs: int, indices: Iterable[int], longest: int) -> list[int]:
        """The parts that a field may read: where it looks, with a sign that it needs, and short enough."""

    @abstractmethod
    def text(self, index: int) -> str:
        """What a part says."""

    @abstractmethod
    def candidate(self, index: int, value: T, rule: str | None = None, confidence: float | None = None) -> Candidate[T]:
        """The candidate that a part makes."""

    @abstractmethod
    def with_role(self, *roles: Role) -> list[int]:
        """The parts that have one of some roles, once these are placed."""

    def found(self, name: str, candidates: Iterable[Candidate[T]], bar: float = 0.3, honest: float = 0.0) -> Finding[T]:
        """The candidate that is chosen for a field; the fields after it see the page as this one is."""
        choice = choose(candidates, bar, partial(stated, self.kind, name), honest)
        return Finding(name, choice.value, choice.evidence, cast("View | TextSheet", self))

    def listed(self, name: str, candidates: Sequence[Candidate[T]], shown: int | None = None) -> Finding[tuple[T, ...]]:
        """The values of all candidates, with the evidence of the first `shown`."""
        return Finding(name, tuple([one.value for one in candidates]), self.found(name, candidates[:shown]).evidence)


class View(Sheet, frozen=True, kw_only=True):
    """One page's blocks against the body and the headline found in it; what is learned of them makes a new view."""

    kind: ClassVar[SourceKind] = "html"
    dom: Dom
    blocks: list[RawBlock]
    """Those of `dom`: kept at hand, since hundreds of questions a page begin with them."""
    body: tuple[int, ...]
    first: int
    last: int
    repeats: Mapping[int, int] = {}
    """Copies, with the block that each repeats."""
    canonical_url: str | None = None
    publisher: str | None = None
    sites: frozenset[str] = frozenset()
    """Names of the outlet, as `words` spells them."""
    headline: int | None = None
    settled: Mapping[int, Role] = {}
    """Blocks whose role the fields read so far have settled."""
    roles: Sequence[Role] = ()
    """One role for each block; empty until all are placed."""
    headings: frozenset[int] = frozenset()
    """Blocks that are the headline of a post, whatever their element."""
    marks: Marks

    def with_headline(self, headline: int | None) -> "View":
        """With the headline known; a body that begins with it begins behind it."""
        first = self.first
        if headline is not None and first <= headline:
            first = next((index for index in self.body if index > headline), first)
        return structs.replace(self, headline=headline, first=first)

    def without(self, indices: Iterable[int]) -> "View":
        """With blocks left out of the body that turned out to be none."""
        gone = frozenset(indices)
        if gone.isdisjoint(self.chosen):
            return self
        body = tuple(index for index in self.body if index not in gone)
        return structs.replace(self, body=body, first=next((i for i in body if i >= self.first), self.first))

    def taking(self, role: Role, indices: Iterable[int]) -> "View":
        """With a role for blocks, whatever they had."""
        return self._with_settled({**self.settled, **dict.fromkeys(indices, role)})

    def settling(self, role: Role, indices: Iterable[int]) -> "View":
        """With a role for those blocks that have none and are not the body's own text."""
        free = [index for index in indices if index not in self.chosen or self.is_heading_line(index)]
        return self._with_settled({**dict.fromkeys(free, role), **self.settled})

    def _with_settled(self, settled: dict[int, Role]) -> "View":
        """With those roles, and with the answers that no role changes."""
        if len(settled) == len(self.settled) and settled == self.settled:
            return self
        other = structs.replace(self, settled=settled)
        known, kept = self.__dict__, other.__dict__
        for name in _PLACED:
            if name in known:
                kept[name] = known[name]
        return other

    def text(self, index: int) -> str:
        """What a block says."""
        return self.blocks[index].text

    def having(self, needs: int, indices: Iterable[int], longest: int) -> list[int]:
        """The blocks that a field may read: where it looks, with a sign that it needs, and short enough."""
        return self.signals.having(needs, self.blocks, indices, longest)

    def candidate(self, index: int, value: T, rule: str | None = None, confidence: float | None = None) -> Candidate[T]:
        """The candidate that a block makes; a block has no rule of its own."""
        return spoken(value, rule or "", confidence or 0.0, self.blocks[index])

    def with_role(self, *roles: Role) -> list[int]:
        """The blocks that have one of some roles once all are placed."""
        return sorted([index for role in roles for index in self.places.get(role, ())])

    @cached_property
    def places(self) -> dict[Role, list[int]]:
        """The blocks of each role."""
        return places_of(self.roles)

    @cached_property
    def chosen(self) -> frozenset[int]:
        return frozenset(self.body)

    @cached_property
    def prose(self) -> int:
        """The first paragraph of the body that is long enough to be no line of the header."""
        for index in self.body:
            text = self.blocks[index].text
            if index >= self.first and len(text) >= (PROSE if is_spaced(text) else PROSE // 2):
                return index
        return self.first

    def is_heading_line(self, index: int) -> bool:
        """Whether a short block stands before the first real paragraph: what byline or date it is, it is not body."""
        return index < self.prose and len(self.blocks[index].text) <= PROSE

    @cached_property
    def top(self) -> int:
        """Where the story begins on the page: its headline, else its first paragraph."""
        return self.first if self.headline is None else min(self.headline, self.first + BELOW)

    @cached_property
    def header(self) -> tuple[int, ...]:
        """Blocks around the headline and before the body, and the first of the body."""
        top, first = self.top, max(self.prose, self.top)
        start = max(0, top - ABOVE)
        end = min(len(self.blocks), first + INTO_BODY)
        if end - top > BELOW + INTO_BODY:
            early = range(start, top + BELOW // 2)
            return (*early, *range(max(early.stop, end - BELOW // 2), end))
        return tuple(range(start, end))

    @cached_property
    def around(self) -> frozenset[int]:
        """The header's blocks, from a little above the headline."""
        return frozenset(index for index in self.header if index >= self.top - 4 and index != self.headline)

    @cached_property
    def tail(self) -> tuple[int, ...]:
        """The last blocks of the body and those behind it."""
        return tuple(range(max(0, self.last - 1), min(len(self.blocks), self.last + AFTER + 1)))

    def near(self, block: RawBlock, most: int = 4) -> frozenset[str]:
        """What the markup around a block says that holds few blocks."""
        found = self.marks.near(block.container, most)
        for _, classes in block.inline[:4]:
            found |= marks_of(classes)
        return found

    def boxes(self, name: str, start: int, end: int, most: int, tags: frozenset[str] = frozenset()) -> list[Container]:
        """The small elements from the block `start` up to `end` that are called so, and all with one of some tags."""
        return self.marks.boxes(self.dom.containers, name, tags, start, end, most)

    def links(self, first: int = 0, last: int | None = None) -> list[Anchor]:
        """The links that open in the blocks from `first` up to `last`, that one not among them; or all."""
        return self.dom.anchors if last is None else anchors_in(self.dom.anchors, first, last)

    def short_links(self, first: int, last: int, longest: int) -> list[Anchor]:
        """The links outside the body that open in the blocks from `first` up to `last`, of 2 to `longest` letters."""
        return short_links(self.dom.anchors, first, last, longest, self.chosen)

    def links_in_role(self, role: Role, shortest: int, longest: int) -> list[Anchor]:
        """The links of so many characters that open in blocks of a role, once all are placed."""
        return links_in_role(self.dom.anchors, self.roles, role, shortest, longest)

    def links_counted(self, asked: Iterable[Anchor]) -> dict[tuple[str, str], int]:
        """How often the page has the address and the text of each of some links."""
        return links_counted(self.dom.anchors, asked)

    @property
    def pictures(self) -> list[Picture]:
        """The pictures of the page, in order."""
        return self.dom.pictures

    @property
    def times(self) -> list[TimeTag]:
        """The time elements of the page, in order."""
        return self.dom.times

    def inside(self, container: Container) -> Iterator[RawBlock]:
        """The blocks that a container holds."""
        return iter(self.blocks[container.first : container.last])

    def said(self, first: int, last: int, shortest: int = 0, longest: int = maxsize) -> list[RawBlock]:
        """The blocks from `first` up to `last` that say so many letters."""
        return blocks_said(self.blocks, first, last, shortest, longest)

    def letters(self, first: int, last: int) -> int:
        """How many letters the blocks from `first` up to `last` say."""
        return letters_between(self.blocks, first, last)


def view_of(dom: Dom, body: Body, *, url: str | None = None, today: date | None = None) -> View:
    """The page before any field is known."""
    last = body.blocks[-1] if body.blocks else len(dom.blocks)
    first = _start(body.blocks)
    return View(
        dom=dom,
        blocks=dom.blocks,
        body=body.blocks,
        first=first,
        last=last,
        repeats=body.copies,
        url=url,
        today=today,
        marks=Marks(),
    )


def _start(body: tuple[int, ...]) -> int:
    """The first block of the body, strays far above it left out."""
    if len(body) > 4 and body[1] - body[0] > FURTHER:
        return body[1]
    return body[0] if body else 0


def spoken(value: T, rule: str, confidence: float, block: RawBlock, text: str | None = None) -> Candidate[T]:
    """The candidate that a visible block makes."""
    return Candidate(value, rule, confidence, "html", block.container.css_path(), text or block.text, block.span)


class Roles(Struct, frozen=True):
    """The roles of all lines, the line that each copy repeats, and the lines that nearly repeat another."""

    roles: list[Named]
    duplicate_of: list[int | None]
    near: list[Near]
    headline: int | None
    body: list[int]


class TextSheet(Sheet, frozen=True, kw_only=True):
    """Lines and roles, and the questions that the fields ask of them."""

    kind: ClassVar[SourceKind] = "text"
    source: str
    lines: Sequence[Line]
    """With their text repaired for reading; the spans point into the source as given."""
    roles: Roles

    @property
    def body(self) -> list[int]:
        return self.roles.body

    @property
    def first(self) -> int:
        """The first line of the body."""
        return self.body[0] if self.body else len(self.lines)

    @property
    def last(self) -> int:
        """The last line of the body."""
        return self.body[-1] if self.body else 0

    prose = first

    @cached_property
    def places(self) -> dict[Role, list[int]]:
        """The lines of each role."""
        places: dict[Role, list[int]] = {}
        for index, named in enumerate(self.roles.roles):
            places.setdefault(named.role, []).append(index)
        return places

    @cached_property
    def story(self) -> str:
        """The headline and the paragraphs of the body; its short lines may be the byline again."""
        told = self.with_role("headline", "body")
        return "\n".join([self.text(i) for i in told if self.role(i) == "headline" or len(self.text(i)) >= SPOKEN])

    @cached_property
    def small(self) -> SmallWords:
        """The words that the story writes in small letters."""
        return small_words([self.story])

    def text(self, index: int) -> str:
        """What a line says."""
        return self.lines[index].text

    def having(self, needs: int, indices: Iterable[int], longest: int) -> list[int]:
        """The lines that a field may read: where it looks, with a sign that it needs, and short enough."""
        return self.signals.having(needs, self.lines, indices, longest)

    def said(self, first: int, last: int) -> list[str]:
        """What the lines from `first` up to `last` say."""
        return [line.text for line in self.lines[first:last]]

    def role(self, index: int) -> Role:
        """What a line is."""
        return self.roles.roles[index].role

    def with_role(self, *roles: Role) -> list[int]:
        """The lines that have one of some roles, in order."""
        return sorted([index for role in roles for index in self.places.get(role, ())])

    def candidate(self, index: int, value: T, rule: str | None = None, confidence: float | None = None) -> Candidate[T]:
        """The candidate that a line makes, by default with rule and confidence of its role."""
        line, named = self.lines[index], self.roles.roles[index]
        return Candidate(
            value=value,
            rule=rule or named.rule,
            confidence=named.confidence if confidence is None else confidence,
            layer="text",
            locator=f"line {line.index + 1}",
            text=self.source[line.span[0] : line.span[1]],
            span=line.span,
        )

    def strings(self, *roles: Role) -> list[Candidate[str]]:
        """The lines of some roles, as they stand."""
        return [self.candidate(index, self.text(index)) for index in self.with_role(*roles)]
