"""Characters that nobody sees: out of what is read, but for the joiners and marks that a script needs."""

import re
from functools import lru_cache
from typing import Final

from copydesk.patterns import pattern

__all__ = ["MISREAD", "bare", "cleaned", "is_unseen", "meant"]

_UNSEEN: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x9f"  # controls, but for those that are white space
    "\u00ad\u200b\u2060-\u2064\ufeff"  # soft hyphen, zero-width space, joiners without a script, byte order mark
    "\u202a-\u202e\u2066-\u206f"  # embeddings, overrides, isolates
    "\ufff9-\ufffb\ufffe\uffff"
)
_TAGS: Final = "\U000e0000-\U000e007f"
_JOINERS: Final = "\u200c\u200d"
_MARKS: Final = "\u061c\u200e\u200f"
_DROPPED: Final = pattern(f"[{_UNSEEN}]|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+")
"""Tag characters spell the flags of England, Scotland and Wales behind a black flag, and nothing else that is seen."""
_NEEDS_JOINERS: Final = (
    "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"  # Arabic, Syriac, N'Ko and their kin
    "\u0900-\u109f\u1780-\u18af\u1a20-\u1cff\ua800-\uabff"  # Indic, Khmer, Mongolian and their kin
    "\U00010a00-\U00011fff"
)
_PICTURES: Final = "\u00a9\u00ae\u200d\u203c-\u3299\ufe0e\ufe0f\U0001f000-\U0001faff"
_IDLE_JOINER: Final = pattern(f"(?<![{_NEEDS_JOINERS}{_PICTURES}])[{_JOINERS}]+|[{_JOINERS}]+(?=[\\s{_JOINERS}]|\\Z)")
_RIGHT_TO_LEFT: Final = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]")
_MARK: Final = pattern(f"[{_MARKS}]+")
_BARE: Final = pattern(f"[\\s{_UNSEEN}{_TAGS}{_JOINERS}{_MARKS}]+")
_ODD_SPACE: Final = pattern("[\x0b\x0c\x1c-\x1f]")
MISREAD: Final = pattern("[\u00c2-\u00f4][\x80-\xbf]{1,3}|[\x80-\x9f]")
"""Bytes that were taken for Latin-1: UTF-8 read one by one, and Windows-1252 kept as controls."""


def cleaned(text: str) -> str:
    """The text without what nobody sees: soft hyphens, byte order marks, zero-width spaces, controls, overrides.

    Joiners stay in scripts that need them and in emoji, marks of direction where something runs from right to left.
    A control that is a byte of Windows-1252 or UTF-8 in truth becomes the character it meant.

    >>> cleaned("Har\u00adbour\u200b re\u202eopens\u0092 \u00e2\u0080\u0093 today")
    'Harbour reopens’ – today'
    """
    if text.isprintable():
        return text
    text = _DROPPED.sub("", MISREAD.sub(meant, _ODD_SPACE.sub(" ", text)))
    if text.isascii():
        return text
    text = _IDLE_JOINER.sub("", text)
    return text if _RIGHT_TO_LEFT.search(text) else _MARK.sub("", text)


def is_unseen(text: str) -> bool:
    """Whether nobody sees any of the text, white space included."""
    return _BARE.fullmatch(text) is not None


def bare(text: str) -> str:
    """The letters of a text alone, for comparing: no white space, nothing that `cleaned` may take away."""
    return _BARE.sub("", MISREAD.sub(meant, text))


def meant(misread: re.Match[str]) -> str:
    """What a match of `MISREAD` was meant to be; letters that are no UTF-8 stay, and lose only their controls."""
    letters = misread[0]
    return letters if letters.isprintable() else _meant(letters)


@lru_cache(maxsize=1024)
def _meant(letters: str) -> str:
    raw = letters.encode("latin-1")
    for size in range(len(raw), 1, -1):
        try:
            return raw[:size].decode("utf-8") + MISREAD.sub(meant, letters[size:])
        except UnicodeDecodeError:
            continue
    return "".join([letter if letter > "\x9f" else _of_windows(letter) for letter in letters])


def _of_windows(control: str) -> str:
    return control.encode("latin-1").decode("cp1252", "ignore")
