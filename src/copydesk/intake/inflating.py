"""A gzip member unpacked step by step, and the same again up to the damage where there is some."""

import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Final, NamedTuple, Protocol, cast

from copydesk.patterns import pattern

__all__ = ["STEP_BYTES", "GzipMember", "Step"]

STEP_BYTES: Final = 262_144
"""What comes out at a time: with 65,536 a page of 180 KB takes a seventh longer."""
SHORT: Final = 1 << 20
"""Packed bytes up to which a member can be gone through again. One of a page has some ten thousand."""
_GZIP: Final = zlib.MAX_WBITS | 16
_CAREFUL: Final = 64
_PLAIN_HEAD: Final = pattern(rb"\x1f\x8b\x08[\x00\x01\x04\x05\x08\x09\x0c\x0d\x10\x11\x14\x15\x18\x19\x1c\x1d]")
"""No check of the header and no flags of times to come: isal looks at neither."""


class Step(NamedTuple):
    """What came out, what of the packed bytes is left, and whether that is behind the member."""

    content: bytes
    rest: bytes
    is_over: bool
    damage: str | None = None
    """What is wrong with the member behind the content."""


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class GzipMember:
    """A member while it is unpacked: by isal where that is installed, in half the time, else by zlib.

    isal says nothing of what stands before damage. There, and behind the first megabyte of a long member, zlib goes
    through it again; what comes out, and what is said of damage, is the same with either.
    """

    def __init__(self) -> None:
        begin, self._error = _quick()
        self._quick: _Inflater | None = begin()
        self._careful = zlib.decompressobj(_GZIP)
        self._seen: list[bytes] = []
        self._size = self._given = 0
        self._tail = b""

    def step(self, packed: bytes, /) -> Step:
        """Unpack some of the bytes."""
        if self._quick is None or not (self._size or _PLAIN_HEAD.match(packed)):
            self._quick = None
            return self._carefully(packed)
        try:
            content = self._quick.decompress(packed, STEP_BYTES)
        except self._error:
            damage = self._go_through_again()
            return Step(b"", b"", is_over=False, damage=damage) if damage else self._carefully(packed)
        is_over = self._quick.eof
        rest = self._quick.unused_data if is_over else self._quick.unconsumed_tail
        self._seen.append(packed[: len(packed) - len(rest)])
        self._size += len(packed) - len(rest)
        self._given += len(content)
        damage = self._go_through_again() if self._size > SHORT and not is_over else None
        return Step(content, rest, is_over, damage)

    def _go_through_again(self) -> str | None:
        """Bring zlib to where the member is; what it finds wrong on the way."""
        left, packed = self._given, b"".join(self._seen)
        try:
            while left > 0 and (piece := self._careful.decompress(packed, min(left, STEP_BYTES))):
                left -= len(piece)
                packed = self._careful.unconsumed_tail
        except zlib.error as error:
            return str(error)
        self._quick, self._tail = None, packed
        self._seen.clear()
        return None

    def _carefully(self, packed: bytes) -> Step:
        inflater, packed, self._tail = self._careful, self._tail + packed, b""
        before = inflater.copy()
        try:
            content = inflater.decompress(packed, STEP_BYTES)
        except zlib.error as error:
            # What comes before the damage may end a record.
            return Step(_up_to_damage(before, packed), b"", is_over=False, damage=str(error))
        is_over = inflater.eof
        return Step(content, inflater.unused_data if is_over else inflater.unconsumed_tail, is_over)


def _up_to_damage(inflater: "zlib._Decompress", packed: bytes) -> bytes:
    content = b""
    with suppress(zlib.error):
        for start in range(0, len(packed), _CAREFUL):
            content += inflater.decompress(packed[start : start + _CAREFUL])
    return content


@cache
def _quick() -> tuple[Callable[[], _Inflater], type[Exception]]:
    try:
        from isal import isal_zlib
    except ImportError:
        return lambda: zlib.decompressobj(_GZIP), zlib.error
    return lambda: isal_zlib.decompressobj(_GZIP), cast("type[Exception]", isal_zlib.error)
