"""WET records (WARC conversion records): the plain text of a page with its address, its time and its languages."""

import io
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.records import Capture, WarcPlace
from copydesk.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["WetRecord", "each_record", "is_record", "is_wet", "records"]

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
    """One conversion record: its address and its capture, or why it has none."""

    url: str | None
    capture: Capture | None = None
    failure: CopydeskError | None = None


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
    for record in each_record(source, settings):
        if record.failure is not None:
            raise record.failure
        if record.capture is not None:
            yield record.capture


def each_record(source: bytes | BinaryIO, settings: Settings = DEFAULTS) -> Iterator[WetRecord]:
    """The conversion records of a WET file in order; one over `max_bytes`, or broken off at the end, says so itself.

    Raises:
        Unreadable: `file`, when the file goes on with what is no record.
    """
    stream = _Stream(source)
    while (header := _next_header(stream)) is not None:
        with _sound():
            record = _record(stream, header, settings.max_bytes)
        if record is not None:
            yield record


class _Header(NamedTuple):
    fields: dict[str, str]
    offset: int | None

    @property
    def url(self) -> str | None:
        return self.fields.get("warc-target-uri", "").strip("<>") or None

    @property
    def place(self) -> WarcPlace:
        identifier = self.fields.get("warc-record-id", "").strip("<>")
        return WarcPlace(id=identifier or None, date=self.fields.get("warc-date"), offset=self.offset)

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
    except (EOFError, zlib.error) as error:
        raise Unreadable("file", f"the gzip stream of the WET file is damaged: {error}") from error


class _Members(io.RawIOBase):
    """The content of gzip members one after the other, which remembers where each of them begins."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._inflater: zlib._Decompress | None = None
        self._waiting = b""
        self._taken = self._given = 0
        self.starts: deque[tuple[int, int]] = deque()
        """Bytes of content before a member, and the byte of the file at which it begins."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        content = self._content(len(room))
        room[: len(content)] = content
        self._given += len(content)
        return len(content)

    def _content(self, most: int) -> bytes:
        while self._inflater or self._begins():
            assert self._inflater is not None
            waiting = self._waiting or self._more()
            content = self._inflater.decompress(waiting, most)
            if not (waiting or content or self._inflater.eof):
                raise EOFError("it breaks off")
            self._waiting = self._inflater.unconsumed_tail
            if self._inflater.eof:
                self._waiting, self._inflater = self._inflater.unused_data, None
            if content:
                return content
        return b""

    def _begins(self) -> bool:
        # Between members and behind the last one there may be zeros.
        while not (waiting := (self._waiting or self._more()).lstrip(b"\0")):
            if not self._waiting:
                return False
            self._waiting = b""
        self._waiting = waiting
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.starts.append((self._given, self._taken - len(waiting)))
        return True

    def _more(self) -> bytes:
        chunk = self._source.read(io.DEFAULT_BUFFER_SIZE)
        self._taken += len(chunk)
        return chunk


class _Stream:
    """The content of a file, gzipped or not, and where in the file it is being read."""

    def __init__(self, source: bytes | BinaryIO) -> None:
        opened = io.BytesIO(source) if isinstance(source, bytes) else source
        # A second buffer around a file's own would close the file when it is thrown away.
        buffered = opened if isinstance(opened, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", opened))
        self._members = _Members(buffered) if buffered.peek(2)[:2] == GZIP else None
        self._content = io.BufferedReader(self._members) if self._members else buffered
        self._position = 0

    @property
    def offset(self) -> int | None:
        """The byte of the file, in a gzipped one the member, at which what comes next begins."""
        if self._members is None:
            return self._position
        self._content.peek(1)
        starts = self._members.starts
        while len(starts) > 1 and starts[1][0] <= self._position:
            starts.popleft()
        return starts[0][1] if starts and starts[0][0] == self._position else None

    def read(self, size: int) -> bytes:
        content = self._content.read(size)
        self._position += len(content)
        return content

    def readline(self) -> bytes:
        line = self._content.readline(LONGEST_LINE)
        self._position += len(line)
        if len(line) == LONGEST_LINE:
            raise Unreadable("file", f"a WARC header line is over {LONGEST_LINE} bytes")
        return line


def _next_header(stream: _Stream) -> _Header | None:
    """The header of the next record, its fields under lower-case names; None at the end of the file."""
    with _sound():
        offset, line = stream.offset, stream.readline()
        while line in (b"\r\n", b"\n"):
            offset, line = stream.offset, stream.readline()
        return _header(stream, line, offset) if line else None


def _header(stream: _Stream, first: bytes, offset: int | None) -> _Header:
    if not is_record(first):
        raise Unreadable("file", f"no WARC record begins at {first[:40]!r}")
    fields: dict[str, str] = {}
    for _ in range(MOST_LINES):
        name, colon, value = stream.readline().decode("utf-8", "replace").strip().partition(":")
        if not name:
            return _Header(fields, offset)
        if colon:
            fields[name.strip().lower()] = value.strip()
    raise Unreadable("file", f"a WARC record has over {MOST_LINES} header lines")


def _record(stream: _Stream, header: _Header, limit: int) -> WetRecord | None:
    length = header.length
    if not header.is_conversion:
        _skip(stream, length)
        return None
    if length > limit:
        _skip(stream, length)
        return WetRecord(header.url, failure=Refused("size", f"the record of {header.url} is over {limit} bytes"))
    content = stream.read(length)
    if len(content) < length:
        cut = Unreadable("file", f"a WARC record breaks off: {len(content)} of {length} bytes")
        return WetRecord(header.url, failure=cut)
    return WetRecord(header.url, _capture(content, header))


def _capture(content: bytes, header: _Header) -> Capture:
    return Capture(
        content=content,
        kind="text",
        url=header.url,
        headers=tuple((_CARRIED[name], value) for name, value in header.fields.items() if name in _CARRIED),
        fetched_at=header.fields.get("warc-date"),
        warc=header.place,
    )


def _skip(stream: _Stream, length: int) -> None:
    while length > 0:
        read = len(stream.read(min(length, CHUNK)))
        if not read:
            raise Unreadable("file", f"a WARC record breaks off, {length} bytes short")
        length -= read
