"""Features of the lines of a text page: shape, place and neighbours, for any language and script."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from copydesk.patterns import pattern
from copydesk.wording.furniture import Furniture, is_section_end
from copydesk.wording.lines import DIGITS, credit_code, furniture, is_dense, is_prose, line_end, looks_dated

__all__ = ["FEATURES", "line_features", "telling_lines"]

_OPENERS: Final = frozenset("\"“„«»‘'「『‚‹")
_MARKS: Final = frozenset("|•»›→©®@▶►…✓★·/#")
_QUOTES: Final = frozenset('"“«„「')
_COMMAS: Final = frozenset(",、،")
_GLUED: Final = pattern(r"[a-zà-ÿ][A-ZÀ-Þ]")
_PROMPTS: Final = frozenset({"share", "advertisement"})
_AFTER: Final = frozenset({"related", "tags", "comments", "newsletter", "author_note"})
_BULLETS: Final = frozenset("•-–—*·▪►▶")

SHAPE: Final = (
    "length", "end", "words", "mean_word", "start", "commas", "stops", "digits", "capitals", "shouts", "marks",
    "short_words",     "quotes", "colon", "year", "unspaced", "glued", "credit", "seen", "blanks", "furniture",
)  # fmt: skip
PLACE: Final = (
    "place", "lines", "chars_before", "prose_before_1", "prose_before_3", "prose_before_8", "prose_after_1",
    "prose_after_3", "prose_after_8",
    "since_prose", "until_prose", "prose_before", "prose_after", "in_core", "from_core", "past_core", "core_share",
    "shared_words", "prose_total",
    "median_prose", "run", "since_section", "sections", "dates_near", "from_headline", "headline_words", "core_lines",
    "same_tail",
)  # fmt: skip
NEAR: Final = (
    *(f"length{offset:+d}" for offset in (-4, -3, -2, -1, 1, 2, 3, 4)),
    *(f"end{offset:+d}" for offset in (-4, -3, -2, -1, 1, 2, 3, 4)),
    *(f"{name}{offset:+d}" for name in ("capitals", "short_words", "furniture") for offset in (-2, -1, 1, 2)),
)  # fmt: skip
FEATURES: Final[tuple[str, ...]] = (*SHAPE, *PLACE, *NEAR)
# What the trees were trained to take for "no such line".
_NOTHING: Final = [-1.0] * len(SHAPE)
_CAPITALS, _SHORT, _FURNITURE = (SHAPE.index(name) for name in ("capitals", "short_words", "furniture"))
# A short line this far from any prose is menu, and not judged one by one.
REACH: Final = 5
# Lists and teasers end alike: "(opens in a new window)".
TAIL: Final = 7
_ROLES: Final = (
    "related", "share", "newsletter", "paywall", "comments", "advertisement", "author_note", "correction", "footer",
    "copyright", "tags", "navigation",
)  # fmt: skip
_ROLE_CODES: Final[dict[str, int]] = {role: code for code, role in enumerate(_ROLES, 1)}


def telling_lines(lines: Sequence[str]) -> list[int]:
    """The lines that say something: without the prompts that stand between paragraphs over and over."""
    seen = Counter(lines)
    long = [len(line) > 60 for line in lines]
    near = [since <= 6 or until <= 6 for since, until in zip(_since(long), _since(long[::-1])[::-1], strict=True)]
    return [i for i, line in enumerate(lines) if long[i] or (seen[line] < 3 and not (near[i] and _is_prompt(line)))]


def _is_prompt(line: str) -> bool:
    found = furniture(line)
    return found is not None and found.whole and found.role in _PROMPTS


class _Lines:
    """What is known of every line of a page before any is judged."""

    def __init__(self, lines: Sequence[str], blanks: Sequence[int]) -> None:
        self.lines = lines
        self.blanks = blanks
        self.sizes = [len(line) for line in lines]
        self.ends = [line_end(line, line[-1]) for line in lines]
        self.prose = [is_prose(*traits) for traits in zip(lines, self.sizes, self.ends, strict=True)]
        self.since, self.until = _since(self.prose), _since(self.prose[::-1])[::-1]
        self.judged = [
            size >= 60 or since <= REACH or until <= REACH
            for size, since, until in zip(self.sizes, self.since, self.until, strict=True)
        ]
        self.furniture = [
            furniture(line) if judged and len(line) < 230 else None
            for line, judged in zip(lines, self.judged, strict=True)
        ]


def line_features(lines: Sequence[str], blanks: Sequence[int]) -> tuple[list[int], list[list[float]]]:
    """The lines that can be story, and a row for each in the order of FEATURES; `blanks`: empty lines before each."""
    known = _Lines(lines, blanks)
    seen = Counter(lines)
    judged = [i for i, is_judged in enumerate(known.judged) if is_judged]
    shapes = [_NOTHING] * len(lines)
    for i in judged:
        shapes[i] = _shape(lines[i], known.sizes[i], known.ends[i])
        shapes[i] += (min(seen[lines[i]], 5), min(blanks[i], 3), _code(known.furniture[i]))
    return judged, [
        [*shapes[i], *place, *near]
        for i, place, near in zip(judged, _places(known, judged), _near(known, judged, shapes), strict=True)
    ]


def _code(found: Furniture | None) -> float:
    if found is None:
        return 0.0
    return _ROLE_CODES.get(found.role, 13) + (0.0 if found.whole else 0.5)


def _near(known: _Lines, judged: Sequence[int], shapes: Sequence[Sequence[float]]) -> list[list[float]]:
    rows = []
    edge = [-1.0] * 4
    sizes, ends = [*edge, *known.sizes, *edge], [*edge, *known.ends, *edge]
    padded = [_NOTHING, _NOTHING, *shapes, _NOTHING, _NOTHING]
    for i in judged:
        around = (padded[i], padded[i + 1], padded[i + 3], padded[i + 4])
        row = sizes[i : i + 4] + sizes[i + 5 : i + 9] + ends[i : i + 4] + ends[i + 5 : i + 9]
        for trait in (_CAPITALS, _SHORT, _FURNITURE):
            for shape in around:
                row.append(shape[trait])
        rows.append(row)
    return rows


def _shape(line: str, size: int, end: float) -> list[float]:
    words = line.split()
    count = len(words)
    unspaced = is_dense(line)
    letters = set(line)
    digits = sum(map(line.count, DIGITS & letters))
    few = words[:40]
    return [
        size,
        end,
        size // 2 if unspaced else count,
        size / count,
        _start(line[0]),
        sum(map(line.count, _COMMAS & letters)),
        line.count(". ") + line.count("。"),
        digits / size,
        sum([word[0].isupper() for word in few]) / len(few),
        1.0 if line.isupper() else 0.0,
        sum(map(line.count, _MARKS & letters)) if size < 200 else 0,
        sum([len(word) < 4 and word.islower() for word in few]) / len(few),
        sum(map(line.count, _QUOTES & letters)),
        1.0 if ": " in line or "：" in line else 0.0,
        1.0 if digits >= 4 and ("20" in line or "19" in line) else 0.0,
        1.0 if unspaced else 0.0,
        len(_GLUED.findall(line)) if size < 160 else 0,
        credit_code(line) if size < 400 else 0.0,
    ]


def _start(first: str) -> float:
    if first.isupper():
        return 0.0
    if first.islower():
        return 1.0
    if first.isdigit():
        return 2.0
    return 3.0 if first in _OPENERS else 4.0 if first in _BULLETS else 5.0


def _places(known: _Lines, judged: Sequence[int]) -> list[list[float]]:
    count = len(known.lines)
    mass = [
        min(size * 2 if size < 200 and is_dense(line) else size, 600) if is_prose else 0
        for line, size, is_prose in zip(known.lines, known.sizes, known.prose, strict=True)
    ]
    sums = [0, *accumulate(mass)]
    total = sums[-1] or 1
    chars = [0, *accumulate(known.sizes)]
    begin, end = _core(mass)
    shared, bags = _shared_words(known, judged, begin, end)
    title = _guessed_headline(known, judged, shared, begin)
    topic = bags.get(title, set())
    dates = [
        0,
        *accumulate([is_near and looks_dated(line) for line, is_near in zip(known.lines, known.judged, strict=True)]),
    ]
    ranked = sorted(filter(None, mass))
    median = ranked[len(ranked) // 2] if ranked else 0
    core = (sums[end] - sums[begin]) / total
    runs = _runs(known.prose)
    sections = [
        found is not None and found.role in _AFTER and is_section_end(line)
        for found, line in zip(known.furniture, known.lines, strict=True)
    ]
    since_section, passed = _since(sections), [0, *accumulate(sections)]
    padded = [-1, *mass, -1]
    tails = [line[-TAIL:] for line in known.lines]
    rows: list[list[float]] = []
    for i, words in zip(judged, shared, strict=True):
        row = [
            i / count,
            count,
            chars[i] / chars[-1],
            padded[i],
            sums[i] - sums[max(0, i - 3)],
            sums[i] - sums[max(0, i - 8)],
            padded[i + 2],
            sums[min(count, i + 4)] - sums[i + 1],
            sums[min(count, i + 9)] - sums[i + 1],
            known.since[i],
            known.until[i],
            sums[i] / total,
            (total - sums[i + 1]) / total,
            1.0 if begin <= i < end else 0.0,
            max(-30, min(30, i - begin)),
            max(-30, min(30, i - end + 1)),
            core,
            words,
            total,
            median,
            runs[i],
            since_section[i],
            passed[i] - passed[begin] if i > begin else 0,
            dates[min(count, i + 7)] - dates[max(0, i - 6)],
            max(-30, min(40, i - title)) if title >= 0 else -31,
            len(topic & bags[i]) / len(topic) if topic else -1.0,
            end - begin,
            tails[max(0, i - 4) : i + 5].count(tails[i]),
        ]
        rows.append(row)
    return rows


def _core(mass: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the most prose, where each line that is none costs something."""
    best = total = 0.0
    begin = start = end = 0
    for i, size in enumerate(mass):
        if total <= 0:
            total, start = 0.0, i
        total += min(size, 300) if size else -60
        if total > best:
            best, begin, end = total, start, i + 1
    return begin, end


