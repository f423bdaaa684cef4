"""A capital that opens a paragraph in an element or a line of its own."""

from typing import Final

__all__ = ["is_drop_cap", "with_capital", "with_drop_cap"]

_WORDS: Final = frozenset("AIYÀ")
"""Capitals that are words by themselves, as in "A harbour", "I saw"."""
PARAGRAPH: Final = 60
"""Characters behind such a word from which it is no entry of an index."""


def is_drop_cap(text: str, following: str) -> bool:
    """Whether a text is a capital alone, and the one behind it goes on in small letters.

    >>> is_drop_cap("T", "he harbour"), is_drop_cap("T", "The harbour")
    (True, False)
    """
    return len(text) == 1 and following[0].islower() and text.isupper()


def with_capital(capital: str, text: str, source: str) -> str | None:
    """A capital and the text behind it as one, None where they are no word.

    >>> with_capital("T", "he harbour", "when the harbour")
    'The harbour'
    """
    joined = with_drop_cap(f"{capital} {text}", source)
    return joined if joined[1] != " " or (capital in _WORDS and len(text) >= PARAGRAPH) else None


def with_drop_cap(text: str, source: str) -> str:
    """The text with its first letter joined to the rest of its word, where the source has that word elsewhere.

    >>> with_drop_cap("T he harbour", "when the harbour"), with_drop_cap("R is a language", "what R is")
    ('The harbour', 'R is a language')
    """
    if text[1:2] != " " or not text[0].isupper() or not text[2:3].islower():
        return text
    rest = text[2:].split(" ", 1)[0]
    if f" {text[0].lower()}{rest} " not in source or (text[0] in _WORDS and _is_word(rest, source)):
        return text
    return text[0] + text[2:]


def _is_word(rest: str, source: str) -> bool:
    """Whether the source has the letters behind the capital as a word, here aside."""
    return len(rest) > 2 or source.count(f" {rest} ") > 1
