"""Which paragraph of a document comes from which paragraph of another one, and how much of it."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.archive.documents import Document

__all__ = ["Passage", "PassageKind", "Text"]

PassageKind: TypeAlias = Literal["kept", "trimmed", "rewritten", "new"]

REUSED: Final = 0.3
"""Least share of a paragraph's words in its source; .25 to .35 give the same F1 on the development set."""
ALL: Final = 0.999


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """Where one paragraph of a document stands in another document.

    Attributes:
        paragraph: Its number in the document, from 0.
        source: Number of the paragraph that it comes from; None for a new one.
        kind: `kept` with all its words, `trimmed` where words of the source are left out, `rewritten`, `new`.
        share: Share of its words that the source has.

    """

    paragraph: int
    source: int | None
    kind: PassageKind
    share: float


class Text:
    """A document made ready for comparing: the paragraphs as sets of words, and where each word stands."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.paragraphs: Final = [frozenset(words) for words in document.paragraphs()]
        self.headline: Final = frozenset(document.headline_words())
        self.size: Final = sum(map(len, self.paragraphs))

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """For each word the paragraphs that have it."""
        places: dict[int, list[int]] = defaultdict(list)
        for index, words in enumerate(self.paragraphs):
            for word in words:
                places[word].append(index)
        return dict(places)

    def passages_from(self, other: "Text") -> tuple[Passage, ...]:
        """Each paragraph of this text with its source in the other one."""
        return tuple(
            _passage(index, words, other, _shared(words, other)) for index, words in enumerate(self.paragraphs)
        )


def _shared(words: frozenset[int], other: Text) -> dict[int, int]:
    counts: dict[int, int] = {}
    for places in map(other.places.get, words):
        for place in places or ():
            counts[place] = counts.get(place, 0) + 1
    return counts


def _passage(index: int, words: frozenset[int], other: Text, shared: dict[int, int]) -> Passage:
    if not shared:
        return Passage(index, None, "new", 0.0)
    best = max(shared, key=lambda place: (shared[place], -len(other.paragraphs[place]), -abs(place - index)))
    share = shared[best] / len(words)
    if share < REUSED:
        return Passage(index, None, "new", round(share, 3))
    return Passage(index, best, _kind(share, shared[best], len(other.paragraphs[best])), round(share, 3))


def _kind(share: float, shared: int, source: int) -> PassageKind:
    if share < ALL:
        return "rewritten"
    return "kept" if shared == source else "trimmed"


def share_of(passages: Sequence[Passage], text: Text) -> float:
    """Share of a text's words that stand in the sources of its paragraphs."""
    found = sum(one.share * len(text.paragraphs[one.paragraph]) for one in passages if one.source is not None)
    return found / text.size if text.size else 0.0
