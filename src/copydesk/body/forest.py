# cython: boundscheck=False, wraparound=False
"""Boosted trees as arrays: one walk over them, as it is fast when compiled."""

from array import array
from collections.abc import MutableSequence, Sequence
from typing import TypeAlias

from copydesk.compiled import is_compiled

__all__ = ["Arrays", "Forest", "Scorer", "arrays_of", "new_row"]


class Scorer:
    """Makes a number of a row of features."""

    def total(self, row: MutableSequence[float]) -> float:
        """The number; the row is the caller's, who writes it anew."""
        raise NotImplementedError


def new_row(width: int) -> MutableSequence[float]:
    """A row of so many features as scorers read it fastest: numbers in a buffer where compiled, else objects."""
    return array("d", bytes(8 * width)) if is_compiled(Scorer) else [0.0] * width


Arrays: TypeAlias = tuple[int, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""Features of a row, and by node its feature, threshold and children; roots; counts, lows and highs of the bounds."""


class Forest(Scorer):
    """Trees as rows of numbers, see `arrays_of`."""

    def __init__(self, arrays: Arrays) -> None:
        width, features, thresholds, lefts, rights, roots, counts, lows, highs = arrays
        self.width = width
        self.features = array("i", features)
        self.thresholds = array("d", thresholds)
        self.lefts = array("i", lefts)
        self.rights = array("i", rights)
        self.roots = array("i", roots)
        self.counts = array("i", counts)
        self.lows = array("d", lows)
        self.highs = array("d", highs)
        self.row = array("d", [0.0] * max(1, width))

    def margin(self, row: Sequence[float]) -> float:
        """The sum over the trees for one row of features, stage by stage."""
        values = self.row
        for index in range(self.width):
            value = row[index]
            # Of an integer the C form of a float is dear to ask for.
            if type(value) is int:
                number = value
                values[index] = number
            else:
                values[index] = value
        return self.total(values)

    def margins(self, rows: "array[float]", width: int) -> list[float]:
        """The margin of each of some rows of so many numbers, which stand one behind the other."""
        if width < self.width or len(rows) % width:
            raise ValueError(f"rows of {width} numbers do not fit a model of {self.width}, or the last breaks off")
        values = rows
        found = []
        for at in range(0, len(rows), width):
            found.append(self.total(values[at : at + width]))  # noqa: PERF401  a comprehension has no types when compiled
        return found

    def total(self, row: MutableSequence[float]) -> float:
        """The same for a row of as many numbers as the trees ask for, at least."""
        assert len(row) >= self.width
        total = 0.0
        done = 0
        for stage in range(len(self.counts)):
            count = self.counts[stage]
            if count > done:
                total += self.stage(row, done, count)
                done = count
                if total < self.lows[stage] or total > self.highs[stage]:
                    break
        return total

    def stage(self, values: MutableSequence[float], first: int, last: int) -> float:
        """The sum over the trees from `first` up to `last` for one row."""
        features, thresholds = self.features, self.thresholds
        total = 0.0
        for tree in range(first, last):
            node = self.roots[tree]
            feature = features[node]
            while feature >= 0:
                node = self.lefts[node] if values[feature] <= thresholds[node] else self.rights[node]
                feature = features[node]
            total += thresholds[node]
        return total


def arrays_of(trees: Sequence[Sequence[Sequence[float]]], bounds: Sequence[tuple[int, float, float]]) -> Arrays:
    """What a forest walks; a leaf is a node of feature -1 whose threshold is its value.

    `bounds` are (trees counted, low, high): a margin outside (low, high) after so many trees is final.

    Raises:
        ValueError: a node points outside its tree.
    """
    _check(trees)
    roots = _roots(trees)
    nodes = [_placed(node, root) for root, tree in zip(roots, trees, strict=True) for node in tree]
    return (
        max((int(node[0]) for node in nodes), default=-1) + 1,
        array("i", [int(node[0]) for node in nodes]).tobytes(),
        array("d", [node[1] for node in nodes]).tobytes(),
        array("i", [int(node[2]) for node in nodes]).tobytes(),
        array("i", [int(node[3]) for node in nodes]).tobytes(),
        array("i", roots).tobytes(),
        array("i", [count for count, _, _ in bounds]).tobytes(),
        array("d", [low for _, low, _ in bounds]).tobytes(),
        array("d", [high for _, _, high in bounds]).tobytes(),
    )


def _roots(trees: Sequence[Sequence[Sequence[float]]]) -> list[int]:
    roots, place = [], 0
    for tree in trees:
        roots.append(place)
        place += len(tree)
    return roots


def _placed(node: Sequence[float], root: int) -> tuple[float, float, float, float]:
    if len(node) == 1:
        return -1, node[0], 0, 0
    feature, threshold, left, right = node
    return feature, threshold, left + root, right + root


def _check(trees: Sequence[Sequence[Sequence[float]]]) -> None:
    """Each walk stays inside its tree and ends: children stand behind their parent."""
    for tree in trees:
        for place, node in enumerate(tree):
            if len(node) > 1 and not (node[0] >= 0 and place < min(node[2:]) and max(node[2:]) < len(tree)):
                raise ValueError(f"node {place} of a tree points outside it: {node}")
