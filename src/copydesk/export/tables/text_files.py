"""Tables as CSV, records as JSON lines: text that is written in one go from the first row to the last."""

import csv
import gzip
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path
from typing import IO, Final, Protocol

from copydesk.export.record import line
from copydesk.export.tables.columns import Row, Table, Value
from copydesk.export.tables.parts import is_special, parts

__all__ = ["CsvFiles", "csv_files", "csv_line", "line_file", "table_paths"]

_END: Final = "\r\n"


def csv_line(values: Sequence[Value]) -> str:
    """The values as one row of CSV: absent ones are empty, lists are JSON, line ends in a text stand in quotes.

    >>> csv_line(["a,b", None, True, ("x",), "one\\ntwo"])
    '"a,b",,true,"[""x""]","one\\ntwo"\\n'
    """
    buffer = StringIO()
    # With this end the writer quotes texts with a bare carriage return too; rows themselves end as text files do.
    csv.writer(buffer, lineterminator=_END).writerow([_cell(value) for value in values])
    return buffer.getvalue().removesuffix(_END) + "\n"


class Lines(Protocol):
    """A file that takes bytes."""

    def write(self, lines: bytes, /) -> int: ...


class CsvFiles:
    """One open file for each table, its header written."""

    def __init__(self, files: dict[str, IO[bytes]]) -> None:
        self._files = files

    def put(self, name: str, row: Row) -> None:
        """Write one row of the table."""
        self._files[name].write(csv_line([*row.values()]).encode())


@contextmanager
def csv_files(path: Path, tables: Sequence[Table]) -> Iterator[CsvFiles]:
    """The first table in the file itself, `NAME.people.csv` and so on beside it. One table goes through a pipe too."""
    paths = table_paths(path, [table.name for table in tables])
    with ExitStack() as stack:
        targets = paths if len(paths) == 1 and is_special(path) else stack.enter_context(parts(paths))
        files = [stack.enter_context(target.open("wb")) for target in targets]
        for table, file in zip(tables, files, strict=True):
            file.write(csv_line([column.name for column in table.columns]).encode())
        yield CsvFiles({table.name: file for table, file in zip(tables, files, strict=True)})


def table_paths(path: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Where each table goes: the first to the path, `corpus.csv`, the others beside it, `corpus.people.csv`."""
    others = (path.with_name(f"{path.stem}.{name}{path.suffix}") for name in names[1:])
    return (path, *others)


@contextmanager
def line_file(path: Path) -> Iterator[Lines]:
    """A file of lines, compressed where its name ends in `.gz` or `.zst`; the same lines give the same bytes."""
    with ExitStack() as stack:
        target = path if is_special(path) else stack.enter_context(parts((path,)))[0]
        raw = stack.enter_context(target.open("wb"))
        yield stack.enter_context(_compressed(raw, path.suffix.lower()))


@contextmanager
def _compressed(raw: IO[bytes], suffix: str) -> Iterator[Lines]:
    if suffix == ".gz":
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
            yield packed
    elif suffix == ".zst":
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(raw, closefd=False) as squeezed:
            yield squeezed
    else:
        yield raw


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return line(value).rstrip("\n")
    return value
