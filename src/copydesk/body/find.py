"""Which blocks of an HTML page are the story's body, each once."""

from collections.abc import Sequence
from itertools import pairwise
from math import exp
from typing import Final

from msgspec import Struct

from copydesk.body.boxes import is_prompt, without_captions, without_links, without_outsiders
from copydesk.body.comments import without_comments
from copydesk.body.copies import find_copies
from copydesk.body.features import Hints, Shape, block_margins, shape_of
from copydesk.body.trees import Trees
from copydesk.body.zones import with_tables, without_cards, without_feed, without_summary
from copydesk.layout.sheet import Container, Dom, RawBlock

__all__ = ["Body", "body_by", "settled"]

_BAR: Final = 0.5
# Bars of the passes that settle runs of blocks; measured on the development pages, see docs/decisions/body.md.
_SAME_SHAPE_BAR: Final = 0.1
_BETWEEN_BAR: Final = 0.25
_WEAK_PAGE_SHARE: Final = 0.6
_SHAPE_SHARE: Final = 0.3
_SHAPE_COUNT: Final = 3
_SHAPE_LENGTH: Final = 60
_LONGEST_GAP: Final = 6
_HEADING_REACH: Final = 4
_MOST_LINKED: Final = 0.7
_SUBHEAD_BAR: Final = 0.2
_SUBHEAD_REACH: Final = 3
_BELOW_BAR: Final = 0.7
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Body(Struct, frozen=True):
    """The body's blocks by index, the copies with what they repeat, and each block's probability."""

    blocks: tuple[int, ...]
    copies: dict[int, int]
    scores: tuple[float, ...]


def body_by(trees: Trees, dom: Dom, hints: Hints) -> Body:
    """The body of the story as a model sees it; empty when no block is likely enough."""
    scores = _scores(trees, dom, hints)
    chosen = without_captions(dom, settled(dom.blocks, scores, hints.title))
    copies = _story_copies(dom.blocks, scores, chosen)
    return Body(tuple(index for index in sorted(chosen) if index not in copies), copies, tuple(scores))


def _scores(trees: Trees, dom: Dom, hints: Hints) -> list[float]:
    return [1.0 / (1.0 + exp(-margin)) for margin in block_margins(dom, hints, trees.words, trees.scorer)]


def settled(blocks: Sequence[RawBlock], scores: Sequence[float], title: str) -> set[int]:
    """The body once runs are settled.

    What stands within the body in its own shape joins; boxes, captions and prompts leave, and headings over nothing.
    """
    best = _best_score(blocks, scores)
    bar = _BAR if best > _BAR else _WEAK_PAGE_SHARE * best
    chosen = {index for index, score in enumerate(scores) if score > bar}
    if bar < _BAR:
        return chosen
    chosen |= _of_body_shape(blocks, scores, chosen)
    chosen |= _between(blocks, scores, chosen)
    chosen |= _alongside(blocks, scores, chosen)
    chosen = without_outsiders(blocks, chosen, title)
    chosen = without_comments([block.text for block in blocks], chosen)
    chosen -= _trailing_headings(blocks, chosen)
    chosen = without_feed(blocks, scores, without_cards(blocks, without_summary(blocks, chosen)))
    chosen = without_links(blocks, chosen | _subheads(blocks, scores, chosen))
    return with_tables(blocks, scores, chosen)


def _best_score(blocks: Sequence[RawBlock], scores: Sequence[float]) -> float:
    """The best score of a block that is no heading."""
    best = 0.0
    for block, score in zip(blocks, scores, strict=True):
        if score > best and block.container.tag not in _HEADINGS:
            best = score
    return best


def _of_body_shape(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> set[int]:
    """Blocks that the page's template treats as it treats much of the body."""
    total = 0
    shapes: dict[Shape, list[int]] = {}
    for index in chosen:
        block = blocks[index]
        size = len(block.text)
        total += size
        if size >= _SHAPE_LENGTH:
            shapes.setdefault(shape_of(block), []).append(size)
    strong = {
        shape for shape, sizes in shapes.items() if len(sizes) >= _SHAPE_COUNT and sum(sizes) > _SHAPE_SHARE * total
    }
    found = set()
    for index, block in enumerate(blocks):
        score = scores[index]
        if score > _SAME_SHAPE_BAR and len(block.text) >= _SHAPE_LENGTH and shape_of(block) in strong:
            found.add(index)
    return found


def _between(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> set[int]:
    """Blocks between two near blocks of the body, beside one of them in the same container."""
    found = set()
    ordered = sorted(chosen)
    for before, after in pairwise(ordered):
        if 1 < after - before <= _LONGEST_GAP:
            one, other = blocks[before], blocks[after]
            home, next_home = one.container.parent, other.container.parent
            for index in range(before + 1, after):
                between = blocks[index]
                if scores[index] > _BETWEEN_BAR and (
                    between.container.parent is home or between.container.parent is next_home
                ):
                    found.add(index)
    return found


def _alongside(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> set[int]:
    """Likely paragraphs in a row with one of the body, of its shape and beside it: what opens a live blog, say."""
    found: set[int] = set()
    for step in (-1, 1):
        for beside in chosen:
            index = beside + step
            while 0 <= index < len(blocks) and scores[index] > _BETWEEN_BAR and index not in chosen:
                if index in found or not _is_beside(blocks[index], blocks[beside]):
                    break
                found.add(index)
                index += step
    return found


def _is_beside(block: RawBlock, other: RawBlock) -> bool:
    """Whether a block is a paragraph of the same shape in the same place, and not for the most part a link."""
    size = len(block.text)
    if size < _SHAPE_LENGTH or block.container.tag != "p" or block.link_chars > _MOST_LINKED * size:
        return False
    if shape_of(block) != shape_of(other):
        return False
    one, two = block.container.parent, other.container.parent
    return one is two or (one is not None and two is not None and one.parent is two.parent)


def _subheads(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> set[int]:
    """Likely headings right over a block of the body, in the same container or in one of the same kind."""
    found = set()
    ordered = sorted(chosen)
    for before, after in pairwise(ordered):
        if after - before == 1 or scores[after] < _BELOW_BAR:
            continue
        below = blocks[after].container.parent
        for index in range(max(before + 1, after - _SUBHEAD_REACH), after):
            if scores[index] > _SUBHEAD_BAR and _is_subhead(blocks[index], below):
                found.add(index)
    return found


def _is_subhead(block: RawBlock, below: Container | None) -> bool:
    container = block.container
    return container.tag in _HEADINGS and _are_alike(container.parent, below) and not is_prompt(block)


def _are_alike(one: Container | None, other: Container | None) -> bool:
    if one is None or other is None:
        return False
    return one is other or (one.tag == other.tag and one.classes == other.classes)


def _trailing_headings(blocks: Sequence[RawBlock], chosen: set[int]) -> set[int]:
    """Headings with no body close behind them."""
    found: set[int] = set()
    following: int | None = None
    for index in sorted(chosen, reverse=True):
        block = blocks[index]
        if block.container.tag in _HEADINGS and (following is None or following - index > _HEADING_REACH):
            found.add(index)
        else:
            following = index
    return found


def _story_copies(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> dict[int, int]:
    """Blocks that repeat an earlier block of the body; where only the later one is body, it stays."""
    looked_at = [index for index, score in enumerate(scores) if score > 0.0]
    repeats = find_copies([blocks[index].text for index in looked_at])
    pairs = ((looked_at[number], looked_at[of]) for number, of in enumerate(repeats) if of is not None)
    return {index: of for index, of in pairs if of in chosen}
