"""Candidates that say the same from independent sources make each other surer."""

from collections.abc import Callable, Hashable, Iterable
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate, T

__all__ = ["agreeing"]

SUREST: Final = 0.99


def agreeing(candidates: Iterable[Candidate[T]], key: Callable[[T], Hashable]) -> list[Candidate[T]]:
    """The candidates, raised where another layer says the same: 1 - (1 - a)(1 - b) with the surest of each layer.

    Within one layer a publisher repeats itself: only layers (JSON-LD, meta, the visible page, the URL) are independent.
    """
    some = list(candidates)
    if len(some) < 2:
        return some
    keys = [key(candidate.value) for candidate in some]
    doubts: dict[Hashable, dict[str, float]] = {}
    for candidate, mark in zip(some, keys, strict=True):
        layers = doubts.setdefault(mark, {})
        layers[candidate.layer] = min(layers.get(candidate.layer, 1.0), 1.0 - candidate.confidence)
    return [_raised(candidate, doubts[mark]) for candidate, mark in zip(some, keys, strict=True)]


def _raised(candidate: Candidate[T], doubts: dict[str, float]) -> Candidate[T]:
    if len(doubts) == 1:
        return candidate
    doubt = 1.0 - candidate.confidence
    for layer, other in doubts.items():
        if layer != candidate.layer:
            doubt *= other
    return structs.replace(candidate, confidence=min(SUREST, 1.0 - doubt))
