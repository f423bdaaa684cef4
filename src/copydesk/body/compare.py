"""Whether one block of text repeats another: equal but for form, cut short, or changed in substance."""

from array import array
from collections.abc import Sequence
from functools import cache
from typing import Final, TypeAlias

from msgspec import Struct

from copydesk.compiled import is_extension
from copydesk.patterns import pattern
from copydesk.tables.reader import rows
from copydesk.wording import runs
from copydesk.wording.runs import told_runs
from copydesk.wording.spelling import has_digit, is_spaced

__all__ = ["Comparison", "NegationRow", "fold", "negation_rows"]

# Everything that copies may differ in: spaces, quotes, dashes, marks. A point or comma inside a number stays.
_FORM = pattern(r"(?:(?!(?<=\d)[.,](?=\d))[\W_])+")
# The same for plain ASCII, several times as fast.
_LOOSE_POINT = pattern(r"[.,](?:(?<!\d[.,])|(?!\d))")
_MARKS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) not in ".,"}
_BY_LETTER: Final = is_extension(runs)
"""Patterns are faster in plain Python, letters when compiled."""
# Word by word comparison is quadratic: so many pairs of words a page (half a second), of blocks up to this size.
DIFF_BUDGET = 30_000_000
DIFF_WORDS = 1200
LOST_SHARE = 0.06
LOST_WORDS = 2
CHANGED_SHARE = 0.3
MOST_CHANGED = 4 * LOST_WORDS
# Under this length a block contained in another is a name or a phrase, not a cut copy.
PREVIEW_CHARACTERS = 40
CACHE_CAP = 4096
LONGEST_RUN = 40


_Change: TypeAlias = tuple[list[str], list[str]]
"""Words of one text, and what another has in their place."""


class NegationRow(Struct, frozen=True):
    """Words of one language that turn a sentence into its opposite; `example` is a pair that must be kept apart."""

    language: str
    words: tuple[str, ...]
    example: tuple[str, str]


