"""What the reading of a story says of its words: which stand in a quote, which name somebody, who says what."""

from collections import defaultdict
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from copydesk.archive.differences.tokens import Token
from copydesk.records import Entity, Quote, Reading, Story

__all__ = ["Annotated", "Name"]

Place: TypeAlias = tuple[int, int, int]
"""Block and half-open offsets in it."""
_NOT_NAMING: Final = frozenset({"description", "pronoun"})


class Name(NamedTuple):
    """A place where somebody or something is named."""

    block: int
    start: int
    end: int
    entity: Entity


class Annotated:
    """A story with the places of its names and quotes at hand."""

    def __init__(self, story: Story) -> None:
        self.story: Final = story
        self.reading: Final = story.reading or Reading()
        self.is_read: Final = story.reading is not None

    def text(self, place: Place) -> str:
        """The words at a place."""
        block, start, end = place
        return self.story.blocks[block].text[start:end]

    def name_at(self, token: Token) -> Name | None:
        """The name that a token is part of."""
        return next(
            (name for name in self._names.get(token.block, ()) if name.start < token.end and token.start < name.end),
            None,
        )

    def quote_at(self, token: Token) -> int | None:
        """The number of the quote in whose marks a token stands."""
        return next(
            (
                number
                for start, end, number in self._quoted.get(token.block, ())
                if start < token.end and token.start < end
            ),
            None,
        )

    def speaker_at(self, token: Token) -> int | None:
        """The number of the first quote whose speaker a token names."""
        for number, quote in enumerate(self.reading.quotes):
            said = quote.speaker
            if said and said.block == token.block and said.start < token.end and token.start < said.end:
                return number
        return None

    def speaker(self, quote: Quote) -> Entity | None:
        """Who said it, where the reading knows."""
        return self._entities.get(quote.speaker_entity) if quote.speaker_entity else None

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        reading = self.reading
        return {one.id: one for one in (*reading.people, *reading.organisations, *reading.places)}

    @cached_property
    def _names(self) -> dict[int, list[Name]]:
        names: dict[int, list[Name]] = defaultdict(list)
        for entity in self._entities.values():
            for mention in entity.mentions:
                if mention.kind not in _NOT_NAMING and entity.is_named:
                    names[mention.block].append(Name(mention.block, mention.start, mention.end, entity))
        return names

    @cached_property
    def _quoted(self) -> dict[int, list[tuple[int, int, int]]]:
        places: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for number, quote in enumerate(self.reading.quotes):
            for part in quote.quoted:
                places[part.block].append((part.start, part.end, number))
        return places
