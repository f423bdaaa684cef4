"""What the names of an element and of those around it say of it."""

from collections.abc import Sequence
from typing import Final

from copydesk.layout.sheet import Container
from copydesk.wording.markup import NO_MARKS, marks_of

__all__ = ["Marks"]


_LABELLED: Final = frozenset({"breadcrumb"})
"""What the label of a menu tells of it; other labels are words for readers."""
_TAGS: Final[dict[str, str]] = {
    "figcaption": "caption", "nav": "navigation", "footer": "footer", "address": "byline",
}  # fmt: skip


class Marks:
    """The marks of a page's containers, each read once."""

    def __init__(self) -> None:
        self._own: dict[int, frozenset[str]] = {}

    def own(self, container: Container) -> frozenset[str]:
        """What the element's own tag and attributes say."""
        known = self._own.get(container.index)
        if known is None:
            classes, name = container.classes, container.id
            known = marks_of(f"{classes} {name}" if name else classes) if classes or name else NO_MARKS
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

    def boxes(
        self, containers: Sequence[Container], name: str, tags: frozenset[str], start: int, end: int, most: int
    ) -> list[Container]:
        """The elements that begin before the block `end` and are called so, or have one of some tags.

        Those that are called so end behind the block `start` and hold at most `most` blocks.
        """
        found = []
        for box in containers:
            if box.first >= end:
                break  # they stand in the order of the page
            if box.tag in tags:
                found.append(box)
            elif box.last < start or box.last - box.first > most:
                continue
            elif (box.classes or box.id or box.tag == "nav") and name in self.own(box):
                found.append(box)
        return found
