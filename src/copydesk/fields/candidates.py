"""Candidates for a field and the one place that chooses among them."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from copydesk.records import Evidence, Layer, Span

T = TypeVar("T")


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


def choose(candidates: Iterable[Candidate[T]], bar: float = 0.3) -> Choice[T]:
    """The most confident candidate at or above `bar`; at equal confidence the earlier one."""
    ranked = sorted(candidates, key=lambda candidate: -candidate.confidence)
    winner = ranked[0] if ranked and ranked[0].confidence >= bar else None
    return Choice(winner, tuple(_evidence(candidate, winner, bar) for candidate in ranked))


def _evidence(candidate: Candidate[T], winner: Candidate[T] | None, bar: float) -> Evidence:
    return Evidence(
        rule=candidate.rule,
        confidence=round(candidate.confidence, 3),
        layer=candidate.layer,
        locator=candidate.locator,
        span=candidate.span,
        text=candidate.text,
        chosen=candidate is winner,
        reason=_reason(candidate, winner, bar),
    )


def _reason(candidate: Candidate[T], winner: Candidate[T] | None, bar: float) -> str | None:
    if candidate is winner:
        return None
    if winner is None:
        return f"confidence below {bar}"
    if candidate.value == winner.value:
        return f"agrees with {winner.rule}"
    return f"less sure than {winner.rule}"
