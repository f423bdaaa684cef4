"""Stated confidences against what turned out right: curves that make them agree, their table and their picture."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.pictures import COLOURS, GREY, picture
from copydesk.fields.confidence import Curve, Point

SURE: Final = 0.9
LEAST_VALUES: Final = 150
"""Values of a rule, or of a field's other rules together, below which there is no curve."""
LEAST_OF_FIELD: Final = 60
"""For a field whose rules together are rare: decks have 112 truths, and four of five folds have 90 of them."""
STEP: Final = 40
"""Values in a step of a curve, at least."""
RARE_DOUBT: Final = 2
"""Values right and wrong that are added to each step of a rare field, as Agresti and Coull do for shares of few. With
one, decks of other folds stated at .9 and above were right in .88."""
LEAST_LEAD: Final = 0.01
"""Confidence from which a curve's first step is drawn from its least sure value."""
BINS: Final = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
DRAWN_VALUES: Final = 5


class Given(NamedTuple):
    """A value that was given: of which set and outlet, how sure its rule was, and how right it is (0 to 1)."""

    set_name: str
    outlet: str
    field: str
    rule: str
    confidence: float
    right: float


class Held(NamedTuple):
    """A value: its confidence as shipped and as stated by curves that did not see its outlet, and how right it is."""

    set_name: str
    field: str
    ships: float
    held: float
    right: float


class Step(NamedTuple):
    """Values of like confidence: how many, the sum of their confidences, how many of them are right."""

    values: int
    confidence: float
    right: float

    def with_step(self, other: "Step") -> "Step":
        """Both together."""
        return Step(self.values + other.values, self.confidence + other.confidence, self.right + other.right)

    def point(self, doubt: int) -> Point:
        """The mean confidence and the share of right values, as if `doubt` more values were right and as many wrong."""
        return self.confidence / self.values, (self.right + doubt) / (self.values + 2 * doubt)


def learned(values: Iterable[Given]) -> list[Curve]:
    """A curve for each rule that has values enough, and for each field's other rules."""
    by_rule: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for one in values:
        by_rule[one.field, one.rule].append((one.confidence, one.right))
    by_name: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (field, rule), pairs in by_rule.items():
        by_name[rule if len(pairs) >= LEAST_VALUES else field] += pairs
    fields = {field for field, _ in by_rule}
    found = [
        curve_of(name, pairs, LEAST_OF_FIELD if name in fields else LEAST_VALUES)
        for name, pairs in sorted(by_name.items())
    ]
    return [curve for curve in found if curve is not None]


