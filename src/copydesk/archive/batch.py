"""What a transaction writes to index and prints: asked for and written in one sweep, in the order of the tree.

Row by row it costs three times as much: between two rows SQLite writes what the full-text index has in hand,
as a piece of the index by itself that has to be merged later, and each print is looked for from the root of its tree.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from msgspec.structs import astuple

from copydesk.archive.incoming import EventRow, Incoming, PersonRow, QuoteRow

__all__ = ["Batch", "batch_of"]

_FEW: Final = 50
"""Records of a batch up to which each asks by itself whether it was refused before; all refusals are known beyond."""


class Batch:
    """Rows that wait for the end of the transaction, and the prints that its records may share with others."""

    def __init__(self, connection: sqlite3.Connection, incoming: Iterable[Incoming]) -> None:
        self.connection: Final = connection
        self._holders: Final[dict[int, tuple[int, ...]]] = {}
        self._words: Final[list[tuple[int, str, str, str]]] = []
        self._prints: Final[list[int]] = []
        self._readings: Final[dict[str, list[tuple[object, ...]]]] = {"person": [], "quote": [], "event": []}
        ready = [*incoming]
        is_large = len(ready) > _FEW
        refused = connection.execute("select name from refusal") if is_large else ()
        self._refused: Final[set[str] | None] = {row[0] for row in refused} if is_large else None
        self._last_story = int(connection.execute("select coalesce(max(id), 0) from story").fetchone()[0])
        asked = sorted({print_ for one in ready for print_ in one.prints})
        for print_, capture in connection.execute(_HOLDERS, (f"[{','.join(map(str, asked))}]",)):
            self._holders[print_] = (*self._holders.get(print_, ()), capture)

    @property
    def holders(self) -> Mapping[int, Sequence[int]]:
        """For each print of the batch's records the captures that are found by it."""
        return self._holders

    def next_story(self) -> int:
        """The id of a story to be written."""
        self._last_story += 1
        return self._last_story

    def drop_refusal(self, name: str) -> None:
        """A source that was refused before has given its story."""
        if self._refused is None or name in self._refused:
            self.connection.execute("delete from refusal where name = ?", (name,))

    def add_refusal(self, name: str) -> None:
        """The source has been refused."""
        if self._refused is not None:
            self._refused.add(name)

    def add_words(self, capture: int, words: tuple[str, str, str]) -> None:
        """Headline, deck and the rest for the index."""
        self._words.append((capture, *words))

    def add_prints(self, capture: int, prints: Iterable[int]) -> None:
        """Prints that the capture is to be found by, by the records that follow as well."""
        holders, alone = self._holders, (capture,)
        for print_ in prints:
            holders[print_] = holders[print_] + alone if print_ in holders else alone
            self._prints.append((print_ << _CAPTURE_BITS) + capture)

    def add_reading(self, capture: int, one: Incoming) -> None:
        """The rows of the record's reading."""
        for table, rows in (("person", one.people), ("quote", one.quotes), ("event", one.events)):
            self._readings[table] += [(capture, *astuple(row)) for row in rows]

    def write(self) -> None:
        """Write all that waits."""
        rows = ((one >> _CAPTURE_BITS, one & _CAPTURE_MASK) for one in sorted(self._prints))
        self.connection.executemany("insert into print values (?, ?)", rows)
        for table, kind in _READINGS.items():
            if rows_of := self._readings[table]:
                signs = ", ".join("?" * (len(kind.__struct_fields__) + 1))
                self.connection.executemany(f"insert into {table} values ({signs})", rows_of)
        # The last, for any other statement would make the index write what it has in hand.
        self.connection.executemany("insert into words (rowid, headline, deck, body) values (?, ?, ?, ?)", self._words)


@contextmanager
def batch_of(connection: sqlite3.Connection, incoming: Iterable[Incoming]) -> Iterator[Batch]:
    """A batch for the records, written at the end of the block; the caller holds the transaction."""
    batch = Batch(connection, incoming)
    yield batch
    batch.write()


_READINGS: Final[dict[str, type[PersonRow | QuoteRow | EventRow]]] = {
    "person": PersonRow,
    "quote": QuoteRow,
    "event": EventRow,
}
# A row as one number: sorted in a third of the time.
_CAPTURE_BITS: Final = 40
_CAPTURE_MASK: Final = (1 << _CAPTURE_BITS) - 1
_HOLDERS: Final = "select hash, capture from print where hash in (select value from json_each(?))"
