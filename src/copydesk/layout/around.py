"""The elements around an element."""

from collections.abc import Container as Holding
from collections.abc import Iterator

from copydesk.layout.sheet import Container

__all__ = ["ancestors", "innermost", "stands_within"]


def ancestors(container: Container | None, most: int = -1) -> Iterator[Container]:
    """An element and those around it, from the inside out; the first `most` of them, or all."""
    while container is not None and most:
        yield container
        container = container.parent
        most -= 1


def stands_within(container: Container | None, tags: frozenset[str], most: int) -> bool:
    """Whether an element has one of some tags, or the `most` - 1 around it have."""
    while container is not None and most:
        if container.tag in tags:
            return True
        container = container.parent
        most -= 1
    return False


def innermost(container: Container | None, numbers: Holding[int], most: int = -1) -> Container | None:
    """The first of an element and those around it whose number is among some, `most` of them looked at, or all."""
    while container is not None and most:
        if container.index in numbers:
            return container
        container = container.parent
        most -= 1
    return None
