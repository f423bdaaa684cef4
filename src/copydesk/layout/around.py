"""The elements around an element."""

from collections.abc import Iterator

from copydesk.layout.sheet import Container

__all__ = ["ancestors"]


def ancestors(container: Container | None, most: int = -1) -> Iterator[Container]:
    """An element and those around it, from the inside out; the first `most` of them, or all."""
    while container is not None and most:
        yield container
        container = container.parent
        most -= 1
