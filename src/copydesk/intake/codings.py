"""The content codings of HTTP, undone: whole, or an error."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from copydesk.errors import MissingExtra, Unreadable
from copydesk.gzips import PIECE_BYTES, drained

__all__ = ["KNOWN", "KNOWN_IN_ARCHIVES", "decoded"]

Chunks: TypeAlias = Iterator[bytes]
Decoder: TypeAlias = Callable[[Chunks], Chunks]

_ZLIB_METHOD: Final = 8
_ZSTD_SLICE: Final = 256
"""Bytes that are handed over at a time: four of them may stand for 128 KB."""
_ZSTD_WINDOW: Final = 1 << 27


def decoded(chunks: Iterable[bytes], codings: Iterable[str], known: "Mapping[str, Decoder] | None" = None) -> Chunks:
    """The content in pieces; the coding named last was put on last.

    Raises:
        MissingExtra: for `br`, where brotli is not installed.
        Unreadable: `encoding`, for a coding that is not `known`, and for data that is damaged or breaks off.
    """
    content: Chunks = iter(chunks)
    for coding in reversed([name.strip().lower() for name in codings]):
        decoder = (KNOWN if known is None else known).get(coding)
        if decoder is None:
            raise Unreadable("encoding", f"the coding {coding!r:.40} is not known")
        content = decoder(content)
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


def _unbrotlied(chunks: Chunks) -> Chunks:
    try:
        import brotli
    except ImportError as error:
        raise MissingExtra("warc", "the coding br") from error
    inflater = brotli.Decompressor()
    try:
        for chunk in chunks:
            yield inflater.process(chunk, output_buffer_limit=PIECE_BYTES)
            while not inflater.can_accept_more_data():
                yield inflater.process(b"", output_buffer_limit=PIECE_BYTES)
    except brotli.error as error:
        raise Unreadable("encoding", f"the compressed data is damaged ({error}); get it again") from error
    if not inflater.is_finished():
        raise Unreadable("encoding", "the compressed data breaks off; get it again")


def _unzstd(chunks: Chunks) -> Chunks:
    import zstandard

    inflater = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
    try:
        for chunk in chunks:
            for start in range(0, len(chunk), _ZSTD_SLICE):
                if not inflater.eof:
                    yield inflater.decompress(chunk[start : start + _ZSTD_SLICE])
    except zstandard.ZstdError as error:
        raise Unreadable("encoding", f"the compressed data is damaged ({error}); get it again") from error
    if not inflater.eof:
        raise Unreadable("encoding", "the compressed data breaks off; get it again")


KNOWN: Final[dict[str, Decoder]] = {
    "": _as_it_is,
    "identity": _as_it_is,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
}
"""What is asked for when a page is fetched."""
KNOWN_IN_ARCHIVES: Final[dict[str, Decoder]] = {**KNOWN, "br": _unbrotlied, "zstd": _unzstd}
"""What browsers ask for when a page is archived."""
