"""Which blocks of a page are its body, found by aligning the blocks with a data set's truth."""

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["UNKNOWN", "label_by_snippets", "label_by_text", "words_of"]

UNKNOWN: Final = -1
_WORD: Final = re.compile(r"\w+")
_SHORT: Final = 5
"""Words under which a block is body only next to body."""
_NEAR: Final = 12
"""Words of the truth that may lie between a short block and the body beside it."""
_MOST, _SOME = 0.75, 0.3
"""Shares of a block's words found in the truth: from the first on it is body, from the second on it is left out."""


def words_of(text: str) -> list[str]:
    """Lower-cased words."""
    return _WORD.findall(text.lower())


def label_by_text(blocks: Sequence[str], truth: str, optional: Sequence[str] = ()) -> list[int]:
    """1 for body, 0 for the rest, UNKNOWN where the truth leaves it open; a second copy of a block is 0."""
    alignment = _Alignment(words_of(truth))
    words = [words_of(block) for block in blocks]
    labels = [alignment.label_long(block) for block in words]
    alignment.label_short(words, labels)
    for index, block in enumerate(words):
        if not block or (labels[index] != 1 and any(_alike(block, words_of(text)) for text in optional)):
            labels[index] = UNKNOWN
    return labels


def label_by_snippets(blocks: Sequence[str], inside: Sequence[str], outside: Sequence[str]) -> list[int]:
    """1 for blocks with a snippet that belongs to the body, 0 for one that does not, else UNKNOWN."""
    kept = [" ".join(text.split()) for text in inside]
    dropped = [" ".join(text.split()) for text in outside]
    texts = [" ".join(text.split()) for text in blocks]
    return [1 if _holds(text, kept) else 0 if _holds(text, dropped) else UNKNOWN for text in texts]


def _holds(text: str, snippets: Sequence[str]) -> bool:
    return any(snippet in text for snippet in snippets)


def _alike(block: list[str], other: list[str]) -> bool:
    mine, its = set(block), set(other)
    return block == other or (len(block) > 6 and len(mine & its) >= 0.8 * max(len(mine), len(its)))


class _Alignment:
    """The truth's words, which of them are taken, and where each block stands in them."""

    def __init__(self, truth: list[str]) -> None:
        self.truth = truth
        self.used = bytearray(len(truth))
        self.places: list[tuple[int, int] | None] = []
        self.cursor = 0
        self.index: dict[tuple[str, ...], list[int]] = {}
        for place in range(len(truth) - 3):
            self.index.setdefault(tuple(truth[place : place + 4]), []).append(place)

    def label_long(self, block: list[str]) -> int:
        self.places.append(None)
        if len(block) < _SHORT:
            return 0
        covered = bytearray(len(block))
        best: int | None = None
        for offset in range(len(block) - 3):
            places = self.index.get(tuple(block[offset : offset + 4]))
            if places:
                covered[offset : offset + 4] = b"\1\1\1\1"
                free = [place - offset for place in places if not self.used[place]]
                if best is None and free:
                    best = min(free, key=lambda place: abs(place - self.cursor))
        share = sum(covered) / len(block)
        if share >= _MOST and best is not None:
            self._take(len(self.places) - 1, max(0, best), min(len(self.truth), best + len(block)))
            return 1
        return UNKNOWN if _SOME <= share < _MOST else 0

    def label_short(self, words: list[list[str]], labels: list[int]) -> None:
        following: list[int] = []
        start = len(self.truth)
        for place in reversed(self.places):
            following.append(start)
            start = place[0] if place else start
        following.reverse()
        end = 0
        for index, block in enumerate(words):
            place = self.places[index]
            if place:
                end = place[1]
            elif 0 < len(block) < _SHORT:
                found = self._beside(block, end, following[index])
                if found is not None:
                    labels[index] = 1
                    self._take(index, found, found + len(block))
                    end = found + len(block)

    def _beside(self, block: list[str], end: int, following: int) -> int | None:
        size = len(block)
        after = range(end, min(end + _NEAR, len(self.truth) - size + 1))
        before = range(max(0, following - _NEAR), max(0, following - size + 1))
        places: list[int] = [*after, *before]
        for place in places:
            if self.truth[place : place + size] == block and not any(self.used[place : place + size]):
                return place
        return None

    def _take(self, index: int, start: int, end: int) -> None:
        self.used[start:end] = b"\1" * (end - start)
        self.places[index] = (start, end)
        self.cursor = end
