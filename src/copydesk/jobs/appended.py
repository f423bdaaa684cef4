"""Files that grow by whole pieces."""

import os
from io import FileIO
from pathlib import Path
from typing import Self

__all__ = ["Appended"]


class Appended:
    """A file to the end of which bytes are added, all of them or none.

    Not thread-safe. `end` is where the next piece goes; what the file holds beyond is cut off before it.
    """

    def __init__(self, file: FileIO, end: int = 0) -> None:
        self._file = file
        self.end = end

    @classmethod
    def at(cls, path: Path) -> Self:
        """The file at the path, made where it is not there; raises OSError where it cannot be."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        return cls(FileIO(descriptor, "r+"))

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return os.fstat(self._file.fileno()).st_size

    @property
    def is_closed(self) -> bool:
        """Whether it can be used no more."""
        return self._file.closed

    def append(self, piece: bytes) -> tuple[int, int]:
        """Where the piece begins and ends now; raises OSError, and leaves nothing of it, where there is no room."""
        start = self.end
        try:
            self._add(piece)
        except BaseException:
            self._file.truncate(start)
            raise
        self.end = start + len(piece)
        return start, self.end

    def write(self, piece: bytes) -> None:
        """The same, for those who know files."""
        self.append(piece)

    def flush(self) -> None:
        """Nothing: what is appended is in the hands of the system."""

    def cut(self, end: int) -> None:
        """Throw away what stands behind."""
        self._file.truncate(end)
        self.end = end

    def read(self, start: int, end: int) -> bytes:
        """The bytes from start to end, fewer where the file is shorter."""
        self._file.seek(start)
        pieces = []
        while start < end and (piece := self._file.read(end - start)):
            pieces.append(piece)
            start += len(piece)
        return b"".join(pieces)

    def sync(self) -> None:
        """Have the system bring it to the disk."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file, and with it give up a lock that it has."""
        self._file.close()

    def _add(self, piece: bytes) -> None:
        self._file.seek(self.end)
        rest = memoryview(piece)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]
