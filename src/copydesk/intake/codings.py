"""The content codings of HTTP, undone: whole, or an error."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from copydesk.errors import Unreadable
from copydesk.gzips import drained

__all__ = ["KNOWN", "decoded"]

Chunks: TypeAlias = Iterator[bytes]

_ZLIB_METHOD: Final = 8


def decoded(chunks: Iterable[bytes], codings: Iterable[str]) -> Chunks:
    """The content in pieces; the coding named last was put on last.

    Raises:
        Unreadable: `encoding`, for a coding not in `KNOWN`, and for data that is damaged or breaks off.
    """
    content: Chunks = iter(chunks)
    for coding in reversed([name.strip().lower() for name in codings]):
        if coding not in KNOWN:
            raise Unreadable("encoding", f"the coding {coding!r:.40} is not known")
        content = KNOWN[coding](content)
    return content


def _as_it_is(chunks: Chunks) -> Chunks:
    return chunks


def _gunzipped(chunks: Chunks) -> Chunks:
    # As in browsers, what stands behind the first member does not count.
    return _inflated(chunks, lambda _: zlib.MAX_WBITS | 16)


def _undeflated(chunks: Chunks) -> Chunks:
    # With the header of zlib, as the standard has it, or without, as some servers do.
    return _inflated(chunks, lambda first: zlib.MAX_WBITS if first & 15 == _ZLIB_METHOD else -zlib.MAX_WBITS)


def _inflated(chunks: Chunks, window: Callable[[int], int]) -> Chunks:
    inflater = None
    for chunk in chunks:
        if inflater is None and chunk:
            inflater = zlib.decompressobj(window(chunk[0]))
        if inflater is not None and not inflater.eof:
            yield from drained(inflater, chunk)
    if inflater is not None and not inflater.eof:
        raise Unreadable("encoding", "the compressed data breaks off; get it again")


KNOWN: Final[dict[str, Callable[[Chunks], Chunks]]] = {
    "": _as_it_is,
    "identity": _as_it_is,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
}
