"""One run on one output: a file that only one process at a time may have."""

import os
import sys
from io import FileIO
from pathlib import Path

from copydesk.errors import Refused

__all__ = ["locked"]


def locked(path: Path) -> FileIO:
    """The file, open for reading and writing, made where it is not there; the lock ends when it is closed.

    Raises:
        Refused: `busy`, when another process has it.
        OSError: it cannot be opened.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        file = FileIO(descriptor, "r+")
        try:
            _lock(file, path)
            if _is_at(file, path):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # the run that had it put another file in its place


def _is_at(file: FileIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _busy(path: Path) -> Refused:
    return Refused("busy", f"another run is writing here: it holds {path}; wait for it, or give another output")


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 40  # a byte beyond any content: what is locked cannot be read by others

    def _lock(file: FileIO, path: Path) -> None:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise _busy(path) from None
        finally:
            file.seek(0)

else:
    import fcntl

    def _lock(file: FileIO, path: Path) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(path) from None
        except OSError:
            return  # a file system without locks: better a run without one than none at all
