"""Where in its source each row's words stand, found while the source is at hand and kept beside the story."""

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from copydesk.layout.source_map import Annotation, SourceMap
from copydesk.records import Capture, Reading, Span, Story

__all__ = ["PlacedStory", "Spans", "placed", "shown"]

Spans: TypeAlias = dict[tuple[int, int, int], Span]
"""The span in the source of the characters `[start, end)` of a block."""


class PlacedStory(Struct, frozen=True):
    """A story with the places in its source that its tables show: block, start and end there, then the span."""

    story: Story
    places: tuple[tuple[int, int, int, int, int], ...]

    def spans(self) -> Spans:
        """The places to look up."""
        return {(block, start, end): (first, last) for block, start, end, first, last in self.places}


def placed(story: Story, source: bytes | str | Capture) -> PlacedStory:
    """The story with the places of its annotations in the source that it was read from.

    Raises:
        ValueError: The story was read from another source.

    """
    if story.reading is None:
        return PlacedStory(story, ())
    source_map = SourceMap(story, source)
    keys = sorted({(one.block, one.start, one.end): one for one in shown(story.reading)}.items())
    spans = ((key, source_map.span(one)) for key, one in keys)
    return PlacedStory(story, tuple((*key, *span) for key, span in spans if span))


def shown(reading: Reading) -> Iterator[Annotation]:
    """The annotations whose places stand in the tables: of what has several places, the first."""
    for entity in chain(reading.people, reading.organisations, reading.places):
        yield from entity.mentions[:1]
    for quote in reading.quotes:
        yield from quote.content[:1]
    yield from reading.times
    for event in reading.events:
        if event.what:
            yield event.what
    for check in reading.checks:
        yield from check.spans[:1]
