"""WET records (WARC conversion records): the plain text of a page with its address, its time and its languages."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from copydesk.errors import Refused, Unreadable
from copydesk.records import Capture
from copydesk.settings import DEFAULTS, Settings

__all__ = ["is_record", "records"]

VERSION: Final = b"WARC/"
GZIP: Final = b"\x1f\x8b"
CONVERSION: Final = "conversion"
LONGEST_LINE, MOST_LINES = 65_536, 256
"""A header beyond these is no header: the record is refused, not read into memory."""
CHUNK: Final = 1 << 20
_CARRIED: Final = {
    "content-type": "content-type",
    "warc-identified-content-language": "content-language",
    "warc-record-id": "warc-record-id",
    "warc-refers-to": "warc-refers-to",
}


def is_record(content: bytes) -> bool:
    """Whether the bytes begin with a WARC record."""
    return content.startswith(VERSION)


def records(source: bytes | BinaryIO, settings: Settings = DEFAULTS) -> Iterator[Capture]:
    """The conversion records of a WET file in order, each as the capture of one text page.

    A file may be gzipped, whole or record by record; it is read as a stream, one record in memory at a time.
    Records of other types are passed over. Languages are in the header `content-language`, as ISO 639-3 codes.

    Args:
        source: the bytes, or a binary file open for reading.
        settings: `max_bytes` holds for each record.

    Raises:
        Refused: `size`, when a record is larger than allowed.
        Unreadable: `file`, when the stream breaks off or is no WET file.
    """
    stream = _inflated(io.BytesIO(source) if isinstance(source, bytes) else source)
    try:
        while (headers := _headers(stream)) is not None:
            capture = _capture(stream, headers, settings.max_bytes)
            if capture is not None:
                yield capture
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Unreadable("file", f"the gzip stream of the WET file is damaged: {error}") from error


def _inflated(source: BinaryIO) -> BinaryIO:
    buffered = io.BufferedReader(cast("io.RawIOBase", source))
    if buffered.peek(2)[:2] != GZIP:
        return buffered
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=buffered)))


def _headers(stream: BinaryIO) -> dict[str, str] | None:
    """The header fields of the next record under lower-case names; None at the end of the file."""
    line = _line(stream)
    while line in (b"\r\n", b"\n"):
        line = _line(stream)
    if not line:
        return None
    if not is_record(line):
        raise Unreadable("file", f"no WARC record begins at {line[:40]!r}")
    fields: dict[str, str] = {}
    for _ in range(MOST_LINES):
        name, colon, value = _line(stream).decode("utf-8", "replace").strip().partition(":")
        if not name:
            return fields
        if colon:
            fields[name.strip().lower()] = value.strip()
    raise Unreadable("file", f"a WARC record has over {MOST_LINES} header lines")


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        raise Unreadable("file", f"a WARC header line is over {LONGEST_LINE} bytes")
    return line


def _capture(stream: BinaryIO, fields: dict[str, str], limit: int) -> Capture | None:
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= 18):
        raise Unreadable("file", f"a WARC record has the Content-Length {length[:40]!r}")
    if fields.get("warc-type", "").lower() != CONVERSION:
        _skip(stream, int(length))
        return None
    url = fields.get("warc-target-uri", "").strip("<>") or None
    if int(length) > limit:
        raise Refused("size", f"the record of {url} is over {limit} bytes; raise max_bytes to read it")
    return Capture(
        content=_exactly(stream, int(length)),
        kind="text",
        url=url,
        headers=tuple((_CARRIED[name], value) for name, value in fields.items() if name in _CARRIED),
        fetched_at=fields.get("warc-date"),
    )


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise Unreadable("file", f"a WARC record breaks off: {len(content)} of {length} bytes")
    return content


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0:
        read = len(stream.read(min(length, CHUNK)))
        if not read:
            raise Unreadable("file", f"a WARC record breaks off, {length} bytes short")
        length -= read
