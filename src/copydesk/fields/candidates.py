"""Candidates for a field and the one place that chooses among them."""

from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from copydesk.records import Evidence, Layer, Span

T = TypeVar("T")
Stated: TypeAlias = Callable[[str, float], float]
"""From the id of a rule and its confidence to the confidence that the evidence states."""


class Candidate(Struct, Generic[T], frozen=True):
    """A possible value of a field with its evidence; `confidence` is in [0, 1]."""

    value: T
    rule: str
    confidence: float
    layer: Layer
    locator: str
    text: str
    span: Span | None = None


class Choice(Struct, Generic[T], frozen=True):
    """The chosen candidate, if any reached the bar, and the evidence of all."""

    winner: Candidate[T] | None
    evidence: tuple[Evidence, ...]

    @property
    def value(self) -> T | None:
        """The winner's value, or None."""
        return self.winner.value if self.winner else None


def unchanged(_rule: str, confidence: float) -> float:
    """The confidence as the rule has it."""
    return confidence


def choose(candidates: Iterable[Candidate[T]], bar: float = 0.3, stated: Stated = unchanged) -> Choice[T]:
    """The most confident candidate at or above `bar`; at equal confidence the earlier one.

    `stated` gives the confidence that the evidence shows; those that lost never show more than those above them.
    """
    ranked = sorted(candidates, key=lambda candidate: -candidate.confidence)
    if not ranked:
        return Choice(None, ())
    winner = ranked[0] if ranked[0].confidence >= bar else None
    shown = accumulate([stated(one.rule, one.confidence) for one in ranked], min)
    return Choice(
        winner,
        tuple(
            [
                _evidence(one, round(sure, 3), one is winner, _reason(one, winner, bar, stated))
                for one, sure in zip(ranked, shown, strict=True)
            ]
        ),
    )


def _evidence(candidate: Candidate[T], confidence: float, chosen: bool, reason: str | None) -> Evidence:
    return Evidence(
        rule=candidate.rule,
        confidence=confidence,
        layer=candidate.layer,
        locator=candidate.locator,
        span=candidate.span,
        text=candidate.text,
        chosen=chosen,
        reason=reason,
    )


def _reason(candidate: Candidate[T], winner: Candidate[T] | None, bar: float, stated: Stated) -> str | None:
    if candidate is winner:
        return None
    if winner is None:
        return f"confidence below {round(stated(candidate.rule, bar), 2)}"
    if candidate.value == winner.value:
        return f"agrees with {winner.rule}"
    return f"less sure than {winner.rule}"
