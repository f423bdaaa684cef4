"""Learned choosers: how likely a row of features is what a field looks for, by small boosted trees that ship."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from math import exp
from typing import Final

from copydesk.body.trees import Trees, load_trees
from copydesk.wording.spelling import word_runs

__all__ = ["LONGEST", "likely", "model_of", "share_of", "within", "words_in"]

LONGEST: Final = 1_200
"""Code points of a text whose words are features."""

SURE_EITHER_WAY: Final = 30.0
"""Log-odds beyond which a probability is 0 or 1 to ten digits."""


@cache
def model_of(name: str) -> Trees:
    """The model `name` that ships with the package; another may stand in for it while outlets are held out."""
    return load_trees(name)


def likely(name: str, row: Sequence[float]) -> float:
    """The probability in [0, 1] that the model `name` gives to a row of its features."""
    margin = max(-SURE_EITHER_WAY, min(SURE_EITHER_WAY, model_of(name).margin(row)))
    return 1.0 / (1.0 + exp(-margin))


def words_in(text: str | None) -> list[str]:
    """The words of a text in small letters, as the rows of features compare them."""
    return word_runs((text or "")[:LONGEST].lower())


def share_of(own: AbstractSet[str], other: AbstractSet[str]) -> float:
    """The share of one text's words that the other has."""
    return len(own & other) / len(own) if own else 0.0


def within(distance: int, far: int) -> int:
    """A distance in blocks, cut at `far` on either side."""
    return max(-far, min(far, distance))
