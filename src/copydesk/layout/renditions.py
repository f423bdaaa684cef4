"""The addresses of an image element in all its renditions: source elements, srcset, lazy attributes."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, Protocol

from copydesk.layout.sheet import Picture

__all__ = ["sets_of", "singles_of"]

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
    @property
    def attrs(self) -> Collection[str]: ...
    def attr(self, name: str, /) -> str | None: ...


def sets_of(picture: Picture) -> Iterator[str]:
    """The srcset values of an image and of the source elements beside it, in order, each looked for when asked."""
    tags: list[_Source] = [picture.element]
    box = picture.container
    if box.tag == "picture":
        parent: _Parent = box.element  # type: ignore[assignment]
        tags = [*parent.find_all("source", limit=_MOST_SOURCES), picture.element]
    for tag in tags:
        yield from _said(tag, _SETS)


def singles_of(picture: Picture) -> Iterator[str]:
    """The single addresses of an image, those of lazy attributes before the one that a browser shows first."""
    yield from _said(picture.element, _SINGLE)


def _said(tag: _Source, asked: Iterable[str]) -> Iterator[str]:
    has = frozenset(tag.attrs)
    for name in asked:
        if name in has:
            value = tag.attr(name)
            if value and not value.startswith(_EMPTY):
                yield value
