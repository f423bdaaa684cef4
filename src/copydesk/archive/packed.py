"""A record as it is stored: its body text, then JSON with the blocks laid column by column, compressed.

Text and JSON are one zstd frame, so that what the JSON repeats of the text costs next to nothing, but the text is a
piece by itself: lists read it without the rest, 20 µs instead of 160. A third of a record is blocks, and most of
a block's JSON is the same in each; laid in columns, with each span told from the one before, a record of 76 KB is 13.5
KB. The body stands in the text alone, and a dictionary of what all records say ("chosen":true) is given to the
compressor: 12.5 KB.
"""

import threading
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
import zstandard
from msgspec import Struct
from msgspec.structs import replace

from copydesk.records import Block, Story
from copydesk.records.story import Kind, Role

__all__ = ["MAX_RECORD", "body_text", "compressed", "inflated", "packed", "record_bytes", "unpacked"]

LEVEL: Final = 2
"""zstd: level 1 takes as long and gives .2 KB more a record, level 3 .4 KB less in a third more time."""
HEAD: Final = 8
"""Hexadecimal digits before the text: the bytes of it that follow. A record of an earlier version begins with `{`."""
MOST_TEXTS: Final = 16_384
"""Bytes that hold most bodies."""
_BLOCK_HEAD: Final = 3
"""Bytes before each block of a frame: whether it is the last one, its type, and in the upper 21 bits its size."""
BETWEEN: Final = "\n\n"
MAX_RECORD: Final = 200_000_000
"""Bytes that a stored record may inflate to; an archive may come from a stranger."""

_THREAD = threading.local()


class _Blocks(Struct, frozen=True, array_like=True):
    """The blocks of a record, a column for each of their attributes.

    Attributes:
        texts: The words of each.
        roles: What each is to the story.
        kinds: The form of each.
        gaps: For each where it starts in the source, counted from the end of the one before.
        extras: For each by how much its source is longer than its words.
        duplicates: For each that repeats another one its own index and that of the other.
        sizes: Characters of each paragraph of the body, where `texts` leaves their words to the text before the JSON.

    """

    texts: list[str]
    roles: list[Role]
    kinds: list[Kind]
    gaps: list[int]
    extras: list[int]
    duplicates: list[tuple[int, int]]
    sizes: list[int] | None = None


class _Record(Struct, frozen=True):
    """A stored record: the story without its blocks, and these."""

    story: Story
    blocks: _Blocks


class _ShownStory(Struct, frozen=True):
    text: str = ""


class _ShownRecord(Struct, frozen=True):
    story: _ShownStory


def packed(story: Story) -> bytes:
    """The record of the story as it is stored."""
    text, json = record_bytes(story)
    pieces = _compressor(_dictionary()).compressobj(size=len(text) + len(json))
    return b"".join(
        (pieces.compress(text), pieces.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK), pieces.compress(json), pieces.flush())
    )


def record_bytes(story: Story) -> tuple[bytes, bytes]:
    """A stored record before it is compressed: its text with the head, and its JSON."""
    text = story.text.encode()
    sizes = _sizes(story)
    rest = replace(story, blocks=(), text="" if sizes is not None else story.text)
    return b"%0*x%s" % (HEAD, len(text), text), msgspec.json.encode(_Record(rest, _columns(story.blocks, sizes)))


def unpacked(record: bytes) -> Story:
    """The story of a stored record.

    Raises:
        zstandard.ZstdError, msgspec.MsgspecError: the record is damaged, larger than `MAX_RECORD` or of a later schema.
    """
    content = _inflated(record)
    text, json = _parted(content)
    stored = _RECORD.decode(json)
    try:
        blocks = tuple(_rows(stored.blocks, text))
    except ValueError as error:
        raise msgspec.ValidationError(f"the columns of its blocks differ in length: {error}") from error
    return replace(stored.story, blocks=blocks, text=stored.story.text if stored.blocks.sizes is None else text)


def body_text(record: bytes) -> str:
    """The body of a stored record, inflated without the rest; raises what `unpacked` raises."""
    start = _start(_first_block(record), MOST_TEXTS)
    if start.startswith(b"{"):
        return _SHOWN.decode(_inflated(record)).story.text
    end = HEAD + min(_size(start[:HEAD]), MAX_RECORD)
    return _decoded((start if len(start) >= end else _start(record, end))[HEAD:end])


def _start(frame: bytes, size: int) -> bytes:
    with _decompressor().stream_reader(frame) as reader:
        return reader.read(size)


