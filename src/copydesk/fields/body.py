"""Which blocks of an HTML page are the story's body, each once."""

from collections.abc import Sequence
from math import exp
from typing import Final

from msgspec import Struct

from copydesk.fields.block_features import Hints, block_features
from copydesk.fields.candidates import Candidate
from copydesk.fields.copies import compare_blocks
from copydesk.fields.declared import Declared
from copydesk.fields.trees import load_trees
from copydesk.layout.blocks import Dom

__all__ = ["Body", "body_of", "hints_of"]

_BAR: Final = 0.5


class Body(Struct, frozen=True):
    """The body's blocks by index, the copies with what they repeat, and each block's probability."""

    blocks: tuple[int, ...]
    copies: dict[int, int]
    scores: tuple[float, ...]


def body_of(dom: Dom, hints: Hints) -> Body:
    """The body of the story on a page; empty when no block is likely enough."""
    scores = _scores(dom, hints)
    texts = [block.text for block in dom.blocks]
    copies = _story_copies(compare_blocks(texts).repeats, scores)
    chosen = [index for index, score in enumerate(scores) if score > _BAR and index not in copies]
    return Body(tuple(chosen), copies, tuple(scores))


def _scores(dom: Dom, hints: Hints) -> list[float]:
    trees = load_trees("body")
    margin = trees.margin
    return [1.0 / (1.0 + exp(-max(-30.0, min(30.0, margin(row))))) for row in block_features(dom, hints, trees.words)]


def _story_copies(repeats: Sequence[int | None], scores: Sequence[float]) -> dict[int, int]:
    """Blocks that repeat an earlier block of the body; where only the later one is body, it stays."""
    return {index: of for index, of in enumerate(repeats) if of is not None and scores[of] > _BAR}


def hints_of(said: Declared) -> Hints:
    """What the page declares that its blocks can agree with."""
    return Hints(_first(said.headline), _first(said.deck), _first(said.body))


def _first(candidates: Sequence[Candidate[str]]) -> str:
    return candidates[0].value if candidates else ""
