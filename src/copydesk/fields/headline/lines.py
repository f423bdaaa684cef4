"""Which line of a text page is the headline, once the body is known."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import exp
from operator import add
from typing import Final

from copydesk.body.trees import load_trees
from copydesk.fields.chooser import share_of
from copydesk.patterns import pattern
from copydesk.wording.lines import credit_code, furniture, looks_dated
from copydesk.wording.signature import signature

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
    "credit",
    "until_date",
    "since_date",
    "next_shared",
    "previous_shared",
    "after_next",
    "before_previous",
    "next_capitals",
    "echoes_above",
    "follows_kicker",
    "lede_shared",
    "shared_count",
    "signed_after",
    "alike_before",
    "alike_after",
    "alike_between",
    "in_body",
    "ends_path",
)
# Lines looked at before the body, and of its own first ones: a body may be found to begin too early.
REACH, INTO = 36, 3
NEAR: Final = 6
UNSIGNED: Final = 9
SHARE_BAR: Final = 3
"""A line that names so many networks is a share bar."""
LEDE: Final = 2
SHORTEST_ALIKE, LONGEST_ALIKE = 22, 150
_EAST_ASIAN: Final = pattern("[\u3040-\u9fff\uac00-\ud7a3]")
SHORTEST, SHORTEST_SPACED, LONGEST = 5, 12, 300
BAR: Final = -2.5
CAPTIONED: Final = 2.0
"""What a picture credit at the end of a line takes from its margin."""
_CREDIT: Final = HEADLINE_FEATURES.index("credit")
# Codes of `wording.lines` for captions, as the trees of `benchmarks.train_text` saw them.
_CAPTION_CODES: Final = frozenset({2.5, 3.5, 4.5, 5.5})
_NETWORKS: Final = frozenset("facebook twitter whatsapp telegram linkedin pinterest reddit xing tumblr".split())
STEEP, SHIFT = 0.6, 1.2
"""How margins become shares of headlines that are right, out of fold; see docs/plain-text.md."""


def find_headline(lines: Sequence[str], body: Sequence[int]) -> tuple[int | None, float]:
    """The line that is the headline and how sure that is; None when no line reads as one."""
    places, rows = headline_rows(lines, body)
    if not rows:
        return None, 0.0
    model = load_trees("text_headline")
    margins = [model.margin(row) - CAPTIONED * (row[_CREDIT] in _CAPTION_CODES) for row in rows]
    ranked = sorted(range(len(rows)), key=margins.__getitem__, reverse=True)
    best = next((at for at in ranked if signature(lines[places[at]]) is None), None)
    if best is None:
        return None, 0.0
    place = _without_path(lines, places, places[best])
    return (place if margins[best] > BAR else None), 1 / (1 + exp(-STEEP * margins[best] - SHIFT))


def _without_path(lines: Sequence[str], places: Sequence[int], best: int) -> int:
    """The headline that stands by itself near a line that is the path to the story and then the headline."""
    path = lines[best]
    ends = [i for i in places if 0 < i - best <= NEAR and _follows_path(lines[i], path)]
    return ends[0] if ends else best


def _follows_path(line: str, path: str) -> bool:
    if not 0.4 * len(path) < len(line) < len(path) or not path.endswith(line):
        return False
    return path[: -len(line)].rstrip()[-1] not in ":–-—"


def _ends_path(path: str, lines: Sequence[str]) -> bool:
    return path.endswith(tuple(lines)) and any(_follows_path(line, path) for line in lines)


def headline_rows(lines: Sequence[str], body: Sequence[int]) -> tuple[list[int], list[list[float]]]:
    """The lines that can be the headline, and a row for each in the order of HEADLINE_FEATURES."""
    if not body:
        return [], []
    start = body[0]
    stop = min(len(lines), start + INTO)
    window = range(max(0, start - REACH), stop)
    places = [i for i in window if _may_be_headline(lines[i])]
    if not places:
        return [], []
    return places, _Header(lines, body, window, places).rows()


def _may_be_headline(line: str) -> bool:
    if not (SHORTEST if line[0] > "\u2e80" else SHORTEST_SPACED) <= len(line) <= LONGEST:
        return False
    return len(_NETWORKS.intersection(line.casefold().split())) < SHARE_BAR


class _Header:
    """The lines that stand where a headline can stand, and what is known of each."""

    def __init__(self, lines: Sequence[str], body: Sequence[int], window: range, places: Sequence[int]) -> None:
        self.lines, self.start, self.window, self.places = lines, body[0], window, places
        self.speech = _long_words(" ".join(lines[i] for i in body[:40]))
        reached = range(max(0, window.start - 2), min(len(lines), window.stop + 2))
        self.words = {i: _long_words(lines[i]) if len(lines[i]) <= LONGEST else set() for i in reached}
        shared = {i: share_of(self.words[i], self.speech) for i in places}
        weight = {i: shared[i] * min(len(lines[i]), 90) for i in places}
        ranks = {i: rank for rank, i in enumerate(sorted(places, key=lambda i: -weight[i]))}
        sizes = {i: rank for rank, i in enumerate(sorted(places, key=lambda i: -len(lines[i])))}
        self.ranked = {i: (shared[i], ranks[i], sizes[i]) for i in places}
        self.wordy = [i for i in window if len(self.words[i]) > 2]
        self.dates = [i for i in window if looks_dated(lines[i])]
        self.seen = Counter(lines)
        self.between = _between(lines, window, self.start)
        self.lede = _long_words(" ".join(lines[i] for i in body[:LEDE]))
        self.inside = set(body)
        self.signed = [i for i in range(window.start, reached.stop) if signature(lines[i])]
        alike = [_is_alike(lines[i]) for i in range(window.start, reached.stop)]
        self.alike = [0] * (window.start + 1) + list(accumulate(alike))

    def rows(self) -> list[list[float]]:
        return [[*self._shape(i), *self._place(i), *self._near(i), *self._story(i)] for i in self.places]

    def _shape(self, i: int) -> list[float]:
        line, words = self.lines[i], self.lines[i].split()
        found = furniture(line)
        return [
            self.start - i,
            len(line),
            len(words),
            2.0 if line[-1] in ".。…" else 1.0 if line[-1] in '?!？！"”»' else 0.5 if line[-1].isdigit() else 0.0,
            sum([word[0].isupper() for word in words]) / len(words),
            float(line.isupper()),
            float(line[0].islower()),
            float(": " in line or "：" in line),
            float(any(mark in line for mark in "|/›»>•·")),
            *self.ranked[i],
            0.0 if found is None else 2.0 if found.whole else 1.0,
        ]

    def _place(self, i: int) -> list[float]:
        lines, dates, line = self.lines, self.dates, self.lines[i]
        after = lines[i + 1] if i + 1 < len(lines) else ""
        return [
            float(i in dates),
            sum([i < k < i + 6 for k in dates]),
            sum([i - 5 < k < i for k in dates]),
            min(self.seen[line], 4),
            i,
            *self.between[i],
            len(lines[i - 1]) if i else 0,
            len(after),
            float(after[-1:] in (".。")),
            float(i >= self.start),
            sum([len(other) > len(line) and line in other for other in lines[max(0, i - 12) : i + 12]]),
            i / len(lines),
            sum([other == line for other in lines[i + 1 :]]) if self.seen[line] > 1 else 0,
        ]

    def _near(self, i: int) -> list[float]:
        lines, words = self.lines, self.words
        after = lines[i + 1] if i + 1 < len(lines) else ""
        mine = words[i]
        above = [words[k] for k in self.wordy if k < i - 1] if len(mine) > 2 else []
        return [
            credit_code(lines[i]),
            min([k - i for k in self.dates if k > i], default=12),
            min([i - k for k in self.dates if k < i], default=12),
            share_of(mine, words.get(i + 1, set())),
            share_of(mine, words.get(i - 1, set())),
            len(lines[i + 2]) if i + 2 < len(lines) else 0,
            len(lines[i - 2]) if i > 1 else 0,
            _capitals(after),
            max([len(mine & other) / len(other) for other in above if not mine.isdisjoint(other)], default=0.0)
            if len(mine) > 2
            else -1.0,
            float(i > 0 and lines[i].startswith(lines[i - 1])),
        ]

    def _story(self, i: int) -> list[float]:
        lines, words, alike = self.lines, self.words[i], self.alike
        last = len(alike) - 1
        return [
            share_of(words, self.lede),
            len(words & self.speech),
            min([k - i for k in self.signed if i < k <= i + NEAR], default=UNSIGNED),
            alike[i] - alike[max(0, i - 4)],
            alike[min(last, i + 4)] - alike[i + 1],
            max(0, alike[self.start] - alike[i + 1]),
            float(i in self.inside),
            float(_ends_path(lines[i], lines[i + 1 : i + 1 + NEAR])),
        ]


def _is_alike(line: str) -> bool:
    """Whether a line is as long as headlines are and ends as they do."""
    if not SHORTEST_ALIKE <= len(line) <= LONGEST_ALIKE or line[-1] in ".。":
        return False
    return line.count(" ") >= 3 or line[0] > "\u2e80"


def _between(lines: Sequence[str], window: range, start: int) -> dict[int, tuple[int, int]]:
    """For each line how much prose, and how long a line at most, stands between it and the body."""
    found, prose, longest = {}, 0, 0
    for i in reversed(window):
        found[i] = (prose, longest)
        if i < start:
            size = len(lines[i])
            prose += size if size > 80 else 0
            longest = max(longest, size)
    return found


def _capitals(line: str) -> float:
    words = line.split()[:8]
    return sum([word[0].isupper() for word in words]) / len(words) if words else -1.0


def _long_words(text: str) -> set[str]:
    """The long words; of scripts whose words have no spaces or many endings, all pairs of letters."""
    if not text.isascii() and _EAST_ASIAN.search(text):
        return {pair for pair in map(add, text, text[1:]) if pair.isalnum()}
    found = {word.strip("\"'“”‘’„«»().,;:!?…") for word in set(text.casefold().split()) if len(word) > 3}
    return {word for word in found if len(word) > 3}
