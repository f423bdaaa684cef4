"""What a terminal can show: width in cells, colour, wrapping that knows wide characters."""

import os
import unicodedata
from collections.abc import Iterator
from typing import IO, NamedTuple

import click

from copydesk.patterns import pattern

__all__ = ["Terminal", "cells", "clipped", "padded", "wrapped"]

_WIDEST = 100
_NARROWEST = 40
_WIDE_BREAK = pattern(r"[^\s\u1100-\U0003ffff]+|[\u1100-\U0003ffff]|\s+")


class Terminal(NamedTuple):
    """How wide the output is and whether it shows colour."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of(cls, stream: IO[str]) -> "Terminal":
        """What the stream can show; NO_COLOR and TERM=dumb switch colour off."""
        shown = stream.isatty()
        columns = _columns() if shown else 80
        colour = shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(max(_NARROWEST, min(columns, _WIDEST)), colour)

    def bold(self, text: str) -> str:
        """The text in bold where there is colour."""
        return click.style(text, bold=True) if self.colour else text

    def strong(self, text: str) -> str:
        """The text in a colour of its own where there is colour."""
        return click.style(text, fg="cyan") if self.colour and text.strip() else text

    def dim(self, text: str) -> str:
        """The text in grey where there is colour."""
        return click.style(text, dim=True) if self.colour and text.strip() else text

    def bad(self, text: str) -> str:
        """The text in red where there is colour."""
        return click.style(text, fg="red", bold=True) if self.colour else text

    def good(self, text: str) -> str:
        """The text in green where there is colour."""
        return click.style(text, fg="green") if self.colour else text


def _columns() -> int:
    import shutil  # which loads every library of compression

    return shutil.get_terminal_size().columns


def cells(text: str) -> int:
    """How many terminal cells the text takes.

    >>> cells("né"), cells("東京"), cells("e\\u0301")
    (2, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def padded(text: str, width: int) -> str:
    """The text with spaces up to the width in cells."""
    return text + " " * (width - cells(text))


def clipped(text: str, width: int) -> str:
    """The text cut to the width in cells, with a sign where something is missing."""
    return text if cells(text) <= width else _head(text, width - 1).rstrip() + "…"


def wrapped(text: str, width: int) -> list[str]:
    """The words of the text in lines no wider than the width; wide scripts break between characters."""
    lines: list[list[str]] = [[]]
    room = width
    for piece in _pieces(text, width):
        size = cells(piece)
        if size > room:
            lines.append([])
            room = width
        if lines[-1] or not piece.isspace():
            lines[-1].append(piece)
            room -= size
    joined = ("".join(line).rstrip() for line in lines)
    return [line for line in joined if line] or [""]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Words, spaces and single wide characters, none wider than the width."""
    for piece in _WIDE_BREAK.findall(text):
        if cells(piece) <= width:
            yield piece
        else:
            yield from _chunks(piece, width)


def _chunks(text: str, width: int) -> Iterator[str]:
    start = taken = 0
    for index, character in enumerate(text):
        taken += _cells(character)
        if taken > width:
            yield text[start:index]
            start, taken = index, _cells(character)
    yield text[start:]


def _head(text: str, width: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += _cells(character)
        if taken > width:
            return text[:index]
    return text


def _cells(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
