"""Body once: which blocks of a page repeat an earlier block, to the letter or nearly."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from copydesk.body.compare import Comparison, fold
from copydesk.compiled import is_extension
from copydesk.wording import runs
from copydesk.wording.spelling import ends_cut, is_spaced

__all__ = ["Copies", "Near", "compare_blocks", "find_copies"]

# A block under these sizes repeats by chance (names, "Yes.", refrains) and is a copy only inside a run of copies.
LEAST_WORDS = 5
LEAST_CHARACTERS = 24
SURELY_LONG = 80
LEAST_UNSPACED = 14
# An earlier block is compared in full when it holds this share of the block's anchors.
ANCHOR_SHARE = 0.45
ANCHOR_CAP = 48
# Blocks that begin alike are compared too: a teaser has few anchors.
START = 24
# On pages of so many blocks each block keeps a quarter of its anchors, to bound the memory.
MANY_BLOCKS = 5000
LONG_WORD = 6
MARKS = "\"'“”„‟‘’‚‹›«».,;:!?…-–—()[]{}*•"
SIBLING_CAP = 2
OWNER_CAP = 12
# Blocks of one page that are compared word by word with an earlier one; past that only exact copies are told.
# News pages need some dozens.
COMPARISONS = 20_000
_LETTERS_ARE_FAST: Final = is_extension(runs)
"""In plain Python a text is split faster."""


class Near(Struct, frozen=True):
    """Two blocks alike in wording and apart in substance; both are kept."""

    block: int
    of: int
    reason: str


class Copies(Struct, frozen=True):
    """What a page repeats: for each block the earlier one it copies, the near ones, the previews of later blocks."""

    repeats: list[int | None]
    near: list[Near]
    previews: dict[int, int]
    """Earlier block to the later, longer one that contains it: a teaser before its story."""


def find_copies(texts: Sequence[str]) -> list[int | None]:
    """For each block the index of the earlier block that it repeats, whole or in part, else None."""
    return _searched(texts, previews=False).repeats


def compare_blocks(texts: Sequence[str]) -> Copies:
    """Which blocks repeat earlier ones, which come near without being copies, which preview later ones."""
    search = _searched(texts, previews=True)
    return Copies(search.repeats, search.near, search.previews)


def _searched(texts: Sequence[str], *, previews: bool) -> "_Search":
    search = _Search(texts, previews=previews)
    for index, text in enumerate(texts):
        if len(text) >= LEAST_UNSPACED:
            search.take(index, text)
    _join_runs(texts, search)
    return search


class _Search:
    def __init__(self, texts: Sequence[str], *, previews: bool) -> None:
        self._wants_previews = previews
        self.repeats: list[int | None] = [None] * len(texts)
        self.near: list[Near] = []
        self.previews: dict[int, int] = {}
        self._exact: dict[str, int] = {}
        self._owners: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._left = COMPARISONS
        self._cap = ANCHOR_CAP if len(texts) < MANY_BLOCKS else ANCHOR_CAP // 4
        self._compared: set[tuple[int, int]] = set()
        self._siblings: dict[int, list[int]] = {}
        self._comparison = Comparison(texts)

    def take(self, index: int, text: str) -> None:
        spaced = is_spaced(text)
        if not _is_long(text, spaced):
            return
        first = self._exact.setdefault(text, index)
        if first != index:
            self.repeats[index] = first
            return
        same_start = self._starts.setdefault(text[:START], index)
        if same_start != index and self._settle_start(index, same_start):
            return
        if self._left <= 0:
            # No comparison is left that anchors could lead to.
            return
        anchors = _anchors(text, self._cap) if spaced else _unspaced_anchors(text, self._cap)
        owners = self._owners
        found = [owner for anchor in anchors if (owner := owners.get(anchor)) is not None]
        if len(found) < ANCHOR_SHARE * len(anchors) or not self._settle(index, Counter(found), len(anchors)):
            for anchor in anchors:
                owners.setdefault(anchor, index)

    def _settle_start(self, index: int, owner: int) -> bool:
        """True when the block repeats the earlier one that begins alike, or that one and those after it."""
        if self._comparison.is_run(index, owner):
            self.repeats[index] = owner
            return True
        return self._left > 0 and self._settle(index, Counter((owner,)), 1)

    def _settle(self, index: int, votes: Counter[int], anchors: int) -> bool:
        """True when the block is a copy; notes near blocks and previews on the way, for one of the comparisons left."""
        most = votes.most_common(OWNER_CAP)
        # On endless pages every anchor has some owner: only what few owners share can be a copy of them.
        if sum([count for _, count in most[: self._cap // 4]]) < ANCHOR_SHARE * anchors:
            return False
        self._left -= 1
        ranked = [owner for owner, _ in most]
        for owner in ranked[:2]:
            if votes[owner] < ANCHOR_SHARE * anchors:
                break
            for candidate in [owner, *self._siblings.get(owner, ())]:
                if candidate == index:
                    continue
                if self._is_copy(index, candidate):
                    return True
                self._note_preview(index, candidate)
        ranked = [owner for owner in ranked if owner < index]
        if not ranked:
            return False
        if (len(ranked) > 1 and self._comparison.is_glued(index, ranked)) or self._comparison.is_assembled(
            index, ranked
        ):
            self.repeats[index] = min(ranked)
            return True
        return False

    def _is_copy(self, index: int, candidate: int) -> bool:
        verdict = self._comparison.verdict(index, candidate)
        if verdict == "copy":
            self.repeats[index] = candidate
            return True
        if verdict is not None and (index, candidate) not in self._compared:
            self._compared.add((index, candidate))
            self.near.append(Near(index, candidate, verdict))
            siblings = self._siblings.setdefault(candidate, [])
            if len(siblings) < SIBLING_CAP:
                siblings.append(index)
        return False

    def _note_preview(self, index: int, candidate: int) -> None:
        if self._wants_previews and candidate not in self.previews and self._comparison.is_preview(candidate, index):
            self.previews[candidate] = index


def _is_long(text: str, spaced: bool) -> bool:
    if spaced:
        return len(text) >= SURELY_LONG or (len(text) >= LEAST_CHARACTERS and len(text.split()) >= LEAST_WORDS)
    return True


def _anchors(text: str, cap: int) -> list[str]:
    lengthy = _long_by_letter(text, LONG_WORD) if _LETTERS_ARE_FAST else _long_by_split(text, LONG_WORD)
    words = [_bare(word) for word in lengthy]
    if len(words) < 4:
        # Few long words: pairs of all words, so that a short sentence still has anchors.
        words = [_bare(word) for word in text.split()]
    anchors: list[str] = []
    for place in range(min(cap, len(words) - 1)):
        one, other = words[place], words[place + 1]
        anchors.append(one + other)
    return anchors


def _long_by_letter(text: str, least: int) -> list[str]:
    """The words of so many letters at least, found without those between them."""
    found: list[str] = []
    start = 0
    for place, letter in enumerate(text):
        if not "!" <= letter <= "~" and letter.isspace():
            if place - start >= least:
                found.append(text[start:place])
            start = place + 1
    if len(text) - start >= least:
        found.append(text[start:])
    return found


def _long_by_split(text: str, least: int) -> list[str]:
    return [word for word in text.split() if len(word) >= least]


def _bare(word: str) -> str:
    """The word without marks around it; most have none, which is seen at once."""
    first, last = word[0], word[-1]
    if ("a" <= first <= "z" or "A" <= first <= "Z") and "a" <= last <= "z":
        return word
    return word.strip(MARKS)


def _unspaced_anchors(text: str, cap: int) -> list[str]:
    # Sampled by content, so that a block cut elsewhere meets the same anchors.
    cuts = [place for place, letter in enumerate(text[:-5]) if ord(letter) % 3 == 0]
    return [text[place : place + 6] for place in cuts[:cap]] or [text[:6]]


def _join_runs(texts: Sequence[str], search: _Search) -> None:
    """Short blocks that stand inside a run of copies, and repeat the block at the same place, are copies too."""
    repeats = search.repeats
    for index in range(1, len(texts)):
        before = repeats[index - 1]
        if before is None or repeats[index] is not None:
            continue
        stop = _next_copy(repeats, index)
        if stop is None or stop - index > 12:
            continue
        source = before + 1
        gap = range(index, stop)
        for block in gap:
            match = _same_short(texts, block, source, index - 1)
            if match is not None:
                root = repeats[match]
                repeats[block] = match if root is None else root
                source = match + 1


def _next_copy(repeats: Sequence[int | None], index: int) -> int | None:
    for place in range(index, min(index + 13, len(repeats))):
        if repeats[place] is not None:
            return place
    return None


def _same_short(texts: Sequence[str], block: int, source: int, before: int) -> int | None:
    text = texts[block]
    if len(text) > 120 or ends_cut(text):
        return None
    for place in range(source, min(source + 4, before)):
        if texts[place] == text or (abs(len(texts[place]) - len(text)) < 5 and fold(texts[place]) == fold(text) != ""):
            return place
    return None
