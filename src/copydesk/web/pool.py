"""Open archives for requests that come at the same time, each query under a limit of time."""

import queue
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from copydesk.archive.archive import Archive, open_archive
from copydesk.archive.connection import schema_of, told, transaction
from copydesk.archive.errors import ArchiveError

__all__ = ["QUERY_SECONDS", "Pool"]

READERS: Final = 4
QUERY_SECONDS: Final = 1.0
WRITE_SECONDS: Final = 2.0
"""How long a decision waits for an ingest that holds the file."""
_STEPS: Final = 20_000
"""Instructions of SQLite's machine between two looks at the clock, about a millisecond."""

Result = TypeVar("Result")


class Pool:
    """Read-only connections to one archive; an archive in memory has a single one."""

    def __init__(self, open_one: Callable[[], Archive], size: int = READERS, seconds: float = QUERY_SECONDS) -> None:
        self._free: queue.SimpleQueue[Archive] = queue.SimpleQueue()
        self._open = open_one
        self._left = size
        self._seconds = seconds
        self._give_back(self._another())

    @classmethod
    def of_file(cls, path: Path, *, seconds: float = QUERY_SECONDS) -> "Pool":
        """The pool of a file; raises what opening it raises."""
        return cls(lambda: open_archive(path), seconds=seconds)

    @classmethod
    def of(cls, archive: Archive, *, seconds: float = QUERY_SECONDS) -> "Pool":
        """The pool of one archive that is open already."""
        return cls(lambda: archive, size=1, seconds=seconds)

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """An archive for one request.

        Raises:
            ArchiveError: `time`, a query took longer than the limit; what told() raises.
        """
        held = self._taken()
        clock = _Clock(self._seconds)
        held.connection.set_trace_callback(clock.begin)
        held.connection.set_progress_handler(clock.is_over, _STEPS)
        try:
            with told(held.path):
                yield self._checked(held)
        except ArchiveError as error:
            if isinstance(error.__cause__, sqlite3.OperationalError) and "interrupted" in str(error.__cause__):
                raise ArchiveError("time", _TOO_LONG.format(self._seconds)) from error
            raise
        finally:
            held.connection.set_progress_handler(None, 0)
            held.connection.set_trace_callback(None)
            self._give_back(held)

    @contextmanager
    def writer(self) -> Iterator[Archive]:
        """The archive, open for writing, all of the block or nothing of it.

        Raises:
            Locked: another program writes, and goes on doing so; OlderArchive, ArchiveError: it cannot be written to.
        """
        held = self._taken()
        try:
            if held.connection.execute("pragma query_only").fetchone()[0]:
                with open_archive(held.path, write=True, wait=WRITE_SECONDS) as archive, self._writing(archive):
                    yield archive
            else:
                with self._writing(held):
                    yield held
        finally:
            self._give_back(held)

    @contextmanager
    def _writing(self, archive: Archive) -> Iterator[None]:
        with told(archive.path, WRITE_SECONDS), transaction(archive.connection):
            yield

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while True:
            try:
                self._free.get_nowait().close()
            except queue.Empty:
                return

    def _checked(self, held: Archive) -> Archive:
        schema_of(held.connection, held.path)
        return held

    def _taken(self) -> Archive:
        try:
            return self._free.get_nowait()
        except queue.Empty:
            if self._left > 0:
                return self._another()
            return self._free.get()

    def _another(self) -> Archive:
        self._left -= 1
        return self._open()

    def _give_back(self, held: Archive) -> None:
        self._free.put(held)


class _Clock:
    """Whether one statement has run for too long; what is done with its rows between two statements does not count."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def begin(self, _statement: str) -> None:
        """A statement begins."""
        self._end = time.monotonic() + self._seconds

    def is_over(self) -> bool:
        """Whether it has had its time."""
        return time.monotonic() > self._end


_TOO_LONG: Final = "the query took longer than {:g} s; narrow it: more words, an outlet, or since: and until:"
