"""How often the chosen values of a field are right, by how sure their rules are: what the evidence states."""

from bisect import bisect_right
from functools import cache, lru_cache
from typing import TypeAlias

from msgspec import Struct

from copydesk.records import SourceKind
from copydesk.tables.reader import rows

__all__ = ["Curve", "Point", "curves", "stated"]

Point: TypeAlias = tuple[float, float]


class Curve(Struct, frozen=True):
    """A line through points (confidence of the rule, share of right values) that never falls."""

    name: str
    """A rule that has a curve of its own, or a field for all its other rules."""
    points: tuple[Point, ...]
    kind: SourceKind = "html"
    """The kind of page that it was learned on: a rule is right more often on one than on the other."""

    def __call__(self, confidence: float) -> float:
        place = bisect_right(self.points, (confidence, 1.0))
        if place == len(self.points):
            return self.points[-1][1]
        left, low = self.points[place - 1] if place else (0.0, 0.0)
        right, high = self.points[place]
        between = low + (high - low) * (confidence - left) / (right - left)
        # Below the least sure value that was measured a rule is worth what it says, and no more.
        return between if place else min(between, confidence)


@cache
def curves() -> dict[tuple[SourceKind, str], Curve]:
    """The curves by kind of page and name; the rows are written by `python -m benchmarks.calibration --learn`."""
    return {(row.kind, row.name): row for row in rows("confidence", Curve)}


@lru_cache(maxsize=4_096)
def stated(kind: SourceKind, field: str, rule: str, confidence: float) -> float:
    """The confidence to state for a candidate: the share of right values among those chosen with one like its own."""
    known = curves()
    curve = known.get((kind, rule)) or known.get((kind, field))
    return curve(confidence) if curve else confidence
