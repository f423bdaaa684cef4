"""All tables in one SQLite database, indexed by what joins them, with views that name the story in each row."""

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from copydesk.export.record import line
from copydesk.export.tables.columns import Column, Row, Table, Value, tables_by_name
from copydesk.export.tables.parts import parts

__all__ = ["SqliteFile", "sqlite_file"]

_TYPES: Final = {"integer": "integer", "boolean": "integer", "real": "real"}
"""Texts, lists (as JSON) and moments (as ISO 8601) are text."""
_INDEXED: Final = ("name", "published_utc", "story_id", "speaker_id", "first", "verdict")
_REFERENCES: Final = {"id": " primary key", "story_id": " references stories (id)"}


class SqliteFile:
    """An open database with its tables, still without indexes."""

    def __init__(self, database: sqlite3.Connection, tables: Sequence[Table]) -> None:
        self._database = database
        self._inserts = {table.name: _insert(table) for table in tables}
        for table in tables:
            database.execute(_create(table))

    def put(self, name: str, row: Row) -> None:
        """Write one row of the table."""
        self._database.execute(self._inserts[name], {column: _stored(value) for column, value in row.items()})


@contextmanager
def sqlite_file(path: Path, tables: Sequence[Table]) -> Iterator[SqliteFile]:
    """A database that takes the path's place when the block ends well.

    Raises:
        OSError: the disk is full or the file cannot be written.

    """
    with parts((path,)) as (part,), _told_as_os_error(part), closing(sqlite3.connect(part)) as database:
        # Nothing to roll back: a database that is not finished is taken away.
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        yield SqliteFile(database, tables)
        _finish(database, tables)


def _finish(database: sqlite3.Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        for column in table.columns:
            if column.name in _INDEXED:
                database.execute(f"create index {table.name}_{column.name} on {table.name} ({_quoted(column)})")
    database.commit()
    if list(tables) == list(tables_by_name().values()):
        database.executescript(files(__package__).joinpath("views.sql").read_text(encoding="utf-8"))
    database.execute("analyze")
    database.commit()


@contextmanager
def _told_as_os_error(part: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, str(error), str(part)) from error


def _create(table: Table) -> str:
    columns = (
        f"{_quoted(column)} {_TYPES.get(column.type, 'text')}{_REFERENCES.get(column.name, '')}"
        for column in table.columns
    )
    body = ",\n    ".join(columns)
    return f"create table {table.name} (\n    {body}\n)"


def _insert(table: Table) -> str:
    names = ", ".join(map(_quoted, table.columns))
    values = ", ".join(f":{column.name}" for column in table.columns)
    return f"insert into {table.name} ({names}) values ({values})"  # noqa: S608 - names of our own tables


def _quoted(column: Column) -> str:
    return f'"{column.name}"'


def _stored(value: Value) -> str | int | float | None:
    return line(value).rstrip("\n") if isinstance(value, tuple) else value
