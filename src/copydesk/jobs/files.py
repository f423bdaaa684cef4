"""Single files: what may be replaced, what is written straight, and what is put in place whole."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from typing import Final

from copydesk.errors import Refused
from copydesk.jobs.appended import Appended
from copydesk.jobs.locks import locked

__all__ = ["PART", "check_ours", "digest", "is_ours", "is_straight", "put_whole", "real", "whole_file"]

PART: Final = ".copydesk-part"
"""Behind the name of a file while it is written."""

_RECORD: Final = b'{"schema":"copydesk/'
_SPACED_RECORD: Final = b'{\n  "schema": "copydesk/'
_FAILURE: Final = b'{"name":'
_MARK: Final = "user.copydesk.sha256"
"""The attribute of a file that says what we wrote into it, where the system has such attributes."""
_DESCRIPTORS: Final = "/proc/"
_STANDARD: Final = ("/dev/fd/", "/dev/std")
_MOST_LINKS: Final = 40


def real(path: Path) -> Path:
    """Where the path leads: itself, or the file behind its links, which need not be there."""
    behind = os.path.realpath(path)
    return path if behind == str(path.absolute()) else Path(behind)


def is_straight(path: Path) -> bool:
    """Whether the path is no file of its own: a pipe, a device, or another name of something that is open already."""
    if _is_descriptor(path):
        return True
    with suppress(OSError):
        return not (path.is_file() or path.is_dir()) and path.exists()
    return False


def check_ours(path: Path, *, is_forced: bool) -> None:
    """Nothing where the file may be replaced; raises Refused with `exists` where it may not."""
    if not is_forced and not is_ours(path):
        raise Refused("exists", f"{path} is there already, and not as a run of copydesk has written it")


def is_ours(path: Path) -> bool:
    """Whether nothing is lost with the file: it is not there, or empty, or as a run of ours has written it."""
    try:
        if not path.stat().st_size:
            return True
        with path.open("rb") as file:
            if file.read(len(_SPACED_RECORD)).startswith((_RECORD, _SPACED_RECORD, _FAILURE)):
                return True
    except FileNotFoundError:
        return True
    return _remembered(path) == digest(path)


def digest(path: Path) -> str:
    """The SHA-256 of the file's content; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def whole_file(path: Path) -> Iterator[Appended]:
    """A file that takes the place of the path when the block ends well and something was written, else is gone.

    Links are followed; who may read the old file may read the new one.

    Raises:
        Refused: `busy`, when another run is writing it.
    """
    target = real(path)
    part = target.with_name(target.name + PART)
    file = Appended(locked(part))
    try:
        file.cut(0)
        yield file
        if file.end:
            file.sync()
            file.close()
            _take_place(part, target)
    finally:
        file.close()
        part.unlink(missing_ok=True)


def put_whole(path: Path, content: bytes) -> None:
    """Write the file whole or not at all."""
    part = path.with_name(path.name + PART)
    try:
        part.write_bytes(content)
        _take_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def _take_place(part: Path, target: Path) -> None:
    with suppress(FileNotFoundError):
        part.chmod(stat.S_IMODE(target.stat().st_mode))
    _remember(part)
    part.replace(target)


def _is_descriptor(path: Path) -> bool:
    for _ in range(_MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if f"{folder}/".startswith(_DESCRIPTORS) or str(path).startswith(_STANDARD):
            return True
        try:
            path = path.parent / path.readlink()
        except (OSError, ValueError):
            return False
    return False


def _remember(path: Path) -> None:
    with suppress(OSError, AttributeError):  # not every system has such attributes
        os.setxattr(path, _MARK, digest(path).encode())


def _remembered(path: Path) -> str | None:
    with suppress(OSError, AttributeError):
        return os.getxattr(path, _MARK).decode("ascii", "replace")
    return None
