# cython: boundscheck=False, wraparound=False
"""White space and what nobody sees in a run of text: told letter by letter, as it is fast when compiled."""

from typing import Final

from copydesk.compiled import is_compiled
from copydesk.wording import letterwise as quick
from copydesk.wording.invisible import cleaned
from copydesk.wording.misread import reread

__all__ = ["CELL_EDGE", "LINE_EDGE", "Run", "is_blank", "lined", "squeezed"]

LINE_EDGE: Final = "\x1e"
CELL_EDGE: Final = "\x1f"
"""What stands between the lines and the cells of a text until they are told apart."""


_MISREAD_SIGNS: Final = "\u00c2\u00c3\u00d0\u00d1\u00e2"
"""One of these is in every misread text that `reread` mends."""


class Run:
    """A text as one look through it found it."""

    __slots__ = ("end", "is_clean", "is_squeezed", "start")

    def __init__(self) -> None:
        self.start = self.end = 0
        self.is_squeezed = True
        self.is_clean = True

    def look(self, text: str) -> None:
        """Find where what is no white space begins and ends, and whether between them is nothing to take away."""
        size, width = len(text), quick.width(text)
        if width == 1:
            _look(quick.narrow(text), size, self)
        elif width == 2:
            _look(quick.wide(text), size, self)
        else:
            _look(quick.widest(text), size, self)


def _look(letters: str, size: int, run: Run) -> None:
    start, end, is_squeezed, is_clean = -1, 0, True, True
    for place in range(size):
        letter = letters[place]
        if "!" <= letter <= "~":
            pass
        elif letter == " " or letter.isspace():
            continue
        elif letter < "~" or not letter.isprintable() or letter in _MISREAD_SIGNS:
            is_clean = False
        if place != end:
            if start < 0:
                start = place
            else:
                before = letters[end]
                if place > end + 1 or before != " ":
                    is_squeezed = False
        elif start < 0:
            start = place
        end = place + 1
    run.start, run.end = max(start, 0), end
    run.is_squeezed, run.is_clean = is_squeezed, is_clean


_RUN = Run()
_BY_LETTER: Final = is_compiled(Run)
"""Methods of text are faster in plain Python, letters when compiled."""


def is_blank(text: str) -> bool:
    """Whether a text is white space alone, and some."""
    if not _BY_LETTER:
        return text.isspace()
    for letter in text:
        if letter != " " and not letter.isspace():
            return False
    return bool(text)


def squeezed(text: str) -> str:
    """The text on one line: white space collapsed, misread letters mended, without what nobody sees."""
    if not _BY_LETTER:
        return _squeezed(text)
    _RUN.look(text)
    if not _RUN.is_clean:
        return _squeezed(text)
    return text[_RUN.start : _RUN.end] if _RUN.is_squeezed else " ".join(text.split())


def _squeezed(text: str) -> str:
    text = " ".join((text if text.isascii() else reread(text)).split())
    return text if text.isprintable() else " ".join(cleaned(text).split())


def lined(text: str, is_kept: bool) -> str:
    """A text with lines and cells: white space collapsed in each, in text kept as written only at its end."""
    if is_kept:
        return "\n".join(cleaned(line).rstrip() for line in text.replace(LINE_EDGE, "\n").split("\n")).strip("\n")
    lines = []
    for line in text.split(LINE_EDGE):
        cells = [squeezed(cell) for cell in line.split(CELL_EDGE)]
        lines.append("\t".join(cell for cell in cells if cell))
    return "\n".join(line for line in lines if line)
