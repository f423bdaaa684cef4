"""Speakers as entities: the mention that holds the head of the words by which the speaker is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from copydesk.records import Span
from copydesk.records.reading import Excerpt

if TYPE_CHECKING:
    from copydesk.records.reading import Entity, Mention

__all__ = ["Heads", "Resolver"]

Heads = Mapping[Excerpt, Sequence[Span]]
"""By the words for a speaker the characters of their head and of its appositions."""


class Resolver:
    """Finds the entity that a span of the text means."""

    def __init__(self, entities: Sequence[Entity] | None, heads: Heads) -> None:
        self._heads = heads
        self._mentions: dict[int, list[tuple[Mention, str]]] = {}
        for entity in entities or ():
            for mention in entity.mentions:
                self._mentions.setdefault(mention.block, []).append((mention, entity.id))

    def entity(self, excerpt: Excerpt | None) -> str | None:
        """The id of the entity whose mention holds the head of the words or of what stands beside them as its name.

        Words without grammar have no head: there the mention that covers most of them decides.
        """
        if excerpt is None:
            return None
        heads = self._heads.get(excerpt, ())
        for start, end in heads:
            found = self._covering(excerpt.block, start, end)
            if found is not None:
                return found
        return None if heads else self._overlapping(excerpt)

    def head(self, excerpt: Excerpt) -> str:
        """The head of the words; of words without grammar the last."""
        heads = self._heads.get(excerpt, ())
        if not heads:
            return excerpt.text.split()[-1]
        return excerpt.text[heads[0][0] - excerpt.start : heads[0][1] - excerpt.start]

    def _covering(self, block: int, start: int, end: int) -> str | None:
        """The longest mention that ends with the head: "Vale" of "Vale's sister" does not reach it."""
        covering = [
            (mention.end - mention.start, name)
            for mention, name in self._mentions.get(block, ())
            if mention.start <= start and end <= mention.end
        ]
        return max(covering)[1] if covering else None

    def _overlapping(self, excerpt: Excerpt) -> str | None:
        """The mention that covers most of the words; of equal ones the last."""
        shared = [
            (min(mention.end, excerpt.end) - max(mention.start, excerpt.start), mention.start, name)
            for mention, name in self._mentions.get(excerpt.block, ())
        ]
        best = max(shared, default=(0, 0, ""))
        return best[2] if best[0] > 0 else None
