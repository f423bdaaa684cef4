"""What is written is read back by the programs that it is written for."""

import csv
import gzip
import os
import re
import sqlite3
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.export.made_up import FERRY, desk_stories

import copydesk
from copydesk.desk import with_reading
from copydesk.errors import MissingExtra, Refused
from copydesk.export import record, to_jsonl
from copydesk.export.tables import SUFFIXES, check, paths, suffix_of, tables_by_name, write
from copydesk.export.tables.columns import Column, Row, Value
from copydesk.export.tables.ids import ids
from copydesk.export.tables.rows import ROWS, told
from copydesk.records import Failure, Story

ROOT = Path(__file__).parents[3]


def failed(name: str, reason: str, message: str) -> Failure:
    return Failure(name=name, reason=reason, message=message)


@pytest.fixture(scope="module")
def bridge() -> Story:
    return with_reading(copydesk.read(ROOT / "samples/harbour-bridge.html"))


def named(story: Story, name: str) -> Story:
    return replace(story, source=replace(story.source, name=name))


def rows_of(name: str, stories: Sequence[Story]) -> list[Row]:
    """The rows of the stories in the table, each value as `rows.py` makes it."""
    with ids() as given_out:
        return [
            row
            for place, story in enumerate(stories, 1)
            for row in ROWS[name](told(story, given_out.of(story.source), place))
        ]


def as_json(value: Value) -> Value:
    return record.line(value).rstrip("\n") if isinstance(value, tuple) else value


def in_csv(row: Row) -> dict[str, str]:
    return {name: _spelled(as_json(value)) for name, value in row.items()}


def _spelled(cell: Value) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def in_parquet(row: Row, columns: tuple[Column, ...]) -> dict[str, object]:
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
    moments = {c.name: str(values[c.name])[:-1] for c in columns if c.type == "moment" and values[c.name]}
    return values | {name: datetime.fromisoformat(moment) for name, moment in moments.items()}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sqlite(path: Path, query: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(query)]


def read_parquet(path: Path) -> list[dict[str, object]]:
    with closing(duckdb.connect()) as database:
        found = database.execute("select * from read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def place_of(corpus: Path, name: str) -> Path:
    return corpus if name == "stories" else corpus.with_name(f"{corpus.stem}.{name}{corpus.suffix}")


@settings(max_examples=10)
@given(stories=st.lists(desk_stories, max_size=3))
def test_every_value_comes_out_of_csv_and_sqlite_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, stories: list[Story]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    for suffix in ("csv", "sqlite"):
        write(folder / f"c.{suffix}", stories, desk=True)
    for name in ROWS:
        rows = rows_of(name, stories)
        found = read_sqlite(folder / "c.sqlite", f"select * from {name}")
        assert found == [{column: as_json(value) for column, value in row.items()} for row in rows]
        assert read_csv(place_of(folder / "c.csv", name)) == [in_csv(row) for row in rows]


@settings(max_examples=5)
@given(stories=st.lists(desk_stories, max_size=3))
def test_every_value_comes_out_of_parquet_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, stories: list[Story]
) -> None:
    corpus = tmp_path_factory.mktemp("it's here") / "c.parquet"
    write(corpus, stories, desk=True)
    for name in ROWS:
        columns = tables_by_name()[name].columns
        wanted = [in_parquet(row, columns) for row in rows_of(name, stories)]
        assert read_parquet(place_of(corpus, name)) == wanted


@pytest.mark.parametrize("desk", [False, True])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_records_give_the_same_bytes(tmp_path: Path, bridge: Story, suffix: str, desk: bool) -> None:
    records = [bridge, failed("gone.html", "empty", "it is empty"), FERRY, named(bridge, "again.html")]
    files = [write(tmp_path / f"{name}{suffix}", iter(records), desk=desk) for name in ("one", "two")]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]
    assert {path for both in files for path in both} == set(tmp_path.iterdir())
    assert files[0] == paths(tmp_path / f"one{suffix}", desk=desk)


def test_compressed_lines_are_the_lines(tmp_path: Path, bridge: Story) -> None:
    for suffix in (".jsonl", ".jsonl.gz", ".jsonl.zst"):
        write(tmp_path / f"c{suffix}", [bridge, FERRY])
    lines = (to_jsonl(bridge) + to_jsonl(FERRY)).encode()
    assert (tmp_path / "c.jsonl").read_bytes() == lines
    assert gzip.decompress((tmp_path / "c.jsonl.gz").read_bytes()) == lines
    with zstandard.open(tmp_path / "c.jsonl.zst") as file:
        assert file.read() == lines


def test_the_database_joins_says_who_said_what_and_has_no_journal(tmp_path: Path, bridge: Story) -> None:
    corpus = tmp_path / "c.sqlite"
    write(corpus, [bridge, named(bridge, "b"), failed("gone.html", "empty", "it is empty")], desk=True)
    assert read_sqlite(corpus, "pragma foreign_key_check") == []
    assert read_sqlite(corpus, "pragma journal_mode") == [{"journal_mode": "delete"}]
    said = read_sqlite(corpus, "select headline, speaker, kind from who_said_what where text like '%year at a time%'")
    assert said == [{"headline": bridge.headline, "speaker": "Tomas Ferreira", "kind": "direct"}] * 2
    joined = "select people.name from quotes join people on people.id = quotes.speaker_id where text like '%at a time%'"
    assert read_sqlite(corpus, joined) == [{"name": "Tomas Ferreira"}] * 2
    places = read_sqlite(corpus, "select position, name from stories order by position")
    assert [row["position"] for row in places] == [1, 2]
    assert len(read_sqlite(corpus, "select * from timeline")) == 2 * sum(bool(e.first) for e in bridge.reading.events)
    assert read_sqlite(corpus, "select * from failures") == [
        {
            "name": "gone.html",
            "url": None,
            "warc_offset": None,
            "reason": "empty",
            "message": "it is empty",
        }
    ]


