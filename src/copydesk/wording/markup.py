"""What class, id and itemprop attributes say that an element holds, by the table of conventions."""

from functools import lru_cache
from typing import Final

from msgspec import Struct

from copydesk.kept import kept
from copydesk.tables.reader import rows
from copydesk.wording.runs import name_runs

__all__ = ["MarkupRow", "marks_of", "markup_rows"]

_LONGEST: Final = 300
NO_MARKS: Final[frozenset[str]] = frozenset()


class MarkupRow(Struct, frozen=True):
    """The words of attributes that speak for one field."""

    field: str
    words: tuple[str, ...]
    example: str


def markup_rows() -> tuple[MarkupRow, ...]:
    """All rows of the table."""
    return rows("markup_words", MarkupRow)


@lru_cache(maxsize=8192)
def marks_of(names: str) -> frozenset[str]:
    """The fields that attribute values speak for; a word of a known pair does not speak for itself.

    >>> sorted(marks_of("article-header__subtitle"))
    ['deck']
    """
    return _marks_of_tokens(name_runs(names[:_LONGEST], 1))


def _marks_of_tokens(tokens: list[str]) -> frozenset[str]:
    words, pairs = _field_of_words()
    found: set[str] | None = None
    paired = -1
    last = len(tokens) - 1
    for number, token in enumerate(tokens):
        others = pairs.get(token) if number < last else None
        field = others.get(tokens[number + 1]) if others is not None else None
        if field is not None:
            paired = number + 1
        elif number != paired:
            field = words.get(token)
        if field is not None:
            if found is None:
                found = set()
            found.add(field)
    return NO_MARKS if found is None else frozenset(found)


@kept
def _field_of_words() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The field of each word; and of each pair, by its first word and its second."""
    words: dict[str, str] = {}
    pairs: dict[str, dict[str, str]] = {}
    for row in markup_rows():
        for name in row.words:
            first, _, second = name.partition(" ")
            if second:
                pairs.setdefault(first, {})[second] = row.field
            else:
                words[first] = row.field
    return words, pairs
