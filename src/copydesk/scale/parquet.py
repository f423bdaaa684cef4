"""Waiting rows to a Parquet part, by DuckDB."""

import errno
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copydesk.errors import MissingExtra
from copydesk.scale.rows import COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["counted", "database", "lines_of", "literal", "write_part", "write_query"]

GROUP_BYTES: Final = "16MB"
SLICE_BYTES: Final = 8_000_000
"""Of the rows that DuckDB reads at a time: 600 whole records, 35 MB, took 190 MB at once and 100 MB so."""
_ROOM: Final = 1 << 24
"""Bytes that a row may have at least."""
_NO_SPACE: Final = re.compile(r"no space left|disk quota|file too large", re.IGNORECASE)


@contextmanager
def database(path: Path | None = None, **config: str | int | bool) -> "Iterator[DuckDBPyConnection]":
    """A database in memory, or in the file; its errors of reading and writing are OSErrors.

    Raises:
        MissingExtra: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("scale", "Parquet") from error
    given: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "preserve_insertion_order": False,
        **config,
    }
    try:
        with closing(duckdb.connect(path or ":memory:", config=given)) as connection:
            connection.execute("set enable_progress_bar = false")
            yield connection
    except duckdb.IOException as error:
        number = errno.ENOSPC if _NO_SPACE.search(str(error)) else errno.EIO
        raise OSError(number, str(error).splitlines()[0], str(path or "")) from error


def write_part(connection: "DuckDBPyConnection", part: str, rows: Path, target: Path, about: Mapping[str, str]) -> None:
    """Write the rows to the target, in their order; the same rows give the same bytes.

    Args:
        connection: a database with one thread, which keeps the order.
        part: name of the part, which says the columns.
        rows: lines of JSON.
        target: the Parquet file.
        about: names and values that stand in the file.
    """
    with _sliced(rows) as slices:
        write_query(connection, f"from {lines_of(slices, COLUMNS[part])}", target, about)


def write_query(connection: "DuckDBPyConnection", query: str, target: Path, about: Mapping[str, str]) -> None:
    """Write what the query gives to the target."""
    options = f"format parquet, compression zstd, row_group_size_bytes '{GROUP_BYTES}', kv_metadata {_pairs(about)}"
    connection.execute(f"copy ({query}) to {literal(target)} ({options})")


def lines_of(files: Sequence[Path], columns: Mapping[str, str]) -> str:
    """Lines of JSON in some files, in their order, as a table in SQL."""
    kinds = ", ".join(f"\"{name}\": '{kind}'" for name, kind in columns.items())
    room = max(_ROOM, *map(_longest_line, files))
    names = ", ".join(map(literal, files))
    read = f"read_json([{names}], format = 'newline_delimited', columns = {{{kinds}}}"
    return f"{read}, maximum_object_size = {room})"


@contextmanager
def _sliced(rows: Path) -> Iterator[list[Path]]:
    """The rows in files beside them, which go with the block: DuckDB holds up to 2,048 rows of a file at a time."""
    if rows.stat().st_size <= SLICE_BYTES:
        yield [rows]
        return
    slices: list[Path] = []
    try:
        with rows.open("rb") as lines:
            while batch := lines.readlines(SLICE_BYTES):
                slices.append(rows.with_name(f"{rows.name}.{len(slices):06}"))
                slices[-1].write_bytes(b"".join(batch))
        yield slices
    finally:
        for one in slices:
            one.unlink(missing_ok=True)


def counted(connection: "DuckDBPyConnection", part: Path, what: str) -> dict[str, int]:
    """How many rows of the part have which value; `what` is an expression in SQL."""
    query = f"select {what}, count(*) from {literal(part)} group by 1 order by 1"  # noqa: S608 - put together here
    rows = connection.execute(query).fetchall()
    return {str(value): int(count) for value, count in rows}


def literal(value: str | Path) -> str:
    """The value as a string in SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def _pairs(about: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{literal(name)}: {literal(value)}" for name, value in about.items()) + "}"


def _longest_line(path: Path) -> int:
    if path.stat().st_size <= _ROOM:
        return 0
    with path.open("rb") as file:
        return max(map(len, file))
