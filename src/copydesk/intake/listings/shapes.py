"""Items that are tagged alike, read without a parser: of the first one the parser tells where each value stands.

A sitemap tags 50,000 entries in one way. What the parser finds in one of them gives a pattern, and as long as the
pattern holds, the item is well formed and its values stand in the same places.
"""

import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from copydesk.intake.listings.listed import Named
from copydesk.patterns import pattern

__all__ = ["FIELDS", "Shapes", "Values"]

FIELDS: Final = ("url", "title", "published", "modified", "language", "publisher")
MOST_SHAPES: Final = 16
"""Patterns of one listing; beyond them its items are parsed."""
MOST_TAGS: Final = 100
LONGEST: Final = 10_000
"""Characters of an item that is read so."""
_TAG: Final = pattern(r"<([^<>]*)>([^<>]*)")
_MARK: Final = pattern(r"slot(\d{1,3})")
_VALUE: Final = r"\s*((?:[^\s<][^<]*(?<!\s))?)\s*"
_ANYTHING: Final = "[^<]*"

Values: TypeAlias = tuple[str | None, str | None, str | None, str | None, str | None, str | None]
"""Of `FIELDS`, without the blanks around them; None for what is not there."""


class _Shape(NamedTuple):
    pattern: re.Pattern[str]
    values: Callable[[tuple[str | None, ...]], Values]
    """Of None and the groups of a match."""


class Shapes:
    """How the items of one listing are tagged.

    Args:
        item: name of the items' tag.
        read: what the item says; None where it is no XML.
    """

    def __init__(self, item: str, read: Callable[[str], Named | None]) -> None:
        self._item = re.compile(rf"\s*(<{item}[\s>].*?</{item}\s*>)", re.DOTALL)
        self._read = read
        self._shapes: list[_Shape] = []
        self._learnt = 0
        self.end = 0
        """Behind the last item that was read, and the blanks there."""

    def items(self, text: str, at: int) -> Iterator[Values]:
        """The values of the items from that place on, up to the first that has to be parsed."""
        self.end = at
        while (shape := self._fitting(text, self.end)) is not None:
            before = self.end
            yield from self._alike(shape, text)
            if self.end == before:
                return

    def _alike(self, shape: _Shape, text: str) -> Iterator[Values]:
        scan = shape.pattern.scanner(text, self.end).match  # type: ignore[attr-defined]
        start, entity = self.end, text.find("&", self.end)
        while (match := scan()) is not None:
            groups, end = match.groups(), match.end()
            if -1 < entity < end:
                groups, entity = _without_entities(groups), text.find("&", end)
            # Characters that may be no XML, or blanks that do not count, are the parser's.
            if (
                end - start > LONGEST
                or groups is None
                or not (text_ := "".join(groups)).isprintable()
                or "]]>" in text_
            ):
                return
            self.end = start = end
            yield shape.values((None, *groups))

    def _fitting(self, text: str, at: int) -> _Shape | None:
        for shape in self._shapes:
            if shape.pattern.match(text, at):
                return shape
        learnt = self._learnt_at(text, at) if self._learnt < MOST_SHAPES else None
        self._shapes += [learnt] if learnt else []
        return learnt

    def _learnt_at(self, text: str, at: int) -> _Shape | None:
        """The pattern that the item there gives, and that holds for it."""
        item = self._item.match(text, at, at + LONGEST)
        if item is None:
            return None
        self._learnt += 1
        shape = self._shape(_TAG.findall(item[1]))
        return shape if shape and shape.pattern.match(text, at) else None

    def _shape(self, tags: list[tuple[str, str]]) -> _Shape | None:
        if len(tags) > MOST_TAGS or any(tag[:1] in "!?" for tag, _ in tags):
            return None
        marked = "".join(f"<{tag}>slot{number}" for number, (tag, _) in enumerate(tags[:-1]))
        named = self._read(f"{marked}<{tags[-1][0]}>")
        slots = _slots(named) if named is not None else None
        if slots is None:
            return None
        between = [_VALUE if number in slots else _ANYTHING for number in range(len(tags) - 1)]
        parts = [re.escape(f"<{tag}>") + value for (tag, _), value in zip(tags, [*between, r"\s*"], strict=True)]
        groups = {slots[number]: place for place, number in enumerate(sorted(slots), 1)}
        return _Shape(re.compile(r"\s*" + "".join(parts)), itemgetter(*(groups.get(field, 0) for field in FIELDS)))


def _slots(named: Named) -> dict[int, str] | None:
    """By its number the field of each slot; None where a field is more than the text of one element."""
    slots = {}
    for field in FIELDS:
        value = getattr(named, field)
        if value is not None:
            mark = _MARK.fullmatch(value)
            if mark is None or int(mark[1]) in slots:
                return None
            slots[int(mark[1])] = field
    return slots


def _without_entities(groups: tuple[str, ...]) -> tuple[str, ...] | None:
    """With the five entities of XML as characters; None where others stand among them."""
    found = []
    for value in groups:
        if "&" in value:
            value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
            if value.count("&") != value.count("&amp;"):
                return None
            value = value.replace("&amp;", "&")
        found.append(value)
    return tuple(found)
