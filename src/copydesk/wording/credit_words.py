"""The words that picture credits are made of, of all languages together."""

import re
from collections.abc import Iterable

from msgspec import Struct

from copydesk.kept import kept
from copydesk.tables.reader import rows
from copydesk.wording.spelling import word_runs

__all__ = [
    "UNSPACED",
    "CreditWords",
    "by_phrase",
    "credit_words",
    "dotted",
    "east_marks",
    "given_openings",
    "given_words",
    "mark_words",
    "names_stock",
    "never_credits",
]

UNSPACED = "\u2e80"
"""From this letter on scripts have no spaces."""


class CreditWords(Struct, frozen=True):
    """Words of picture credits in one language."""

    language: str
    marks: tuple[str, ...]
    by: tuple[str, ...]
    stock: tuple[str, ...]
    given: tuple[str, ...]
    never: tuple[str, ...]
    example: str


def credit_words() -> tuple[CreditWords, ...]:
    """All rows of the table."""
    return rows("credit", CreditWords)


def names_stock(text: str) -> bool:
    """Whether a picture house is named; the pattern of all their names is dear, so first it looks for a first word."""
    is_possible = not text.isascii() or not _stock_openings().isdisjoint(word_runs(text.lower()))
    return is_possible and _stock().search(text) is not None


@kept
def mark_words() -> frozenset[str]:
    """What stands before a credit: "photo", "photo by"."""
    marks = {mark for row in credit_words() for mark in row.marks}
    return frozenset(marks | {f"{mark} {link}" for mark in marks for link in ("by", "via", "of", "von", "par")})


@kept
def east_marks() -> tuple[str, ...]:
    """Those of scripts without spaces, the longest first."""
    marks = [mark for mark in mark_words() if mark >= UNSPACED and " " not in mark]
    return tuple(sorted(marks, key=lambda mark: (-len(mark), mark)))


@kept
def by_phrase() -> re.Pattern[str]:
    """A phrase before a name: "Photograph by"."""
    phrases = sorted({phrase for row in credit_words() for phrase in row.by}, key=lambda p: (-len(p), p))
    forms = _behind(r"(?:(?<![^\W\d_].)|(?<=[a-z].))", [f"{p[0].upper()}{p[1:]}" for p in phrases])
    return re.compile(rf"(?:{forms})\s+(?=\S)")


def _behind(what: str, forms: Iterable[str]) -> str:
    """Some forms, with what must stand before them looked at behind their first letter.

    The engine then finds these letters by itself, which is ten times as fast as a look back from every place.
    """
    by_letter: dict[str, list[str]] = {}
    for form in forms:
        by_letter.setdefault(re.escape(form[0]), []).append(re.escape(form[1:]))
    return "|".join(f"{first}{what}(?:{'|'.join(rests)})" for first, rests in by_letter.items())


@kept
def dotted() -> re.Pattern[str]:
    """An abbreviation before a name: "Fot. "."""
    marks = sorted(mark for row in credit_words() for mark in row.marks if mark.endswith("."))
    forms = _behind(r"(?<![^\W\d_].)", [form for mark in marks for form in (mark.capitalize(), mark)])
    return re.compile(rf"(?:{forms})\s*:?\s+")


@kept
def _stock() -> re.Pattern[str]:
    names = sorted({name for row in credit_words() for name in row.stock if len(name) > 1}, key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


@kept
def _stock_openings() -> frozenset[str]:
    names = (name for row in credit_words() for name in row.stock if len(name) > 1)
    return frozenset(word_runs(name.lower())[0] for name in names)


@kept
def given_words() -> frozenset[str]:
    """What says that a picture was given: "handout"."""
    return frozenset(word for row in credit_words() for word in row.given)


@kept
def given_openings() -> tuple[str, ...]:
    """What a line begins with that says who gave a picture."""
    return (*(f"{word} " for row in credit_words() for word in row.by), "handout/", "handout ")


@kept
def never_credits() -> frozenset[str]:
    """Words before "photo:" that make it no credit."""
    return frozenset(word for row in credit_words() for word in row.never)
