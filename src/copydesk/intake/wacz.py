"""WACZ: a zip of web archives and what belongs to them; each archive in it is read as a stream, nothing is unpacked."""

import io
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from copydesk.errors import CopydeskError, Unreadable
from copydesk.intake.packings import begins_as_zip
from copydesk.intake.streams import SNIFFED
from copydesk.patterns import pattern

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Inside", "archives_in", "is_wacz"]

_ARCHIVE: Final = pattern(r"archive/.+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
_LOCAL: Final = struct.Struct("<26xHH")
"""What stands in the zip before a member: thirty bytes, the lengths of its name and of an extra field at their end."""


class Inside(NamedTuple):
    """A web archive in a WACZ: its name there, and its content; or why it cannot be had."""

    name: str
    content: BinaryIO
    failure: CopydeskError | None = None


def is_wacz(source: BinaryIO) -> bool:
    """Whether the file, which can be sought in, is a zip with web archives in it; it is left at its beginning."""
    start = source.read(SNIFFED)
    source.seek(0)
    if not begins_as_zip(start):
        return False
    try:
        with zipfile.ZipFile(source) as outer:
            return any(map(_ARCHIVE.fullmatch, outer.namelist()))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        source.seek(0)


def archives_in(source: BinaryIO) -> Iterator[Inside]:
    """The web archives of a WACZ in the order of their names; each is to be read before the next is taken.

    What comes through a pipe is put into a temporary file first: a zip has its list of contents at its end.

    Raises:
        Unreadable: `file`, the zip is damaged or breaks off, or holds no web archive.
    """
    with _seekable(source) as file:
        try:
            outer = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("file", f"the zip of the WACZ is damaged or breaks off: {error}; get it again") from error
        with outer:
            found = sorted((one for one in outer.infolist() if _ARCHIVE.fullmatch(one.filename)), key=_by_name)
            if not found:
                raise Unreadable("file", "the zip holds no web archive (archive/….warc.gz), so it is no WACZ")
            for one in found:
                yield _inside(outer, file, one)


def _by_name(one: zipfile.ZipInfo) -> str:
    return one.filename


@contextmanager
def _seekable(source: BinaryIO) -> Iterator[BinaryIO]:
    if source.seekable():
        yield source
        return
    with TemporaryFile() as file:
        shutil.copyfileobj(source, file, 1 << 20)
        yield file


def _inside(outer: zipfile.ZipFile, file: BinaryIO, one: zipfile.ZipInfo) -> Inside:
    """The member; one that is stored, as the format has it, is read without the zip's check: records have theirs."""
    try:
        if one.compress_type == zipfile.ZIP_STORED and not one.flag_bits & 1:
            file.seek(one.header_offset)
            name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
            start = one.header_offset + _LOCAL.size + name + extra
            return Inside(one.filename, _buffered(_Window(file, start, one.file_size)))
        return Inside(one.filename, _buffered(_Unpacked(outer.open(one))))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, struct.error) as error:
        failure = Unreadable("file", f"{one.filename} cannot be taken out of the WACZ: {error}")
        return Inside(one.filename, io.BytesIO(), failure)


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(raw))


class _Window(io.RawIOBase):
    """Some bytes of a file."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file = file
        self._start = self._at = start
        self._end = start + size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = base + offset
        return self._at - self._start

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        self._file.seek(self._at)
        content = self._file.read(min(len(room), self._end - self._at))
        self._at += len(content)
        room[: len(content)] = content
        return len(content)


class _Unpacked(io.RawIOBase):
    """A member that was compressed; where its data is damaged, that is told."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer)
        try:
            content = self._member.read(len(room))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise Unreadable("file", f"the data in the zip is damaged: {error}; get it again") from error
        room[: len(content)] = content
        return len(content)
