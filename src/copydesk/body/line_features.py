"""Features of the lines of a text page: shape, place and neighbours, for any language and script."""

from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Final

from copydesk.wording.furniture import Furniture, is_section_end
from copydesk.wording.lines import credit_code, furniture, is_dense, is_prose, line_end, looks_dated

__all__ = ["FEATURES", "WIDTH", "line_features", "telling_lines"]

_OPENERS: Final = frozenset("\"“„«»‘'「『‚‹")
_FEW: Final = 40
"""Words of a line that are looked at for how they are written."""
_LONG, _SHORT_WORD, _LONGEST_FURNITURE = 4, 4, 230
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
WIDTH: Final = len(FEATURES)
_WIDTH: Final = WIDTH
_CAPITALS, _SHORT, _CREDIT, _SEEN, _FURNITURE, _NEAR = 8, 11, 17, 18, 20, 49
"""Columns of SHAPE, and the first of NEAR; here once more, so that they are numbers of C where this is compiled."""
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
    since, until = _since(long), _until(long)
    telling = []
    for i, line in enumerate(lines):
        if long[i] or (seen[line] < 3 and not ((since[i] <= 6 or until[i] <= 6) and _is_prompt(line))):
            telling.append(i)
    return telling


def _is_prompt(line: str) -> bool:
    found = furniture(line)
    return found is not None and found.whole and found.role in _PROMPTS


class _Lines:
    """What is known of every line of a page before any is judged."""

    def __init__(self, lines: Sequence[str], blanks: Sequence[int]) -> None:
        self.lines = list(lines)
        self.blanks = list(blanks)
        self.sizes = [len(line) for line in lines]
        self.ends = [line_end(line, line[-1]) for line in lines]
        self.prose = [is_prose(*traits) for traits in zip(lines, self.sizes, self.ends, strict=True)]
        self.since, self.until = _since(self.prose), _until(self.prose)
        self.judged = [
            i for i, size in enumerate(self.sizes) if size >= 60 or self.since[i] <= REACH or self.until[i] <= REACH
        ]
        self.place = [-1] * len(self.lines)
        """The row of each line; -1 of those that are not judged."""
        self.furniture: list[Furniture | None] = [None] * len(self.lines)
        for row, i in enumerate(self.judged):
            self.place[i] = row
            if self.sizes[i] < _LONGEST_FURNITURE:
                self.furniture[i] = furniture(self.lines[i])


def line_features(lines: Sequence[str], blanks: Sequence[int]) -> tuple[list[int], "array[float]"]:
    """The lines that can be story, and a row for each in the order of FEATURES, one behind the other.

    `blanks`: empty lines before each.
    """
    known = _Lines(lines, blanks)
    seen = Counter(known.lines)
    made = array("d", bytes(8 * _WIDTH * len(known.judged)))
    rows = made
    at = 0
    for i in known.judged:
        line = known.lines[i]
        _shape(rows, at, line, known.sizes[i])
        rows[at + 1] = known.ends[i]
        rows[at + _CREDIT] = credit_code(line) if known.sizes[i] < 400 else 0.0
        rows[at + _SEEN] = min(seen[line], 5)
        rows[at + _SEEN + 1] = min(known.blanks[i], 3)
        rows[at + _FURNITURE] = _code(known.furniture[i])
        at += _WIDTH
    _places(rows, known)
    _near(rows, known)
    return known.judged, made


def _code(found: Furniture | None) -> float:
    if found is None:
        return 0.0
    return _ROLE_CODES.get(found.role, 13) + (0.0 if found.whole else 0.5)


def _near(rows: "array[float]", known: _Lines) -> None:
    """The shapes of the lines around each, -1 where there is none or it is not judged."""
    count = len(known.lines)
    start = _NEAR
    for i in known.judged:
        at = start
        for place in (i - 4, i - 3, i - 2, i - 1, i + 1, i + 2, i + 3, i + 4):
            is_there = 0 <= place < count
            rows[at] = known.sizes[place] if is_there else -1.0
            rows[at + 8] = known.ends[place] if is_there else -1.0
            at += 1
        at += 8
        for place in (i - 2, i - 1, i + 1, i + 2):
            row = known.place[place] if 0 <= place < count else -1
            rows[at] = rows[row * _WIDTH + _CAPITALS] if row >= 0 else -1.0
            rows[at + 4] = rows[row * _WIDTH + _SHORT] if row >= 0 else -1.0
            rows[at + 8] = rows[row * _WIDTH + _FURNITURE] if row >= 0 else -1.0
            at += 1
        start += _WIDTH


