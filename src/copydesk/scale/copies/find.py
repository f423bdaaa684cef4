"""Pairs and families of a folder, to Parquet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from msgspec import Struct

from copydesk.archive.copies.families import JOINING
from copydesk.archive.copies.relations import Relation, relations_of
from copydesk.errors import Unreadable
from copydesk.scale.copies.candidates import SHARE, Input, add_documents, candidates, join
from copydesk.scale.copies.groups import Groups
from copydesk.scale.copies.matter import Matter, matter
from copydesk.scale.folder import Done, Folder
from copydesk.scale.parquet import database, lines_of, literal, write_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["TABLES", "Found", "find_copies", "inputs_of"]

TABLES: Final = ("pairs", "families", "members")
"""The files that come out, in the folder `copies`."""


class Found(NamedTuple):
    """What was found among how many stories."""

    stories: int
    candidates: int
    pairs: int
    families: int


class _Pair(Struct, frozen=True, kw_only=True):
    one: int
    other: int
    kind: str
    share: float
    other_share: float
    first: str | None
    first_reason: str | None
    reason: str
    rule: str


_PAIR: Final = dict.fromkeys(_Pair.__struct_fields__, "varchar") | {
    "one": "bigint",
    "other": "bigint",
    "share": "double",
    "other_share": "double",
}


def inputs_of(folder: Folder) -> list[Input]:
    """The parts of the files that are done, in the order of their names.

    Raises:
        Refused: `run`, the folder is none of ours.
        Unreadable: `file`, nothing is done in it.
    """
    folder.known()
    done: list[Done] = list(folder.all_done())
    if not done:
        raise Unreadable("file", f"{folder.path} has no file that is done: the run comes first")
    firsts = accumulate((one.found for one in done), initial=0)
    return [
        Input(folder.part("records", one.file), folder.part("postings", one.file), first)
        for one, first in zip(done, firsts, strict=False)
    ]


def find_copies(folder: Folder, *, memory: str = "1GB", threads: int = 1, share: float = SHARE) -> Found:
    """Find the copies among the stories of the folder; what comes out takes the place of what an earlier call made.

    Args:
        folder: of a run.
        memory: that the joins may have, as DuckDB writes it; what needs more goes to disk.
        threads: for the joins.
        share: of the smaller story's prints that a pair must have in common to be compared.
    """
    files = inputs_of(folder)
    with (
        _work(folder.path / "copies") as work,
        database(
            work / "joins.duckdb", memory_limit=memory, threads=threads, temp_directory=str(work / "spilled")
        ) as connection,
    ):
        prints = add_documents(connection, files)
        (stories,) = connection.execute("select count(*) from document").fetchone() or (0,)
        compared = join(connection, files, prints, share)
        groups = Groups()
        with matter(connection, files, work / "matter.sqlite") as held:
            pairs = _compared(connection, held, groups, work / "pairs.jsonl")
        families = groups.write(work / "members.jsonl")
        _write(connection, files, work)
        for name in TABLES:
            (work / f"{name}.parquet").replace(folder.path / "copies" / f"{name}.parquet")
    return Found(int(stories), compared, pairs, families)


@contextmanager
def _work(path: Path) -> Iterator[Path]:
    work = path / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _compared(connection: "DuckDBPyConnection", held: Matter, groups: Groups, path: Path) -> int:
    """Compare the candidates by the archive's rule, note the pairs and join the families; how many pairs there are."""
    count = 0
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for one, others in candidates(connection):
            relations = relations_of(held.document(one), map(held.document, others))
            for other, relation in zip(others, relations, strict=True):
                if relation is None:
                    continue
                count += 1
                file.write(encoder.encode(_pair(one, other, relation)) + b"\n")
                # Passages in common never make a family: two texts that quote a third are no copies.
                if relation.kind in JOINING:
                    groups.join(one, other)
    return count


def _pair(one: int, other: int, relation: Relation) -> _Pair:
    assert relation.kind is not None
    return _Pair(
        one=one,
        other=other,
        kind=relation.kind,
        share=relation.share,
        other_share=relation.other_share,
        first=relation.first,
        first_reason=relation.first_reason,
        reason=relation.reason,
        rule=relation.rule,
    )


def _write(connection: "DuckDBPyConnection", files: list[Input], work: Path) -> None:
    about = {"copydesk.schema": "copydesk-copies/1"}
    connection.execute(f"create table pair as from {lines_of([work / 'pairs.jsonl'], _PAIR)}")
    members = {"doc": "bigint", "family": "bigint"}
    connection.execute(f"create table member as from {lines_of([work / 'members.jsonl'], members)}")
    connection.execute(_ORIGIN)
    for file in files:
        connection.execute(_ADD_ORIGIN.format(first=file.first, records=literal(file.records)))
    for name, query in zip(TABLES, (_PAIRS, _FAMILIES, _MEMBERS), strict=True):
        write_query(connection, query, work / f"{name}.parquet", about)


_ORIGIN: Final = """
create table origin (
    doc bigint, file varchar, number bigint, url varchar, host varchar, agency varchar, captured timestamp,
    published_at timestamp, headline varchar
)
"""
_ADD_ORIGIN: Final = """
insert into origin
select {first} + number as doc, file, number, url, host, agency, captured, published_at, headline from {records}
where doc in (select one from pair union select other from pair)
"""
_PAIRS: Final = """
select a.file, a.number, a.url, a.host, b.file as other_file, b.number as other_number, b.url as other_url,
    b.host as other_host, kind, share, other_share, first, first_reason, reason, rule
from pair join origin as a on a.doc = one join origin as b on b.doc = other
order by one, other
"""
_FAMILIES: Final = """
select family, count(*) as documents, list(distinct host order by host) as hosts,
    list(distinct agency order by agency) filter (agency is not null) as agencies, min(captured) as first_seen,
    min(published_at) as first_published, arg_min(url, (captured, doc)) as first_url,
    arg_min(headline, (captured, doc)) as headline
from member join origin using (doc)
group by family
order by family
"""
_MEMBERS: Final = """
select family, file, number, url, host, agency, captured, published_at from member join origin using (doc)
order by family, doc
"""
