"""Which line of a text page is the headline, once the body is known."""

from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import exp
from operator import add
from typing import Final

from copydesk.body.trees import load_trees
from copydesk.wording.lines import credit_code, furniture, looks_dated
from copydesk.wording.signature import signature

__all__ = ["HEADLINE_FEATURES", "WIDTH", "find_headline", "headline_rows"]

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
WIDTH: Final = len(HEADLINE_FEATURES)
NEAR: Final = 6
UNSIGNED, FARTHEST = 9, 12
# Here once more, so that they are numbers of C where this is compiled.
_WIDTH, _NEAR, _UNSIGNED, _FARTHEST = WIDTH, NEAR, UNSIGNED, FARTHEST
SHARE_BAR: Final = 3
"""A line that names so many networks is a share bar."""
LEDE: Final = 2
SHORTEST_ALIKE, LONGEST_ALIKE = 22, 150
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
    if not places:
        return None, 0.0
    margins = load_trees("text_headline").margins(rows, WIDTH)
    for at in range(len(places)):
        margins[at] -= CAPTIONED * (rows[at * WIDTH + _CREDIT] in _CAPTION_CODES)
    ranked = sorted(range(len(places)), key=margins.__getitem__, reverse=True)
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


def headline_rows(lines: Sequence[str], body: Sequence[int]) -> tuple[list[int], "array[float]"]:
    """The lines that can be the headline, and behind one another a row for each in the order of HEADLINE_FEATURES."""
    if not body:
        return [], array("d")
    start = body[0]
    window = range(max(0, start - REACH), min(len(lines), start + INTO))
    places = [i for i in window if _may_be_headline(lines[i])]
    rows = array("d", bytes(8 * WIDTH * len(places)))
    if places:
        _fill(rows, _Header(list(lines), list(body), window, places))
    return places, rows


def _may_be_headline(line: str) -> bool:
    if not (SHORTEST if line[0] > "\u2e80" else SHORTEST_SPACED) <= len(line) <= LONGEST:
        return False
    folded = line.casefold()
    named = 0
    for network in _NETWORKS:
        named += network in folded
    # A name within a word is none.
    return named < SHARE_BAR or len(_NETWORKS.intersection(folded.split())) < SHARE_BAR


class _Header:
    """The lines that stand where a headline can stand, and what is known of each."""

    def __init__(self, lines: list[str], body: list[int], window: range, places: list[int]) -> None:
        self.lines, self.start, self.places = lines, body[0], places
        self.speech = _words_of_lines([lines[i] for i in body[:40]])
        self.lede = _words_of_lines([lines[i] for i in body[:LEDE]])
        self.first = max(0, window.start - 2)
        reached = range(self.first, min(len(lines), window.stop + 2))
        self.words = [_words_of_lines([lines[i]]) if len(lines[i]) <= LONGEST else set() for i in reached]
        self.shared = [_share(self.words[i - self.first], self.speech) for i in places]
        self.ranks = _ranks([share * min(len(lines[i]), 90) for share, i in zip(self.shared, places, strict=True)])
        self.sizes = _ranks([len(lines[i]) for i in places])
        self.wordy = [i for i in window if len(self.words[i - self.first]) > 2]
        self.dates = [i for i in window if looks_dated(lines[i])]
        self.seen = Counter(lines)
        self.between = _between(lines, window, self.start)
        self.inside = set(body)
        self.signed = [i for i in range(window.start, reached.stop) if signature(lines[i])]
        alike = [_is_alike(lines[i]) for i in range(window.start, reached.stop)]
        self.alike = [0] * (window.start + 1) + list(accumulate(alike))

    def words_at(self, i: int) -> set[str]:
        """The long words of a line, none of those out of reach."""
        place = i - self.first
        return self.words[place] if 0 <= place < len(self.words) else set()


def _fill(rows: "array[float]", known: _Header) -> None:
    at = 0
    for number, i in enumerate(known.places):
        line = known.lines[i]
        rows[at] = known.start - i
        _shape(rows, at, line)
        rows[at + 9] = known.shared[number]
        rows[at + 10] = known.ranks[number]
        rows[at + 11] = known.sizes[number]
        found = furniture(line)
        rows[at + 12] = 0.0 if found is None else 2.0 if found.whole else 1.0
        _place(rows, at, known, i)
        rows[at + 27] = credit_code(line)
        _echoes(rows, at, known, i)
        _story(rows, at, known, i)
        at += _WIDTH


def _shape(rows: "array[float]", at: int, line: str) -> None:
    """Length, words, capitals, marks: by one way over the letters."""
    count = capitals = 0
    is_word = has_colon = has_mark = False
    before = " "
    for letter in line:
        if letter.isspace():
            has_colon = has_colon or (letter == " " and before == ":")
            is_word = False
        else:
            if not is_word:
                is_word = True
                count += 1
                capitals += letter.isupper()
            has_colon = has_colon or letter == "\uff1a"
            has_mark = has_mark or letter in "|/›»>•·"
        before = letter
    rows[at + 1] = len(line)
    rows[at + 2] = count
    rows[at + 3] = 2.0 if before in ".。…" else 1.0 if before in '?!？！"”»' else 0.5 if before.isdigit() else 0.0
    rows[at + 4] = capitals / count
    rows[at + 5] = line.isupper()
    rows[at + 6] = line[0].islower()
    rows[at + 7] = has_colon
    rows[at + 8] = has_mark


