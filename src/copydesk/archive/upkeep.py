"""What keeps an archive well: what is in it, whether it is whole, a copy of it, a newer schema, all made anew."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from copydesk.archive import store
from copydesk.archive.batch import batch_of
from copydesk.archive.connection import (
    APPLICATION_ID,
    SCHEMA_NUMBER,
    WAIT_SECONDS,
    migrations,
    schema_of,
    told,
    transaction,
)
from copydesk.archive.errors import ArchiveError
from copydesk.archive.incoming import incoming
from copydesk.archive.stories import record
from copydesk.errors import CopydeskError

__all__ = ["Fault", "Info", "Migrated", "backup", "info", "migrate", "rebuild", "verify"]

TABLES: Final = (
    "story", "capture", "record", "matter", "page", "print", "relation", "person", "quote", "event", "decision",
    "refusal", "taken", "run",
)  # fmt: skip
INDEX: Final = ("words_data", "words_idx", "words_docsize")
"""What the full-text index is kept in."""
BATCH: Final = 500

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many are done."""


class Info(Struct, frozen=True, kw_only=True):
    """What an archive holds, in numbers; `bytes` is the file without its WAL."""

    path: str
    schema: int
    bytes: int
    stories: int
    captures: int
    families: int
    readings: int
    pages: int
    refusals: int
    outlets: int
    first_seen: str | None
    last_seen: str | None
    readers: dict[str, int]
    rows: dict[str, int]


class Fault(Struct, frozen=True, kw_only=True):
    """Something in the file that does not hold, and what still reads."""

    table: str
    what: str
    readable: str


class Migrated(Struct, frozen=True, kw_only=True):
    """From which schema to which, and where the file as it was is kept."""

    before: int
    after: int
    kept: str


