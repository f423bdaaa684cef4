"""Candidates for a field and the one place that chooses among them."""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, structs

from copydesk.layout.declarations import Found
from copydesk.layout.jsonld import Json
from copydesk.records import Evidence, Layer, Span

__all__ = ["agreeing", "propose"]


T = TypeVar("T")
Stated: TypeAlias = Callable[[str, float], float]
"""From the id of a rule and its confidence to the confidence that the evidence states."""


SUREST: Final = 0.99


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


_confidence: Final[Callable[[object], float]] = attrgetter("confidence")


@lru_cache(maxsize=4_096)
def _rounded(confidence: float, places: int) -> float:
    """A few hundred confidences are all that rules give, and to round one is dear."""
    return round(confidence, places)


def unchanged(_rule: str, confidence: float) -> float:
    """The confidence as the rule has it."""
    return confidence


def choose(
    candidates: Iterable[Candidate[T]], bar: float = 0.3, stated: Stated = unchanged, honest: float = 0.0
) -> Choice[T]:
    """The most confident candidate at or above `bar`; at equal confidence the earlier one.

    `stated` gives the confidence that the evidence shows; those that lost never show more than those above them.
    A value whose stated confidence is below `honest` is withheld.
    """
    ranked = sorted(candidates, key=_confidence, reverse=True)
    if not ranked:
        return Choice(None, ())
    best = ranked[0]
    is_honest = stated(best.rule, best.confidence) >= honest
    winner = best if best.confidence >= bar and is_honest else None
    withheld = "" if winner else f"confidence below {round(stated(best.rule, bar), 2) if is_honest else honest}"
    sure = 1.0
    evidence = []
    for one in ranked:
        sure = min(sure, stated(one.rule, one.confidence))
        evidence.append(
            Evidence(
                rule=one.rule,
                confidence=_rounded(sure, 3),
                layer=one.layer,
                locator=one.locator,
                span=one.span,
                text=one.text,
                chosen=one is winner,
                reason=None if one is winner else _why_not_chosen(one, winner) if winner else withheld,
            )
        )
    return Choice(winner, tuple(evidence))


def _why_not_chosen(candidate: Candidate[T], winner: Candidate[T]) -> str:
    return f"agrees with {winner.rule}" if candidate.value == winner.value else f"less sure than {winner.rule}"


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


def propose(origin: Found, value: T, text: str | None = None, factor: float = 1.0) -> Candidate[T]:
    """The candidate that a declared value makes."""
    raw = text if text is not None else _raw_text(origin.raw)
    confidence = _rounded(origin.confidence * factor, 4)
    return Candidate(value, origin.row.id, confidence, origin.row.layer, origin.locator, raw[:500], origin.span)


def _raw_text(raw: Json) -> str:
    return raw if isinstance(raw, str) else msgspec.json.encode(raw).decode()
