"""A block's text laid beside the letters of its source: which character stands where."""

from collections.abc import Iterable
from typing import Final

from copydesk.layout.letters import Letters
from copydesk.records import Span
from copydesk.wording.invisible import bare

__all__ = ["Aligned", "aligned"]

MOST_COMPARED: Final = 4_000_000
"""Letters of the text times letters of the source up to which they are compared one by one: about a second."""


class Aligned:
    """The characters of a text with their places in the source, as far as they stand there."""

    def __init__(self, text: str, letters: Letters, places: list[int]) -> None:
        """`places` holds for each letter of the text its index among the letters of the source; -1 for none."""
        self.found = len(places) - places.count(-1)
        self._spans = letters.spans
        self._places: list[int | None] = []
        """For each character of the text its index among the letters of the source; None for what is no letter."""
        at = 0
        for character in text:
            size = len(bare(character))
            self._places.append(places[at] if size else None)
            at += size

    def between(self, start: int, end: int) -> Span | None:
        """The span from the first to the last letter of `text[start:end]`; None unless they stand there in a row."""
        places = [place for place in self._places[start:end] if place is not None]
        if not places or -1 in places or places[-1] - places[0] != len(places) - 1:
            return None
        return self._spans[places[0]][0], self._spans[places[-1]][1]

    def at(self, span: Span) -> Span | None:
        """The characters of the text, half open, whose letters stand in the span; None when none does."""
        inside = [
            index
            for index, place in enumerate(self._places)
            if place is not None and place >= 0 and self._spans[place][0] < span[1] and span[0] < self._spans[place][1]
        ]
        return (inside[0], inside[-1] + 1) if inside else None


def aligned(text: str, sources: Iterable[Letters]) -> Aligned:
    """The text beside the first of the sources that holds it whole; beside the one that holds most when none does."""
    letters = bare(text)
    best: Aligned | None = None
    for source in sources:
        given = source.bare()
        start = given.text.find(letters)
        if start >= 0:
            return Aligned(text, given, list(range(start, start + len(letters))))
        partly = Aligned(text, given, _compared(letters, given.text))
        best = partly if best is None or partly.found > best.found else best
    return best or Aligned(text, Letters("", []), [-1] * len(letters))


def _compared(letters: str, source: str) -> list[int]:
    from difflib import SequenceMatcher  # next to no block needs it

    places = [-1] * len(letters)
    if len(letters) * len(source) <= MOST_COMPARED:
        for first, second, size in SequenceMatcher(None, letters, source, autojunk=False).get_matching_blocks():
            places[first : first + size] = range(second, second + size)
    return places