def info(connection: sqlite3.Connection, path: Path) -> Info:
    """What the archive holds."""

    def count(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    with told(path):
        seen = connection.execute("select min(first_seen), max(last_seen) from capture").fetchone()
        return Info(
            path=str(path),
            schema=schema_of(connection, path),
            bytes=count("pragma page_count") * count("pragma page_size"),
            stories=count("select count(*) from story"),
            captures=count("select count(*) from capture"),
            families=count("select count(distinct family) from story"),
            readings=count("select count(*) from capture where has_reading"),
            pages=count("select count(*) from page"),
            refusals=count("select count(*) from refusal"),
            outlets=count("select count(distinct outlet) from story"),
            first_seen=seen[0],
            last_seen=seen[1],
            readers=dict(connection.execute("select reader, count(*) from capture group by reader order by reader")),
            rows={table: count(f"select count(*) from {table}") for table in TABLES},
        )


def verify(connection: sqlite3.Connection, path: Path, progress: Progress | None = None) -> list[Fault]:
    """Everything in the file that does not hold; empty where it is whole.

    Pages and trees by SQLite's own check, then each table by itself, then each record, then that index, records and
    captures name each other.
    """
    faults = [
        *_page_faults(connection),
        *(fault for table in (*TABLES, *INDEX) if (fault := _table_fault(connection, table))),
    ]
    if any(fault.table in ("capture", "record") for fault in faults):
        return faults
    with told(path):
        return [*faults, *_record_faults(connection, progress), *_link_faults(connection)]


def backup(connection: sqlite3.Connection, path: Path, target: Path) -> Path:
    """A copy of the archive as it is now, made while others read and write.

    Raises:
        ArchiveError: something stands at the target.
    """
    if target.exists():
        raise ArchiveError("exists", f"{target} is there already; name a file that is not")
    part = target.with_name(target.name + ".part")
    with told(target):
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
        part.replace(target)
    return target


def migrate(path: Path, *, wait: float = WAIT_SECONDS) -> Migrated:
    """Bring an older archive to this program's schema; the file as it was is kept beside it.

    Raises:
        ArchiveError: there is nothing to migrate, or the copy's place is taken.
    """
    with told(path, wait), closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection:
        before = schema_of(connection, path)
        if before == SCHEMA_NUMBER:
            raise ArchiveError("schema", f"{path} has schema {before} already")
        kept = backup(connection, path, path.with_name(f"{path.name}.schema-{before}"))
        scripts = "".join(migrations()[before:])
        head = f"pragma application_id = {APPLICATION_ID}; pragma user_version = {SCHEMA_NUMBER};"
        connection.executescript(f"begin immediate; {scripts} {head} commit;")
        return Migrated(before=before, after=SCHEMA_NUMBER, kept=str(kept))


def rebuild(connection: sqlite3.Connection, progress: Progress | None = None) -> int:
    """Make index, prints, relations and rows of readings anew from the records; how many captures.

    Captures, their numbers and kinds, and what people decided stay as they are.
    """
    total = int(connection.execute("select count(*) from capture").fetchone()[0])
    with transaction(connection):
        connection.execute("insert into words (words) values ('delete-all')")
        for table in ("print", "relation", "person", "quote", "event", "matter"):
            connection.execute(f"delete from {table}")
        connection.execute("update story set family = id")
        captures = _captures(connection)
        for done in range(0, total, BATCH):
            _restore(connection, captures[done : done + BATCH])
            if progress:
                progress(min(done + BATCH, total), total)
    return total


def _restore(connection: sqlite3.Connection, captures: Sequence[int]) -> None:
    ready = [incoming(record(connection, one), now=_first_seen(connection, one)) for one in captures]
    with batch_of(connection, ready) as batch:
        for capture, one in zip(captures, ready, strict=True):
            store.restore(batch, capture, one)


def _captures(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("select id from capture order by id")]


def _first_seen(connection: sqlite3.Connection, capture: int) -> str:
    return str(connection.execute("select first_seen from capture where id = ?", (capture,)).fetchone()[0])


def _page_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    try:
        rows = connection.execute("pragma integrity_check(20)").fetchall()
    except sqlite3.DatabaseError as error:
        yield Fault(table="file", what=str(error), readable="the tables that are not named below")
        return
    for row in rows:
        if row[0] != "ok":
            yield Fault(table="file", what=row[0], readable="the tables that are not named below")


def _table_fault(connection: sqlite3.Connection, table: str) -> Fault | None:
    read = 0
    try:
        for _ in connection.execute(f"select * from {table}"):
            read += 1
    except sqlite3.DatabaseError as error:
        return Fault(table=table, what=str(error), readable=f"its first {read:,} rows")
    return None


def _record_faults(connection: sqlite3.Connection, progress: Progress | None) -> Iterator[Fault]:
    captures = _captures(connection)
    for done, capture in enumerate(captures, 1):
        try:
            record(connection, capture)
        except CopydeskError as error:
            yield Fault(table="record", what=str(error), readable="the columns of the capture")
        if progress and done % BATCH == 0:
            progress(done, len(captures))


def _link_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for what, sql in _LINKS.items():
        count = int(connection.execute(sql).fetchone()[0])
        if count:
            yield Fault(
                table="capture", what=f"{count:,} {what}", readable="all rows; `db rebuild` makes the rest anew"
            )
    yield from _index_faults(connection)


def _index_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Faults of the full-text index, of which every entry is read: SQLite's own check of it has to write."""
    is_reader = connection.execute("pragma query_only").fetchone()[0]
    connection.execute("pragma query_only = off")  # the table is a temporary one: the file stays as it is
    try:
        connection.execute("create virtual table temp.entries using fts5vocab(main, words, row)")
        connection.execute("select count(*), sum(cnt) from temp.entries").fetchone()
        connection.execute("drop table temp.entries")
    except sqlite3.DatabaseError as error:
        yield Fault(table="words", what=str(error), readable=_INDEX_ANEW)
    finally:
        connection.execute(f"pragma query_only = {is_reader}")


_INDEX_ANEW: Final = "all records; `db rebuild` makes the index anew, else take an `export jsonl` into a new archive"
_LINKS: Final = {
    "captures have no record": "select count(*) from capture where id not in (select capture from record)",
    "captures have no words for matching": "select count(*) from capture where id not in (select capture from matter)",
    "captures are not in the index": "select count(*) from capture where id not in (select id from words_docsize)",
    "records belong to no capture": "select count(*) from record where capture not in (select id from capture)",
    "prints belong to no capture": "select count(*) from print where capture not in (select id from capture)",
    "relations belong to no capture": (
        "select count(*) from relation where capture not in (select id from capture)"
        " or other not in (select id from capture)"
    ),
    "stories have no capture": "select count(*) from story where id not in (select story from capture)",
}
