"""Passages between quote marks, whatever the marks are and however they were damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.desk.quotes.cues import tables

__all__ = ["OPENING", "Passage", "find_passages"]

Family: TypeAlias = Literal["double", "single"]
Way: TypeAlias = Literal["open", "close", "either"]

_MARK: Final = re.compile(r"``|''|[\"＂“”„‟«»「」『』]|[‘’‚‛'‹›`]")
_WAYS: Final[dict[str, Way]] = {
    **dict.fromkeys(("``", "“", "„", "‟", "«", "「", "『", "‘", "‚", "‛", "‹", "`"), "open"),
    **dict.fromkeys(("”", "»", "」", "』", "’", "›"), "close"),
}
OPENING: Final = frozenset("\"＂“„‟«「『‘‚‛'‹`")
"""Marks that a paragraph can begin with when it opens or goes on with a quote."""
_SINGLE: Final = frozenset("‘’‚‛'‹›`")
_OPENERS: Final = frozenset("([{—–―-/:…")
_ENDINGS: Final = frozenset(".,!?;:…)]}—–―-/")
_SENTENCE_END: Final = frozenset(".,!?…—–-")
DEEPEST: Final = 8
"""Open marks that are remembered at once; more of them is noise, and the oldest are given up."""


class Passage(Struct, frozen=True):
    """Words between two quote marks: `[start, end)` with the marks, `[inner_start, inner_end)` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool = True
    opened: bool = True
    family: Family = "double"


class _Mark(Struct, frozen=True):
    start: int
    end: int
    family: Family
    way: Way


def find_passages(text: str, *, goes_on: bool = False) -> tuple[Passage, ...]:
    """The passages of one paragraph in order, outer before inner.

    Args:
        text: The paragraph.
        goes_on: The next paragraph begins with an opening mark, so that one without a closing mark runs to the end.

    """
    found: list[Passage] = []
    stack: list[_Mark] = []
    for mark in _marks(text):
        if _closes(mark, stack):
            _close(mark, stack, found)
        elif mark.way == "close":
            if not stack and (passage := _passage_without_opening(text, mark, found)):
                found.append(passage)
        elif mark.family == "double" or not any(one.family == "single" for one in stack):
            stack.append(mark)
            if len(stack) > DEEPEST:
                del stack[0]
    closed = tuple(found)
    unclosed = _unclosed(text, stack, found, goes_on=goes_on)
    found.extend(passage for passage in unclosed if not any(_cross(passage, other) for other in closed))
    return tuple(_with_depth(sorted(found, key=lambda passage: (passage.start, -passage.end))))


def _cross(one: Passage, other: Passage) -> bool:
    """Whether two passages overlap and neither holds the other."""
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _closes(mark: _Mark, stack: Sequence[_Mark]) -> bool:
    return mark.way != "open" and any(one.family == mark.family for one in stack)


def _close(mark: _Mark, stack: list[_Mark], found: list[Passage]) -> None:
    while stack:
        opening = stack.pop()
        if opening.family == mark.family:
            found.append(Passage(opening.start, mark.end, opening.end, mark.start, 0, family=mark.family))
            return


def _unclosed(text: str, stack: Sequence[_Mark], found: Sequence[Passage], *, goes_on: bool) -> Iterator[Passage]:
    """Openings that nothing closed: each runs to the next mark of its shape, to its cue, or to the end."""
    doubles = [mark for mark in stack if mark.family == "double"]
    for number, mark in enumerate(doubles):
        later = [other.start for other in doubles[number + 1 :][:1]]
        if not goes_on or mark.start:
            shape = text[mark.start]
            later += [one.start for one in found if one.start > mark.start and text[one.start] == shape][:1]
        end = min([len(text), *later])
        if not goes_on and (cue := tables().patterns["cue-in-marks"].search(text, mark.end, end)):
            end = cue.start() + 1
        end = len(text[:end].rstrip())
        yield Passage(mark.start, end, mark.end, end, 0, closed=False)


