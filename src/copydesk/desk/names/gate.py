"""How sure it is that a string which a rule or the weights take for a person is one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from copydesk.tables.reader import table

__all__ = ["LEAST", "person_share"]

LEAST: Final = 0.4
"""Share below which nobody is named: by folds of pages .055 of 1,235 names are then none, before .111 of 1,356. At .5
.046 are, and one in fifty people more is lost; what lies between is called unsure."""


class _Gate(Struct, frozen=True):
    bias: float
    weights: dict[str, float]


def person_share(counts: Mapping[str, float], rule: str) -> float:
    """How often a string with such clues, taken for a person by such a rule, is one."""
    learned = _gate()
    score = learned.bias + learned.weights.get(f"rule:{rule}", 0.0)
    weights = learned.weights
    score += sum(value * weights[name] for name, value in counts.items() if value and name in weights)
    return 1 / (1 + math.exp(-score))


@cache
def _gate() -> _Gate:
    return table("names_gate", _Gate)
