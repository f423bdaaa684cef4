"""The words of a text, as `\\w+` finds them, and texts in one spelling."""

import html
import re
from collections.abc import Callable
from typing import Final

from copydesk.compiled import is_extension
from copydesk.patterns import pattern
from copydesk.wording import runs
from copydesk.wording.invisible import cleaned
from copydesk.wording.misread import reread

__all__ = ["clean", "ends_cut", "has_digit", "is_spaced", "word_runs", "words"]

_WORD: Final = pattern(r"\w+")
_BLANKED: Final = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


_plain_digit_in: Final = pattern("[0-9]").search
_digit_in: Final = pattern(r"\d").search


_TAG = pattern(r"<[/!]?[a-zA-Z][^<>]{0,500}>")
_BLOCK_TAG = pattern(r"<(?:/?(?:p|div|li|h[1-6]|blockquote|tr)|br)\b[^<>]{0,500}>", re.IGNORECASE)


def _words_by_pattern(text: str) -> list[str]:
    """Fast in plain Python, faster where the text is ASCII."""
    return text.translate(_BLANKED).split() if text.isascii() else _WORD.findall(text)


def _digit_by_pattern(text: str) -> bool:
    return (_plain_digit_in(text) if text.isascii() else _digit_in(text)) is not None


def _spelled_by_pattern(folded: str) -> str:
    return " ".join(_words_by_pattern(folded))


_spelled: Final[Callable[[str], str]] = runs.spelled if is_extension(runs) else _spelled_by_pattern
word_runs: Final[Callable[[str], list[str]]] = runs.letter_runs if is_extension(runs) else _words_by_pattern
"""The runs of letters, digits and underscores of a text in order."""
has_digit: Final[Callable[[str], bool]] = runs.holds_digit if is_extension(runs) else _digit_by_pattern
"""Whether a text has a decimal digit of any script."""


def clean(text: str) -> str:
    """The text without markup, entities, invisible characters and doubled spaces."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BLOCK_TAG.sub(" ", text))
    text = " ".join((text if text.isascii() else reread(text)).split())
    return text if text.isprintable() else " ".join(cleaned(text).split())


def words(text: str) -> str:
    """The text's words in one spelling, for comparing; a soft hyphen parts no word.

    >>> words("Har\u00adbour: \u201cOpen\u201d")
    'harbour open'
    """
    return _spelled(text.lower() if text.isascii() else text.replace("\u00ad", "").casefold())


def is_spaced(text: str) -> bool:
    """Whether the script parts words by spaces; for one line of ordinary length."""
    if text.isascii() or text.count(" ") * 12 >= len(text):
        return True
    return not any("\u2e80" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0fff" for letter in text[:40])


def ends_cut(text: str) -> bool:
    """Whether the text breaks off with an ellipsis."""
    return text.rstrip(" ])").endswith(("…", "..."))
