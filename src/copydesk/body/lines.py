"""The role of every line of a text page: copies apart, the body by a trained model, what stands around it by rules."""

from collections.abc import Sequence
from math import exp

from copydesk.body.copies import Copies
from copydesk.body.line_features import WIDTH, line_features, telling_lines
from copydesk.body.trees import load_trees
from copydesk.wording.lines import furniture, is_caption, width
from copydesk.wording.spelling import ends_cut

__all__ = []

BODY_BAR, SHORT_BAR, SHORT = 0.0, 0.3, 50
"""Margins above which a line, and one of so few characters, is body; out of fold the best for all sets together."""
ADJACENT, ALIKE = 2, 20


def margins_of(lines: Sequence[str], blanks: Sequence[int], copies: Copies) -> dict[int, float]:
    """How much each line reads as body, judged without the copies: what is printed twice proves nothing."""
    kept = [i for i, repeated in enumerate(copies.repeats) if repeated is None]
    kept = [kept[place] for place in telling_lines([lines[i] for i in kept])]
    judged, rows = line_features([lines[i] for i in kept], [blanks[i] for i in kept])
    margins = load_trees("text_body").margins(rows, WIDTH)
    return {kept[place]: margin for place, margin in zip(judged, margins, strict=True)}


def chance(margin: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, margin)))), 3)


def body_of(lines: Sequence[str], copies: Copies, margins: dict[int, float]) -> list[int]:
    body = {
        i
        for i, margin in margins.items()
        if margin > (BODY_BAR if width(lines[i]) >= SHORT else SHORT_BAR) and not is_caption(lines[i])
    }
    for early, late in copies.previews.items():
        if early in body and late in body:
            body.discard(early)
            copies.repeats[early] = late
    _take_back(copies.repeats, body)
    return sorted(body)


def _take_back(repeats: list[int | None], body: set[int]) -> None:
    """A paragraph of the body whose first printing stood elsewhere, as a teaser, belongs to the body, once."""
    back: dict[int, int] = {}
    for i, source in enumerate(repeats):
        if source is None or source in body:
            continue
        if source in back:
            repeats[i] = back[source]
        elif i - source > ADJACENT and not body.isdisjoint((i - 1, i - 2)) and not body.isdisjoint((i + 1, i + 2)):
            repeats[i] = None
            body.add(i)
            back[source] = i


def cut_end(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The line behind the body that breaks off right before a wall: its last paragraph, as far as it is printed."""
    end = body[-1] + 1 if body else len(lines)
    if end + 1 >= len(lines) or len(lines[end]) < SHORT or not ends_cut(lines[end]):
        return []
    wall = furniture(lines[end + 1])
    return [end] if wall is not None and wall.role == "paywall" else []
