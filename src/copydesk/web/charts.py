"""Charts as numbers to draw: bars and steps in a box of 360 units, with what each of them says."""

from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Bar", "Chart", "bars", "steps"]

WIDTH: Final = 360.0
LEFT: Final = 28.0
BASE: Final = 108.0
TOP: Final = 14.0


class Bar(NamedTuple):
    """A bar, or the end of a step: its place, its figure, its label."""

    x: float
    y: float
    width: float
    height: float
    figure: float
    label: str
    to: str | None = None
    is_on: bool = False
    is_named: bool = False
    """Whether there is room for its label on the axis."""


class Chart(NamedTuple):
    """What is drawn: bars over a base, and the greatest figure with its line."""

    bars: tuple[Bar, ...]
    most: float
    path: str = ""


def bars(rows: Sequence[tuple[str, float, str | None, bool]], most: float | None = None) -> Chart:
    """Bars for rows of label, figure, address and whether it is the one asked for."""
    top = most or max((count for _, count, _, _ in rows), default=0) or 1
    step = (WIDTH - LEFT) / max(len(rows), 1)
    every = max(1, -(-len(rows) // 6))
    drawn = [
        Bar(
            round(LEFT + step * number + 1, 1),
            round(BASE - (BASE - TOP) * count / top, 1),
            round(max(min(step - 2, 48), 1), 1),
            round((BASE - TOP) * count / top, 1),
            count,
            label,
            to,
            is_on,
            number % every == 0,
        )
        for number, (label, count, to, is_on) in enumerate(rows)
    ]
    return Chart(tuple(drawn), top)


def steps(rows: Sequence[tuple[float, str]]) -> Chart:
    """A line that climbs by one at each row: a place from 0 to 1, and what it says."""
    count = max(len(rows), 1)
    points = [
        (round(LEFT + (WIDTH - LEFT - 8) * place, 1), round(BASE - (BASE - TOP) * (number + 1) / count, 1), label)
        for number, (place, label) in enumerate(rows)
    ]
    path = f"M{LEFT} {BASE}" + "".join(f"H{x}V{y}" for x, y, _ in points) + f"H{WIDTH}"
    drawn = [
        Bar(x, y, 0, 0, number + 1, label, is_named=number in (0, len(points) - 1))
        for number, (x, y, label) in enumerate(points)
    ]
    return Chart(tuple(drawn), count, path)
