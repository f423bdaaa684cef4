"""What class, id and itemprop attributes say that an element holds, by the table of conventions."""

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from copydesk.layout.sheet import Container
from copydesk.tables.reader import rows

__all__ = ["Marks", "MarkupRow", "marks_of", "markup_rows"]

_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LOWER: Final = re.compile(r"[a-z]+")
_LONGEST: Final = 300
_NOTHING: Final[frozenset[str]] = frozenset()
_LABELLED: Final = frozenset({"breadcrumb"})
"""What the label of a menu tells of it; other labels are words for readers."""
_TAGS: Final[dict[str, str]] = {
    "figcaption": "caption", "nav": "navigation", "footer": "footer", "address": "byline",
}  # fmt: skip


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
    names = names[:_LONGEST]
    tokens = _LOWER.findall(names) if names.islower() else [token.lower() for token in _TOKEN.findall(names)]
    if openings.isdisjoint(tokens):
        return _NOTHING
    found = set()
    paired = -1
    for number, token in enumerate(tokens):
        pair = f"{token} {tokens[number + 1]}" if number + 1 < len(tokens) else ""
        if pair in table:
            found.add(table[pair])
            paired = number + 1
        elif token in table and number != paired:
            found.add(table[token])
    return frozenset(found) if found else _NOTHING


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    """The field of each word or pair, and the first parts of all."""
    table = {word: row.field for row in markup_rows() for word in row.words}
    return table, frozenset(word.split()[0] for word in table)


class Marks:
    """The marks of a page's containers, each read once."""

    def __init__(self) -> None:
        self._own: dict[int, frozenset[str]] = {}

    def own(self, container: Container) -> frozenset[str]:
        """What the element's own tag and attributes say."""
        known = self._own.get(container.index)
        if known is None:
            classes, name = container.classes, container.id
            known = marks_of(f"{classes} {name}" if name else classes) if classes or name else _NOTHING
            tag = _TAGS.get(container.tag)
            if tag is not None:
                known |= {tag}
            if container.tag == "nav":
                known |= marks_of(container.attr("aria-label") or "") & _LABELLED
            self._own[container.index] = known
        return known

    def near(self, container: Container, most: int, reach: int = 4) -> frozenset[str]:
        """What the element and those around it say that hold at most `most` blocks."""
        found = self.own(container)
        parent = container.parent
        while parent is not None and reach and parent.last - parent.first <= most:
            found |= self.own(parent)
            parent = parent.parent
            reach -= 1
        return found
