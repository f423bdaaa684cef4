"""The id of a story in the tables: the same source gets the same id in every run."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import Final

from copydesk.records import Source

__all__ = ["Ids", "ids", "story_id"]

_DIGITS: Final = 16
"""64 bits: the chance that any two of a million sources share an id is 3 in 100 million."""


def story_id(source: Source) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the source's name, a NUL and the SHA-256 of its bytes."""
    named = f"{source.name or ''}\0{source.sha256}"
    return sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


class Ids:
    """Ids that no two stories share: a source that comes again gets its id with -2, -3 … behind it."""

    def __init__(self, seen: sqlite3.Connection) -> None:
        self._seen = seen

    def of(self, source: Source) -> str:
        """The id of the source, given out this once."""
        own = story_id(source)
        counted = "insert into seen values (?, 1) on conflict do update set times = times + 1 returning times"
        (times,) = self._seen.execute(counted, (own,)).fetchone()
        return own if times == 1 else f"{own}-{times}"


@contextmanager
def ids() -> Iterator[Ids]:
    """Ids for one corpus. Those given out are remembered on disk, so that memory stays flat."""
    # A database without a name is private; SQLite spills it to a temporary file and takes that away itself.
    with closing(sqlite3.connect("", isolation_level=None)) as seen:
        seen.execute("pragma journal_mode = off")
        seen.execute("create table seen (id text primary key, times integer) without rowid")
        seen.execute("begin")
        yield Ids(seen)
