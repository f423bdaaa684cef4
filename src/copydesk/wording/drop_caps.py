"""A capital that opens a paragraph in an element of its own, with white space behind it."""

from typing import Final

__all__ = ["with_drop_cap"]

_WORDS: Final = frozenset("AIYÀ")
"""Capitals that are words by themselves, as in "A harbour", "I saw"."""


def with_drop_cap(text: str, source: str) -> str:
    """The text with its first letter joined to the rest of its word, where the source has that word elsewhere.

    >>> with_drop_cap("T he harbour", "when the harbour"), with_drop_cap("R is a language", "what R is")
    ('The harbour', 'R is a language')
    """
    if text[1:2] != " " or not text[0].isupper() or text[0] in _WORDS or not text[2:3].islower():
        return text
    word = text[0].lower() + text[2:].split(" ", 1)[0]
    return text[0] + text[2:] if f" {word} " in source else text
