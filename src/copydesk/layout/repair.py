"""Damage of dumps repaired for reading: HTML entities left in, UTF-8 read as Windows-1252, what nobody sees."""

import re
from html import unescape
from typing import Final

from copydesk.layout.letters import Letters, plain_letters, rewritten
from copydesk.patterns import pattern
from copydesk.wording.invisible import cleaned

__all__ = ["repair", "repaired_letters"]

_ENTITY: Final = pattern(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# A lead byte of UTF-8 and its continuations, as Windows-1252 shows them (Python leaves some of its bytes undefined).
_CONTINUATION: Final = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MOJIBAKE: Final = pattern(f"[\u00c2-\u00f4][{_CONTINUATION}]{{1,3}}")
ROUNDS: Final = 2
"""Pages escaped or misread twice are found; three times has not been seen."""


def repair(text: str) -> str:
    """The text as it was meant to be read; one that would have nothing left to read stays as it is.

    >>> repair("Caf&eacute; owners &amp; the mayorâ€™s party")
    'Café owners & the mayor’s party'
    """
    if text.isascii() and text.isprintable() and "&" not in text:
        return text
    given = text
    for _ in range(ROUNDS):
        if "&" in text:
            text = _ENTITY.sub(_referred, text)
        if not text.isascii():
            text = _MOJIBAKE.sub(_reread, text)
    clear = cleaned(text)
    text = clear if clear == text else " ".join(clear.split())
    return text if text.strip() else given


def repaired_letters(source: str) -> Letters:
    """The letters that `repair` gives, each with its place in the text as given."""
    letters = plain_letters(source)
    for _ in range(ROUNDS):
        letters = rewritten(rewritten(letters, _ENTITY, _referred), _MOJIBAKE, _reread)
    return letters


def _referred(match: re.Match[str]) -> str:
    return unescape(match[0])


def _reread(match: re.Match[str]) -> str:
    raw = bytearray()
    for letter in match[0]:
        code = _byte(letter)
        if code is None:
            return match[0]
        raw.append(code)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(letter: str) -> int | None:
    try:
        return letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(letter) if ord(letter) < 256 else None
