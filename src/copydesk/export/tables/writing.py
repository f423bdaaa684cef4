"""Many stories into one table file, or several that belong together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias

from copydesk.export.lean import checked_fields, lean
from copydesk.export.tables.columns import FAILURES, STORIES, Row, Table, Value, tables_by_name, wanted
from copydesk.export.tables.ids import ids
from copydesk.export.tables.parquet_files import parquet_files, require_duckdb
from copydesk.export.tables.places import PlacedStory
from copydesk.export.tables.rows import ROWS, failure_row, told
from copydesk.export.tables.sqlite_file import sqlite_file
from copydesk.export.tables.text_files import csv_files, line_file, table_paths
from copydesk.records import Failure, Story

__all__ = ["SUFFIXES", "Archived", "Record", "check", "paths", "suffix_of", "write"]


class Archived(NamedTuple):
    """A story as an archive holds it, with the columns of its place there."""

    story: Story
    place: Mapping[str, Value]


Record: TypeAlias = Story | PlacedStory | Archived | Failure


class Writer(Protocol):
    """Takes the rows of all tables."""

    def put(self, name: str, row: Row) -> None:
        """Write one row of the table, its values in the order of the columns."""


_TABLES: Final[dict[str, Callable[[Path, tuple[Table, ...]], AbstractContextManager[Writer]]]] = {
    ".csv": csv_files,
    ".parquet": parquet_files,
    ".sqlite": sqlite_file,
}
_LINES: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst")
SUFFIXES: Final = (*_TABLES, *_LINES)
"""The ends of the file names that `write` knows."""


def suffix_of(path: Path) -> str | None:
    """The one of `SUFFIXES` that the file's name ends in, whatever the case."""
    return next((suffix for suffix in SUFFIXES if path.name.lower().endswith(suffix)), None)


def check(path: Path, fields: tuple[str, ...] | None = None) -> None:
    """Nothing where `write` could begin; what it would raise before the first record where it could not.

    Raises:
        ValueError: the suffix or a field is not known; the message lists those that are.
        MissingExtra: a library for the format is not installed; the message has the command.

    """
    suffix = suffix_of(path)
    if suffix is None:
        raise ValueError(f"{path.name}: the name of a table ends in {', '.join(SUFFIXES)}")
    if suffix in _LINES:
        checked_fields(fields)
    else:
        wanted((STORIES,), fields)
    if suffix == ".parquet":
        require_duckdb()


def paths(path: Path, *, desk: bool = False) -> tuple[Path, ...]:
    """Every file that `write` makes: of CSV and Parquet one for each table, else the path alone."""
    suffix = suffix_of(path)
    return table_paths(path, _names(suffix, desk=desk)) if suffix in (".csv", ".parquet") else (path,)


def write(
    path: Path,
    records: Iterable[Record],
    *,
    desk: bool = False,
    fields: tuple[str, ...] | None = None,
    blocks: bool = True,
    evidence: bool = True,
    archived: bool = False,
) -> tuple[Path, ...]:
    """The records in order, as the suffix of the path says; the files that were written.

    The same records give the same rows in the same order, of CSV and JSON lines the same bytes. Each file is written
    beside its place and put there whole at the end. One record at a time is in memory.

    Args:
        path: Where to; a link is followed. Of CSV and Parquet the other tables go beside it.
        records: Stories, alone or with their places in the source (`placed`), and failures, which are rows of their
            own where there is more than one table.
        desk: Write what the stories' readings hold as tables too; JSON lines have the reading in the record.
        fields: Only these columns of `stories`, or fields of the record in JSON lines, beside what says the source.
        blocks: Whether JSON lines have the blocks.
        evidence: Whether JSON lines have the evidence.
        archived: Whether all stories are of an archive (`Archived`), so that `stories` tells their places there.

    Raises:
        ValueError: the suffix or a field is not known.
        MissingExtra: a library for the format is not installed.
        Refused: the path is a pipe, a device or a folder, and the format needs a file.
        OSError: the disk is full or a file cannot be written.

    """
    check(path, fields)
    suffix = suffix_of(path)
    if suffix in _LINES:
        _write_lines(path, (lean(story, fields, blocks=blocks, evidence=evidence) for story in _stories(records)))
    else:
        tables = wanted(_names(suffix, desk=desk), fields)
        _write_tables(path, records, tuple(table.with_archived() for table in tables) if archived else tables)
    return paths(path, desk=desk)


def _names(suffix: str | None, *, desk: bool) -> tuple[str, ...]:
    if desk:
        return tuple(tables_by_name())
    return (STORIES, FAILURES) if suffix == ".sqlite" else (STORIES,)


def _stories(records: Iterable[Record]) -> Iterator[Story]:
    for record in records:
        if isinstance(record, Story):
            yield record
        elif not isinstance(record, Failure):
            yield record.story


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with line_file(path) as file:
        for line in lines:
            file.write(line.encode())


def _write_tables(path: Path, records: Iterable[Record], tables: tuple[Table, ...]) -> None:
    columns = {table.name: [column.name for column in table.columns] for table in tables}
    with _TABLES[suffix_of(path) or ""](path, tables) as writer:
        for name, row in _rows(records, tables):
            writer.put(name, {column: row[column] for column in columns[name]})


def _rows(records: Iterable[Record], tables: tuple[Table, ...]) -> Iterator[tuple[str, Row]]:
    """The rows of all records in order, each with the name of its table."""
    names = {table.name for table in tables}
    position = 0
    with ids() as given:
        for record in records:
            if isinstance(record, Failure):
                if FAILURES in names:
                    yield FAILURES, failure_row(record)
                continue
            position += 1
            held, place = (record.story, record.place) if isinstance(record, Archived) else (record, {})
            source = held.source if isinstance(held, Story) else held.story.source
            story = told(held, given.of(source), position)
            for name, rows in ROWS.items():
                if name in names:
                    yield from ((name, {**row, **place} if name == STORIES else row) for row in rows(story))
