"""What class, id and itemprop attributes say that an element holds, by the table of conventions."""

from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

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
    table, openings = _table()
    tokens = name_runs(names[:_LONGEST], 1)
    if openings.isdisjoint(tokens):
        return NO_MARKS
    found = set()
    paired = -1
    for number, token in enumerate(tokens):
        pair = f"{token} {tokens[number + 1]}" if number + 1 < len(tokens) else ""
        if pair in table:
            found.add(table[pair])
            paired = number + 1
        elif token in table and number != paired:
            found.add(table[token])
    return frozenset(found) if found else NO_MARKS


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    """The field of each word or pair, and the first parts of all."""
    table = {word: row.field for row in markup_rows() for word in row.words}
    return table, frozenset(word.split()[0] for word in table)
