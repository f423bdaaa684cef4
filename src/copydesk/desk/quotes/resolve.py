"""Speakers as entities: the mention that stands where the speaker is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.records.reading import Excerpt

if TYPE_CHECKING:
    from copydesk.records.reading import Entity

__all__ = ["Resolver"]


class Resolver:
    """Finds the entity that a span of the text means."""

    def __init__(self, entities: Sequence[Entity] | None) -> None:
        self._mentions: dict[int, list[tuple[int, int, str]]] = {}
        for entity in entities or ():
            for mention in entity.mentions:
                self._mentions.setdefault(mention.block, []).append((mention.start, mention.end, entity.id))

    def entity(self, excerpt: Excerpt | None) -> str | None:
        """The id of the entity whose mention covers most of the words; of equal ones the last, which is the head."""
        if excerpt is None:
            return None
        best: tuple[int, int, str] | None = None
        for start, end, name in self._mentions.get(excerpt.block, ()):
            shared = min(end, excerpt.end) - max(start, excerpt.start)
            if shared > 0 and (best is None or (shared, start) > best[:2]):
                best = (shared, start, name)
        return best[2] if best else None
