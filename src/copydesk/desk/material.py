"""What events and checks are made from: the paragraphs that are read, and all that was found in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from copydesk.desk.quotes.marks import find_passages
from copydesk.desk.times.calendar import as_day
from copydesk.records import Role, Span
from copydesk.records.reading import Entity, Excerpt, Mention, Quote, StoryTime

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed

__all__ = ["Material", "Paragraph"]


class Paragraph(Struct, frozen=True):
    """A paragraph that is read, with its role on the page."""

    text: str
    role: Role


class Material(Struct, frozen=True, kw_only=True, dict=True):
    """A story as the desk has it before events and checks; `block` counts paragraphs here.

    Without a language model `parsed` is empty, and so is all that needs it.
    """

    paragraphs: tuple[Paragraph, ...]
    published: str | None = None
    dateline: str | None = None
    language: str = "en"
    parsed: tuple[Parsed, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[StoryTime, ...] = ()

    @cached_property
    def day(self) -> date | None:
        """The day of publication in its own zone."""
        return as_day(self.published) if self.published else None

    @cached_property
    def _mentions(self) -> dict[int, list[tuple[Mention, Entity]]]:
        placed: dict[int, list[tuple[Mention, Entity]]] = {}
        for entity in self.entities:
            for mention in entity.mentions:
                placed.setdefault(mention.block, []).append((mention, entity))
        return placed

    @cached_property
    def _ending(self) -> dict[Span, list[tuple[Mention, Entity]]]:
        placed: dict[Span, list[tuple[Mention, Entity]]] = {}
        for entity in self.entities:
            for mention in entity.mentions:
                placed.setdefault((mention.block, mention.end), []).append((mention, entity))
        return placed

    @cached_property
    def _times(self) -> dict[int, list[StoryTime]]:
        placed: dict[int, list[StoryTime]] = {}
        for time in self.times:
            placed.setdefault(time.block, []).append(time)
        return placed

    @cached_property
    def _quoted(self) -> dict[int, list[Span]]:
        placed = {block: {(one.start, one.end) for one in find_passages(paragraph.text) if one.depth == 0}
                  for block, paragraph in enumerate(self.paragraphs)}  # fmt: skip
        for quote in self.quotes:
            for part in quote.quoted:
                placed[part.block].add((part.start, part.end))
        return {block: sorted(spans) for block, spans in placed.items()}

    def mentions(self, block: int, start: int, end: int) -> Iterator[tuple[Mention, Entity]]:
        """The mentions that lie between two offsets of a paragraph."""
        return (
            (mention, entity)
            for mention, entity in self._mentions.get(block, ())
            if start <= mention.start and mention.end <= end
        )

    def named(self, block: int, start: int, end: int) -> tuple[Mention, Entity] | None:
        """The entity that a noun names or describes, with the longest mention that ends with it."""
        found = [*self._ending.get((block, end), ()), *self._ending.get((block, end + 1), ())]
        inside = (pair for pair in found if pair[0].start <= start)
        return max(inside, key=lambda pair: pair[0].end - pair[0].start, default=None)

    def times_in(self, block: int) -> Sequence[StoryTime]:
        """The time expressions of a paragraph, in order."""
        return self._times.get(block, ())

    def is_quoted(self, block: int, offset: int) -> bool:
        """Whether a character stands inside quote marks."""
        spans = self._quoted.get(block, ())
        place = bisect_right(spans, offset, key=lambda span: span[0]) - 1
        return place >= 0 and offset < spans[place][1]

    def excerpt(self, block: int, start: int, end: int) -> Excerpt:
        """The words between two offsets of a paragraph."""
        return Excerpt(block, start, end, self.paragraphs[block].text[start:end])

    def blocks(self, *roles: Role) -> Iterable[int]:
        """The numbers of the paragraphs that have one of the roles."""
        return (number for number, paragraph in enumerate(self.paragraphs) if paragraph.role in roles)
