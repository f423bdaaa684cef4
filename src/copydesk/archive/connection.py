"""One SQLite file: opened for reading or writing, known by its application id, its schema by number."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote

from copydesk.archive.errors import (
    ArchiveError,
    Damaged,
    Locked,
    NewerArchive,
    NotAnArchive,
    OlderArchive,
)

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_NUMBER",
    "connect",
    "create",
    "held",
    "memory",
    "migrations",
    "schema_of",
    "told",
    "transaction",
]

APPLICATION_ID: Final = 0x63647361
"""`cdsa`, in the header of every archive (`file` and SQLite's own tools show it)."""

WAIT_SECONDS: Final = 10.0
CACHE_KIB: Final = 64_000
"""Page cache of a writer: postings are written all over their tree, whose upper levels stay in 64 MB at 300,000."""
READ_CACHE_KIB: Final = 16_000
"""Page cache of a reader, of which the reading room has several; SQLite's own 2 MB are read anew by each search."""
_LEAST_FREE: Final = 64 * 1024
"""Bytes of a disk below which not even the shared memory of one reader fits."""


def migrations() -> tuple[str, ...]:
    """The numbered scripts of the schema, in order; script N leads from schema N - 1 to schema N."""
    folder = files("copydesk.archive").joinpath("schema")
    named = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(file.read_text(encoding="utf-8") for file in named)


SCHEMA_NUMBER: Final = len(migrations())


def create(path: Path, *, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """The archive at the path, open for writing; made where nothing is.

    Raises:
        NotAnArchive: something else stands there, and stays as it is.
        NewerArchive: a later program wrote it.
        OlderArchive: it has to be migrated before it is written to.
        Locked: another program writes.
    """
    with told(path, wait):
        if not path.exists():
            _make(path, wait)
        connection = _opened(path, "rw", wait)
        number = schema_of(connection, path)
        if number < SCHEMA_NUMBER:
            raise OlderArchive(str(path), number, SCHEMA_NUMBER)
        connection.execute("pragma synchronous = normal")
        connection.execute(f"pragma cache_size = -{CACHE_KIB}")
        # `forget` turns it on, and writes the whole file anew: an ingest need not overwrite each page that it frees.
        connection.execute("pragma secure_delete = off")
        return connection


def connect(path: Path, *, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """The archive at the path, open for reading alone; an older schema is read as it stands.

    Where SQLite cannot make its own files beside it (a read-only folder, a full disk), the file is read as it stands.

    Raises:
        NotAnArchive: nothing or something else stands there.
        NewerArchive: a later program wrote it.
    """
    if not path.is_file():
        raise NotAnArchive(str(path), "there is no such file")
    with told(path, wait):
        connection = _readable(path, wait)
        schema_of(connection, path)
        connection.execute(f"pragma cache_size = -{READ_CACHE_KIB}")
        connection.execute("pragma query_only = on")
        return connection


def memory() -> sqlite3.Connection:
    """An empty archive in memory, open for writing; it ends with its connection."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("pragma trusted_schema = off")
    _prepare(connection)
    return connection


def schema_of(connection: sqlite3.Connection, path: Path) -> int:
    """The number of the file's schema."""
    application = connection.execute("pragma application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotAnArchive(str(path), "it is another program's SQLite file")
    number = int(connection.execute("pragma user_version").fetchone()[0])
    if number > SCHEMA_NUMBER:
        raise NewerArchive(str(path), number, SCHEMA_NUMBER)
    return number


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def held(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it, and SQLite's errors as ours."""
    wait = connection.execute("pragma busy_timeout").fetchone()[0] / 1000
    with told(path, wait), transaction(connection):
        yield


@contextmanager
def told(path: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """SQLite's errors inside the block as ours, in a sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, error, wait) from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise NotAnArchive(str(path), "it is no SQLite file") from error
        raise Damaged(str(path), str(error)) from error
    except BrokenPipeError:  # who reads what is printed has gone
        raise
    except OSError as error:
        raise ArchiveError("disk", f"{error.filename or path}: {error.strerror or error}") from error


def _operational(path: Path, error: sqlite3.OperationalError, wait: float) -> ArchiveError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return Locked(str(path), wait)
    if "full" in text or _is_full(path):
        return ArchiveError("disk", f"{path}: the disk is full; what was written before is kept")
    if "readonly" in text or "unable to open" in text:
        return ArchiveError("disk", f"{path} cannot be written: the file or its folder is read-only, or is not there")
    return ArchiveError("disk", f"{path} cannot be read or written ({text}); what was written before is kept")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < _LEAST_FREE
    except OSError:
        return False


def _readable(path: Path, wait: float) -> sqlite3.Connection:
    connection = _opened(path, "ro", wait)
    try:
        connection.execute("pragma user_version").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if not _is_at_rest(path):
            raise
        connection = _opened(path, "ro", wait, is_at_rest=True)
    return connection


def _is_at_rest(path: Path) -> bool:
    """Whether the file itself is the whole archive, nothing waiting beside it."""
    waiting = path.with_name(f"{path.name}-wal")
    return not waiting.exists() or waiting.stat().st_size == 0


def _opened(path: Path, mode: str, wait: float, *, is_at_rest: bool = False) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}{'&immutable=1' if is_at_rest else ''}"
    connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma foreign_keys = on")
    return connection


def _make(path: Path, wait: float) -> None:
    """An empty archive, put in its place whole: a run that is killed here leaves nothing that is half an archive."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with closing(_opened(part, "rwc", wait)) as connection:
            _prepare(connection)
        with suppress(FileExistsError):  # another run was faster
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("pragma page_size = 4096")
    connection.execute("pragma journal_mode = wal")
    scripts = "".join(migrations())
    head = f"pragma application_id = {APPLICATION_ID}; pragma user_version = {SCHEMA_NUMBER};"
    connection.executescript(f"begin immediate; {scripts} {head} commit;")
