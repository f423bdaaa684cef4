"""UTF-8 that was read as Windows-1252 and stored again: what its letters were meant to be."""

import re
from functools import lru_cache
from typing import Final

from copydesk.patterns import pattern

__all__ = ["MISREAD_RUN", "reread", "reread_run"]

# What continues a letter of UTF-8, as Windows-1252 shows it (Python leaves some of its bytes undefined).
_CONTINUATION: Final = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
MISREAD_RUN: Final = pattern(
    f"(?:[\u00c2-\u00df]{_CONTINUATION}|[\u00e0-\u00ef]{_CONTINUATION}{{2}}|[\u00f0-\u00f4]{_CONTINUATION}{{3}})+"
    "|\u00e2\u20ac[\ufffd?]?"
)
_CLOSING: Final = frozenset(("\u00e2\u20ac", "\u00e2\u20ac\ufffd", "\u00e2\u20ac?"))
"""A closing quotation mark whose third byte, which Windows-1252 does not have, was lost."""
_FOLLOWERS: Final = frozenset(
    "\u00a0\u00ab\u00bb\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2039\u203a\u2022"
)
"""What stands behind a letter in sound text too: « le café\u00a0» is no misread character."""
_ROUNDS: Final = 2
"""Letters stored three times are found, and more have not been seen."""
_FEW: Final = 8
"""Letters of a run that is kept with what it was meant to be: the same few stand all over a page."""
_SURE: Final = "\u00c2\u00c3"
_BYTES: Final = {
    ord(letter): code for code in range(0x80, 0xA0) if (letter := bytes((code,)).decode("cp1252", "ignore"))
}
"""The byte of each letter that Windows-1252 has beyond Latin-1; all others stand for themselves."""


def reread(text: str) -> str:
    """The text with misread letters as they were meant.

    >>> reread("the mayor\u00e2\u20ac\u2122s caf\u00c3\u00a9"), reread("\u00ab un caf\u00e9\u00a0\u00bb")
    ('the mayor’s café', '« un café\\xa0»')
    """
    for _ in range(_ROUNDS):
        if not _may_be_misread(text):
            break
        text = MISREAD_RUN.sub(reread_run, text)
    return text


def _may_be_misread(text: str) -> bool:
    """One of these marks is in every misread text of a Latin, Greek or Cyrillic page, and in few others."""
    return "\u00c3" in text or "\u00c2" in text or "\u00e2\u20ac" in text or "\u00d0" in text or "\u00d1" in text


def reread_run(match: re.Match[str]) -> str:
    """What a match of `MISREAD_RUN` was meant to be; what is no UTF-8, or sound as it stands, stays."""
    if match[0] in _CLOSING:
        return "\u201d"
    letters = match[0]
    meant = _of_few(letters) if len(letters) <= _FEW else _of_bytes(letters)
    return match[0] if len(meant) == 1 and _may_be_sound(match) else meant


@lru_cache(maxsize=1024)
def _of_few(letters: str) -> str:
    return _of_bytes(letters)


def _of_bytes(letters: str) -> str:
    """What the letters say as bytes of UTF-8; the letters where they are none."""
    try:
        return letters.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return letters


def _may_be_sound(match: re.Match[str]) -> bool:
    """Whether a single misread letter may as well be a letter and the marks behind it."""
    lead, others = match[0][0], match[0][1:]
    if not _FOLLOWERS.issuperset(others):
        return False
    if lead not in _SURE:
        return True
    start, end = match.span()
    before, after = match.string[max(start - 1, 0) : start], match.string[end : end + 1]
    return before.isupper() and not after.isalpha()
