"""The addresses of an image element in all its renditions: source elements, srcset, lazy attributes."""

from collections.abc import Iterable
from typing import Final, Protocol

from copydesk.layout.sheet import Picture

__all__ = ["Renditions", "renditions"]

_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset", "data-sizes-srcset")
_SINGLE: Final = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-original-src",
    "data-lazy",
    "data-url",
    "data-img",
    "data-image",
    "data-hi-res-src",
    "src",
)
_EMPTY: Final = ("data:", "about:", "javascript:", "blob:")
_MOST_SOURCES: Final = 12


class _Parent(Protocol):
    def find_all(self, name: str, /, *, limit: int | None = None) -> Iterable["_Source"]: ...


class _Source(Protocol):
    def attr(self, name: str, /) -> str | None: ...


class Renditions:
    """The srcset values of an image and its single addresses, each in the order of the page."""

    __slots__ = ("sets", "single")

    def __init__(self, sets: list[str], single: list[str]) -> None:
        self.sets = sets
        self.single = single


def renditions(picture: Picture) -> Renditions:
    """Where the image's files are."""
    tags: list[_Source] = [picture.element]
    box = picture.container
    if box.tag == "picture":
        parent: _Parent = box.element  # type: ignore[assignment]
        tags = [*parent.find_all("source", limit=_MOST_SOURCES), picture.element]
    sets = [value for tag in tags for name in _SETS if (value := tag.attr(name)) and not value.startswith(_EMPTY)]
    single = [value for name in _SINGLE if (value := picture.attr(name)) and not value.startswith(_EMPTY)]
    return Renditions(sets, single)
