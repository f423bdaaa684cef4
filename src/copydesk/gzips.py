"""Sources that come gzipped."""

import zlib
from collections.abc import Iterator
from typing import Final

from copydesk.errors import Refused, Unreadable

__all__ = ["opening", "unpack"]

GZIP: Final = b"\x1f\x8b\x08"
LAYERS: Final = 2
CHUNK_BYTES: Final = 16_384
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


def _gunzip(content: bytes, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    room = max_bytes
    for part in _inflated(content, max_bytes + 1):
        parts.append(part)
        room -= len(part)
        if room < 0:
            raise Refused("size", "the decompressed source is over the limit; raise max_bytes to read it")
    return b"".join(parts)


def _inflated(content: bytes, most: int) -> Iterator[bytes]:
    """What comes out, piece by piece; zeros may stand between and behind members, nothing else."""
    member = None
    members = 0
    for start in range(0, len(content), CHUNK_BYTES):
        waiting = content[start : start + CHUNK_BYTES]
        while waiting := waiting if member else waiting.lstrip(b"\0"):
            if member is None:
                members += 1
                member = _member(members)
            try:
                yield member.decompress(waiting, most)
            except zlib.error as error:
                raise Unreadable("encoding", f"the gzip data is damaged ({error}); get the file again") from error
            waiting = member.unused_data
            member = None if member.eof else member
    if member is not None:
        raise Unreadable("encoding", "the gzip data breaks off or is damaged; get the file again")


def _member(number: int) -> "zlib._Decompress":
    if number > MAX_MEMBERS:
        raise Refused("size", f"the gzip data has more than {MAX_MEMBERS} members")
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
