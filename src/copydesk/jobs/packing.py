"""Outputs as bytes, each compressed for itself, so that a file of them can be cut off behind any of them."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zstandard import ZstdCompressor

    from copydesk.records import Story

__all__ = ["PACKINGS", "packed", "pressed", "unpacked"]

PACKINGS: Final = (".gz", ".zst")


def packed(story: "Story", render: "Callable[[Story], str]", packing: str) -> bytes:
    """The rendered story in UTF-8; as a member of its own of a `.gz` or `.zst` file where that is the packing."""
    return pressed(render(story).encode("utf-8", "replace"), packing)


def pressed(content: bytes, packing: str) -> bytes:
    """The content as a member of its own of a `.gz` or `.zst` file; as it is where there is no packing."""
    if packing == ".gz":
        import gzip

        return gzip.compress(content, mtime=0)
    return _compressor().compress(content) if packing == ".zst" else content


def unpacked(content: bytes) -> bytes:
    """What a member of a `.zst` file holds."""
    from zstandard import ZstdDecompressor

    return ZstdDecompressor().decompress(content)


@cache
def _compressor() -> "ZstdCompressor":
    from zstandard import ZstdCompressor

    return ZstdCompressor()
