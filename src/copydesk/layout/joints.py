"""Paragraphs glued into one line, parted where another printing of the text shows the joint."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from copydesk.layout.lines import Line
from copydesk.patterns import pattern

__all__ = ["part_glued"]

SHORTEST: Final = 80
"""A line shorter than this shows no joint: a pulled quote or a summary may repeat a sentence of the story."""
KEY: Final = 28
ENOUGH: Final = ((2, 0.25), (4, 0.08))
"""So many joints, on such a share of the long lines, show a second printing; fewer are pulled quotes."""
_MARK: Final = pattern("[.!?…۔।。！？」]")
_DENSE_MARKS: Final = "。！？」"
_CLOSERS: Final = "\"'”’»“)]"
_MOST_CLOSERS: Final = 2


def part_glued(lines: Sequence[Line], source: str) -> tuple[list[Line], frozenset[int]]:
    """The lines, those that run on into what begins or ends another long line parted there.

    Besides the lines: where those parts begin that are to be rejoined when none of them is a copy, because little
    speaks for a second printing.
    """
    long = [line for line in lines if len(line.text) >= SHORTEST]
    starts = {_start(line.text) for line in long}
    ends = {_end(line.text) for line in long}
    cuts = {
        line.index: found
        for line in long
        # Where spaces were lost in joining lines the places in the source are not known.
        if len(line.text) >= 2 * SHORTEST and len(line.text) == line.span[1] - line.span[0]
        if (found := _cuts(line.text, starts, ends))
    }
    if not cuts:
        return list(lines), frozenset()
    joints = sum(map(len, cuts.values()))
    loose = not any(joints >= max(least, share * len(long)) for least, share in ENOUGH)
    begun = {line.span[0] + cut for line in long for cut in cuts.get(line.index, ())} if loose else ()
    return [part for line in lines for part in _parts(line, cuts.get(line.index, ()), source)], frozenset(begun)


def _cuts(text: str, starts: set[str], ends: set[str]) -> list[int]:
    return [place for place in _behind_sentences(text) if _begins(text, place, starts) or _finishes(text, place, ends)]


def _behind_sentences(text: str) -> list[int]:
    """Where sentences may begin: behind a mark, what closes a quotation, and white space."""
    places = [0]
    for match in _MARK.finditer(text):
        if match.start() >= places[-1]:
            end = _end_of_dense(text, match.end()) if match[0] in _DENSE_MARKS else _end_of_spaced(text, match.end())
            if end:
                places.append(end)
    return places[1:]


def _end_of_dense(text: str, at: int) -> int:
    """Where the white space behind marks ends that may need none."""
    while at < len(text) and text[at] in _DENSE_MARKS:
        at += 1
    return _end_of_space(text, at)


def _end_of_spaced(text: str, at: int) -> int:
    """Where the white space behind a mark ends, 0 where there is none."""
    most = at + _MOST_CLOSERS
    while at < most and at < len(text) and text[at] in _CLOSERS:
        at += 1
    end = _end_of_space(text, at)
    return end if end > at else 0


def _end_of_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _begins(text: str, place: int, starts: set[str]) -> bool:
    return len(text) - place >= SHORTEST and _start(text[place : place + 2 * KEY]) in starts


def _finishes(text: str, place: int, ends: set[str]) -> bool:
    return place >= SHORTEST and len(text) - place >= KEY and _end(text[max(0, place - 2 * KEY) : place]) in ends


def _start(text: str) -> str:
    return text[: 2 * KEY].replace("\u00a0", " ")[:KEY]


def _end(text: str) -> str:
    return text[-2 * KEY :].rstrip()[-KEY:].replace("\u00a0", " ")


def _parts(line: Line, cuts: Sequence[int], source: str) -> list[Line]:
    if not cuts:
        return [line]
    parts = []
    index, counted = line.index, line.span[0]
    for begin, end in pairwise((0, *cuts, len(line.text))):
        text = line.text[begin:end].rstrip()
        start = line.span[0] + begin
        index += source.count("\n", counted, start)
        counted = start
        parts.append(Line(text, (start, start + len(text)), line.blanks if begin == 0 else 0, index))
    return parts
