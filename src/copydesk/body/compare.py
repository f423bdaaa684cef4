"""Whether one block of text repeats another: equal but for form, cut short, or changed in substance."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

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
_DIGIT = pattern(r"\d")
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
        self._diffs_left = DIFF_BUDGET

    def verdict(self, later: int, earlier: int) -> str | None:
        """`copy`, what was changed (`number`, `name`, `negation`, `wording`), or None for two other texts."""
        folded, other = self._fold(later), self._fold(earlier)
        if folded in other:
            return "copy"
        if len(folded) > 1.5 * len(other) or len(other) > 4 * len(folded):
            return None
        return self._changed(self._cut(later), self._cut(earlier))

    def is_glued(self, later: int, owners: Sequence[int]) -> bool:
        """Whether the later block is made of several earlier ones, with or without what stands between them."""
        folded, ordered = self._fold(later), sorted(owners)
        if folded in "".join(map(self._fold, ordered)):
            return True
        between = range(ordered[0], ordered[-1] + 1)
        return len(between) <= 16 and folded in "".join(map(self._fold, between))

    def is_assembled(self, later: int, owners: Sequence[int]) -> bool:
        """Whether the later block is made of parts of earlier ones, in order, each changed in form at most."""
        ours, theirs = self._cut(later), [piece for owner in sorted(owners) for piece in self._cut(owner)]
        if not self._affords(ours, theirs):
            return False
        strange = _strange(ours, theirs)
        if len(strange) > max(LOST_WORDS, LOST_SHARE * len(ours)) or any(map(has_digit, strange)):
            return False
        changes = [(mine, other) for mine, other in _differences(ours, theirs) if mine or len(other) <= LOST_WORDS]
        return _weigh(changes, len(ours)) == "copy"

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

    def _affords(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
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

    def _changed(self, ours: list[str], theirs: list[str]) -> str | None:
        head = _common(ours, theirs)
        tail = _common(ours[head:][::-1], theirs[head:][::-1])
        mine, yours = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
        if not mine or not yours or (len(mine) <= 2 and len(yours) <= 2):
            return _weigh([(mine, yours)], len(ours))
        if not self._affords(mine, yours):
            return None
        if len(_strange(mine, yours)) > max(MOST_CHANGED, CHANGED_SHARE * len(ours)):
            return None
        return _weigh(_differences(mine, yours), len(ours))


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


def _common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    for place, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other and one.casefold() != other.casefold():
            return place
    return min(len(ours), len(theirs))


def _strange(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Our words, casefolded, that stand nowhere in theirs: changes whichever way the two are compared word by word.

    To know that they are too many costs a twentieth of the comparison.
    """
    known = {word.casefold() for word in theirs}
    strange = [word for word in [word.casefold() for word in ours] if word not in known]
    if not strange:
        return strange
    # A word that the other parts otherwise ("to day", "today") is found in the whole.
    whole = "".join([word.casefold() for word in theirs])
    return [word for word in strange if word not in whole]


def _differences(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    lower, upper = [word.casefold() for word in ours], [word.casefold() for word in theirs]
    matcher = SequenceMatcher(None, lower, upper, autojunk=False)
    return [(ours[a:b], theirs[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _weigh(changes: Sequence[tuple[Sequence[str], Sequence[str]]], size: int) -> str | None:
    """`copy` when the changes are of form or a lost word, the kind of change when few, None when many."""
    changes = [pair for pair in changes if "".join(pair[0]).casefold() != "".join(pair[1]).casefold()]
    amount = sum(max(len(one), len(other)) for one, other in changes)
    if amount > max(MOST_CHANGED, CHANGED_SHARE * size):
        return None
    reason = next((kind for one, other in changes if (kind := _kind(one, other))), None)
    if reason is not None:
        return reason
    return "copy" if amount <= max(LOST_WORDS, LOST_SHARE * size) else "wording"


def _kind(ours: Sequence[str], theirs: Sequence[str]) -> str | None:
    """What a change touches; None for a lost word and a slip of spelling."""
    words = (*ours, *theirs)
    if any(map(_DIGIT.search, words)):
        return "number"
    if not _negations().isdisjoint(word.casefold() for word in words):
        return "negation"
    if not ours or not theirs or _is_slip(ours, theirs):
        return None
    return "name" if any(word[0].isupper() for word in words) else "wording"


def _is_slip(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """One word for one, of five letters or more and in lower case, one letter apart."""
    if len(ours) != 1 or len(theirs) != 1 or ours[0][0].isupper() or theirs[0][0].isupper():
        return False
    one, other = sorted((ours[0], theirs[0]), key=len)
    if len(one) < 5 or len(other) - len(one) > 1:
        return False
    head = _common(one, other)
    tail = 1 if len(one) == len(other) else 0
    return one[head + tail :] == other[head + 1 :]


def negation_rows() -> tuple[NegationRow, ...]:
    """All rows of the table."""
    return rows("negation", NegationRow)


@cache
def _negations() -> frozenset[str]:
    return frozenset(word for row in negation_rows() for word in row.words)
