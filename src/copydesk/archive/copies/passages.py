"""Which paragraph of one document comes from which paragraph of another one, and how much of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from msgspec import Struct

from copydesk.archive.documents import Document

__all__ = ["Passage", "PassageKind", "Side", "Text", "aligned"]

PassageKind: TypeAlias = Literal["kept", "trimmed", "rewritten", "new"]

REUSED: Final = 0.35
"""Least share of a paragraph's words in its source: F1 of the pairs .990 at .2, .995 at .3, .997 at .35 and .4."""
INSIDE: Final = 0.7
"""Share of a paragraph's words in a longer one from which it counts as a piece of it: paragraphs are joined and cut."""
ALL: Final = 0.999
"""All words, but for the rounding of a sum of shares."""


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """Where one paragraph of a document stands in another document.

    Attributes:
        paragraph: Its number in the document, from 0.
        source: Number of the paragraph that it comes from; None for a new one. Where it was joined from several, the
            one that gave most.
        kind: `kept` with all its words, `trimmed` where words of the source are left out, `rewritten`, `new`.
        share: Share of its words that the source has; of a joined one, that all its sources have.

    """

    paragraph: int
    source: int | None
    kind: PassageKind
    share: float


class Text:
    """A document made ready for comparing with others: its paragraphs by their bytes and by their words."""

    def __init__(self, document: Document) -> None:
        self.document: Final = document
        self.paragraphs: Final = document.paragraphs()
        self.sizes: Final = [len(words) for words in self.paragraphs]
        self.size: Final = sum(self.sizes)

    @cached_property
    def headline(self) -> frozenset[int]:
        """The words of the headline."""
        return frozenset(self.document.headline_words())

    @cached_property
    def whole(self) -> dict[bytes, list[int]]:
        """The numbers of the paragraphs that have words, by all of their words."""
        whole: dict[bytes, list[int]] = {}
        for number, words in enumerate(self.paragraphs):
            if words:
                whole.setdefault(words.tobytes(), []).append(number)
        return whole

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """For each word the paragraphs that have it."""
        places: dict[int, list[int]] = defaultdict(list)
        for number, words in enumerate(self.paragraphs):
            for word in words:
                places[word].append(number)
        return places


class Side(NamedTuple):
    """One of two documents that were compared."""

    text: Text
    passages: tuple[Passage, ...]
    share: float
    """Share of its words that stand in the other one."""

    def split(self) -> tuple[list[int], list[int]]:
        """Numbers of the paragraphs that have a source, and of those that have none."""
        reused: list[int] = []
        new: list[int] = []
        for one in self.passages:
            (new if one.source is None else reused).append(one.paragraph)
        return reused, new

    def words(self, numbers: Iterable[int]) -> set[int]:
        """The different words of some paragraphs."""
        return set().union(*(self.text.paragraphs[number] for number in numbers))


_Counts: TypeAlias = dict[tuple[int, int], int]


def aligned(document: Text, other: Text) -> tuple[Side, Side]:
    """Both documents with the source of each paragraph in the other one."""
    counts = _in_common(document, other)
    back = {(theirs, mine): count for (mine, theirs), count in counts.items()}
    return _side(document, other, counts), _side(other, document, back)


def _in_common(document: Text, other: Text) -> _Counts:
    """How many words each paragraph of the one has in common with each of the other, where it has any.

    A paragraph that both have to the letter is counted with its twins alone.
    """
    counts: _Counts = defaultdict(int)
    left = []
    for number, words in enumerate(other.paragraphs):
        twins = document.whole.get(words.tobytes())
        if twins:
            counts |= {(twin, number): len(words) for twin in twins}
        elif words:
            left.append(number)
    if not left:
        return counts
    places = document.places
    for number in left:
        words = other.paragraphs[number]
        for found in filter(None, map(places.get, words)):
            for place in found:
                counts[place, number] += 1
    return counts


def _side(text: Text, other: Text, counts: _Counts) -> Side:
    partners: list[list[tuple[int, int]]] = [[] for _ in text.sizes]
    for (mine, theirs), count in counts.items():
        partners[mine].append((theirs, count))
    passages = tuple(_passage(number, text, other, found) for number, found in enumerate(partners))
    reused = sum(one.share * text.sizes[one.paragraph] for one in passages if one.source is not None)
    return Side(text, passages, reused / text.size if text.size else 0.0)


def _passage(number: int, text: Text, other: Text, partners: Sequence[tuple[int, int]]) -> Passage:
    size, sizes = text.sizes[number], other.sizes
    if not partners:
        return Passage(number, None, "new", 0.0)
    source, shared = max(partners, key=lambda one: (one[1], -sizes[one[0]], -abs(one[0] - number)))
    if shared < size:
        inside = sum(count for theirs, count in partners if count >= INSIDE * sizes[theirs])
        share = max(shared, min(inside, size)) / size
    else:
        share = shared / size
    if share < REUSED or (shared < 2 and size + sizes[source] > 2):
        return Passage(number, None, "new", round(share, 3))
    return Passage(number, source, _kind(share, shared, sizes[source]), round(share, 3))


def _kind(share: float, shared: int, source: int) -> PassageKind:
    if share < ALL:
        return "rewritten"
    return "kept" if shared >= source else "trimmed"
