"""Which line of a text page is the headline, once the body is known."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from copydesk.fields.text_features import furniture, looks_dated
from copydesk.fields.trees import load_trees

__all__ = ["HEADLINE_FEATURES", "find_headline", "headline_rows"]

HEADLINE_FEATURES: Final = (
    "distance",
    "length",
    "words",
    "end",
    "capitals",
    "shouts",
    "lower_start",
    "colon",
    "mark",
    "shared",
    "shared_rank",
    "length_rank",
    "furniture",
    "dated",
    "dated_after",
    "dated_before",
    "seen",
    "first",
    "prose_between",
    "longest_between",
    "previous",
    "next",
    "next_end",
    "body_start",
    "echoed",
    "place",
    "repeats_after",
)
# Lines looked at before the body, and of its own first ones: a body may be found to begin too early.
REACH, INTO = 36, 3
SHORTEST, SHORTEST_SPACED, LONGEST = 5, 12, 300
BAR: Final = -1.2
LOW_BAR, CLEAR = -3.3, 0.8
"""A line that stands well out among the others may be less sure by itself: scripts that the model saw little of."""


def find_headline(lines: Sequence[str], body: Sequence[int]) -> tuple[int | None, float]:
    """The line that is the headline and the margin of that judgement; None when no line reads as one."""
    places, rows = headline_rows(lines, body)
    if not rows:
        return None, 0.0
    model = load_trees("text_headline")
    margins = [model.margin(row) for row in rows]
    best = max(range(len(rows)), key=margins.__getitem__)
    second = max((margin for i, margin in enumerate(margins) if i != best), default=-9.0)
    is_clear = margins[best] > LOW_BAR and margins[best] - second > CLEAR and places[best] < body[0]
    return (places[best], margins[best]) if margins[best] > BAR or is_clear else (None, margins[best])


def headline_rows(lines: Sequence[str], body: Sequence[int]) -> tuple[list[int], list[list[float]]]:
    """The lines that can be the headline, and a row for each in the order of HEADLINE_FEATURES."""
    if not body:
        return [], []
    start = body[0]
    stop = min(len(lines), start + INTO)
    window = range(max(0, start - REACH), stop)
    places = [
        i for i in window if (SHORTEST if lines[i][0] > "\u2e80" else SHORTEST_SPACED) <= len(lines[i]) <= LONGEST
    ]
    if not places:
        return [], []
    speech = _words(" ".join(lines[i] for i in body[:40]))
    shared = {i: _share(_words(lines[i]), speech) for i in places}
    weight = {i: shared[i] * min(len(lines[i]), 90) for i in places}
    ranks = {i: rank for rank, i in enumerate(sorted(places, key=lambda i: -weight[i]))}
    sizes = {i: rank for rank, i in enumerate(sorted(places, key=lambda i: -len(lines[i])))}
    dated = {i: looks_dated(lines[i]) for i in window}
    seen = Counter(lines)
    return places, [_row(lines, i, start, (shared[i], ranks[i], sizes[i]), dated, seen) for i in places]


def _row(
    lines: Sequence[str], i: int, start: int, ranked: tuple[float, int, int], dated: dict[int, bool], seen: Counter[str]
) -> list[float]:
    line, words = lines[i], lines[i].split()
    between = [len(lines[k]) for k in range(i + 1, start)]
    after = lines[i + 1] if i + 1 < len(lines) else ""
    found = furniture(line)
    return [
        start - i,
        len(line),
        len(words),
        2.0 if line[-1] in ".。…" else 1.0 if line[-1] in '?!？！"”»' else 0.5 if line[-1].isdigit() else 0.0,
        sum([word[0].isupper() for word in words]) / len(words),
        float(line.isupper()),
        float(line[0].islower()),
        float(": " in line or "：" in line),
        float(any(mark in line for mark in "|/›»>•·")),
        *ranked,
        0.0 if found is None else 2.0 if found.whole else 1.0,
        float(dated[i]),
        sum([dated.get(k, False) for k in range(i + 1, i + 6)]),
        sum([dated.get(k, False) for k in range(i - 4, i)]),
        min(seen[line], 4),
        i,
        sum([size for size in between if size > 80]),
        max(between, default=0),
        len(lines[i - 1]) if i else 0,
        len(after),
        float(after[-1:] in (".。")),
        float(i >= start),
        sum([line in other for other in lines[max(0, i - 12) : i + 12] if len(other) > len(line)]),
        i / len(lines),
        sum([other == line for other in lines[i + 1 :]]) if seen[line] > 1 else 0,
    ]


def _words(text: str) -> set[str]:
    found = {word.strip("\"'“”‘’„«»().,;:!?…").casefold() for word in text.split()}
    if len(text) > 12 * len(text.split()):
        found |= {text[i : i + 2] for i in range(len(text) - 1)}
    return {word for word in found if len(word) > 3 or (len(word) > 1 and word[0] > "\u2e80")}


def _share(words: set[str], speech: set[str]) -> float:
    return len(words & speech) / len(words) if words else 0.0
