"""Which paragraph of a later text stands for which of an earlier one: kept, reworded, moved, parted, cut or added."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from copydesk.archive.differences.tokens import Token
from copydesk.archive.words import stop_words

__all__ = ["Pairing", "pairing"]

Paragraph = Sequence[Token]

ALIKE: Final = 0.4
"""Least share of words in common (Dice, common words counting a fifth) of a paragraph and its later form."""
IN_PLACE: Final = 0.2
"""The same for the only two paragraphs that are left between the same neighbours."""
PART: Final = 0.8
"""Share of a paragraph's words in a longer one from which the longer one is its later form, or the other way."""
PART_WORDS: Final = 6.0
"""Weighed words that such a paragraph has at least."""
LEAST_PART: Final = 3.0
"""Weighed words of a paragraph that was parted from another and reworded."""
COMMON_WEIGHT: Final = 0.2
"""Of small words: with them alone two paragraphs are no pair. Measured with `benchmarks.predict_changes`."""


class Pairing(NamedTuple):
    """How the paragraphs of two texts go together; indexes into the two."""

    pairs: list[tuple[range, range]]
    """Paragraphs that stand for each other, in the order of the earlier text; several where they were joined."""
    moved: frozenset[int]
    """Of the earlier text, the first of each pair that changed its place among the others."""
    cut: list[int]
    added: list[int]


