"""Where the output goes: stdout, one file, or a folder with a file for each source."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from copydesk import urls
from copydesk.export.neutral import one_line

__all__ = ["Folder", "Sink", "Stream", "Titled", "atomic_file", "stdout"]

_NAME_LENGTH = 80


class Sink(Protocol):
    """Takes the output of one source after the other."""

    def put(self, name: str, output: str) -> None:
        """Write the output of the source `name`."""


class Stream:
    """Everything into one stream of UTF-8, with a separator between two outputs."""

    def __init__(self, stream: BinaryIO, between: str = "") -> None:
        self._stream = stream
        self._between = between
        self._before = ""

    def put(self, name: str, output: str) -> None:
        """Write at once, so that a reader at the other end of a pipe sees it."""
        self._stream.write((self._before + output).encode("utf-8", "replace"))
        self._stream.flush()
        self._before = self._between


class Titled(Stream):
    """A stream that names each source above its output."""

    def put(self, name: str, output: str) -> None:
        """Write the name and the output."""
        super().put(name, f"{one_line(name)}\n{output}")


class Folder:
    """One file for each source, named after it; two sources of one name get a number."""

    def __init__(self, folder: Path, suffix: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._suffix = suffix
        self._taken: set[str] = set()

    def put(self, name: str, output: str) -> None:
        """Write the whole file or nothing."""
        with atomic_file(self._folder / f"{self._free(_stem(name))}{self._suffix}") as stream:
            stream.write(output.encode("utf-8", "replace"))

    def _free(self, stem: str) -> str:
        free, number = stem, 1
        while free.lower() in self._taken:
            number += 1
            free = f"{stem}-{number}"
        self._taken.add(free.lower())
        return free


def stdout(between: str = "", kind: type[Stream] = Stream) -> Stream:
    """Standard output as a stream of UTF-8, whatever the locale."""
    return kind(sys.stdout.buffer, between)


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when the block ends well and something was written, else is gone."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            written = stream.tell()
        if written:
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    umask = os.umask(0o022)
    os.umask(umask)
    return umask


def _stem(name: str) -> str:
    if name == "-":
        return "stdin"
    address = urls.split(name) if "://" in name else None
    words = f"{address.netloc}{address.path}-{address.query}" if address else Path(name).stem
    stem = re.sub(r"[^\w.-]+", "-", words).strip("-.")
    return stem[-_NAME_LENGTH:].strip("-.") or "story"
