"""Tables as Parquet, one file each, made by DuckDB from rows that wait in a file."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import msgspec

from copydesk.errors import MissingExtra
from copydesk.export.tables.columns import Row, Table
from copydesk.export.tables.parts import parts
from copydesk.export.tables.text_files import table_paths

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["ParquetFiles", "parquet_files", "require_duckdb"]

_TYPES: Final = {
    "text": "varchar",
    "integer": "bigint",
    "real": "double",
    "boolean": "boolean",
    "list": "varchar[]",
    "moment": "timestamp",
}
_GROUP: Final = 2048
"""Rows of a row group. DuckDB holds several in memory: with texts of 7 kB 170 MB in all, for 16,000 rows as for 32,000;
groups of 8,192 rows took 265 and 410 MB."""
_ROOM: Final = 1 << 24
"""Bytes that a row may have; DuckDB keeps twice that much in memory, so more only where a row is longer."""


def require_duckdb() -> None:
    """Nothing where Parquet can be written.

    Raises:
        MissingExtra: DuckDB is not installed; the message has the command.

    """
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise MissingExtra("parquet", "Parquet") from error


class ParquetFiles:
    """Rows that wait, a file of JSON lines for each table."""

    def __init__(self, waiting: dict[str, IO[bytes]]) -> None:
        self._waiting = waiting
        self.room = _ROOM
        """Bytes that the longest row needs."""

    def put(self, name: str, row: Row) -> None:
        """Add one row to the table."""
        line = msgspec.json.encode(row) + b"\n"
        self.room = max(self.room, len(line))
        self._waiting[name].write(line)


@contextmanager
def parquet_files(path: Path, tables: Sequence[Table]) -> Iterator[ParquetFiles]:
    """The first table in the file itself, `NAME.people.parquet` and so on beside it, all at the end.

    Raises:
        MissingExtra: DuckDB is not installed.
        OSError: the disk is full or a file cannot be written.

    """
    require_duckdb()
    with parts(table_paths(path, [table.name for table in tables])) as beside, _rows_beside(beside) as waiting:
        with ExitStack() as stack:
            files: dict[str, IO[bytes]] = {
                table.name: stack.enter_context(rows.open("wb")) for table, rows in zip(tables, waiting, strict=True)
            }
            given = ParquetFiles(files)
            yield given
        with _database(beside[0]) as database:
            for table, rows, part in zip(tables, waiting, beside, strict=True):
                database.execute(_copy(table, rows, part, given.room))


@contextmanager
def _rows_beside(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    waiting = tuple(path.with_name(f"{path.name}.rows") for path in paths)
    try:
        yield waiting
    finally:
        for rows in waiting:
            rows.unlink(missing_ok=True)


@contextmanager
def _database(part: Path) -> "Iterator[DuckDBPyConnection]":
    import duckdb

    # One thread keeps the order of the rows and memory small; what DuckDB has built in is enough, nothing is fetched.
    config: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "autoinstall_known_extensions": False}
    try:
        with closing(duckdb.connect(config=config)) as database:
            yield database
    except duckdb.IOException as error:
        raise OSError(errno.EIO, str(error), str(part)) from error


def _copy(table: Table, rows: Path, part: Path, room: int) -> str:
    columns = ", ".join(f"\"{column.name}\": '{_TYPES[column.type]}'" for column in table.columns)
    options = f"format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {room}"
    read = f"select * from read_json({_literal(rows)}, {options})"  # noqa: S608 - the path is quoted
    return f"copy ({read}) to {_literal(part)} (format parquet, compression zstd, row_group_size {_GROUP})"


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
