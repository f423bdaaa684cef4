"""The words of a text that a query looked for, and the lines around the first of them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from copydesk.archive.query import Term

__all__ = ["Marked", "marked", "spans_of"]

SNIPPET: Final = 240
"""Characters of a snippet, about three lines of a terminal."""
LEAD: Final = 60
"""Characters before the first mark."""
SEARCHED: Final = 100_000
"""Characters of a text that are looked through for marks."""

_BETWEEN: Final = r"[\W_]*"


class Marked(NamedTuple):
    """A piece of a text with the places of marked words in it, half open."""

    text: str
    marks: tuple[tuple[int, int], ...]


def marked(text: str, terms: Sequence[Term]) -> Marked:
    """A snippet of the text around the first word that was looked for; its beginning where none is."""
    flat = " ".join(text[:SEARCHED].split())
    places = list(spans_of(flat, terms))
    begin = _begin(flat, places[0][0]) if places else 0
    end = min(len(flat), begin + SNIPPET)
    marks = tuple((start - begin, stop - begin) for start, stop in places if start >= begin and stop <= end)
    lead, tail = ("…" if begin else ""), ("…" if end < len(flat) else "")
    shift = len(lead)
    return Marked(lead + flat[begin:end] + tail, tuple((start + shift, stop + shift) for start, stop in marks))


def spans_of(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Places of the terms in the text, in order, none over another.

    >>> list(spans_of("Der Häfen-Rat, die HAFEN", [Term(("hafen",), True)]))
    [(4, 9), (19, 24)]
    """
    if not terms:
        return
    folded, places = _folded(text)
    pattern = re.compile("|".join(_pattern(term) for term in sorted(terms, key=lambda one: -len(one.parts))))
    for match in pattern.finditer(folded):
        if match.end() > match.start():
            yield places[match.start()], places[match.end() - 1] + 1


def _pattern(term: Term) -> str:
    parts = [re.escape(_fold(part)) for part in term.parts]
    is_lone = not any(part.isascii() for part in term.parts) and all(len(part) == 1 for part in term.parts)
    body = _BETWEEN.join(parts)
    if is_lone:
        return body
    return rf"\b{body}" + (r"\w*" if term.is_prefix else r"\b")


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as the index compares it, and for each of its characters the place in the text."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in _fold(character):
            folded.append(one)
            places.append(place)
    return "".join(folded), places


def _fold(text: str) -> str:
    return "".join(one for one in normalize("NFD", text.lower()) if not combining(one) or one > "\u036f")


def _begin(text: str, first: int) -> int:
    if first <= LEAD:
        return 0
    start = text.find(" ", first - LEAD, first)
    return start + 1 if start >= 0 else first - LEAD