def _passage_without_opening(text: str, mark: _Mark, found: Sequence[Passage]) -> Passage | None:
    """Words before a closing mark that nothing opened, when they look like the end of something said."""
    if mark.family == "single" or text[mark.start - 1 : mark.start] not in _SENTENCE_END:
        return None
    start = max((passage.end for passage in found[-1:]), default=0)
    start = max(start, *(text.rfind(stop, start, mark.start - 1) + 1 for stop in (". ", "? ", "! ", ": ")))
    start += len(text[start : mark.start]) - len(text[start : mark.start].lstrip())
    return Passage(start, mark.end, start, mark.start, 0, opened=False) if start < mark.start else None


def _with_depth(passages: Sequence[Passage]) -> Iterator[Passage]:
    ends: list[int] = []
    for passage in passages:
        while ends and ends[-1] <= passage.start:
            ends.pop()
        yield Passage(
            passage.start, passage.end, passage.inner_start, passage.inner_end, len(ends),
            passage.closed, passage.opened, passage.family,
        )  # fmt: skip
        ends.append(passage.end)


def _marks(text: str) -> Iterator[_Mark]:
    """The quote marks of a text with their direction; apostrophes are left out."""
    state: dict[Family, bool] = {"double": False, "single": False}
    singles = _single_pairs(text) if _has_single(text) else {}
    for match in _MARK.finditer(text):
        start, end, mark = match.start(), match.end(), match.group()
        if mark in _SINGLE:
            if (way := singles.get(start)) is not None:
                yield _Mark(start, end, "single", way)
            continue
        way = _way(text, start, end, mark, is_open=state["double"])
        if way is None:
            continue
        state["double"] = way == "open"
        yield _Mark(start, end, "double", way)


def _has_single(text: str) -> bool:
    return any(mark in text for mark in _SINGLE)


def _way(text: str, start: int, end: int, mark: str, *, is_open: bool) -> Way | None:
    """Whether a mark opens or closes: by its neighbours where they are clear, by its shape, by what is open."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens, closes = _looks_open(before, after), _looks_closed(before, after)
    shape = _WAYS.get(mark, "either")
    if opens != closes:
        if opens or is_open or before in _SENTENCE_END or shape == "close":
            return "open" if opens else "close"
        return None if before.isdigit() else "close"
    if shape != "either":
        return shape
    return "close" if is_open else "open"


def _looks_open(before: str, after: str) -> bool:
    if not after or after.isspace() or after in ",.;:!?)":
        return False
    return not before or before.isspace() or before in _OPENERS


def _looks_closed(before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and (not after or after.isspace() or after in _ENDINGS)


def _single_pairs(text: str) -> dict[int, Way]:
    """Offsets of single marks that are quote marks: an opening one with the closing one that fits it best."""
    pairs: dict[int, Way] = {}
    opening: int | None = None
    weak: int | None = None
    for match in _MARK.finditer(text):
        start, end, mark = match.start(), match.end(), match.group()
        if mark not in _SINGLE:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if mark != "’" and mark != "›" and _starts_single(text, start, end, before, after):
            if opening is not None and weak is not None:
                pairs[opening], pairs[weak] = "open", "close"
            opening, weak = start, None
        elif opening is not None and _ends_single(before, after):
            if before in _SENTENCE_END or before not in "sS" or mark == "›":
                pairs[opening], pairs[start] = "open", "close"
                opening = weak = None
            elif weak is None:
                weak = start
    if opening is not None and weak is not None:
        pairs[opening], pairs[weak] = "open", "close"
    return pairs


def _starts_single(text: str, start: int, end: int, before: str, after: str) -> bool:
    is_first = not before or before.isspace() or before in '([{—–-"“«'
    return is_first and bool(after) and not after.isspace() and not tables().patterns["elision"].match(text, end)


def _ends_single(before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and not after.isalnum()
