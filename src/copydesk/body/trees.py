"""Boosted trees: loaded from JSON, turned into functions or arrays, left early when the answer is clear."""

from array import array
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple, TypeAlias

import msgspec

from copydesk.body.forest import Arrays, Forest, Scorer, arrays_of
from copydesk.compiled import is_compiled
from copydesk.kept import kept_each
from copydesk.tables.reader import model, models

__all__ = ["Model", "Trees", "load_trees", "read_model"]

Row: TypeAlias = Sequence[float]
Bound: TypeAlias = tuple[int, float, float]
_NO_BOUND: Final = float("inf")


class Model(msgspec.Struct, frozen=True):
    """A trained model as it ships.

    Each tree is a list of nodes `[feature, threshold, left, right]` and leaves `[value]`; children are indices.
    """

    features: list[str]
    trees: list[list[list[float]]]
    stages: list[tuple[int, float, float]] = []
    """(trees counted, low, high): a margin outside (low, high) after so many trees is final."""
    words: dict[str, tuple[float, float, float]] = {}


class Shipped(NamedTuple):
    """A model as the compiled form runs it."""

    features: tuple[str, ...]
    words: dict[str, tuple[float, float, float]]
    arrays: Arrays


class Trees:
    """A model ready to run; `words` are the learned scores of class and id tokens."""

    def __init__(self, model: Model | Shipped) -> None:
        self.features = tuple(model.features)
        self.words = model.words
        if isinstance(model, Shipped) or is_compiled(Forest):
            forest = Forest(model.arrays if isinstance(model, Shipped) else arrays_of(model.trees, _bounds(model)))
            self.scorer: Scorer = forest
            self.margin: Callable[[Row], float] = forest.margin
            self.margins: Callable[[array[float], int], list[float]] = forest.margins
        else:
            self.margin = _by_functions(model.trees, _bounds(model))
            self.margins = self._one_by_one
            self.scorer = _Functions(self.margin)
        """`margin` is the log-odds for one row of features, in the order of `features`; the scorer makes the same, and
        `margins` those of rows of so many numbers that stand one behind the other."""

    def _one_by_one(self, rows: "array[float]", width: int) -> list[float]:
        return [self.margin(rows[at : at + width]) for at in range(0, len(rows), width)]


class _Functions(Scorer):
    def __init__(self, margin: Callable[[Row], float]) -> None:
        self._margin = margin

    def total(self, row: Row) -> float:
        return self._margin(row)


def _bounds(model: Model) -> list[Bound]:
    return [*model.stages, (len(model.trees), -_NO_BOUND, _NO_BOUND)]


def _by_functions(trees: list[list[list[float]]], bounds: Sequence[Bound]) -> Callable[[Row], float]:
    """What `Forest` does, by functions: in plain Python they run several times faster than a walk over arrays."""
    stages: list[tuple[Callable[[Row], float], float, float]] = []
    done = 0
    for count, low, high in bounds:
        if count > done:
            stages.append((_compiled(trees[done:count]), low, high))
            done = count

    def margin(row: Row) -> float:
        total = 0.0
        for stage, low, high in stages:
            total += stage(row)
            if total < low or total > high:
                break
        return total

    return margin


@cache
def load_trees(name: str) -> Trees:
    """The model `name` that ships with the package."""
    return Trees(Shipped(*_shipped(name)) if is_compiled(Forest) else _written(name))


@kept_each(models)
def _shipped(name: str) -> tuple[tuple[str, ...], dict[str, tuple[float, float, float]], Arrays]:
    written = _written(name)
    return tuple(written.features), written.words, arrays_of(written.trees, _bounds(written))


def _written(name: str) -> Model:
    import gzip  # a built package has no model to unpack

    return read_model(gzip.decompress(model(f"{name}.json.gz")))


def read_model(document: bytes) -> Model:
    """The model in a JSON document.

    Raises:
        msgspec.ValidationError: the document is no model.
    """
    return msgspec.json.decode(document, type=Model)


def _compiled(trees: list[list[list[float]]]) -> Callable[[Row], float]:
    """One function for some trees, of nested comparisons."""
    used = sorted({int(node[0]) for tree in trees for node in tree if len(node) > 1})
    lines = ["def stage(row):", " total = 0.0", *(f" f{feature} = row[{feature}]" for feature in used)]
    for tree in trees:
        _write(tree, 0, 1, lines)
    lines.append(" return total")
    space: dict[str, Callable[[Row], float]] = {}
    exec(compile("\n".join(lines), "<trees>", "exec"), {}, space)  # noqa: S102 - numbers from our own model file
    return space["stage"]


def _write(tree: list[list[float]], node: int, depth: int, lines: list[str]) -> None:
    pad = " " * depth
    if len(tree[node]) == 1:
        lines.append(f"{pad}total += {tree[node][0]!r}")
        return
    feature, threshold, left, right = tree[node]
    lines.append(f"{pad}if f{int(feature)} <= {threshold!r}:")
    _write(tree, int(left), depth + 1, lines)
    lines.append(f"{pad}else:")
    _write(tree, int(right), depth + 1, lines)
