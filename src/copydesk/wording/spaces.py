"""White space and what nobody sees in a run of text: told letter by letter, as it is fast when compiled."""

from typing import Final

from copydesk.compiled import is_compiled
from copydesk.wording.invisible import cleaned
from copydesk.wording.misread import reread

__all__ = ["Run", "is_blank", "squeezed"]

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
        start, end, is_squeezed, is_clean = -1, 0, True, True
        for place, letter in enumerate(text):
            if "!" <= letter <= "~":
                pass
            elif letter.isspace():
                continue
            elif letter < "~" or not letter.isprintable() or letter in _MISREAD_SIGNS:
                is_clean = False
            if start < 0:
                start = place
            elif place != end and (place > end + 1 or text[end] != " "):
                is_squeezed = False
            end = place + 1
        self.start, self.end = max(start, 0), end
        self.is_squeezed, self.is_clean = is_squeezed, is_clean


_RUN = Run()
_BY_LETTER: Final = is_compiled(Run)
"""Methods of text are faster in plain Python, letters when compiled."""


def is_blank(text: str) -> bool:
    """Whether a text is white space alone, and some."""
    if not _BY_LETTER:
        return text.isspace()
    for letter in text:
        if not letter.isspace():
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
