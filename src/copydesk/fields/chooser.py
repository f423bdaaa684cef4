"""Learned choosers: how likely a row of features is what a field looks for, by small boosted trees that ship."""

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import Final

from copydesk.body.trees import Trees, load_trees

__all__ = ["likely", "model_of"]

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
