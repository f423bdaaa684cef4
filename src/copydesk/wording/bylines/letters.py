"""What the letters of a line tell of it in one look: without a sign, what is looked for behind it is not there."""

from typing import Final

from copydesk.compiled import is_extension
from copydesk.patterns import pattern
from copydesk.wording import runs
from copydesk.wording.spelling import has_digit

__all__ = ["ADDRESS", "BRACKET", "FIGURED", "GLUED", "PARTED", "UNSEEN", "letters_of"]

BRACKET: Final = 1
ADDRESS: Final = 2
"""A mark that stands in every address: a stop, a colon, the sign of mail and handles."""
FIGURED: Final = 4
"""A decimal digit of any script."""
GLUED: Final = 8
"""A small letter with a capital right behind it."""
PARTED: Final = 16
"""A comma, a bar, a slash or the like, or a dash behind white space."""
UNSEEN: Final = 32
"""A character that is not printed."""

# Here once more, so that they are numbers of C where this is compiled.
_BRACKET, _ADDRESS, _FIGURED, _GLUED, _PARTED, _UNSEEN = BRACKET, ADDRESS, FIGURED, GLUED, PARTED, UNSEEN
_BY_LETTER: Final = is_extension(runs)
_HUMP: Final = pattern(r"[a-zà-öø-ÿß][A-ZÀ-ÖØ-Þ]")


def letters_of(line: str) -> int:
    """The signs of a line, one bit each; in plain Python, where letters are slow, more than it has."""
    if not _BY_LETTER:
        return _by_pattern(line)
    found = 0
    before = " "
    for letter in line:
        if "a" <= letter <= "z" or letter == " ":
            pass
        elif "A" <= letter <= "Z" or ("À" <= letter <= "Þ" and letter != "×"):
            if "a" <= before <= "z" or before == "ß" or ("à" <= before <= "ÿ" and before != "÷"):
                found |= _GLUED
        elif letter <= "\x7f":
            found |= _sign_of_mark(letter, before)
        elif letter.isdecimal():
            found |= _FIGURED
        elif not letter.isprintable():
            found |= _UNSEEN
        elif letter in "•·●◆■▪∙⋅،；／＝" or (letter in "–—" and before.isspace()):
            found |= _PARTED
        before = letter
    return found


def _sign_of_mark(letter: str, before: str) -> int:
    """What a digit or a mark of ASCII is, by what stands before it."""
    if "0" <= letter <= "9":
        return _FIGURED
    if letter in "@:.":
        return _ADDRESS
    if letter in "()[]{}<>":
        return _BRACKET
    return _PARTED if letter in ",|/;~\n\t" or (letter == "-" and before.isspace()) else 0


def _by_pattern(line: str) -> int:
    found = _BRACKET | _ADDRESS | _PARTED | (_FIGURED if has_digit(line) else 0)
    return found | (0 if line.isascii() else _UNSEEN) | (_GLUED if _HUMP.search(line) else 0)
