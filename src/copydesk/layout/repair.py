"""Damage of dumps repaired for reading: HTML entities left in, UTF-8 read as Windows-1252, what nobody saw."""

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from copydesk.compiled import is_extension
from copydesk.layout.letters import Letters, plain_letters, rewritten
from copydesk.patterns import pattern
from copydesk.wording import damage
from copydesk.wording.invisible import cleaned
from copydesk.wording.link_notes import link_note, without_link_notes
from copydesk.wording.misread import MISREAD_RUN, reread_run

__all__ = ["may_be_damaged", "repair", "repaired_letters"]

_ENTITY: Final = pattern(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_DAMAGE: Final = pattern(
    "[&\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\U000e0000-\U000e007f]|[\xc2-\xf4][\x80-\xbf\u0152-\U0010ffff]"
)
ROUNDS: Final = 2
"""Pages escaped or misread twice are found; three times has not been seen."""


def _damage_by_pattern(text: str) -> bool:
    return _DAMAGE.search(text) is not None


may_be_damaged: Final[Callable[[str], bool]] = damage.holds_damage if is_extension(damage) else _damage_by_pattern
"""Whether a text has what `repair` mends, notes about links aside; in a text without it no line has it either."""


def repair(text: str) -> str:
    """The text as it was meant to be read; one that would have nothing left to read stays as it is.

    >>> repair("Caf&eacute; owners &amp; the mayorâ€™s party")
    'Café owners & the mayor’s party'
    """
    given = text
    text = without_link_notes(text)
    if not may_be_damaged(text):
        return text if text.strip() else given
    for _ in range(ROUNDS):
        if "&" in text:
            text = _ENTITY.sub(_referred, text)
        if not text.isascii():
            text = MISREAD_RUN.sub(reread_run, text)
    clear = cleaned(text)
    text = clear if clear == text else " ".join(clear.split())
    return text if text.strip() else given


def repaired_letters(source: str) -> Letters:
    """The letters that `repair` gives, each with its place in the text as given."""
    letters = plain_letters(source)
    for _ in range(ROUNDS):
        letters = rewritten(rewritten(letters, _ENTITY, _referred), MISREAD_RUN, reread_run)
    return rewritten(letters, link_note(), lambda _: "")


def _referred(match: re.Match[str]) -> str:
    return unescape(match[0])
