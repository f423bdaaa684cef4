"""WET records (WARC conversion records): the plain text of a page with its address, its time and its languages."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, NamedTuple, cast

from copydesk.errors import Refused, Unreadable
from copydesk.records import Capture
from copydesk.settings import DEFAULTS, Settings

__all__ = ["WetRecord", "is_record", "is_wet", "raw_records", "records"]

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


class WetRecord(NamedTuple):
    """One conversion record as it stands in the file."""

    url: str | None
    content: bytes
    """Header and text; of a record over the limit the header alone, which reads as refused."""


def is_record(content: bytes) -> bool:
    """Whether the bytes begin with a WARC record."""
    return content.startswith(VERSION)


def is_wet(start: bytes) -> bool:
    """Whether a file that starts like this holds WARC records, gzipped or not; some hundred bytes tell."""
    if start[:2] != GZIP:
        return is_record(start)
    try:
        return is_record(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, len(VERSION)))
    except zlib.error:
        return False


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
    stream = _inflated(source)
    while (header := _next_header(stream)) is not None:
        with _sound():
            capture = _capture(stream, header, settings.max_bytes)
        if capture is not None:
            yield capture


def raw_records(source: bytes | BinaryIO, settings: Settings = DEFAULTS) -> Iterator[WetRecord]:
    """The conversion records of a WET file in order, unread: `read()` takes the content of each.

    A record over `max_bytes`, or broken off at the end of the file, comes too; reading it raises.

    Raises:
        Unreadable: `file`, when the file goes on with what is no record.
    """
    stream = _inflated(source)
    while (header := _next_header(stream)) is not None:
        with _sound():
            record = _record(stream, header, settings.max_bytes)
        if record is not None:
            yield record


class _Header(NamedTuple):
    fields: dict[str, str]
    raw: bytes

    @property
    def url(self) -> str | None:
        return self.fields.get("warc-target-uri", "").strip("<>") or None

    @property
    def is_conversion(self) -> bool:
        return self.fields.get("warc-type", "").lower() == CONVERSION

    @property
    def length(self) -> int:
        length = self.fields.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= 18):
            raise Unreadable("file", f"a WARC record has the Content-Length {length[:40]!r}")
        return int(length)


@contextmanager
def _sound() -> Iterator[None]:
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Unreadable("file", f"the gzip stream of the WET file is damaged: {error}") from error


def _inflated(source: bytes | BinaryIO) -> BinaryIO:
    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    # A second buffer around a file's own would close the file when it is thrown away.
    buffered = opened if isinstance(opened, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", opened))
    if buffered.peek(2)[:2] != GZIP:
        return buffered
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=buffered)))


def _next_header(stream: BinaryIO) -> _Header | None:
    """The header of the next record, its fields under lower-case names; None at the end of the file."""
    with _sound():
        line = _line(stream)
        while line in (b"\r\n", b"\n"):
            line = _line(stream)
        return _header(stream, line) if line else None


def _header(stream: BinaryIO, first: bytes) -> _Header:
    if not is_record(first):
        raise Unreadable("file", f"no WARC record begins at {first[:40]!r}")
    fields: dict[str, str] = {}
    raw = [first]
    for _ in range(MOST_LINES):
        raw.append(_line(stream))
        name, colon, value = raw[-1].decode("utf-8", "replace").strip().partition(":")
        if not name:
            return _Header(fields, b"".join(raw))
        if colon:
            fields[name.strip().lower()] = value.strip()
    raise Unreadable("file", f"a WARC record has over {MOST_LINES} header lines")


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        raise Unreadable("file", f"a WARC header line is over {LONGEST_LINE} bytes")
    return line


def _capture(stream: BinaryIO, header: _Header, limit: int) -> Capture | None:
    if not header.is_conversion:
        _skip(stream, header.length)
        return None
    if header.length > limit:
        raise Refused("size", f"the record of {header.url} is over {limit} bytes; raise max_bytes to read it")
    return Capture(
        content=_exactly(stream, header.length),
        kind="text",
        url=header.url,
        headers=tuple((_CARRIED[name], value) for name, value in header.fields.items() if name in _CARRIED),
        fetched_at=header.fields.get("warc-date"),
    )


def _record(stream: BinaryIO, header: _Header, limit: int) -> WetRecord | None:
    if not header.is_conversion or header.length > limit:
        _skip(stream, header.length)
        return WetRecord(header.url, header.raw) if header.is_conversion else None
    return WetRecord(header.url, header.raw + stream.read(header.length))


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
