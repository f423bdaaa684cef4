"""Rows that wait, and what a process that dies among them leaves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.scale import parquet
from copydesk.scale.rows import Fault, Postings, Record, Rows
from copydesk.scale.waiting import Waiting, discard


def record(number: int) -> Rows:
    row = Record(
        number=number,
        file="a",
        url=None,
        host=None,
        captured=None,
        day=None,
        record_id=None,
        offset=None,
        outcome="story",
    )
    return Rows(row, Postings(number=number, prints=(number,)))


def damage(number: int) -> Rows:
    return Rows(fault=Fault(number=number, file="a", url=None, offset=3, reason="file", message="damaged"))


def filled(folder: Path) -> dict[str, bytes]:
    with Waiting(folder) as waiting:
        for number in range(4):
            waiting.add(damage(number) if number == 2 else record(number))
        waiting.add(Rows())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_counts_survive(tmp_path: Path) -> None:
    filled(tmp_path)
    with Waiting(tmp_path) as waiting:
        assert (waiting.done, waiting.counts) == (5, (3, 1, 1))


@pytest.mark.parametrize("name", ["records.jsonl", "postings.jsonl", "faults.jsonl", "entries"])
@given(cut=st.integers(0, 60))
def test_cut_anywhere_it_is_made_whole_again(tmp_path_factory: pytest.TempPathFactory, name: str, cut: int) -> None:
    folder = tmp_path_factory.mktemp("waiting")
    whole = filled(folder)
    (folder / name).write_bytes(whole[name][: max(0, len(whole[name]) - cut)])
    with Waiting(folder) as waiting:
        for number in range(waiting.done, 4):
            waiting.add(damage(number) if number == 2 else record(number))
        if waiting.done == 4:
            waiting.add(Rows())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole


def test_more_than_the_entries_tell_of_is_cut_off(tmp_path: Path) -> None:
    whole = filled(tmp_path)
    with (tmp_path / "records.jsonl").open("ab") as file:
        file.write(b'{"number": 9, "fi')
    with Waiting(tmp_path):
        pass
    assert (tmp_path / "records.jsonl").read_bytes() == whole["records.jsonl"]
    discard(tmp_path)
    assert not tmp_path.exists()


def test_many_rows_are_written_in_slices_and_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the slices, the rows are the same; none of their files is left."""
    with Waiting(tmp_path) as waiting:
        for number in range(400):
            waiting.add(record(number))
    monkeypatch.setattr(parquet, "SLICE_BYTES", 1_000)
    with parquet.database() as connection:
        parquet.write_part(
            connection, "records", tmp_path / "records.jsonl", tmp_path / "sliced.parquet", {"made": "yes"}
        )
        numbers = connection.execute(f"select number from '{tmp_path}/sliced.parquet'").fetchall()
    assert numbers == [(number,) for number in range(400)]
    assert not list(tmp_path.glob("*.jsonl.*"))
