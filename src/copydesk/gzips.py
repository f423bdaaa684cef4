"""Sources that come gzipped."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from copydesk.errors import Refused, Unreadable

__all__ = ["drained", "opening", "unpack"]

GZIP: Final = b"\x1f\x8b\x08"
LAYERS: Final = 2
CHUNK_BYTES: Final = 16_384
PIECE_BYTES: Final = 1 << 20
MAX_MEMBERS: Final = 10_000
"""Each costs an allocation; a page has one, a block-wise compressor makes one for each 64 KB."""


def unpack(content: bytes, max_bytes: int) -> bytes:
    """The content out of its gzip layers, two at most.

    Raises:
        Refused: `size`, when more than `max_bytes` come out.
        Unreadable: `encoding`, when the gzip data is damaged or breaks off: what came out before that is no page,
            and after one wrong byte it may be noise.
    """
    for _ in range(LAYERS):
        if not content.startswith(GZIP):
            break
        content = _gunzip(content, max_bytes)
    return content


def opening(content: bytes, size: int) -> bytes:
    """What the content begins with, out of its gzip layers; empty where they are damaged."""
    for _ in range(LAYERS):
        if not content.startswith(GZIP):
            break
        try:
            content = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, max(size, CHUNK_BYTES))
        except zlib.error:
            return b""
    return content[:size]


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What comes out, in pieces; zeros may stand between and behind members, nothing else."""
    member = None
    members = 0
    for chunk in chunks:
        waiting = chunk
        while waiting := waiting if member else waiting.lstrip(b"\0"):
            if member is None:
                members += 1
                member = _member(members)
            yield from drained(member, waiting)
            waiting = member.unused_data
            member = None if member.eof else member
    if member is not None:
        raise Unreadable("encoding", "the gzip data breaks off or is damaged; get it again")


def drained(inflater: "zlib._Decompress", waiting: bytes) -> Iterator[bytes]:
    """All that comes out of the waiting bytes, in pieces that do not fill the memory.

    Raises:
        Unreadable: `encoding`, when the data is damaged.
    """
    piece = None
    while waiting or (piece is not None and len(piece) == PIECE_BYTES):
        try:
            piece = inflater.decompress(waiting, PIECE_BYTES)
        except zlib.error as error:
            raise Unreadable("encoding", f"the compressed data is damaged ({error}); get it again") from error
        waiting = inflater.unconsumed_tail
        yield piece


def _gunzip(content: bytes, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    room = max_bytes
    for part in _inflated(content[start : start + CHUNK_BYTES] for start in range(0, len(content), CHUNK_BYTES)):
        parts.append(part)
        room -= len(part)
        if room < 0:
            raise Refused("size", "the decompressed source is over the limit; raise max_bytes to read it")
    return b"".join(parts)


def _member(number: int) -> "zlib._Decompress":
    if number > MAX_MEMBERS:
        raise Refused("size", f"the gzip data has more than {MAX_MEMBERS} members")
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