def pairing(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Pairing:
    """How the paragraphs of an earlier and a later text go together; each is given without its marks."""
    matcher = _Matcher(before, after)
    matcher.pair_equal()
    matcher.pair_parted()
    matcher.pair_alike()
    matcher.pair_in_place()
    pairs = matcher.whole()
    moved = _moved([(ours.start, theirs.start) for ours, theirs in pairs], list(map(len, before)))
    return Pairing(pairs, moved, sorted(matcher.left), sorted(matcher.right))


class _Matcher:
    """The pairs found so far, and what is left on both sides."""

    def __init__(self, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> None:
        self.before: Final = [[token.key for token in paragraph] for paragraph in before]
        self.after: Final = [[token.key for token in paragraph] for paragraph in after]
        self.pairs: Final[dict[int, int]] = {}
        self.runs: Final[list[tuple[range, range]]] = []
        self.left: Final = set(range(len(before)))
        self.right: Final = set(range(len(after)))

    def pair_equal(self) -> None:
        """Paragraphs of the same words: first those in order, then what moved."""
        ours, theirs = ([" ".join(keys) for keys in side] for side in (self.before, self.after))
        for first, start, count in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
            for step in range(count):
                self._pair(first + step, start + step)
        places: dict[str, list[int]] = defaultdict(list)
        for index in sorted(self.right):
            places[theirs[index]].append(index)
        for index in sorted(self.left):
            if places[ours[index]]:
                self._pair(index, places[ours[index]].pop(0))

    def pair_parted(self) -> None:
        """Runs of what is left that are one paragraph on the other side."""
        for index in sorted(self.left):
            run = _run(self.before[index], self.after, self.right)
            if run:
                self._part(range(index, index + 1), run)
        for index in sorted(self.right):
            run = _run(self.after[index], self.before, self.left)
            if run:
                self._part(run, range(index, index + 1))

    def pair_alike(self) -> None:
        """Paragraphs of much the same words, the most alike first."""
        found = sorted((-likeness, abs(one - other), one, other) for one, other, likeness in self._likenesses())
        for _, _, one, other in found:
            if one in self.left and other in self.right:
                self._pair(one, other)

    def pair_in_place(self) -> None:
        """The only two that are left between the same neighbours."""
        for one in sorted(self.left):
            other = self.pairs.get(one - 1, -1) + 1
            if other not in self.right or (one - 1 not in self.pairs and one > 0):
                continue
            is_between = self.pairs.get(one + 1, len(self.after)) == other + 1 or one + 1 == len(self.before)
            if is_between and _dice(_weights(self.before[one]), _weights(self.after[other])) >= IN_PLACE:
                self._pair(one, other)

    def whole(self) -> list[tuple[range, range]]:
        """All pairs in order; what is left beside one of them and has its words from it is a reworded part of it."""
        pairs = dict(self.runs)
        for one, other in sorted(self.pairs.items()):
            theirs = self._grown(other, self.right, self.after, self.before[one])
            ours = range(one, one + 1)
            if len(theirs) == 1:
                ours = self._grown(one, self.left, self.before, self.after[other])
            pairs[ours] = theirs
        return sorted(pairs.items(), key=lambda pair: pair[0].start)

    def _grown(self, index: int, free: set[int], texts: Sequence[Sequence[str]], source: Sequence[str]) -> range:
        """The paragraph with free neighbours that are parts of what the source has beyond it."""
        if free.isdisjoint((index - 1, index + 1)):
            return range(index, index + 1)
        rest = _weights(list((Counter(source) - Counter(texts[index])).elements()))
        first, last = index, index
        while first - 1 in free and _is_part(texts[first - 1], rest):
            first -= 1
        while last + 1 in free and _is_part(texts[last + 1], rest):
            last += 1
        free.difference_update(range(first, last + 1))
        return range(first, last + 1)

    def _likenesses(self) -> Iterator[tuple[int, int, float]]:
        ours = {index: _weights(self.before[index]) for index in self.left}
        theirs = {index: _weights(self.after[index]) for index in self.right}
        places: dict[str, list[int]] = defaultdict(list)
        for index, words in theirs.items():
            for word in words:
                if word not in stop_words():
                    places[word].append(index)
        for index, words in ours.items():
            for other in {other for word in words for other in places.get(word, ())}:
                likeness = _likeness(words, theirs[other])
                if likeness:
                    yield index, other, likeness

    def _pair(self, one: int, other: int) -> None:
        self.pairs[one] = other
        self.left.discard(one)
        self.right.discard(other)

    def _part(self, ours: range, theirs: range) -> None:
        self.runs.append((ours, theirs))
        self.left.difference_update(ours)
        self.right.difference_update(theirs)


def _run(whole: Sequence[str], parts: Sequence[Sequence[str]], free: set[int]) -> range | None:
    """Two or more free neighbours that together are the words of the whole."""
    for start in sorted(free):
        place, end = 0, start
        while end in free and parts[end] and whole[place : place + len(parts[end])] == parts[end]:
            place += len(parts[end])
            end += 1
        if place == len(whole) and end - start > 1:
            return range(start, end)
    return None


def _is_part(keys: Sequence[str], source: dict[str, float]) -> bool:
    words = _weights(keys)
    size = sum(words.values())
    return size >= LEAST_PART and _shared(words, source) >= PART * size


def _weights(keys: Sequence[str]) -> dict[str, float]:
    common = stop_words()
    return {word: count * (COMMON_WEIGHT if word in common else 1.0) for word, count in Counter(keys).items()}


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """How alike two paragraphs are, 0 where they do not stand for each other."""
    dice = _dice(one, other)
    smaller = min(sum(one.values()), sum(other.values()))
    if dice >= ALIKE or (smaller >= PART_WORDS and _shared(one, other) >= PART * smaller):
        return dice
    return 0.0


def _dice(one: dict[str, float], other: dict[str, float]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * _shared(one, other) / total if total else 0.0


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(min(weight, other[word]) for word, weight in one.items() if word in other)


def _moved(pairs: Sequence[tuple[int, int]], sizes: Sequence[int]) -> frozenset[int]:
    """Those outside the heaviest run of pairs that keeps its order: the fewest words are said to have moved."""
    best: list[tuple[int, int, int]] = []  # place in the later text, words up to here, index into `chain`
    chain: list[tuple[int, int]] = []  # earlier paragraph, the link before it
    for one, other in pairs:
        place = bisect_left(best, (other,))
        words, before = (best[place - 1][1], best[place - 1][2]) if place else (0, -1)
        words += sizes[one] + 1
        chain.append((one, before))
        best.insert(place, (other, words, len(chain) - 1))
        while place + 1 < len(best) and best[place + 1][1] <= words:
            del best[place + 1]
    kept, link = set(), best[-1][2] if best else -1
    while link >= 0:
        kept.add(chain[link][0])
        link = chain[link][1]
    return frozenset(one for one, _ in pairs) - kept
