"""Acts of speech while a paragraph is being read: word ranges, before they become quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from msgspec import Struct

__all__ = ["Act", "Acts", "Range", "overlaps"]

Range: TypeAlias = tuple[int, int]
"""First word and one past the last."""
_BUCKET: Final = 5
"""Words are looked up in groups of two to this power, so that a long paragraph takes no longer by the word."""


class Act(Struct, kw_only=True, eq=False):
    """What one cue reports: who, which words, to whom."""

    cue: Range | None
    lemma: str | None = None
    name: str | None = None
    speaker: Range | None = None
    addressee: Range | None = None
    content: list[Range]
    rule: str
    is_weaker: bool = False
    """Less is told than the rule asks for: nobody is named, or no word reports."""
    follower: Range | None = None
    """Whom the next sentence is about, where the words before name no speaker."""

    @property
    def size(self) -> int:
        """Words of the content."""
        return sum(end - first for first, end in self.content)


class Acts:
    """The acts of a paragraph, by cue and by the words that they hold."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._acts: dict[int, Act] = {}
        self._by_cue: dict[int, Act] = {}
        self._by_place: dict[int, dict[int, Act]] = {}
        for act in acts:
            self.add(act)

    def __iter__(self) -> Iterator[Act]:
        return iter(self._acts.values())

    def add(self, act: Act) -> None:
        """Take an act with its content."""
        self._acts[id(act)] = act
        if act.cue is not None:
            self._by_cue[act.cue[0]] = act
        for one in act.content:
            self._place(act, one)

    def remove(self, act: Act) -> None:
        """Forget an act."""
        self._acts.pop(id(act), None)
        if act.cue is not None and self._by_cue.get(act.cue[0]) is act:
            del self._by_cue[act.cue[0]]

    def grow(self, act: Act, more: Range) -> None:
        """Add a fragment to an act."""
        act.content.append(more)
        self._place(act, more)

    def with_cue(self, index: int) -> Act | None:
        """The act whose cue begins at a word."""
        return self._by_cue.get(index)

    def with_cue_in(self, first: int, end: int) -> Act | None:
        """The last act whose cue begins between two words."""
        return next((self._by_cue[index] for index in range(end - 1, first - 1, -1) if index in self._by_cue), None)

    def near(self, first: int, end: int) -> list[Act]:
        """The acts with content about the words."""
        found: dict[int, Act] = {}
        for place in range(first >> _BUCKET, (end >> _BUCKET) + 1):
            found.update(self._by_place.get(place, ()))
        return [act for key, act in found.items() if key in self._acts]

    def holding(self, words: Range) -> Act | None:
        """The smallest act whose content holds all of the words."""
        first, end = words
        holding = [
            act for act in self.near(first, first) if any(one <= first and end <= two for one, two in act.content)
        ]
        return min(holding, key=lambda act: act.size, default=None)

    def _place(self, act: Act, words: Range) -> None:
        for place in range(words[0] >> _BUCKET, (words[1] >> _BUCKET) + 1):
            self._by_place.setdefault(place, {})[id(act)] = act


def overlaps(one: Range, others: Iterable[Range]) -> bool:
    """Whether a range shares a word with one of the others."""
    return any(one[0] < end and first < one[1] for first, end in others)
