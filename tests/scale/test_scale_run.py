"""`scale run`, `status` and `verify`, run as a user does."""

import json
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest
from tests.scale.files import bad_reader, command, environment, parts, scale, written


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    folder = tmp_path / "warcs"
    folder.mkdir()
    for number in range(3):
        written(folder / f"part-{number}.warc.gz", range(10 * number, 10 * number + 6))
    return folder


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    return duckdb.sql(query.replace("RECORDS", f"'{folder}/records/*.parquet'")).fetchall()


def test_a_folder_becomes_parts_and_again_nothing_is_done(warcs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = scale("run", warcs, "-o", out, "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "copydesk: 3 files done\n")
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")}
    assert len(before) == 9
    assert rows(out, "select count(*), count(distinct file), min(outcome) from RECORDS") == [(18, 3, "story")]
    again = scale("run", warcs, "-o", out)
    assert (again.returncode, again.stderr) == (0, "copydesk: 3 files are done already\ncopydesk: 3 files done\n")
    assert before == {path: path.stat().st_mtime_ns for path in out.glob("*/*.parquet")}
    state = json.loads(scale("status", out, "--json").stdout)
    assert (state["files"], state["done"], state["responses"], state["outcomes"]) == (3, 3, 18, {"story": 18})
    assert "3 files, 18 found = 18 rows" in scale("verify", out).stdout
    place = out / "records" / "part-0.warc.gz.parquet"
    place.write_bytes(place.read_bytes() + b"x")
    assert "is not as it was written" in scale("verify", out).stderr


def test_parts_of_an_array_give_what_one_run_gives(warcs: Path, tmp_path: Path) -> None:
    whole, shared = tmp_path / "whole", tmp_path / "shared"
    scale("run", warcs, "-o", whole)
    running = [
        subprocess.Popen(command("run", warcs, "-o", shared, "--part", f"{number}/2", "--jobs", "1"), env=environment())
        for number in (1, 2)
    ]
    assert [one.wait(60) for one in running] == [0, 0]
    assert parts(shared) == parts(whole)
    assert scale("verify", shared).returncode == 0


def test_other_settings_say_what_would_be_made_anew_and_a_changed_file_is(warcs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    scale("run", warcs, "-o", out)
    refused = scale("run", warcs, "-o", out, "--full")
    assert refused.returncode == 6
    assert "full was False and is now True; 3 of its 3 files with 18 responses would be made anew" in refused.stderr
    assert "--resume" not in refused.stderr
    written(warcs / "part-1.warc.gz", range(2))
    assert "2 files are done already" in scale("run", warcs, "-o", out).stderr
    assert rows(out, "select count(*) from RECORDS") == [(14,)]


def test_other_folders_and_versions_are_refused(warcs: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("keep", encoding="utf-8")
    refused = scale("run", warcs, "-o", mine)
    assert (refused.returncode, "holds other things" in refused.stderr) == (6, True)
    assert [path.name for path in mine.iterdir()] == ["notes.txt"]
    (mine / "notes.txt").unlink()
    (mine / "run.json").write_text('{"choices": {"schema": "copydesk-scale/0"}}', encoding="utf-8")
    for refused in (scale("run", warcs, "-o", mine), scale("status", mine)):
        assert refused.returncode == 6
        assert "was made with the schema copydesk-scale/0, this version writes" in refused.stderr


def test_a_bad_file_is_told_and_the_others_are_done(warcs: Path, tmp_path: Path) -> None:
    (warcs / "empty.warc.gz").write_bytes(b"")
    (warcs / "page.warc").write_text("<html><p>A page</p></html>", encoding="utf-8")
    out = tmp_path / "out"
    done = scale("run", warcs, "-o", out)
    assert done.returncode == 5
    assert "empty.warc.gz is empty [file]" in done.stderr
    assert "page.warc is no WARC or WET file" in done.stderr
    assert "3 files done, 2 failed" in done.stderr
    missing = scale("verify", out)
    assert (missing.returncode, "empty.warc.gz: it is not done yet" in missing.stderr) == (3, True)


def test_a_month_that_is_none_is_told(tmp_path: Path) -> None:
    refused = scale("run", "cc-news:2026-13", "-o", tmp_path / "out")
    assert (refused.returncode, "write it as cc-news:2026-04" in refused.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def test_two_runs_on_one_folder(warcs: Path, tmp_path: Path) -> None:
    from copydesk.jobs.locks import locked

    out = tmp_path / "out"
    out.mkdir()
    with locked(out / ".lock-1-1"):
        for share in ((), ("--part", "1/2")):
            refused = scale("run", warcs, "-o", out, *share)
            assert (refused.returncode, "another run is writing here" in refused.stderr) == (6, True)


def test_no_room_is_told_and_leaves_nothing_half(warcs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    # A limit of the shell on the size of files stands for a disk that is full.
    small = ["bash", "-c", 'ulimit -f 2; exec "$@"', "bash", *command("run", warcs, "-o", out)]
    done = subprocess.run(small, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "its parts cannot be written: File too large" in done.stderr
    assert not parts(out)
    assert scale("run", warcs, "-o", out).returncode == 0
    assert scale("verify", out).returncode == 0


def test_what_brings_its_reader_down_is_a_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    reader = bad_reader(tmp_path / "reader")
    bad = {"n2": "It kills its reader.", "n4": "It loops without end.", "n5": "It takes all memory."}
    warc = written(tmp_path / "bad.warc.gz", range(7), **bad)
    out = tmp_path / "out"
    done = scale("run", warc, "-o", out, "--seconds", "0.5", "--memory", "300", reader=reader)
    assert (done.returncode, done.stderr) == (0, "copydesk: 1 files done\n")
    outcomes = rows(out, "select number, reason from RECORDS where outcome != 'story' order by 1")
    assert outcomes == [(2, "crash"), (4, "time"), (5, "memory")]
    assert duckdb.sql(f"select number, reason from '{out}/faults/*.parquet'").fetchall() == outcomes
    assert scale("verify", out).returncode == 0


def test_a_reader_that_heeds_nothing_is_ended(tmp_path: Path) -> None:
    reader = bad_reader(tmp_path / "reader")
    warc = written(tmp_path / "bad.warc.gz", range(3), n1="It hangs and heeds nothing.")
    done = scale("run", warc, "-o", tmp_path / "out", "--seconds", "0.2", reader=reader)
    assert done.returncode == 0
    assert rows(tmp_path / "out", "select number, reason from RECORDS where outcome = 'fault'") == [(1, "time")]


def test_told_to_stop_it_keeps_what_is_done_and_goes_on(tmp_path: Path) -> None:
    reader = bad_reader(tmp_path / "reader")
    warc = written(tmp_path / "slow.warc.gz", range(24), n20="It loops without end.")
    whole, out = tmp_path / "whole", tmp_path / "out"
    scale("run", warc, "-o", whole, "--seconds", "2", reader=reader)
    with subprocess.Popen(
        command("run", warc, "-o", out, "--seconds", "2"), env=environment(reader), stderr=subprocess.PIPE, text=True
    ) as running:
        entries = out / "work" / "slow.warc.gz" / "entries"
        while not (entries.exists() and entries.stat().st_size) and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 143
    assert "the same command does the rest" in said
    assert json.loads(scale("status", out, "--json").stdout)["waiting"] > 0
    assert scale("run", warc, "-o", out, "--seconds", "2", reader=reader).returncode == 0
    assert parts(out) == parts(whole)


def test_whatever_is_killed_the_parts_are_the_same(tmp_path: Path) -> None:
    reader = bad_reader(tmp_path / "reader")
    folder = tmp_path / "warcs"
    folder.mkdir()
    for number in range(3):
        written(folder / f"{number}.warc.gz", range(24), n7="It kills its reader." if number == 1 else "")
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert scale("run", folder, "-o", whole, "--jobs", "2", reader=reader).returncode == 0
    from benchmarks.scale_kills import killed

    assert killed(command("run", folder, "-o", out, "--jobs", "2"), out, environment(reader), kills=4, seed=3).code == 0
    assert parts(out) == parts(whole)
    assert scale("verify", out).returncode == 0
