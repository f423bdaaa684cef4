"""The records of a WARC file, one after the other: header and content, or where the file is damaged."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from copydesk.errors import Unreadable
from copydesk.intake.members import CHUNK, Damage, Members
from copydesk.intake.packings import WARC, packing_of
from copydesk.intake.streams import looked_at
from copydesk.patterns import pattern
from copydesk.records import WarcPlace

__all__ = ["Fault", "Frame", "Header", "frame_at", "frames", "is_record"]

LONGEST_LINE: Final = 65_536
MOST_LINES: Final = 256
"""A header beyond these is no header."""
MOST_BLANKS: Final = 1_000
BEGINNING: Final = 65_536
"""What is kept of a record over the limit: enough to see what it is."""
REREAD: Final = 4 << 20
TIMES_REREAD: Final = 4
"""Bytes that may be read again behind damage: these, and so many for each byte of the file."""
_START: Final = pattern(rb"WARC/\d\.\d{1,3}\r?\n")
_NEWLINE: Final = 10
_LONGEST_START: Final = 16
_BLANK: Final = (b"\r\n", b"\n")
_SHA1_CHARACTERS: Final = 32
_BASE32: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuv")
_ALGORITHMS: Final = ("md5", "sha1", "sha256", "sha512")


class Header(NamedTuple):
    """The header of a record, its fields under lower-case names, and the byte of the file at which it begins."""

    fields: dict[str, str]
    offset: int | None

    @property
    def type(self) -> str:
        """What the record is, such as `response`."""
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str | None:
        """The address that the record is about."""
        return self.fields.get("warc-target-uri", "").strip("<>") or None

    @property
    def date(self) -> str | None:
        """The instant of the capture, as the record has it."""
        return self.fields.get("warc-date")

    @property
    def place(self) -> WarcPlace:
        """Where the record stands."""
        identifier = self.fields.get("warc-record-id", "").strip("<>")
        return WarcPlace(id=identifier or None, date=self.date, offset=self.offset)

    @property
    def length(self) -> int:
        """Bytes of its content, as it says itself."""
        length = self.fields.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= 18):
            raise Damage(f"a WARC record has the Content-Length {length[:40]!r}")
        return int(length)


class Frame(NamedTuple):
    """A record; of one over the limit its beginning alone."""

    header: Header
    content: bytes
    is_whole: bool


class Fault(NamedTuple):
    """Damage: the byte of the file at which the damaged record begins, its address where known, and the reason.

    Of a record in the midst of a gzip member the byte is that of the member.
    """

    offset: int
    url: str | None
    failure: Unreadable


def is_record(content: bytes) -> bool:
    """Whether the bytes begin with a WARC record."""
    return content.startswith(WARC)


def frames(source: bytes | BinaryIO, limit: int) -> Iterator[Frame | Fault]:
    """The records of a WARC file, packed or not, in order; a damaged one is a fault, and the next sound one follows.

    The file is read as a stream with one record in memory. Faults are: damaged gzip or zstd data, a header that is
    none, a length that does not lead to the end of the record, a digest that does not hold, and the end of the file
    within.

    Args:
        source: the bytes, or a binary file open for reading.
        limit: the bytes of a record that are kept; of a larger one its beginning is.
    """
    try:
        content = _Content(BytesIO(source) if isinstance(source, bytes) else source)
    except ValueError as error:
        yield Fault(0, None, Unreadable("file", f"the web archive cannot be unpacked: {error}"))
        return
    while (found := _next(content, limit)) is not None:
        yield found


def frame_at(source: BinaryIO, offset: int, limit: int) -> Frame | None:
    """The record that begins at the byte of the file, in a packed one its member's; None where there is no sound one.

    Args:
        source: the file at its beginning, which can be sought in.
        offset: the byte.
        limit: the bytes of the record that are kept.
    """
    try:
        found = _next(_Content(source, offset), limit)
    except ValueError:
        return None
    return found if isinstance(found, Frame) else None


def _next(content: "_Content", limit: int) -> Frame | Fault | None:
    reading = _Reading()
    try:
        return _frame(content, limit, reading)
    except Damage as damage:
        url = reading.header.url if reading.header else None
        place = content.place if reading.offset is None else f"at byte {reading.offset:,}"
        offset = content.offset if reading.offset is None else reading.offset
        content.unread(reading.taken)
        content.seek_record()
        return Fault(offset, url, Unreadable("file", f"{place}: {damage}"))


class _Reading:
    """What has been read of a record: where it began, its header, and what stands behind that."""

    offset: int | None = None
    header: Header | None = None
    taken: bytes = b""


def _frame(content: "_Content", limit: int, reading: _Reading) -> Frame | None:
    line = _after_blanks(content)
    if not line:
        return None
    reading.offset = content.offset_before(line)
    header = reading.header = _header(content, line, reading.offset)
    length = header.length
    kept = content.read(length if length <= limit else min(limit, BEGINNING))
    reading.taken = kept
    missing = length - len(kept) - content.skip(length - len(kept) if length > limit else 0)
    if missing:
        raise Damage(f"a WARC record breaks off, {missing:,} of its {length:,} bytes short")
    _check_end(content, reading)
    reading.taken = b""
    if length <= limit:
        _check_digest(header, kept)
    return Frame(header, kept, is_whole=length <= limit)


def _header(content: "_Content", first: bytes, offset: int | None) -> Header:
    if not is_record(first):
        raise Damage(f"no WARC record begins at {first[:40]!r}")
    fields: dict[str, str] = {}
    for line in content.head() or _lines(content):
        name, colon, value = line.strip().partition(":")
        if colon:
            fields[name.strip().lower()] = value.strip()
    return Header(fields, offset)


def _lines(content: "_Content") -> Iterator[str]:
    """The lines of a header up to the blank one, read one by one."""
    for _ in range(MOST_LINES):
        line = content.line().decode("utf-8", "replace")
        if not line.strip():
            return
        yield line
    raise Damage(f"a WARC record has over {MOST_LINES} header lines")


def _check_end(content: "_Content", reading: _Reading) -> None:
    """A record ends with blank lines, or with the file; else its length is wrong."""
    line = content.line()
    if line and line not in _BLANK:
        reading.taken += line
        raise Damage("the Content-Length of a WARC record does not lead to its end")
    content.finish_record()


def _after_blanks(content: "_Content") -> bytes:
    for _ in range(MOST_BLANKS):
        if (line := content.line()) not in _BLANK:
            return line
    raise Damage(f"no WARC record begins in {MOST_BLANKS:,} blank lines")


def _check_digest(header: Header, content: bytes) -> None:
    algorithm, _, stated = header.fields.get("warc-block-digest", "").partition(":")
    if algorithm.lower() not in _ALGORITHMS or not stated:
        return
    digest = hashlib.new(algorithm.lower(), content, usedforsecurity=False).digest()
    if digest.hex() != stated.lower() and digest != _from_base32(stated):
        raise Damage("the content of a WARC record does not have the digest that its header states")


def _from_base32(text: str) -> bytes:
    try:
        if len(text) == _SHA1_CHARACTERS:
            # The standard library's takes as long for this as SHA-1 takes for the page.
            return int(text.lower().translate(_BASE32), 32).to_bytes(20, "big")
        return base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except ValueError:
        return b""


class _Content:
    """The content of a file, gzipped or not, and where in the file it is being read: from its beginning, or a byte."""

    def __init__(self, source: BinaryIO, start_at: int | None = None) -> None:
        start, self._source = looked_at(source)
        self._packing, before = packing_of(start, self._source)
        if start_at is not None:
            source.seek(start_at)
            self._source, before = source, start_at
        self._members = Members(self._source, is_record, self._packing, before) if self._packing else None
        self._pulled = self._reread = 0
        self._buffer = b""
        self._at = 0

    @property
    def position(self) -> int:
        """Bytes of content before what comes next."""
        return self._pulled - len(self._buffer) + self._at

    @property
    def offset(self) -> int:
        """About where in the file it is being read: in a gzipped one, where the last member begins."""
        if self._members is None:
            return self.position
        return self._members.starts[-1].offset if self._members.starts else 0

    @property
    def place(self) -> str:
        """The same in words."""
        return f"{f'in the {self._packing.name} member at' if self._packing else 'at'} byte {self.offset:,}"

    def offset_before(self, line: bytes) -> int | None:
        """The byte of the file, in a gzipped one the member, at which the line just read begins."""
        position = self.position - len(line)
        if self._members is None:
            return position
        starts = self._members.starts
        while len(starts) > 1 and starts[1].position <= position:
            starts.popleft()
        return starts[0].offset if starts and starts[0].position == position else None

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end of the file."""
        parts: list[bytes] = []
        while size > 0 and self._fills():
            part = self._buffer[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over so many bytes; how many there were."""
        left = size
        while left > 0 and (skipped := len(self.read(min(left, CHUNK)))):
            left -= skipped
        return size - left

    def line(self) -> bytes:
        """The next line with its end; empty at the end of the file."""
        end = self._buffer.find(b"\n", self._at, self._at + LONGEST_LINE) + 1
        if end:
            line, self._at = self._buffer[self._at : end], end
            return line
        return self._long_line()

    def head(self) -> list[str]:
        """The lines up to the blank one where they are all at hand and end as they should; else none, and nothing is
        read."""
        end = self._buffer.find(b"\r\n\r\n", self._at, self._at + LONGEST_LINE)
        lines = self._buffer[self._at : end].decode("utf-8", "replace").split("\r\n") if end >= self._at else []
        if not lines or len(lines) >= MOST_LINES or any("\n" in line or not line.strip() for line in lines):
            return []
        self._at = end + 4
        return lines

    def _long_line(self) -> bytes:
        parts: list[bytes] = []
        length = 0
        while self._fills():
            end = self._buffer.find(b"\n", self._at) + 1
            part = self._buffer[self._at : end or len(self._buffer)]
            self._at += len(part)
            length += len(part)
            parts.append(part)
            if length > LONGEST_LINE:
                raise Damage(f"a WARC header line is over {LONGEST_LINE:,} bytes")
            if end:
                break
        return b"".join(parts)

    def finish_record(self) -> None:
        """Pass over the second blank line, and see to the check of the gzip member that ends there."""
        for blank in _BLANK:
            if self._buffer.startswith(blank, self._at):
                self._at += len(blank)
                break
        if self._members and self._at >= len(self._buffer):
            self._members.finish()

    def unread(self, content: bytes) -> None:
        """Put back what was read last, unless so much has been put back that the file is made of false lengths."""
        self._reread += len(content)
        if self._reread <= REREAD + TIMES_REREAD * self._pulled:
            self._buffer, self._at = content + self._buffer[self._at :], 0

    def seek_record(self) -> None:
        """Go on to where the next record begins, or to the end of the file."""
        while (found := self._start_in_buffer()) is None:
            rest = self._buffer[max(self._at, len(self._buffer) - _LONGEST_START) :]
            more = self._piece_behind_damage()
            self._buffer, self._at = rest + more if more else b"", 0
            if not more:
                return
        self._at = found

    def _start_in_buffer(self) -> int | None:
        """Where in the buffer a record begins: on a line of its own, or where a gzip member does."""
        found = (match.start() for match in _START.finditer(self._buffer, self._at))
        start = next((at for at in found if at == 0 or self._buffer[at - 1] == _NEWLINE), None)
        base = self._pulled - len(self._buffer)
        for member in self._members.starts if self._members else ():
            at = member.position - base
            if at >= self._at and (start is None or at < start) and self._buffer.startswith(WARC, at):
                return at
        return start

    def _piece_behind_damage(self) -> bytes:
        while True:
            with suppress(Damage):
                return self._piece()

    def _fills(self) -> bool:
        """Whether something waits, read from the file where nothing did."""
        if self._at >= len(self._buffer):
            self._buffer, self._at = self._piece(), 0
        return bool(self._buffer)

    def _piece(self) -> bytes:
        piece = self._members.piece() if self._members else self._source.read(CHUNK)
        self._pulled += len(piece)
        return piece