def _since(flags: Sequence[bool]) -> list[float]:
    distances, last = [], -99
    for i, flag in enumerate(flags):
        distances.append(float(min(i - last, 40)))
        if flag:
            last = i
    return distances


def _runs(flags: Sequence[bool]) -> list[float]:
    """For each line how many lines of the same sort stand in a row with it."""
    runs: list[float] = []
    start = 0
    for i in range(1, len(flags) + 1):
        if i == len(flags) or flags[i] != flags[start]:
            runs += [float(min(i - start, 30))] * (i - start)
            start = i
    return runs


def _shared_words(
    known: _Lines, judged: Sequence[int], begin: int, end: int
) -> tuple[list[float], dict[int, set[str]]]:
    """For each judged line the share of its long words that the core uses in other lines too, and these words."""
    used: Counter[str] = Counter()
    bags = {
        i: {word for word in known.lines[i].split() if len(word) > 4} if known.sizes[i] > 14 else set() for i in judged
    }
    core = [i for i in judged if begin <= i < end and known.prose[i]]
    for i in core:
        used.update(bags[i])
    twice = {word for word, times in used.items() if times > 1}
    inside = set(core)
    shares = [len(bag & (twice if i in inside else used.keys())) / len(bag) if bag else -1.0 for i, bag in bags.items()]
    return shares, bags


def _guessed_headline(known: _Lines, judged: Sequence[int], shared: Sequence[float], begin: int) -> int:
    """A first guess at the headline: the line before the core that speaks most in its words, -1 when none does."""
    best, found = 0.5, -1
    for i, share in zip(judged, shared, strict=True):
        if i > begin:
            break
        if 15 <= known.sizes[i] <= 180 and known.ends[i] != 2 and begin - i <= 40:
            score = (share + 0.2) * min(known.sizes[i], 70) ** 0.5 * (0.3 if known.furniture[i] else 1.0)
            if score >= best:
                best, found = score, i
    return found
