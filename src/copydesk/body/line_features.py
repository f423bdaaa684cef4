"""Features of the lines of a text page: shape, place and neighbours, for any language and script."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from copydesk.wording import furniture as furniture_table
from copydesk.wording.captions import split_caption
from copydesk.wording.furniture import Furniture, is_section_end

__all__ = [
    "FEATURES",
    "credit_code",
    "furniture",
    "has_credit",
    "is_caption",
    "line_features",
    "looks_dated",
    "reads_as_prose",
    "telling_lines",
    "width",
]

_SENTENCE_ENDS: Final = frozenset(".。．！？!?।؟։…")
_CLOSERS: Final = "\"”’'»«“)」』]›"
_OPENERS: Final = frozenset("\"“„«»‘'「『‚‹")
_MARKS: Final = frozenset("|•»›→©®@▶►…✓★·/#")
_QUOTES: Final = frozenset('"“«„「')
_COMMAS: Final = frozenset(",、،")
_CREDIT_CODES: Final = {
    "caption/after-sentence": 2.0,
    "caption/bracket": 3.0,
    "caption/equals": 3.0,
    "caption/given": 3.0,
    "caption/mark": 4.0,
    "caption/wire-photo": 4.0,
    "caption/copyright": 5.0,
    "caption/separator": 1.0,
    "caption/credit-only": 6.0,
}
_CAPTION_CODES: Final = frozenset({3.5, 4.5, 5.0, 5.5})
_CLOCK: Final = re.compile(r"(?<![\d.,])(?:\d{1,2}[:.h時시点]\s?\d\d|(?:19|20)\d\d)(?![\d,])")
_GLUED: Final = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
_CREDIT: Final = re.compile(
    r"\b(?:foto|photo|picture|image|bild|credit|quelle|getty|reuters|shutterstock|imago|dpa|afp|epa|pa|fotografía|crédit)s?\b|写真|사진|提供|撮影",
    re.IGNORECASE,
)
_CREDIT_STEMS: Final = (
    "foto", "photo", "picture", "image", "bild", "credit", "quelle", "getty", "reuters", "shutterstock", "imago", "dpa",
    "afp", "epa", " pa", "(pa", "/pa", "pa ", "pa/", "crédit", "写真", "사진", "提供", "撮影",
)  # fmt: skip
_LABEL: Final = re.compile(r"(?:\w+[ -])?(?:photo|foto|image|picture|\w*bild|imagen|写真|사진)\s?[:：]", re.IGNORECASE)
_DIGITS: Final = frozenset("0123456789")
_PROMPTS: Final = frozenset({"share", "advertisement"})
_AFTER: Final = frozenset({"related", "tags", "comments", "newsletter", "author_note"})
_BULLETS: Final = frozenset("•-–—*·▪►▶")
_DENSE: Final = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")

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


@lru_cache(maxsize=4096)
def furniture(line: str) -> Furniture | None:
    """The furniture that a line is; asked for the same lines by several readers of a page."""
    return furniture_table.furniture(line)


def looks_dated(line: str) -> bool:
    """Whether a short line prints a clock time or a year."""
    if not 4 <= len(line) < 80 or line[-1] == "." or _DIGITS.isdisjoint(line):
        return False
    return _CLOCK.search(line) is not None


def has_credit(line: str) -> bool:
    """Whether a line names a photographer's or an agency's credit."""
    folded = line.casefold()
    # Looking for the stems first is several times faster than the pattern.
    for stem in _CREDIT_STEMS:
        if stem in folded:
            return _CREDIT.search(line) is not None
    return False


def _is_prompt(line: str) -> bool:
    found = furniture(line)
    return found is not None and found.whole and found.role in _PROMPTS


class _Lines:
    """What is known of every line of a page before any is judged."""

    def __init__(self, lines: Sequence[str], blanks: Sequence[int]) -> None:
        self.lines = lines
        self.blanks = blanks
        self.sizes = [len(line) for line in lines]
        self.ends = [_end(line, line[-1]) for line in lines]
        self.prose = [_is_prose(*traits) for traits in zip(lines, self.sizes, self.ends, strict=True)]
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
    unspaced = _is_dense(line)
    letters = set(line)
    digits = sum(map(line.count, _DIGITS & letters))
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


@lru_cache(maxsize=512)
def credit_code(line: str) -> float:
    """How a picture credit stands in the line: not at all, a word of one, after a sentence, in brackets, marked."""
    if has_credit(line):
        return _CREDIT_CODES.get(split_caption(line).rule, 0.0) + 0.5
    return 5.0 if "©" in line else 3.0 if line[-1] == ")" else 0.0


def is_caption(line: str) -> bool:
    """Whether a line says by its credit, or by a label such as "File photo:", that it belongs to a picture."""
    if len(line) >= 400:
        return False
    if credit_code(line) in _CAPTION_CODES:
        return True
    return (":" in line or "：" in line) and _LABEL.match(line) is not None


def width(line: str) -> int:
    """The length of a line as it says: a letter of Chinese, Japanese or Korean says as much as two others."""
    return 2 * len(line) if _is_dense(line) else len(line)


def _is_dense(line: str) -> bool:
    return not line.isascii() and _DENSE.search(line, 0, 12) is not None


def _end(line: str, last: str) -> float:
    if last in _SENTENCE_ENDS:
        return 3.0 if last in "?？؟" else 4.0 if last in "!！" else 5.0 if last == "…" or line.endswith("...") else 2.0
    if last in _CLOSERS and len(line) > 2:
        return 2.5 if line[-2] in _SENTENCE_ENDS else 1.5
    return 1.0 if last in ":：" else 0.5 if last.isdigit() else 0.0


def _start(first: str) -> float:
    if first.isupper():
        return 0.0
    if first.islower():
        return 1.0
    if first.isdigit():
        return 2.0
    return 3.0 if first in _OPENERS else 4.0 if first in _BULLETS else 5.0


def reads_as_prose(line: str) -> bool:
    """Whether a line is long for a heading and ends as a sentence does."""
    return _is_prose(line, len(line), _end(line, line[-1]))


def _is_prose(line: str, size: int, end: float) -> bool:
    if size < 28:
        return False
    if size < 60:
        return end >= 2 and _is_dense(line)
    return end >= 2 or (size >= 140 and end >= 1)


def _places(known: _Lines, judged: Sequence[int]) -> list[list[float]]:
    count = len(known.lines)
    mass = [
        min(size * 2 if size < 200 and _is_dense(line) else size, 600) if is_prose else 0
        for line, size, is_prose in zip(known.lines, known.sizes, known.prose, strict=True)
    ]
    sums = [0, *accumulate(mass)]
    total = sums[-1] or 1
    chars = [0, *accumulate(known.sizes)]
    begin, end = _core(mass)
    shared, bags = _shared_words(known, judged, begin, end)
    title = _headline(known, judged, shared, begin)
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


def _headline(known: _Lines, judged: Sequence[int], shared: Sequence[float], begin: int) -> int:
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
