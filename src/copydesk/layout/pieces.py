"""The runs of text in an element, each as it stands between its tags."""

from collections.abc import Iterable
from typing import Final, Protocol, cast

from copydesk.layout.sheet import RawBlock

__all__ = ["pieces_of"]

MOST: Final = 12


class _Texts(Protocol):
    @property
    def stripped_strings(self) -> Iterable[str]: ...


def pieces_of(block: RawBlock) -> tuple[str, ...]:
    """The texts of the element around a block that holds it and nothing else; none where there is one text alone."""
    container = block.container
    if container.last - container.first != 1:
        return ()
    found = (" ".join(one.split()) for one in cast("_Texts", container.element).stripped_strings)
    told = tuple(filter(None, found))  # the parser takes control characters for words
    return told if 1 < len(told) <= MOST else ()
