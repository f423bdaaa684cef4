"""Streams that can be read once, looked at before they are read."""

import io
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["SNIFFED", "Looked", "looked_at"]

SNIFFED: Final = 1_024
"""Enough of a gzipped file to see what it begins with."""


class Looked(NamedTuple):
    """What a stream begins with, and the whole of it, beginning included; reading it through closes nothing."""

    start: bytes
    stream: BinaryIO


def looked_at(source: BinaryIO) -> Looked:
    """The start of the stream, waited for where it comes slowly, and the stream."""
    start = source.read(SNIFFED)
    return Looked(start, cast("BinaryIO", io.BufferedReader(_Rejoined(start, source))))


class _Rejoined(io.RawIOBase):
    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        content = self._start[: len(room)] or self._rest.read(len(room))
        self._start = self._start[len(content) :]
        room[: len(content)] = content
        return len(content)