def _first_block(record: bytes) -> bytes:
    """The frame up to the end of its first block, the text: whoever sees more inflates the next one as well."""
    head = zstandard.frame_header_size(record)
    return record[: head + _BLOCK_HEAD + (int.from_bytes(record[head : head + _BLOCK_HEAD], "little") >> 3)]


def _parted(content: bytes) -> tuple[str, memoryview]:
    """The text before the JSON, and the JSON."""
    if content.startswith(b"{"):
        return "", memoryview(content)
    end = HEAD + _size(content[:HEAD])
    return _decoded(content[HEAD:end]), memoryview(content)[end:]


def _size(head: bytes) -> int:
    try:
        return int(head, 16)
    except ValueError as error:
        raise msgspec.DecodeError("it does not begin with the size of its text") from error


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError(f"its text is no UTF-8: {error}") from error


def _sizes(story: Story) -> list[int] | None:
    """Characters of each paragraph of the body, where the text is these and nothing else."""
    body = [block.text for block in story.blocks if block.role == "body"]
    return list(map(len, body)) if body and BETWEEN.join(body) == story.text else None


def _inflated(record: bytes) -> bytes:
    return inflated(record, _decompressor())


def inflated(content: bytes, decompressor: zstandard.ZstdDecompressor) -> bytes:
    """What was compressed, up to `MAX_RECORD` bytes, whatever size its head gives: an archive may be a stranger's.

    Raises:
        zstandard.ZstdError: it is damaged, or larger.
    """
    if zstandard.frame_content_size(content) > MAX_RECORD:
        raise zstandard.ZstdError(f"it is larger than {MAX_RECORD:,} bytes")
    return decompressor.decompress(content, max_output_size=MAX_RECORD)


def _decompressor() -> zstandard.ZstdDecompressor:
    if (decompressor := getattr(_THREAD, "decompressor", None)) is None:
        decompressor = _THREAD.decompressor = zstandard.ZstdDecompressor(dict_data=_dictionary())
    return decompressor


@cache
def _dictionary() -> zstandard.ZstdCompressionDict:
    """What records have in common, by `python -m benchmarks.train_records`."""
    dictionary = zstandard.ZstdCompressionDict(files("copydesk.archive").joinpath("data", "records.zdict").read_bytes())
    dictionary.precompute_compress(level=LEVEL)
    return dictionary


def _compressor(dictionary: zstandard.ZstdCompressionDict | None = None) -> zstandard.ZstdCompressor:
    # A compressor holds a megabyte that is costly to make and may serve one thread at a time.
    name = "plain" if dictionary is None else "records"
    if (compressor := getattr(_THREAD, name, None)) is None:
        compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary)
        setattr(_THREAD, name, compressor)
    return compressor


def compressed(content: bytes) -> bytes:
    """The bytes as zstd."""
    return bytes(_compressor().compress(content))


def _columns(blocks: tuple[Block, ...], sizes: list[int] | None) -> _Blocks:
    columns = _Blocks([], [], [], [], [], [], sizes)
    texts, roles, kinds, gaps, extras = columns.texts, columns.roles, columns.kinds, columns.gaps, columns.extras
    last = 0
    for index, block in enumerate(blocks):
        text, role, (start, end) = block.text, block.role, block.span
        texts.append("" if sizes is not None and role == "body" else text)
        roles.append(role)
        kinds.append(block.kind)
        gaps.append(start - last)
        extras.append(end - start - len(text))
        last = end
        if block.duplicate_of is not None:
            columns.duplicates.append((index, block.duplicate_of))
    return columns


def _rows(columns: _Blocks, body: str) -> Iterator[Block]:
    duplicates, last = dict(columns.duplicates), 0
    paragraphs = None if columns.sizes is None else _paragraphs(body, columns.sizes)
    rows = zip(columns.texts, columns.roles, columns.kinds, columns.gaps, columns.extras, strict=True)
    for index, (text, role, kind, gap, extra) in enumerate(rows):
        if paragraphs is not None and role == "body":
            text = next(paragraphs, "")
        start = last + gap
        last = start + len(text) + extra
        yield Block(role=role, kind=kind, text=text, span=(start, last), duplicate_of=duplicates.get(index))


def _paragraphs(body: str, sizes: list[int]) -> Iterator[str]:
    start = 0
    for size in sizes:
        yield body[start : start + size]
        start += size + len(BETWEEN)


_RECORD: Final = msgspec.json.Decoder(_Record)
_SHOWN: Final = msgspec.json.Decoder(_ShownRecord)