class Comparison:
    """Compares the blocks of one page, each folded once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._folded: dict[int, str] = {}
        self._pieces: dict[int, list[str]] = {}
        self._lowered: dict[int, list[str]] = {}
        self._diffs_left = DIFF_BUDGET

    def verdict(self, later: int, earlier: int) -> str | None:
        """`copy`, what was changed (`number`, `name`, `negation`, `wording`), or None for two other texts."""
        folded, other = self._fold(later), self._fold(earlier)
        if folded in other:
            return "copy"
        if len(folded) > 1.5 * len(other) or len(other) > 4 * len(folded):
            return None
        return self._changed(later, earlier)

    def is_glued(self, later: int, owners: Sequence[int]) -> bool:
        """Whether the later block is made of several earlier ones, with or without what stands between them."""
        folded, ordered = self._fold(later), sorted(owners)
        if folded in "".join(map(self._fold, ordered)):
            return True
        between = range(ordered[0], ordered[-1] + 1)
        return len(between) <= 16 and folded in "".join(map(self._fold, between))

    def is_assembled(self, later: int, owners: Sequence[int]) -> bool:
        """Whether the later block is made of parts of earlier ones, in order, each changed in form at most."""
        places = sorted(owners)
        ours, lower = self._cut(later), self._lower(later)
        theirs = [piece for place in places for piece in self._cut(place)]
        if not self._affords(ours, theirs):
            return False
        upper = [piece for place in places for piece in self._lower(place)]
        strange = _strange(lower, upper)
        if len(strange) > max(LOST_WORDS, LOST_SHARE * len(ours)) or any(map(has_digit, strange)):
            return False
        changes = _differences(ours, theirs, lower, upper)
        return _weigh([pair for pair in changes if pair[0] or len(pair[1]) <= LOST_WORDS], len(ours)) == "copy"

    def is_run(self, later: int, first: int) -> bool:
        """Whether the later block is the block `first` and those after it, glued."""
        folded, place = self._fold(later), 0
        for index in range(first, min(first + LONGEST_RUN, later)):
            part = self._fold(index)
            if not folded.startswith(part, place):
                return False
            place += len(part)
            if place == len(folded):
                return True
        return False

    def is_preview(self, earlier: int, later: int) -> bool:
        """Whether the earlier block is the beginning or a part of the later, longer one."""
        folded, whole = self._fold(earlier), self._fold(later)
        if not PREVIEW_CHARACTERS <= len(folded) < len(whole):
            return False
        return folded in whole or (len(whole) > 1.2 * len(folded) and self.is_assembled(earlier, [later]))

    def _affords(self, ours: list[str], theirs: list[str]) -> bool:
        if self._diffs_left <= 0 or max(len(ours), len(theirs)) > DIFF_WORDS:
            return False
        self._diffs_left -= len(ours) * len(theirs)
        return True

    def _fold(self, index: int) -> str:
        folded = self._folded.get(index)
        if folded is None:
            if len(self._folded) > CACHE_CAP:
                self._folded.clear()
            folded = self._folded[index] = fold(self._texts[index])
        return folded

    def _cut(self, index: int) -> list[str]:
        pieces = self._pieces.get(index)
        if pieces is None:
            if len(self._pieces) > CACHE_CAP:
                self._pieces.clear()
            pieces = self._pieces[index] = _pieces(self._texts[index])
        return pieces

    def _lower(self, index: int) -> list[str]:
        """The pieces casefolded."""
        lowered = self._lowered.get(index)
        if lowered is None:
            if len(self._lowered) > CACHE_CAP:
                self._lowered.clear()
            lowered = self._lowered[index] = [piece.casefold() for piece in self._cut(index)]
        return lowered

    def _changed(self, later: int, earlier: int) -> str | None:
        ours, theirs = self._cut(later), self._cut(earlier)
        lower, upper = self._lower(later), self._lower(earlier)
        head = _common(lower, upper)
        tail = _common_end(lower, upper, min(len(ours), len(theirs)) - head)
        mine, yours = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
        if not mine or not yours or (len(mine) <= 2 and len(yours) <= 2):
            return _weigh([(mine, yours)], len(ours))
        if not self._affords(mine, yours):
            return None
        lower, upper = lower[head : len(ours) - tail], upper[head : len(theirs) - tail]
        if len(_strange(lower, upper)) > max(MOST_CHANGED, CHANGED_SHARE * len(ours)):
            return None
        return _weigh(_differences(mine, yours, lower, upper), len(ours))


def fold(text: str) -> str:
    """The text without what copies may differ in: letters, digits and the points inside numbers."""
    if _BY_LETTER:
        return "".join(told_runs(text)).casefold()
    if text.isascii():
        return _LOOSE_POINT.sub("", text).translate(_MARKS).lower()
    return _FORM.sub("", text).casefold()


def _pieces(text: str) -> list[str]:
    if is_spaced(text):
        return [piece for word in text.split() if (piece := word if word.isalnum() else _told(word))]
    return list(_told(text))


def _told(text: str) -> str:
    return "".join(told_runs(text)) if _BY_LETTER else _FORM.sub("", text)


def _common(ours: list[str], theirs: list[str]) -> int:
    """How many words both begin with."""
    most = min(len(ours), len(theirs))
    place = 0
    while place < most and ours[place] == theirs[place]:
        place += 1
    return place


def _common_end(ours: list[str], theirs: list[str], most: int) -> int:
    """How many words, `most` at most, both end with."""
    last, other = len(ours) - 1, len(theirs) - 1
    place = 0
    while place < most and ours[last - place] == theirs[other - place]:
        place += 1
    return place


def _strange(ours: list[str], theirs: list[str]) -> list[str]:
    """Our words that stand nowhere in theirs, both casefolded: changes whichever way the two are compared.

    To know that they are too many costs a part of the comparison.
    """
    known = set(theirs)
    strange = [word for word in ours if word not in known]
    if not strange:
        return strange
    # A word that the other parts otherwise ("to day", "today") is found in the whole.
    whole = "".join(theirs)
    return [word for word in strange if word not in whole]


def _differences(ours: list[str], theirs: list[str], lower: list[str], upper: list[str]) -> list[_Change]:
    """What stands between the longest runs that two texts share; `lower` and `upper` are their words casefolded."""
    changes: list[_Change] = []
    mine = yours = 0
    for first, other, size in [*sorted(_Runs(lower, upper).all()), (len(ours), len(theirs), 0)]:
        if mine < first or yours < other:
            changes.append((ours[mine:first], theirs[yours:other]))
        mine, yours = first + size, other + size
    return changes


class _Runs:
    """The runs of words that two lists have in common, the longest first, as `difflib` finds them."""

    def __init__(self, ours: list[str], theirs: list[str]) -> None:
        self._count, self._other = len(ours), len(theirs)
        self._following = array("i", bytes(4 * self._other))
        first: dict[str, int] = {}
        for place in range(self._other - 1, -1, -1):
            word = theirs[place]
            self._following[place] = first.get(word, -1)
            first[word] = place
        self._first = array("i", [first.get(word, -1) for word in ours])
        # Of each of their places the length of the run that ends before it: a row for our last word, one for the next.
        self._lengths = array("i", bytes(8 * (self._other + 1)))

    def all(self) -> list[tuple[int, int, int]]:
        """Where each run begins in ours and in theirs, and how many words it has."""
        found = []
        parts = [(0, self._count, 0, self._other)]
        while parts:
            low, high, left, right = parts.pop()
            mine, yours, size = self._longest(low, high, left, right)
            if size:
                found.append((mine, yours, size))
                if low < mine and left < yours:
                    parts.append((low, mine, left, yours))
                if mine + size < high and yours + size < right:
                    parts.append((mine + size, high, yours + size, right))
        return found

    def _longest(self, low: int, high: int, left: int, right: int) -> tuple[int, int, int]:
        """The longest run in a part of each; of several the one that begins first in ours, then in theirs."""
        mine, yours, best, width = low, left, 0, self._other + 1
        for place in range(low, high):
            row, old = (place & 1) * width, width - (place & 1) * width
            there = self._first[place]
            while 0 <= there < right:
                if there >= left:
                    size = self._lengths[old + there] + 1
                    self._lengths[row + there + 1] = size
                    if size > best:
                        mine, yours, best = place - size + 1, there - size + 1, size
                there = self._following[there]
            if place > low:
                self._forget(place - 1, old, right)
        if high > low:
            self._forget(high - 1, ((high - 1) & 1) * width, right)
        return mine, yours, best

    def _forget(self, place: int, row: int, right: int) -> None:
        there = self._first[place]
        while 0 <= there < right:
            self._lengths[row + there + 1] = 0
            there = self._following[there]


def _weigh(changes: list[_Change], size: int) -> str | None:
    """`copy` when the changes are of form or a lost word, the kind of change when few, None when many."""
    changes = [pair for pair in changes if "".join(pair[0]).casefold() != "".join(pair[1]).casefold()]
    amount = 0
    for one, other in changes:
        amount += max(len(one), len(other))
    if amount > max(MOST_CHANGED, CHANGED_SHARE * size):
        return None
    for one, other in changes:
        kind = _kind(one, other)
        if kind is not None:
            return kind
    return "copy" if amount <= max(LOST_WORDS, LOST_SHARE * size) else "wording"


def _kind(ours: list[str], theirs: list[str]) -> str | None:
    """What a change touches; None for a lost word and a slip of spelling."""
    words = ours + theirs
    for word in words:
        if has_digit(word):
            return "number"
    if not _negations().isdisjoint([word.casefold() for word in words]):
        return "negation"
    if not ours or not theirs or _is_slip(ours, theirs):
        return None
    for word in words:
        if word[0].isupper():
            return "name"
    return "wording"


def _is_slip(ours: list[str], theirs: list[str]) -> bool:
    """One word for one, of five letters or more and in lower case, one letter apart."""
    if len(ours) != 1 or len(theirs) != 1 or ours[0][0].isupper() or theirs[0][0].isupper():
        return False
    one, other = sorted((ours[0], theirs[0]), key=len)
    if len(one) < 5 or len(other) - len(one) > 1:
        return False
    head = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a.casefold() != b.casefold()), len(one)
    )
    tail = 1 if len(one) == len(other) else 0
    return one[head + tail :] == other[head + 1 :]


def negation_rows() -> tuple[NegationRow, ...]:
    """All rows of the table."""
    return rows("negation", NegationRow)


@cache
def _negations() -> frozenset[str]:
    return frozenset(word for row in negation_rows() for word in row.words)
