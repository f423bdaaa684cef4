"""The words of a text that a query looked for, and the lines around the first of them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from copydesk.archive.query import Term

__all__ = ["Marked", "marked", "spans_of"]

SNIPPET: Final = 240
"""Characters of a snippet, about three lines of a terminal."""
LEAD: Final = 60
"""Characters before the first mark."""
SEARCHED: Final = 100_000
"""Characters of a text that are looked through for marks."""

_BETWEEN: Final = r"[\W_]*"
_ACCENTED: Final = re.compile("[^\0-\x7f\xa0\xab\xb0\xb7\xbb\u2010-\u205e\u20ac]")
"""A small letter that may be compared as another: none of ASCII, of typographic marks, of signs."""


class Marked(NamedTuple):
    """A piece of a text with the places of marked words in it, half open."""

    text: str
    marks: tuple[tuple[int, int], ...]


def marked(text: str, terms: Sequence[Term]) -> Marked:
    """A snippet of the text around the first word that was looked for; its beginning where none is."""
    text = text[:SEARCHED]
    first = _first(text, terms)
    begin = _begin(text, first) if first is not None else 0
    piece = text[begin : begin + 2 * SNIPPET]
    flat = " ".join(piece.split())
    is_cut = len(flat) > SNIPPET or begin + len(piece) < len(text)
    flat = _to_a_word(flat) if is_cut else flat
    lead, tail = ("…" if begin else ""), ("…" if is_cut else "")
    marks = spans_of(flat, terms) if first is not None else ()
    return Marked(lead + flat + tail, tuple((start + len(lead), end + len(lead)) for start, end in marks))


def _to_a_word(flat: str) -> str:
    """The text cut to a snippet, behind a word where one ends near."""
    end = flat.rfind(" ", SNIPPET - LEAD, SNIPPET + 1)
    return flat[: end if end > 0 else SNIPPET]


def _first(text: str, terms: Sequence[Term]) -> int | None:
    """Where the first of the terms stands; None where none does."""
    looked_for = _looked_for(tuple(terms))
    # Few texts have to be folded letter by letter: most words stand somewhere without an accent.
    lower = text.lower()
    if len(lower) == len(text) and (found := _earliest(lower, looked_for)) is not None:
        return found
    return None if _ACCENTED.search(lower) is None else _earliest(_folded(text), looked_for)


class _LookedFor(NamedTuple):
    """A term: its first part as it is compared, and the pattern of the whole."""

    part: str
    pattern: re.Pattern[str]


@lru_cache(100)
def _looked_for(terms: tuple[Term, ...]) -> tuple[_LookedFor, ...]:
    return tuple(_LookedFor(_folded(term.parts[0]), re.compile(_pattern(term))) for term in terms)


def _earliest(folded: str, looked_for: Sequence[_LookedFor]) -> int | None:
    places = (_place(folded, one) for one in looked_for)
    return min((place for place in places if place is not None), default=None)


def _place(folded: str, looked_for: _LookedFor) -> int | None:
    """Where the term stands first, looked for by its first part: a pattern alone looks at every letter."""
    part, pattern = looked_for
    place = folded.find(part)
    while place >= 0:
        match = pattern.match(folded, place)
        if match is not None and match[0]:
            return place
        place = folded.find(part, place + 1)
    return None


def spans_of(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Places of the terms in the text, in order, none over another.

    >>> list(spans_of("Der Häfen-Rat, die HAFEN", [Term(("hafen",), True)]))
    [(4, 9), (19, 24)]
    """
    pattern = _pattern_of(tuple(terms))
    if pattern is not None:
        yield from (match.span() for match in pattern.finditer(_folded(text)) if match[0])


@lru_cache(100)
def _pattern_of(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    if not terms:
        return None
    return re.compile("|".join(_pattern(term) for term in sorted(terms, key=lambda one: -len(one.parts))))


def _pattern(term: Term) -> str:
    parts = [re.escape(_folded(part)) for part in term.parts]
    is_lone = not any(part.isascii() for part in term.parts) and all(len(part) == 1 for part in term.parts)
    body = _BETWEEN.join(parts)
    if is_lone:
        return body
    return rf"\b{body}" + (r"\w*" if term.is_prefix else r"\b")


class _Plain(dict[int, int]):
    """For each character the one that it is compared as: small, without its accent. Always one for one."""

    def __missing__(self, code: int) -> int:
        base = normalize("NFD", chr(code).lower())[:1]
        plain = self[code] = ord(base) if base else code
        return plain


_PLAIN: Final = _Plain()


def _folded(text: str) -> str:
    """The text as it is compared, as long as it was."""
    if text.isascii():
        return text.lower()
    lower = text.lower()
    # A capital that becomes two letters, or one that is another at the end of a word, is taken letter by letter.
    is_exact = len(lower) == len(text) and "Σ" not in text
    return _ACCENTED.sub(_plain, lower) if is_exact else text.translate(_PLAIN)


def _plain(letter: re.Match[str]) -> str:
    return chr(_PLAIN[ord(letter[0])])


def _begin(text: str, first: int) -> int:
    if first <= LEAD:
        return 0
    start = text.find(" ", first - LEAD, first)
    return start + 1 if start >= 0 else first - LEAD
