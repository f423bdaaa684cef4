"""Runs of posts: what stands around or between marks of one kind in elements of one kind."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from copydesk.layout.sheet import Container, RawBlock

__all__ = ["Run", "runs_of"]

FEWEST: Final = 3
LEVELS: Final = 8
FILLED: Final = 0.6
"""Share of the elements of a run that hold more than their mark."""
PARTED: Final = 50
"""Characters that a post without an element of its own has at least, its time included."""


class Run(Struct, frozen=True):
    """Posts in a row: `[first, last)` of each, the element around them all, and whether each has an element."""

    home: Container
    posts: tuple[tuple[int, int], ...]
    is_boxed: bool
    boxes: tuple[Container, ...]


def runs_of(blocks: Sequence[RawBlock], marks: Iterable[int], fewest: int = FEWEST) -> list[Run]:
    """The runs of blocks that begin at the `marks` or hold them: one run for each kind of element with marks."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index in marks:
        container = blocks[index].container
        groups[container.tag, container.depth].append(index)
    found = (_run(blocks, group, fewest) for group in groups.values() if len(group) >= fewest)
    return [run for run in found if run is not None]


def _run(blocks: Sequence[RawBlock], marks: Sequence[int], fewest: int) -> Run | None:
    """The lowest elements that stand side by side, each with one of the marks in it."""
    boxes = [blocks[index].container for index in marks]
    for _ in range(LEVELS):
        home = _home_of_most(boxes, fewest)
        if home is not None:
            return _boxed(boxes, home) or _parted_posts(blocks, marks, boxes, home)
        if boxes[0].parent is None:
            return None
        boxes = [box.parent for box in boxes if box.parent is not None]
    return None


def _home_of_most(boxes: Sequence[Container], fewest: int) -> Container | None:
    """The element in which most of them stand, where these are enough."""
    counts: dict[int, set[int]] = defaultdict(set)
    homes: dict[int, Container] = {}
    for box in boxes:
        if box.parent is not None:
            counts[box.parent.index].add(box.index)
            homes[box.parent.index] = box.parent
    if not counts:
        return None
    index = max(counts, key=lambda index: (len(counts[index]), -index))
    return homes[index] if len(counts[index]) >= fewest else None


def _boxed(boxes: Sequence[Container], home: Container) -> Run | None:
    """Each post in an element of its own, in `home` and in elements like it: a page may part the days."""
    own = {box.index: box for box in boxes if box.parent is not None and _are_alike(box.parent, home)}
    full = [box for box in own.values() if box.last - box.first > 1]
    if len(full) < FILLED * len(own) or len(full) < 2:
        return None
    kept = sorted(full, key=lambda box: box.index)
    return Run(home, tuple((box.first, box.last) for box in kept), True, tuple(kept))


def _are_alike(one: Container, other: Container) -> bool:
    return one is other or (one.tag == other.tag and one.classes == other.classes and one.depth == other.depth)


def _parted_posts(
    blocks: Sequence[RawBlock], marks: Sequence[int], boxes: Sequence[Container], home: Container
) -> Run | None:
    """Posts that follow each other in one element, each from its mark to the next."""
    starts = [index for index, box in zip(marks, boxes, strict=True) if box.parent is home]
    starts = [_with_headline(blocks, index, before) for before, index in pairwise([home.first - 1, *starts])]
    posts = tuple(pairwise([*starts, home.last]))
    filled = sum(sum(len(block.text) for block in blocks[first:last]) > PARTED for first, last in posts)
    return Run(home, posts, False, ()) if filled >= FILLED * len(posts) else None


def _with_headline(blocks: Sequence[RawBlock], index: int, before: int) -> int:
    """Where the post begins: at its time, or at the heading right above it."""
    above = index - 1
    is_headed = above > before and blocks[above].container.tag in ("h2", "h3", "h4", "h5")
    return above if is_headed and blocks[index].container.tag not in ("h2", "h3", "h4", "h5") else index
