"""What a process has in hand, where those that outlive it can see it."""

import os
import struct
from pathlib import Path
from typing import Final, NamedTuple, Self

from copydesk.scale.job import NOTHING

__all__ = ["Mark", "Seen", "seen"]

_MARK: Final = struct.Struct("<qqq")


class Seen(NamedTuple):
    """What a mark says: the process, the number of the record that it reads, and how many it has begun."""

    process: int = 0
    number: int = NOTHING
    begun: int = 0


class Mark:
    """The mark of this process in a file."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        self._begun = 0
        self.put(NOTHING)

    def put(self, number: int) -> None:
        """This process has the record with the number in hand."""
        self._begun += 1
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, _MARK.pack(os.getpid(), number, self._begun))

    def __enter__(self) -> Self:
        """The mark; at the end of the block it stays as it is."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def seen(path: Path) -> Seen:
    """What the mark in the file says; nothing where there is none."""
    try:
        return Seen(*_MARK.unpack(path.read_bytes()))
    except (FileNotFoundError, struct.error):
        return Seen()
