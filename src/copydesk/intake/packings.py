"""What web archives are packed in, gzip or zstd: many members one after the other, unpacked a step at a time."""

import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, Protocol

from copydesk.gzips import opening
from copydesk.intake.inflating import GzipMember, Step
from copydesk.patterns import pattern

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict

__all__ = [
    "GLANCE",
    "GZIPPED",
    "WARC",
    "Packing",
    "Unpacking",
    "begins_as",
    "begins_as_warc",
    "begins_as_zip",
    "packing_of",
]

GZIP: Final = b"\x1f\x8b"
WARC: Final = b"WARC/"
"""Begins every record of a web archive."""
_ZIP: Final = b"PK\x03\x04"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
"""Begins a WARC file in zstd whose members share a dictionary, which follows behind its length in four bytes."""
GLANCE: Final = 512
"""Enough of a member to see what it holds."""
_ZSTD_SLICE: Final = 1_024
"""Bytes of zstd that are handed over at a time: four of them may stand for 128 KB."""
_ZSTD_WINDOW: Final = 1 << 27
_LONGEST_DICTIONARY: Final = 16 << 20
_GZIP_START: Final = pattern(rb"\x1f\x8b\x08[\x00-\x1f]")
_ZSTD_START: Final = pattern(re.escape(ZSTD))


class Unpacking(Protocol):
    """A member while it is unpacked."""

    def step(self, packed: bytes, /) -> Step:
        """Unpack some of the bytes."""


class Packing(NamedTuple):
    """A way to pack.

    Attributes:
        name: what it is called in a sentence.
        magic: how a member may begin.
        begin: makes what unpacks the next member.
        is_start: whether a member begins where its magic stands, from some hundred bytes; the content begins as the
            function says.
    """

    name: str
    magic: re.Pattern[bytes]
    begin: Callable[[], Unpacking]
    is_start: Callable[[bytes, Callable[[bytes], bool]], bool]


def _is_gzip_start(packed: bytes, is_start: Callable[[bytes], bool]) -> bool:
    try:
        return is_start(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, GLANCE))
    except zlib.error:
        return False


class _ZstdMember:
    def __init__(self, dictionary: "ZstdCompressionDict | None") -> None:
        import zstandard

        self._error = zstandard.ZstdError
        self._inflater = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_ZSTD_WINDOW).decompressobj()

    def step(self, packed: bytes, /) -> Step:
        piece, behind = packed[:_ZSTD_SLICE], packed[_ZSTD_SLICE:]
        try:
            content = self._inflater.decompress(piece)
        except self._error as error:
            return Step(b"", b"", is_over=False, damage=str(error))
        is_over = self._inflater.eof
        return Step(content, self._inflater.unused_data + behind if is_over else behind, is_over)


def _is_zstd_start(packed: bytes, _is_start: Callable[[bytes], bool]) -> bool:
    # A block has to be whole before anything comes out; four bytes of magic are hardly ever chance.
    import zstandard

    try:
        zstandard.get_frame_parameters(packed)
    except zstandard.ZstdError:
        return False
    return True


GZIPPED: Final = Packing("gzip", _GZIP_START, GzipMember, _is_gzip_start)


def packing_of(start: bytes, source: BinaryIO) -> tuple[Packing | None, int]:
    """How the file that starts like this is packed, and how many bytes stand before its members; these are read.

    Raises:
        ValueError: the dictionary is none.
    """
    if start.startswith(GZIP):
        return GZIPPED, 0
    if start.startswith(DICTIONARY):
        size = int.from_bytes(source.read(8)[4:], "little")
        content = source.read(min(size, _LONGEST_DICTIONARY))
        if len(content) < size:
            raise ValueError("its dictionary breaks off or is too long")
        return _zstd(_dictionary(content)), 8 + size
    return (_zstd(None), 0) if start.startswith(ZSTD) else (None, 0)


def _zstd(dictionary: "ZstdCompressionDict | None") -> Packing:
    return Packing("zstd", _ZSTD_START, lambda: _ZstdMember(dictionary), _is_zstd_start)


def _dictionary(content: bytes) -> "ZstdCompressionDict":
    import zstandard

    if content.startswith(ZSTD):
        try:
            content = zstandard.ZstdDecompressor().decompress(content, max_output_size=_LONGEST_DICTIONARY)
        except zstandard.ZstdError as error:
            raise ValueError(f"its dictionary is damaged: {error}") from error
    return zstandard.ZstdCompressionDict(content)


def begins_as(start: bytes, content: bytes) -> bool:
    """Whether a file that starts like this, packed or not, has content that begins like that.

    Where it is zstd and its first block is not whole, nothing is known, and it is taken for such a file.
    """
    if start.startswith(ZSTD):
        return _zstd_begins_as(start, content)
    return start.startswith(DICTIONARY) or opening(start, len(content)) == content


def _zstd_begins_as(start: bytes, content: bytes) -> bool:
    member = _ZstdMember(None)
    found = b""
    while start and len(found) < len(content):
        step = member.step(start)
        found += step.content
        if step.is_over or step.damage:
            return found.startswith(content)
        start = step.rest
    return not found or found.startswith(content)


def begins_as_warc(start: bytes) -> bool:
    """Whether a file that starts like this holds WARC records, packed or not; some hundred bytes tell."""
    return begins_as(start, WARC)


def begins_as_zip(start: bytes) -> bool:
    """Whether a file that starts like this may be a WACZ."""
    return start.startswith(_ZIP)
