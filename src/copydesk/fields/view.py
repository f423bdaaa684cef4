"""The visible page as the field readers need it: what stands where, against the body and the headline."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from msgspec import Struct

from copydesk.body.copies import Near
from copydesk.body.find import Body
from copydesk.fields.candidates import Candidate, T
from copydesk.layout.lines import Line
from copydesk.layout.marks import Marks
from copydesk.layout.sheet import Container, Dom, RawBlock
from copydesk.records import Role
from copydesk.wording.likeness import SmallWords, small_words
from copydesk.wording.markup import marks_of
from copydesk.wording.signature import Named
from copydesk.wording.spelling import is_spaced

__all__ = ["Roles", "TextLines", "TextSheet", "Visible", "spoken"]

ABOVE: Final = 12
BELOW: Final = 40
INTO_BODY: Final = 3
AFTER: Final = 12
FURTHER: Final = 40
PROSE: Final = 100


SPOKEN: Final = 40
"""Shorter lines of the body may be the byline once more."""


class Visible:
    """One page's blocks with the body and the headline found in it."""

    def __init__(self, dom: Dom, body: Body, *, url: str | None, language: str | None, sites: frozenset[str]) -> None:
        self.dom = dom
        self.blocks = dom.blocks
        self.body = body.blocks
        self.chosen = frozenset(body.blocks)
        self.copies = body.copies
        self.url = url
        self.language = language
        self.sites = sites
        self.marks = Marks()
        self.headline: int | None = None
        self.first = _start(body.blocks)
        self.last = body.blocks[-1] if body.blocks else len(dom.blocks)

    def begin(self, headline: int | None) -> None:
        """Set the headline; a body that begins with it begins behind it."""
        self.headline = headline
        if headline is not None and self.first <= headline:
            self.first = next((index for index in self.body if index > headline), self.first)

    def leave(self, indices: Iterable[int]) -> None:
        """Take blocks out of the body that turned out to be headline or deck."""
        gone = frozenset(indices)
        self.body = tuple(index for index in self.body if index not in gone)
        self.chosen -= gone
        self.first = next((index for index in self.body if index >= self.first), self.first)

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

    @property
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

    def inside(self, container: Container) -> Iterator[RawBlock]:
        """The blocks that a container holds."""
        return iter(self.blocks[container.first : container.last])


def _start(body: tuple[int, ...]) -> int:
    """The first block of the body, strays far above it left out."""
    if len(body) > 4 and body[1] - body[0] > FURTHER:
        return body[1]
    return body[0] if body else 0


def spoken(value: T, rule: str, confidence: float, block: RawBlock, text: str | None = None) -> Candidate[T]:
    """The candidate that a visible block makes."""
    return Candidate(value, rule, confidence, "html", block.container.css_path(), text or block.text, block.span)


class TextLines:
    """The lines of a page and their roles, and the words of its story."""

    def __init__(self, texts: Sequence[str], roles: Sequence[Role]) -> None:
        self.texts = texts
        self.roles = roles

    @cached_property
    def story(self) -> str:
        """The headline and the paragraphs of the body."""
        rows = zip(self.texts, self.roles, strict=True)
        return "\n".join(text for text, role in rows if role == "headline" or (role == "body" and len(text) >= SPOKEN))

    @cached_property
    def small(self) -> SmallWords:
        """The words that the story writes in small letters."""
        return small_words([self.story])


class Roles(Struct, frozen=True):
    """The roles of all lines, the line that each copy repeats, and the lines that nearly repeat another."""

    roles: list[Named]
    duplicate_of: list[int | None]
    near: list[Near]
    headline: int | None
    body: list[int]


class TextSheet:
    """Lines and roles, and the questions that the fields ask of them."""

    def __init__(self, source: str, lines: list[Line], roles: Roles, language: str | None, today: date | None) -> None:
        self.source = source
        self.lines = lines
        self.roles = roles
        self.language = language
        self.today = today
        self.first = roles.body[0] if roles.body else len(lines)
        self.places: dict[str, list[int]] = {}
        for i, named in enumerate(roles.roles):
            self.places.setdefault(named.role, []).append(i)

    def with_role(self, *names: str) -> list[int]:
        places = [i for name in names for i in self.places.get(name, ())]
        return sorted(places) if len(names) > 1 else places

    def candidate(self, i: int, value: T, rule: str | None = None, confidence: float | None = None) -> Candidate[T]:
        line, named = self.lines[i], self.roles.roles[i]
        return Candidate(
            value=value,
            rule=rule or named.rule,
            confidence=named.confidence if confidence is None else confidence,
            layer="text",
            locator=f"line {line.index + 1}",
            text=self.source[line.span[0] : line.span[1]],
            span=line.span,
        )

    @cached_property
    def speech(self) -> str:
        """The words of the headline and the body."""
        return "\n".join([self.lines[i].text for i in (*self.with_role("headline"), *self.roles.body)])

    def strings(self, *names: str) -> list[Candidate[str]]:
        return [self.candidate(i, self.lines[i].text) for i in self.with_role(*names)]
