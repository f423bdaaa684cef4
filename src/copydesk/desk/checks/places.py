"""Where the numbers and words of a sentence stand in the story."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.desk.material import Material
from copydesk.records.reading import Excerpt

__all__ = ["Place"]


class Place(NamedTuple):
    """A sentence, or the part of a paragraph that is read as one: its block, and where it begins there."""

    material: Material
    block: int
    offset: int

    @property
    def language(self) -> str:
        """The language of the story."""
        return self.material.language

    def excerpts(self, *spans: tuple[int, int]) -> tuple[Excerpt, ...]:
        """Characters of the sentence, half open, as words of the story, in order."""
        return tuple(
            self.material.excerpt(self.block, self.offset + start, self.offset + end) for start, end in sorted(spans)
        )