def curve_of(name: str, pairs: Sequence[tuple[float, float]], least: int = LEAST_VALUES) -> Curve | None:
    """The rising line through the shares of right values; None for fewer than `least`."""
    if len(pairs) < least:
        return None
    doubt = 1 if len(pairs) >= LEAST_VALUES else RARE_DOUBT
    rising: list[Step] = []
    for step in _steps(sorted(pairs)):
        rising.append(step)
        while len(rising) > 1 and rising[-2].point(doubt)[1] >= rising[-1].point(doubt)[1]:
            last, before = rising.pop(), rising.pop()
            rising.append(before.with_step(last))
    points = [step.point(doubt) for step in rising]
    bound = sorted(pairs)[min(len(pairs), STEP // 4) - 1][0]
    least_sure = [pair for pair in pairs if pair[0] <= bound]
    lowest = Step(len(least_sure), sum(one for one, _ in least_sure), sum(right for _, right in least_sure))
    # A line from nothing would halve what the least sure values are worth.
    start = (min(one for one, _ in pairs), min(lowest.point(doubt)[1], points[0][1]))
    lead = [start] if points[0][0] - start[0] >= LEAST_LEAD else []
    return Curve(name, tuple((round(left, 3), round(share, 3)) for left, share in (*lead, *points)))


def _steps(pairs: Sequence[tuple[float, float]]) -> list[Step]:
    """Steps of at least `STEP` values; values of one confidence are not parted."""
    steps: list[Step] = []
    start = 0
    for end in range(1, len(pairs) + 1):
        is_last = end == len(pairs)
        if is_last or (end - start >= STEP and pairs[end][0] != pairs[end - 1][0]):
            part = pairs[start:end]
            steps.append(Step(len(part), sum(one for one, _ in part), sum(right for _, right in part)))
            start = end
    if len(steps) > 1 and steps[-1].values < STEP:
        last, before = steps.pop(), steps.pop()
        steps.append(before.with_step(last))
    return steps


def table(values: Sequence[Held]) -> str:
    """For each field: how many values, how many stated at .9 or above and how many of these are right; held out too."""
    lines = [
        "| field | values | right | stated ≥ .9 | of these right | error | held out: ≥ .9 | of these right | error |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for field, own in _by(values, "field").items():
        ships, held = [(one.ships, one.right) for one in own], [(one.held, one.right) for one in own]
        lines.append(f"| {field} | {len(own)} | {_share(own)} | {_figures(ships)} | {_figures(held)} |")
    return "\n".join([*lines, "", *_by_set(values)])


def _by_set(values: Sequence[Held]) -> list[str]:
    sets = list(_by(values, "set_name"))
    lines = ["| right of those ≥ .9, held out | " + " | ".join(sets) + " |", "|---" * (len(sets) + 1) + "|"]
    for field, own in _by(values, "field").items():
        cells = [_cell([one for one in own if one.set_name == name and one.held >= SURE]) for name in sets]
        lines.append(f"| {field} | " + " | ".join(cells) + " |")
    return lines


def _cell(values: Sequence[Held]) -> str:
    return f"{_share(values)} of {len(values)}" if values else ""


def _by(values: Iterable[Held], key: str) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    for one in values:
        found[getattr(one, key)].append(one)
    return found


def _share(values: Sequence[Held]) -> str:
    return f"{sum(one.right for one in values) / len(values):.3f}"


def _figures(pairs: Sequence[tuple[float, float]]) -> str:
    sure = [right for stated, right in pairs if stated >= SURE]
    share = f"{sum(sure) / len(sure):.3f}" if sure else "–"
    return f"{len(sure)} | {share} | {expected_error(pairs):.3f}"


def expected_error(pairs: Sequence[tuple[float, float]]) -> float:
    """The expected calibration error: mean distance of stated confidence and share of right values, bin by bin."""
    return sum(abs(sum(one for one, _ in part) - sum(right for _, right in part)) for part in _bins(pairs)) / len(pairs)


def _bins(pairs: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    found = [[pair for pair in pairs if low <= pair[0] < high] for low, high in pairwise(BINS)]
    return [part for part in found if part]


def drawn(values: Sequence[Held], path: Path) -> None:
    """The reliability picture: a panel a field, a point a bin of held-out values, its size by their number."""
    fields = _by(values, "field")
    columns = min(3, len(fields))
    rows = -(-len(fields) // columns)
    with picture(path, rows, columns, (2.9 * columns, 2.9 * rows)) as (figure, axes):
        panels = list(axes.flat)
        for panel, (field, own) in zip(panels, fields.items(), strict=False):
            _panel(panel, field, [(one.held, one.right) for one in own])
        for panel in panels[len(fields) :]:
            panel.set_visible(False)
        if len(fields) == len(panels):
            for panel in panels:
                panel.label_outer()
        figure.supxlabel("stated confidence (curves learned on other outlets)")
        figure.supylabel("share of right values")


def _panel(panel: Any, field: str, pairs: Sequence[tuple[float, float]]) -> None:
    panel.set_title(f"{field}, {len(pairs)} values")
    panel.set(xlim=(0, 1.03), ylim=(0, 1.03), aspect="equal")
    panel.plot((0, 1), (0, 1), color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    panel.axvspan(SURE, 1.03, color=COLOURS[0], alpha=0.10, linewidth=0)
    for part in _bins(pairs):
        if len(part) >= DRAWN_VALUES:
            _point(panel, part)


def _point(panel: Any, part: Sequence[tuple[float, float]]) -> None:
    at = sum(one for one, _ in part) / len(part)
    share = sum(right for _, right in part) / len(part)
    low, high = interval(share, len(part))
    panel.plot((at, at), (low, high), color=COLOURS[0], linewidth=1.2)
    panel.scatter([at], [share], s=12 + 2.5 * len(part) ** 0.5, color=COLOURS[0], zorder=3, linewidth=0)


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share."""
    z = 1.96
    centre, spread = share + z * z / (2 * count), z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return (centre - spread) / (1 + z * z / count), (centre + spread) / (1 + z * z / count)
