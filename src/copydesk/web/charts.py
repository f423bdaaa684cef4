"""Charts as numbers to draw: bars and steps in a box of 360 units, with what each of them says."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Bar", "Chart", "months", "steps"]

WIDTH: Final = 360.0
LEFT: Final = 28.0
BASE: Final = 108.0
TOP: Final = 14.0
LABEL: Final = 48.0
"""Units that the label of a month takes."""


_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


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


def months(rows: Sequence[tuple[str, float, str | None, bool]]) -> Chart:
    """Bars for rows of month, figure, address and whether it is the one asked for, each at its place in the calendar.

    >>> [bar.x for bar in months([("2024-11", 2, None, False), ("2025-01", 1, None, False)]).bars]
    [29.0, 250.3]
    """
    rows = [row for row in rows if _MONTH.fullmatch(row[0])]
    top = max((count for _, count, _, _ in rows), default=0) or 1
    places = [_month(label) for label, _, _, _ in rows]
    step = (WIDTH - LEFT) / (max(places) - min(places) + 1) if places else WIDTH - LEFT
    drawn: list[Bar] = []
    named = -WIDTH
    for place, (label, count, to, is_on) in zip(places, rows, strict=True):
        x, height = LEFT + step * (place - min(places)) + min(1, step / 2), (BASE - TOP) * count / top
        is_named = x - named >= LABEL and (x <= WIDTH - LABEL or not drawn)
        named = x if is_named else named
        width = max(min(step - 2, 48), 1)
        x, y, width, height = (round(one, 1) for one in (x, BASE - height, width, height))
        drawn.append(Bar(x, y, width, height, count, label, to, is_on, is_named))
    return Chart(tuple(drawn), top)


def _month(label: str) -> int:
    return int(label[:4]) * 12 + int(label[5:])


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
