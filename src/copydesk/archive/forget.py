"""Take every trace of a story out of an archive: rows, index, prints, relations, decisions and free pages."""

import re
import sqlite3
from datetime import date
from typing import Final

from msgspec import Struct

from copydesk.archive.connection import transaction
from copydesk.archive.errors import ArchiveError, UnknownId
from copydesk.archive.incoming import indexed_words
from copydesk.archive.stories import record
from copydesk.intake.keys import address_key

__all__ = ["BEYOND_REACH", "Forgotten", "forget_older", "forget_url"]

BEYOND_REACH: Final = (
    "WARC files and pages kept elsewhere",
    "exports made before",
    "backups and copies kept by `db migrate`",
    "copies of the text at other outlets",
)
"""What forgetting cannot reach, told each time."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Forgotten(Struct, frozen=True, kw_only=True):
    """What was taken out, and what is beyond reach; `copies` are stories of others that hold the same text."""

    stories: int
    captures: int
    copies: tuple[str, ...]
    beyond_reach: tuple[str, ...] = BEYOND_REACH


def forget_url(connection: sqlite3.Connection, url: str) -> Forgotten:
    """Forget the story at the address, or of the id.

    Raises:
        UnknownId: the archive has no such story.
    """
    key = address_key(url)
    if key is not None:
        rows = connection.execute("select id from story where outlet = ? and address = ?", key).fetchall()
    else:
        rows = connection.execute("select id from story where id = ?", (url,)).fetchall() if url.isdigit() else []
        rows += connection.execute("select distinct story from capture where name = ?", (url,)).fetchall()
    if not rows:
        raise UnknownId("story at", url, _near(connection, url))
    return _forget(connection, [row[0] for row in rows])


def forget_older(connection: sqlite3.Connection, day: str) -> Forgotten:
    """Forget the stories that were last seen before the day (ISO 8601).

    Raises:
        ArchiveError: `day`, where it is none.
    """
    if not _is_day(day):
        raise ArchiveError("day", f"{day[:40]} is no day; give one such as 2024-01-31")
    rows = connection.execute("select id from story where last_seen < ?", (day,)).fetchall()
    return _forget(connection, [row[0] for row in rows])


def _is_day(text: str) -> bool:
    """Whether the text is a day of the calendar: a month 13 would take a whole year along."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _near(connection: sqlite3.Connection, url: str) -> tuple[str, ...]:
    """Addresses that are spelled most like it."""
    rows = connection.execute(
        "select url from (select url from story where url <= ?1 order by url desc limit 2)"
        " union select url from (select url from story where url > ?1 order by url limit 2)",
        (url,),
    )
    return tuple(row[0] for row in rows)


def _forget(connection: sqlite3.Connection, stories: list[int]) -> Forgotten:
    copies = _copies(connection, stories)
    captures = 0
    connection.execute("pragma secure_delete = on")
    with transaction(connection):
        for story in stories:
            captures += _forget_story(connection, story)
        connection.execute("delete from print where capture not in (select id from capture)")
        # Under whatever spelling; a run that was killed left it, and the next one asks for it again.
        connection.execute("delete from fetched")
    # Freed pages are overwritten (secure_delete); segments of the index and the WAL still hold words until they go too.
    connection.execute("insert into words (words) values ('optimize')")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.execute("vacuum")
    connection.execute("pragma wal_checkpoint(truncate)")
    return Forgotten(stories=len(stories), captures=captures, copies=copies)


def _copies(connection: sqlite3.Connection, stories: list[int]) -> tuple[str, ...]:
    found: set[str] = set()
    for story in stories:
        rows = connection.execute(
            "select id from story where family = (select family from story where id = ?) and id != ?", (story, story)
        )
        found.update(str(row[0]) for row in rows if row[0] not in stories)
    return tuple(sorted(found, key=int))


def _forget_story(connection: sqlite3.Connection, story: int) -> int:
    captures = connection.execute("select id, name, url from capture where story = ?", (story,)).fetchall()
    keys = {row[0] for row in connection.execute(_KEYS, (story,))}
    for capture, name, url in captures:
        words = indexed_words(record(connection, capture))
        connection.execute(
            "insert into words (words, rowid, headline, deck, body) values ('delete', ?, ?, ?, ?)", (capture, *words)
        )
        for table in ("record", "matter", "page", "relation", "person", "quote", "event"):
            connection.execute(f"delete from {table} where capture = ?", (capture,))
        connection.execute("delete from relation where other = ?", (capture,))
        connection.execute("delete from refusal where name in (?, ?)", (name, url))
    connection.execute("delete from capture where story = ?", (story,))
    _leave_family(connection, story)
    connection.execute("delete from story where id = ?", (story,))
    _drop_decisions(connection, keys)
    return len(captures)


def _leave_family(connection: sqlite3.Connection, story: int) -> None:
    """A family is named after its first story; where that one goes, the next one names it."""
    if connection.execute("select 1 from story where id = ? and family = ?", (story, story)).fetchone() is None:
        return
    row = connection.execute("select min(id) from story where family = ? and id != ?", (story, story)).fetchone()
    if row[0] is not None:
        connection.execute("update story set family = ? where family = ?", (row[0], story))


def _drop_decisions(connection: sqlite3.Connection, keys: set[str]) -> None:
    """Decisions about names that stand in no other story."""
    for key in keys:
        if connection.execute("select 1 from person where key = ? limit 1", (key,)).fetchone() is None:
            connection.execute("delete from decision where one = ? or other = ?", (key, key))


_KEYS: Final = "select distinct key from person where key != '' and capture in (select id from capture where story = ?)"