def _shape(rows: "array[float]", at: int, line: str, size: int) -> None:
    """What one way over the letters of a line tells."""
    digits = commas = stops = marks = quotes = glued = 0
    count = few = capitals = short = 0
    is_year = has_colon = is_word = is_small = has_small = False
    length = 0
    before = " "
    for letter in line:
        if letter.isspace():
            if letter == " ":
                stops += before == "."
                has_colon = has_colon or before == ":"
            if is_word and count <= _FEW:
                short += length < _SHORT_WORD and is_small and has_small
            is_word = False
            before = letter
            continue
        is_lower = letter.islower()
        is_upper = not is_lower and letter.isupper()
        if not is_word:
            is_word, is_small, has_small, length = True, True, False, 0
            count += 1
            few += count <= _FEW
            capitals += is_upper and count <= _FEW
        length += 1
        has_small = has_small or is_lower
        is_small = is_small and not is_upper and not letter.istitle()
        if "0" <= letter <= "9":
            digits += 1
            is_year = is_year or (letter == "0" and before == "2") or (letter == "9" and before == "1")
        elif is_upper:
            glued += "A" <= letter <= "\u00de" and (letter <= "Z" or letter >= "\u00c0") and _is_small(before)
        elif not is_lower:
            # The sign of multiplication stands among the capitals of Latin-1.
            glued += letter == "\u00d7" and _is_small(before)
            commas += letter in ",\u3001\u060c"
            stops += letter == "\u3002"
            has_colon = has_colon or letter == "\uff1a"
            marks += letter in "|•»›→©®@▶►…✓★·/#"
            quotes += letter in '"“«„「'
        before = letter
    if is_word and count <= _FEW:
        short += length < _SHORT_WORD and is_small and has_small
    unspaced = is_dense(line)
    rows[at] = size
    rows[at + 2] = size // 2 if unspaced else count
    rows[at + 3] = size / count
    rows[at + 4] = _start(line[0])
    rows[at + 5] = commas
    rows[at + 6] = stops
    rows[at + 7] = digits / size
    rows[at + 8] = capitals / few
    rows[at + 9] = line.isupper()
    rows[at + 10] = marks if size < 200 else 0
    rows[at + 11] = short / few
    rows[at + 12] = quotes
    rows[at + 13] = has_colon
    rows[at + 14] = digits >= 4 and is_year
    rows[at + 15] = unspaced
    rows[at + 16] = glued if size < 160 else 0


def _is_small(letter: str) -> bool:
    """Whether a letter is small in ASCII or Latin-1, among which the sign of division stands."""
    return "a" <= letter <= "z" or "\u00e0" <= letter <= "\u00ff"


def _start(first: str) -> float:
    if first.isupper():
        return 0.0
    if first.islower():
        return 1.0
    if first.isdigit():
        return 2.0
    return 3.0 if first in _OPENERS else 4.0 if first in _BULLETS else 5.0


