"""What class, id and itemprop attributes say that an element holds, by the table of conventions."""

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from copydesk.fields.tables import rows
from copydesk.layout.blocks import Container

__all__ = ["MarkupRow", "Marks", "markup_rows", "marks_of"]

_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST: Final = 300
_NOTHING: Final[frozenset[str]] = frozenset()
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
    """The fields that attribute values speak for.

    >>> sorted(marks_of("article-header__subtitle"))
    ['deck']
    """
    table = _table()
    tokens = [token.lower() for token in _TOKEN.findall(names[:_LONGEST])]
    if not tokens:
        return _NOTHING
    found = {table[token] for token in tokens if token in table}
    found |= {table[pair] for pair in map(" ".join, zip(tokens, tokens[1:], strict=False)) if pair in table}
    return frozenset(found) if found else _NOTHING


@cache
def _table() -> dict[str, str]:
    return {word: row.field for row in markup_rows() for word in row.words}


class Marks:
    """The marks of a page's containers, each read once."""

    def __init__(self) -> None:
        self._own: dict[int, frozenset[str]] = {}

    def own(self, container: Container) -> frozenset[str]:
        """What the element's own tag and attributes say."""
        known = self._own.get(container.index)
        if known is None:
            names = f"{container.classes} {container.id}" if container.classes or container.id else ""
            known = marks_of(names) if names else _NOTHING
            tag = _TAGS.get(container.tag)
            if tag is not None:
                known |= {tag}
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
