"""Pairs of stories that share enough prints to be compared, by joins in ranges of hashes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from copydesk.archive.copies.prints import IN_COMMON
from copydesk.scale.parquet import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["ALL_PAIRS", "SHARE", "Input", "add_documents", "candidates", "join"]

ALL_PAIRS: Final = 50
"""Documents of a print of which all pairs are made; of more, each is joined to the first: a star. A cap lost 226 of 299
copies of one story."""
SHARE: Final = 0.2
"""Of the prints of the smaller document that the pair has in common at least; docs/scale.md has what others give."""
PRINTS_A_RANGE: Final = 6_000_000
"""Prints that are joined at a time, so that memory does not grow with the month: a million documents took 622 MB, and
1,137 with 16 million, in the same time."""


class Input(NamedTuple):
    """A file's parts, and the number of its first document among all."""

    records: Path
    postings: Path
    first: int


def add_documents(connection: "DuckDBPyConnection", files: list[Input]) -> int:
    """The table `document` (doc, size): the stories that have prints, by their numbers; how many prints there are."""
    connection.execute("create table document (doc bigint, size integer)")
    for file in files:
        connection.execute(
            f"insert into document select {file.first} + number, len(prints) from {literal(file.postings)}"  # noqa: S608
            " where len(prints) > 0"
        )
    (prints,) = connection.execute("select coalesce(sum(size), 0) from document").fetchone() or (0,)
    return int(prints)


def join(connection: "DuckDBPyConnection", files: list[Input], prints: int, share: float = SHARE) -> int:
    """The table `candidate` (one, other, prints), one before other; how many there are.

    Args:
        connection: with the table `document`.
        files: the parts.
        prints: how many prints there are.
        share: of the smaller document's prints.
    """
    connection.execute("create table partial (one bigint, other bigint, prints integer)")
    ranges = max(1, -(-prints // PRINTS_A_RANGE))
    for number in range(ranges):
        _join_range(connection, files, number, ranges)
    connection.execute(_CANDIDATES, {"in_common": IN_COMMON, "share": share})
    connection.execute("drop table partial")
    (count,) = connection.execute("select count(*) from candidate").fetchone() or (0,)
    return int(count)


def candidates(connection: "DuckDBPyConnection") -> Iterator[tuple[int, list[int]]]:
    """Each document with those that come after it and share enough with it, in order."""
    found = connection.cursor().execute("select one, list(other order by other) from candidate group by 1 order by 1")
    while rows := found.fetchmany(1_000):
        yield from rows


def _join_range(connection: "DuckDBPyConnection", files: list[Input], number: int, ranges: int) -> None:
    connection.execute("create or replace temp table held (hash bigint, doc bigint)")
    within = f"where hash & 1048575 between {(number << 20) // ranges} and {((number + 1 << 20) // ranges) - 1}"
    for file in files:
        unnested = f"select unnest(prints) as hash, {file.first} + number as doc from {literal(file.postings)}"  # noqa: S608
        connection.execute(f"insert into held select hash, doc from ({unnested}) {within}")  # noqa: S608
    connection.execute(_SHARED)
    connection.execute(_PAIRS, {"most": ALL_PAIRS})
    connection.execute("drop table held; drop table shared")


_SHARED: Final = """
create or replace temp table shared as
select hash, doc, first, holders from held
join (select hash, count(*) as holders, min(doc) as first from held group by hash having count(*) > 1) using (hash)
"""
_PAIRS: Final = """
insert into partial
select one, other, count(*) from (
    select a.doc as one, b.doc as other from shared as a
    join shared as b on a.hash = b.hash and a.doc < b.doc
    where a.holders <= $most and b.holders <= $most
    union all
    select first, doc from shared where holders > $most and doc > first
)
group by 1, 2
"""
_CANDIDATES: Final = """
create table candidate as
with pair as (select one, other, sum(prints)::integer as prints from partial group by 1, 2)
select one, other, prints from pair
join document as a on a.doc = one
join document as b on b.doc = other
where prints >= least($in_common, a.size, b.size) and prints >= $share * least(a.size, b.size)
"""
