"""The lines and paragraphs of a plain text, with their spans."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from copydesk.records import Span
from copydesk.wording.drop_caps import is_drop_cap, with_capital, with_drop_cap

__all__ = ["Line", "lines_of", "with_capitals"]

# A text is hard-wrapped when its lines fill a width in this range; 72 to 80 are usual, mail quotes are narrower.
NARROWEST, WIDEST = 50, 110
# Of the lines that nearly fill the width, so many must have had no room for the next word; fewer is chance.
# The others end paragraphs.
FULL_SHARE, ODD_SHARE = 0.4, 0.15
PARTED_SHARE = 0.1
SENTENCE_ENDS = tuple(".!?:…。！？")
LEAST_FULL = 4
# Of the breaks so many stand inside a sentence; where nouns are capitalised fewer seem to.
RUNNING_SHARE = 0.35
UNWRAPPED_SHARE = 0.04


class Line(Struct, frozen=True):
    """A line or, where the text was hard-wrapped, a paragraph: its text with single spaces, and where it stands."""

    text: str
    span: Span
    blanks: int
    """Empty lines before it."""
    index: int
    """Number of its first line in the source, from 0, empty lines counted."""


def lines_of(text: str) -> list[Line]:
    """The lines of a newline-normalised text that are not empty, hard-wrapped paragraphs joined."""
    lines = _split(text)
    width = _wrap_width(lines)
    return _unwrap(lines, width) if width else lines


def with_capitals(lines: Sequence[Line], source: str) -> list[Line]:
    """The lines, a capital that opens a paragraph joined to its word, though it has a line of its own."""
    whole: list[Line] = []
    for line in lines:
        text = line.text if line.text[1:2] != " " else with_drop_cap(line.text, source)
        if whole and len(whole[-1].text) == 1 and is_drop_cap(whole[-1].text, text):
            joined = with_capital(whole[-1].text, text, source)
            if joined is not None:
                whole[-1] = Line(joined, (whole[-1].span[0], line.span[1]), whole[-1].blanks, whole[-1].index)
                continue
        whole.append(line if text is line.text else Line(text, line.span, line.blanks, line.index))
    return whole


def _split(text: str) -> list[Line]:
    lines = []
    offset = blanks = 0
    for index, raw in enumerate(text.split("\n")):
        words = raw.strip()
        if words:
            start = offset + raw.find(words[0]) if raw[0] != words[0] else offset
            lines.append(Line(words, (start, start + len(words)), blanks, index))
            blanks = 0
        else:
            blanks += 1
        offset += len(raw) + 1
    return lines


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was broken, None when it was not."""
    sizes = [len(line.text) for line in lines]
    # A line without a space in reach could not be broken.
    long = sum([size > WIDEST and " " in line.text[:WIDEST] for line, size in zip(lines, sizes, strict=True)])
    fitting = [size for size in sizes if size <= WIDEST]
    width = max(fitting, default=0)
    if width < NARROWEST or long > UNWRAPPED_SHARE * len(lines):
        return None
    pairs = [pair for pair in pairwise(lines) if not pair[1].blanks and len(pair[0].text) > 0.8 * width]
    full = [pair for pair in pairs if _had_no_room(*pair, width)]
    odd = [
        line
        for line, after in pairs
        if not _had_no_room(line, after, width) and line.text.rstrip("\"'”’»)")[-1:] not in SENTENCE_ENDS
    ]
    if len(full) < max(LEAST_FULL, FULL_SHARE * len(pairs)) or len(odd) > ODD_SHARE * len(pairs):
        return None
    runs_on = sum(_runs_on(line, after) for line, after in full)
    return width if runs_on >= RUNNING_SHARE * len(full) else None


def _had_no_room(line: Line, after: Line, width: int) -> bool:
    word = after.text.split(None, 1)[0]
    return len(line.text) + 1 + len(word) > width


def _runs_on(line: Line, after: Line) -> bool:
    """Whether a sentence goes on from one line to the next."""
    first, last = after.text[0], line.text[-1]
    return first.islower() or (first.isalpha() and not first.isupper() and last not in "。！？」.!?")


def _unwrap(lines: Sequence[Line], width: int) -> list[Line]:
    paragraphs: list[list[Line]] = []
    # Where empty lines part the paragraphs a full stop at the end of a line means nothing.
    is_parted = sum([line.blanks > 0 for line in lines]) > PARTED_SHARE * len(lines)
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        if last and not line.blanks and _belongs(last, line, width) and (is_parted or not _may_end(last, line)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_join(parts) for parts in paragraphs]


def _belongs(last: Line, line: Line, width: int) -> bool:
    return 0.6 * width < len(last.text) <= width and _had_no_room(last, line, width)


def _may_end(last: Line, line: Line) -> bool:
    return last.text[-1] in ".!?。" and not line.text[0].islower()


def _join(parts: Sequence[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    first, last = parts[0], parts[-1]
    text = parts[0].text
    for part in parts[1:]:
        text += part.text if _is_ideographic(text[-1]) and _is_ideographic(part.text[0]) else " " + part.text
    return Line(text, (first.span[0], last.span[1]), first.blanks, first.index)


def _is_ideographic(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"
