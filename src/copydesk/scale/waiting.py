"""The rows of a file while it is read, in files that outlive the process: what has its entry is not read again."""

import struct
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self

import msgspec

from copydesk.jobs.appended import Appended
from copydesk.scale.rows import PARTS, Rows

__all__ = ["ENTRY_SIZE", "Waiting", "discard"]

_ENTRY: Final = struct.Struct("<QQQB")
"""For each part the bytes after the record, and what it gave."""
ENTRY_SIZE: Final = _ENTRY.size
_ROW, _DAMAGE, _LEFT_OUT = range(3)
_UNSYNCED: Final = 256
"""Records that a machine which stops may cost; one is read in some ten milliseconds."""


class Waiting:
    """The waiting rows in a folder, of one process at a time. Each record is added whole: its rows, then its entry.

    Raises OSError where they cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._files = {part: self._opened(f"{part}.jsonl") for part in PARTS}
        self._entries = self._opened("entries")
        self._encoder = msgspec.json.Encoder()
        self._unsynced = 0
        self.kinds: Counter[int] = Counter()
        self._go_on()

    @property
    def done(self) -> int:
        """Records that have their entry."""
        return self._entries.end // _ENTRY.size

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rows of records, damaged places, responses left out."""
        return self.kinds[_ROW], self.kinds[_DAMAGE], self.kinds[_LEFT_OUT]

    def path(self, part: str) -> Path:
        """The file of the rows of the part, each a line of JSON."""
        return self._folder / f"{part}.jsonl"

    def add(self, rows: Rows) -> None:
        """Add what one record gave."""
        for part, row in zip(PARTS, rows, strict=True):
            if row is not None:
                self._files[part].append(self._encoder.encode(row) + b"\n")
        kind = _ROW if rows.record else _DAMAGE if rows.fault else _LEFT_OUT
        self._entries.append(_ENTRY.pack(*(file.end for file in self._files.values()), kind))
        self.kinds[kind] += 1
        self._unsynced += 1
        if self._unsynced >= _UNSYNCED:
            self.sync()

    def sync(self) -> None:
        """Have the system bring it to the disk, the entries last."""
        for file in (*self._files.values(), self._entries):
            file.sync()
        self._unsynced = 0

    def close(self) -> None:
        """Let go of the files."""
        self._stack.close()

    def __enter__(self) -> Self:
        """The rows; they are let go of at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the files."""
        self.close()

    def _opened(self, name: str) -> Appended:
        file = Appended.at(self._folder / name)
        self._stack.callback(file.close)
        return file

    def _go_on(self) -> None:
        """Cut off what has no entry, and entries that speak of what never reached the disk."""
        content = self._entries.read(0, self._entries.size)
        sizes = [file.size for file in self._files.values()]
        last = (0, 0, 0)
        count = 0
        for *ends, kind in _ENTRY.iter_unpack(content[: len(content) // _ENTRY.size * _ENTRY.size]):
            if kind > _LEFT_OUT or any(end > size for end, size in zip(ends, sizes, strict=True)):
                break
            if any(end < before for end, before in zip(ends, last, strict=True)):
                break
            last = tuple(ends)
            self.kinds[kind] += 1
            count += 1
        self._entries.cut(count * _ENTRY.size)
        for file, end in zip(self._files.values(), last, strict=True):
            file.cut(end)


def discard(folder: Path) -> None:
    """Take the folder of waiting rows away."""
    for path in folder.iterdir():
        path.unlink(missing_ok=True)
    folder.rmdir()