def test_a_table_without_the_desk_is_one_file_and_a_database_has_the_failures(tmp_path: Path) -> None:
    assert write(tmp_path / "c.csv", [FERRY, failed("a", "empty", "b")]) == (tmp_path / "c.csv",)
    assert len(read_csv(tmp_path / "c.csv")) == 1
    write(tmp_path / "c.sqlite", [FERRY, failed("a", "empty", "b")])
    tables = read_sqlite(tmp_path / "c.sqlite", "select name from sqlite_master where type = 'table' order by name")
    assert [row["name"] for row in tables] == ["failures", "sqlite_stat1", "stories"]


def test_only_the_fields_asked_for_and_what_joins_them(tmp_path: Path) -> None:
    fields = ("published", "headline", "published")
    for suffix in (".csv", ".parquet", ".sqlite"):
        write(tmp_path / f"c{suffix}", [FERRY], fields=fields, desk=suffix == ".sqlite")
    wanted = ["id", "name", "published", "headline"]
    assert list(read_csv(tmp_path / "c.csv")[0]) == wanted
    assert list(read_parquet(tmp_path / "c.parquet")[0]) == wanted
    assert list(read_sqlite(tmp_path / "c.sqlite", "select * from stories")[0]) == wanted


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("c.xlsx", None, "c.xlsx: the name of a table ends in .csv, .parquet, .sqlite, .jsonl, .jsonl.gz, .jsonl.zst"),
        (
            "c.csv",
            ("headline", "blocks"),
            "blocks is no column of the table stories; its columns are id, position, name",
        ),
        ("c.jsonl", ("title",), "title is no field of the record; its fields are schema, source, headline"),
    ],
)
def test_what_is_not_known_is_said_before_anything_is_written(
    tmp_path: Path, name: str, fields: tuple[str, ...] | None, said: str
) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(said)):
        write(tmp_path / name, [FERRY], fields=fields)
    assert not list(tmp_path.iterdir())


def test_without_duckdb_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=r"pip install 'copydesk\[parquet\]'"):
        check(tmp_path / "c.parquet")


@pytest.mark.parametrize("name", ["corpus.csv", "Corpus.SQLite", "c.jsonl.GZ"])
def test_a_suffix_counts_in_any_case(name: str) -> None:
    assert suffix_of(Path(name)) in SUFFIXES


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_run_that_ends_early_leaves_what_was_there(tmp_path: Path, suffix: str) -> None:
    def some() -> Iterator[Story]:
        yield FERRY
        raise KeyboardInterrupt

    corpus = tmp_path / f"c{suffix}"
    corpus.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        write(corpus, some(), desk=True)
    assert corpus.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [corpus]


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".sqlite"])
def test_what_a_killed_run_left_is_taken_away(tmp_path: Path, suffix: str) -> None:
    killed = (
        "import os, sys; from pathlib import Path; from copydesk.export.tables import write;"
        "from tests.export.made_up import FERRY;"
        "write(Path(sys.argv[1]), (FERRY if n == 0 else os._exit(9) for n in range(2)), desk=True)"
    )
    corpus = tmp_path / f"c{suffix}"
    assert subprocess.run([sys.executable, "-c", killed, corpus], cwd=ROOT, check=False).returncode == 9
    assert list(tmp_path.iterdir())
    written = write(corpus, [FERRY], desk=True)
    assert set(tmp_path.iterdir()) == set(written)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_link_is_followed(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "store").mkdir()
    corpus = tmp_path / f"c{suffix}"
    corpus.symlink_to(tmp_path / "store" / f"real{suffix}")
    write(corpus, [FERRY])
    assert corpus.is_symlink()
    assert (tmp_path / "store" / f"real{suffix}").stat().st_size


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_one_table_goes_through_a_pipe(tmp_path: Path, suffix: str) -> None:
    pipe = tmp_path / f"c{suffix}"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write(pipe, [FERRY])
    reader.join()
    write(tmp_path / f"file{suffix}", [FERRY])
    assert got == [(tmp_path / f"file{suffix}").read_bytes()]
    assert pipe.is_fifo()


@pytest.mark.parametrize("suffix", [".parquet", ".sqlite"])
def test_a_format_that_needs_a_file_refuses_a_pipe(tmp_path: Path, suffix: str) -> None:
    pipe = tmp_path / f"c{suffix}"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="is no regular file; give the name of one"):
        write(pipe, [FERRY])
    assert pipe.is_fifo()


FULL = """
import random, resource, signal, sys
from pathlib import Path
from msgspec.structs import replace
from copydesk.export.tables import SUFFIXES, write
from tests.export.made_up import FERRY
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
draw = random.Random(7)
stories = [replace(FERRY, text=" ".join(str(draw.random()) for _ in range(1000))) for _ in range(40)]
for suffix in SUFFIXES:
    try:
        write(Path(sys.argv[1], f"c{suffix}"), stories)
    except OSError as error:
        print(suffix, error.errno is not None)
"""


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    run = [sys.executable, "-c", FULL, tmp_path]
    ran = subprocess.run(run, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (ran.stdout.splitlines(), ran.returncode) == ([f"{suffix} True" for suffix in SUFFIXES], 0), ran.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".csv", ".sqlite", ".parquet"])
def test_memory_does_not_grow_with_the_corpus(tmp_path: Path, suffix: str) -> None:
    def peak(stories: int) -> int:
        tracemalloc.start()
        write(tmp_path / f"c{suffix}", (named(FERRY, f"{n}") for n in range(stories)), desk=True)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(700) < peak(20) + 1_000_000
