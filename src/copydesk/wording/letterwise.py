"""Letters, numbers and nodes as compiled modules have them in C (`quick.pxd`), for those that run as plain Python."""

from array import array
from collections.abc import Iterable
from typing import Protocol, TypeVar

__all__ = [
    "add",
    "column",
    "data",
    "find",
    "inside",
    "line",
    "narrow",
    "number",
    "put",
    "stands",
    "wide",
    "widest",
    "width",
]


Node = TypeVar("Node")


class _Placed(Protocol):
    @property
    def position(self) -> tuple[int, int] | None: ...


class _Told(Protocol):
    @property
    def data(self) -> str: ...


def width(text: str) -> int:
    """How many bytes a letter of the text takes: 1, 2 or 4."""
    return 1 if text.isascii() else 4


def narrow(text: str) -> str:
    """The letters of a text whose width is 1."""
    return text


def wide(text: str) -> str:
    """The letters of a text whose width is 2."""
    return text


def widest(text: str) -> str:
    """The letters of a text whose width is 4."""
    return text


def find(text: str, letter: str, start: int) -> int:
    """Where the letter is next from `start` on; -1 where it is not."""
    return text.find(letter, start)


def stands(text: str, part: str, at: int) -> bool:
    """Whether the part stands in the text at that place."""
    return text.startswith(part, at)


def number(numbers: "array[int]", at: int) -> int:
    """The number at a place that there is."""
    return numbers[at]


def put(numbers: "array[int]", at: int, value: int) -> None:
    """Set the number at a place that there is."""
    numbers[at] = value


def add(numbers: "array[int]", value: int) -> None:
    """Put a number behind the others."""
    numbers.append(value)


def line(element: _Placed) -> int:
    """The line of the source in which an element's tag stands, counted from 1; -1 where it stands in none."""
    found = element.position
    return -1 if found is None else found[0]


def column(element: _Placed) -> int:
    """How far into its line an element's tag stands; -1 where it stands in none."""
    found = element.position
    return -1 if found is None else found[1]


def inside(node: Iterable[Node]) -> Iterable[Node]:
    """The nodes in a node."""
    return node


def data(node: _Told) -> str:
    """What a text of the page says."""
    return node.data
