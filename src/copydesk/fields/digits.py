"""Whether a text has a digit: asked for most lines of a page, before anything dearer is."""

import re
from typing import Final

__all__ = ["has_digit"]

_plain_digit_in: Final = re.compile("[0-9]").search
_digit_in: Final = re.compile(r"\d").search


def has_digit(text: str) -> bool:
    """Whether a text has a decimal digit of any script, fast where it is plain ASCII."""
    return (_plain_digit_in(text) if text.isascii() else _digit_in(text)) is not None