def _places(rows: "array[float]", known: _Lines) -> None:
    """Where each line stands: on the page, by the prose, by the lines that date a story or end one."""
    count = len(known.lines)
    mass = _mass(known)
    ending = _ending(known)
    sums, chars, dates, passed = _summed(mass), _summed(known.sizes), _summed(_dated(known)), _summed(ending)
    total = sums[count] or 1
    begin, end = _core(mass)
    shared, bags = _shared_words(known, begin, end)
    title = _guessed_headline(known, known.judged, shared, begin)
    topic = bags.get(title, set())
    ranked = sorted([size for size in mass if size])
    median = ranked[len(ranked) // 2] if ranked else 0
    core = (sums[end] - sums[begin]) / total
    runs, since_section = _runs(known.prose), _since(ending)
    tails = [line[-TAIL:] for line in known.lines]
    at = len(SHAPE)
    for row, i in enumerate(known.judged):
        rows[at] = i / count
        rows[at + 1] = count
        rows[at + 2] = chars[i] / chars[count]
        rows[at + 3] = mass[i - 1] if i else -1
        rows[at + 4] = sums[i] - sums[max(0, i - 3)]
        rows[at + 5] = sums[i] - sums[max(0, i - 8)]
        rows[at + 6] = mass[i + 1] if i + 1 < count else -1
        rows[at + 7] = sums[min(count, i + 4)] - sums[i + 1]
        rows[at + 8] = sums[min(count, i + 9)] - sums[i + 1]
        rows[at + 9] = known.since[i]
        rows[at + 10] = known.until[i]
        rows[at + 11] = sums[i] / total
        rows[at + 12] = (total - sums[i + 1]) / total
        rows[at + 13] = begin <= i < end
        rows[at + 14] = max(-30, min(30, i - begin))
        rows[at + 15] = max(-30, min(30, i - end + 1))
        rows[at + 16] = core
        rows[at + 17] = shared[row]
        rows[at + 18] = total
        rows[at + 19] = median
        rows[at + 20] = runs[i]
        rows[at + 21] = since_section[i]
        rows[at + 22] = passed[i] - passed[begin] if i > begin else 0
        rows[at + 23] = dates[min(count, i + 7)] - dates[max(0, i - 6)]
        rows[at + 24] = max(-30, min(40, i - title)) if title >= 0 else -31
        rows[at + 25] = len(topic & bags[i]) / len(topic) if topic else -1.0
        rows[at + 26] = end - begin
        rows[at + 27] = _tails_alike(tails, i)
        at += _WIDTH


def _mass(known: _Lines) -> list[int]:
    """How much prose each line is."""
    mass = [0] * len(known.lines)
    for i, is_told in enumerate(known.prose):
        if is_told:
            size = known.sizes[i]
            mass[i] = min(size * 2 if size < 200 and is_dense(known.lines[i]) else size, 600)
    return mass


def _summed(numbers: list[int] | list[bool]) -> "array[int]":
    """The sums up to each number, from 0 to that of all."""
    made = array("q", bytes(8 * (len(numbers) + 1)))
    sums = made
    total = 0
    for i in range(len(numbers)):
        total += numbers[i]
        sums[i + 1] = total
    return made


def _dated(known: _Lines) -> list[bool]:
    return [known.place[i] >= 0 and looks_dated(line) for i, line in enumerate(known.lines)]


def _ending(known: _Lines) -> list[bool]:
    """The lines after which a story is over."""
    return [
        found is not None and found.role in _AFTER and is_section_end(known.lines[i])
        for i, found in enumerate(known.furniture)
    ]


def _tails_alike(tails: Sequence[str], i: int) -> int:
    """How many lines around one end as it does, itself among them."""
    alike = 0
    for place in range(max(0, i - 4), min(len(tails), i + 5)):
        alike += tails[place] == tails[i]
    return alike


def _core(mass: Sequence[int]) -> tuple[int, int]:
    """The stretch of lines with the most prose, where each line that is none costs something."""
    best = total = 0
    begin = start = end = 0
    for i, size in enumerate(mass):
        if total <= 0:
            total, start = 0, i
        total += min(size, 300) if size else -60
        if total > best:
            best, begin, end = total, start, i + 1
    return begin, end


def _since(flags: Sequence[bool]) -> list[int]:
    """How many lines back the last flag before each line stands, at most 40."""
    distances = [40] * len(flags)
    last = -99
    for i, flag in enumerate(flags):
        distances[i] = min(i - last, 40)
        if flag:
            last = i
    return distances


def _until(flags: Sequence[bool]) -> list[int]:
    """How many lines on the next flag behind each line stands, at most 40."""
    return _since(flags[::-1])[::-1]


def _runs(flags: Sequence[bool]) -> list[int]:
    """For each line how many lines of the same sort stand in a row with it."""
    runs: list[int] = []
    start = 0
    for i in range(1, len(flags) + 1):
        if i == len(flags) or flags[i] != flags[start]:
            runs += [min(i - start, 30)] * (i - start)
            start = i
    return runs


def _shared_words(known: _Lines, begin: int, end: int) -> tuple[list[float], dict[int, set[str]]]:
    """For each judged line the share of its long words that the core uses in other lines too, and these words."""
    used: dict[str, int] = {}
    bags: dict[int, set[str]] = {}
    for i in known.judged:
        bag = _long_words(known.lines[i]) if known.sizes[i] > 14 else set[str]()
        bags[i] = bag
        if begin <= i < end and known.prose[i]:
            for word in bag:
                used[word] = used.get(word, 0) + 1
    shares = []
    for i in known.judged:
        bag = bags[i]
        least = 2 if begin <= i < end and known.prose[i] else 1
        told = 0
        for word in bag:
            told += used.get(word, 0) >= least
        shares.append(told / len(bag) if bag else -1.0)
    return shares, bags


def _long_words(line: str) -> set[str]:
    found: set[str] = set()
    start = -1
    for place, letter in enumerate(line):
        if not letter.isspace():
            if start < 0:
                start = place
        elif start >= 0:
            if place - start > _LONG:
                found.add(line[start:place])
            start = -1
    if start >= 0 and len(line) - start > _LONG:
        found.add(line[start:])
    return found


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