def _place(rows: "array[float]", at: int, known: _Header, i: int) -> None:
    """What stands before and behind a line, how often it stands there itself."""
    lines, line = known.lines, known.lines[i]
    count, size = len(lines), len(known.lines[i])
    is_dated = dated_after = dated_before = 0
    until, since = 0, _FARTHEST
    for k in known.dates:
        if k == i:
            is_dated = 1
        elif k > i:
            dated_after += k < i + 6
            until = until or k - i
        else:
            dated_before += k > i - 5
            since = i - k
    after = lines[i + 1] if i + 1 < count else ""
    seen = known.seen[line]
    echoed = repeated = 0
    for k in range(max(0, i - 12), min(count, i + 12)):
        other = lines[k]
        echoed += len(other) > size and line in other
    if seen > 1:
        for k in range(i + 1, count):
            repeated += lines[k] == line
    prose, longest = known.between[i]
    rows[at + 13] = is_dated
    rows[at + 14] = dated_after
    rows[at + 15] = dated_before
    rows[at + 16] = min(seen, 4)
    rows[at + 17] = i
    rows[at + 18] = prose
    rows[at + 19] = longest
    rows[at + 20] = len(lines[i - 1]) if i else 0
    rows[at + 21] = len(after)
    rows[at + 22] = not after or after.endswith((".", "。"))
    rows[at + 23] = i >= known.start
    rows[at + 24] = echoed
    rows[at + 25] = i / count
    rows[at + 26] = repeated
    rows[at + 28] = until or _FARTHEST
    rows[at + 29] = since
    rows[at + 32] = len(lines[i + 2]) if i + 2 < count else 0
    rows[at + 33] = len(lines[i - 2]) if i > 1 else 0
    rows[at + 34] = _capitals(after)


def _echoes(rows: "array[float]", at: int, known: _Header, i: int) -> None:
    """What a line shares with those around it."""
    mine = known.words_at(i)
    echoes = -1.0
    if len(mine) > 2:
        echoes = 0.0
        for k in known.wordy:
            if k < i - 1:
                other = known.words_at(k)
                echoes = max(echoes, _common(mine, other) / len(other))
    rows[at + 30] = _share(mine, known.words_at(i + 1))
    rows[at + 31] = _share(mine, known.words_at(i - 1))
    rows[at + 35] = echoes
    rows[at + 36] = i > 0 and known.lines[i].startswith(known.lines[i - 1])


def _story(rows: "array[float]", at: int, known: _Header, i: int) -> None:
    """What a line has of the story, and where lines stand that are as long as headlines."""
    alike, words = known.alike, known.words_at(i)
    last = len(alike) - 1
    signed = _UNSIGNED
    for k in known.signed:
        if i < k <= i + _NEAR:
            signed = k - i
            break
    rows[at + 37] = _share(words, known.lede)
    rows[at + 38] = _common(words, known.speech)
    rows[at + 39] = signed
    rows[at + 40] = alike[i] - alike[max(0, i - 4)]
    rows[at + 41] = alike[min(last, i + 4)] - alike[i + 1]
    rows[at + 42] = max(0, alike[known.start] - alike[i + 1])
    rows[at + 43] = i in known.inside
    ends = False
    for k in range(i + 1, min(len(known.lines), i + 1 + _NEAR)):
        ends = ends or _follows_path(known.lines[k], known.lines[i])
    rows[at + 44] = ends


def _ranks(numbers: Sequence[float]) -> list[int]:
    """The place of each among all, the largest first."""
    ranks = [0] * len(numbers)
    for rank, place in enumerate(sorted(range(len(numbers)), key=numbers.__getitem__, reverse=True)):
        ranks[place] = rank
    return ranks


def _common(own: set[str], other: set[str]) -> int:
    """How many words of one the other has."""
    count = 0
    for word in own:
        count += word in other
    return count


def _share(own: set[str], other: set[str]) -> float:
    return _common(own, other) / len(own) if own else 0.0


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
    words = line.split(None, 8)[:8]
    return sum([word[0].isupper() for word in words]) / len(words) if words else -1.0


def _words_of_lines(lines: Sequence[str]) -> set[str]:
    """The long words of some lines; of scripts whose words have no spaces or many endings, all pairs of letters."""
    found: set[str] = set()
    for line in lines:
        if not line.isascii() and _is_east_asian(line):
            text = " ".join(lines)
            return {pair for pair in map(add, text, text[1:]) if pair.isalnum()}
        _put_words(line.casefold(), found)
    return found


def _is_east_asian(line: str) -> bool:
    for letter in line:  # noqa: SIM110  a generator has no type when compiled
        if "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3":
            return True
    return False


def _put_words(text: str, found: set[str]) -> None:
    """Put in the words between white space that are long without the marks around them."""
    start = -1
    for place, letter in enumerate(text):
        if not letter.isspace():
            if start < 0:
                start = place
        elif start >= 0:
            _put_word(text, start, place, found)
            start = -1
    if start >= 0:
        _put_word(text, start, len(text), found)


def _put_word(text: str, start: int, end: int, found: set[str]) -> None:
    while start < end and text[start] in "\"'“”‘’„«»().,;:!?…":
        start += 1
    while start < end and text[end - 1] in "\"'“”‘’„«»().,;:!?…":
        end -= 1
    if end - start > 3:
        found.add(text[start:end])
