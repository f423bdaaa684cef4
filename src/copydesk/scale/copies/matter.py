"""What comparing needs of the candidates, on disk: memory does not grow with their number."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from copydesk.archive.documents import Document, document_from
from copydesk.intake.keys import address_key
from copydesk.scale.copies.candidates import Input
from copydesk.scale.parquet import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Matter", "matter"]

_HELD: Final = 4_096
"""Documents that stay in memory, some 10 kB each; copies lie near each other in time."""
_DECODER: Final = msgspec.msgpack.Decoder(Document)
_ROWS: Final = """
select {first} + number, headline, text, url, host, agency, place, published,
    strftime(captured, '%Y-%m-%dT%H:%M:%SZ')
from {records}
where {first} + number in (select one from candidate union select other from candidate)
"""


class Matter:
    """The documents of the candidates by their numbers."""

    def __init__(self, held: sqlite3.Connection) -> None:
        self._held = held
        self.document = lru_cache(_HELD)(self._document)

    def _document(self, number: int) -> Document:
        (body,) = self._held.execute("select body from matter where doc = ?", (number,)).fetchone()
        return _DECODER.decode(body)


@contextmanager
def matter(connection: "DuckDBPyConnection", files: Iterable[Input], path: Path) -> Iterator[Matter]:
    """The documents, made of the headlines and texts in the parts, in a file at the path."""
    with closing(sqlite3.connect(path, isolation_level=None)) as held:
        held.execute("pragma journal_mode = off")
        held.execute("pragma synchronous = off")
        held.execute("create table matter (doc integer primary key, body blob)")
        held.execute("begin")
        for file in files:
            held.executemany("insert into matter values (?, ?)", _rows(connection, file))
        held.execute("commit")
        yield Matter(held)


def _rows(connection: "DuckDBPyConnection", file: Input) -> Iterator[tuple[int, bytes]]:
    query = _ROWS.format(first=file.first, records=literal(file.records))
    found = connection.cursor().execute(query)
    while rows := found.fetchmany(500):
        for number, headline, text, *origin in rows:
            yield number, msgspec.msgpack.encode(_made(headline, text or "", *origin))


def _made(headline: str | None, text: str, *origin: str | None) -> Document:
    url, host, agency, place, published, seen = origin
    key = address_key(url or "")
    return document_from(
        headline,
        text.split("\n\n"),
        outlet=host or "",
        address=key.address if key else None,
        agency=agency,
        place=place,
        published=published,
        seen=seen,
    )
