"""A run that was broken off goes on, and gives what an uninterrupted one gives."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.cli.commands import headlines, pages, rows, run, start

LETTERS = "ABCDEFGHIJKL"
PAGES = (*LETTERS[:4], "INDEX", *LETTERS[4:])
"""Twelve stories and a page that is none."""


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestJournal:
    def test_a_row_for_each_source_behind_a_header(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "INDEX")
        run("-o", tmp_path / "c.jsonl", *sources)
        header, first, second, end = rows(tmp_path / "c.jsonl.journal")
        assert header["journal"] == "copydesk/1"
        assert (first["name"], first["start"], first["size"]) == (str(sources[0]), 0, 3)
        assert (second["name"], second["reason"], second["code"]) == (str(sources[1]), "index-page", 4)
        assert end == {"finished": True}

    def test_nothing_else_is_left(self, tmp_path: Path) -> None:
        run("-o", tmp_path / "c.jsonl", *pages(tmp_path / "in", "One"))
        assert listing(tmp_path) == ["c.jsonl", "c.jsonl.journal", "in"]


class TestResume:
    def test_it_begins_where_nothing_was_begun(self, tmp_path: Path) -> None:
        result = run("-o", tmp_path / "c.jsonl", "--resume", *pages(tmp_path, "One", "Two"))
        assert (result.exit_code, headlines(tmp_path / "c.jsonl")) == (0, ["One", "Two"])

    def test_what_is_done_is_not_read_again(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", *PAGES)
        corpus = tmp_path / "c.jsonl"
        run("-o", corpus, *sources)
        whole, journal = corpus.read_bytes(), tmp_path / "c.jsonl.journal"
        cut(corpus, journal, rows_left=6)
        result = run("-o", corpus, "--resume", *sources)
        assert "read 7 of 7 " in result.stderr
        assert result.stderr.endswith("; 6 were done before\n")
        assert (result.exit_code, corpus.read_bytes()) == (5, whole)

    def test_when_all_is_done_nothing_is_read(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "INDEX")
        run("-o", tmp_path / "c.jsonl", *sources)
        before = (tmp_path / "c.jsonl.journal").read_bytes()
        result = run("-o", tmp_path / "c.jsonl", "--resume", *sources)
        assert (result.exit_code, result.stderr) == (5, "copydesk: nothing is new; 2 were done before\n")
        assert (tmp_path / "c.jsonl.journal").read_bytes() == before

    def test_a_changed_page_is_read_again_in_its_place(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "Two", "Three")
        corpus = tmp_path / "c.jsonl"
        run("-o", corpus, *sources)
        sources[1].write_text("Other")
        assert "read 1 of 1 " in run("-o", corpus, "--resume", *sources).stderr
        assert headlines(corpus) == ["One", "Other", "Three"]
        run("-o", tmp_path / "again.jsonl", *sources)
        assert corpus.read_bytes() == (tmp_path / "again.jsonl").read_bytes()
        assert listing(tmp_path) == ["again.jsonl", "again.jsonl.journal", "c.jsonl", "c.jsonl.journal", "in"]

    def test_a_page_of_the_same_size_and_another_time_is_looked_at(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "Two")
        corpus = tmp_path / "c.jsonl"
        run("-o", corpus, *sources)
        sources[0].write_text("Six")
        os.utime(sources[0], (1, 1))
        assert "read 1 of 1 " in run("-o", corpus, "--resume", *sources).stderr
        assert headlines(corpus) == ["Six", "Two"]

    def test_new_pages_of_a_folder_come_in_their_order_and_those_that_are_gone_go(self, tmp_path: Path) -> None:
        folder, corpus = tmp_path / "in", tmp_path / "c.jsonl"
        sources = pages(folder, "One", "Two", "Three")
        run("-o", corpus, folder)
        (folder / "15.html").write_text("Fifteen")
        sources[1].unlink()
        assert "read 1 of 1 " in run("-o", corpus, "--resume", folder).stderr
        assert headlines(corpus) == ["One", "Fifteen", "Three"]

    def test_sources_may_be_added_at_the_end(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "Two", "Three")
        for count in (1, 2, 3):
            assert run("-o", tmp_path / "c.jsonl", "--resume", *sources[:count]).exit_code == 0
        assert headlines(tmp_path / "c.jsonl") == ["One", "Two", "Three"]

    def test_what_failed_for_a_reason_that_may_be_over_is_tried_again(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "ROBOTS", "INDEX", "Two")
        corpus = tmp_path / "c.jsonl"
        run("-o", corpus, *sources)
        result = run("-o", corpus, "--resume", "--errors", tmp_path / "f.jsonl", *sources)
        assert "read 0 of 1 " in result.stderr
        assert [row["reason"] for row in rows(tmp_path / "f.jsonl")] == ["robots", "index-page"]
        assert headlines(corpus) == ["One", "Two"]

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            (("--no-evidence",), "evidence was on, is off"),
            (("--as", "text"), "as was off, is text"),
            (("--fields", "headline,text"), "fields was off, is headline, text"),
            (("--max-bytes", "9"), "max-bytes was off, is 9"),
        ],
    )
    def test_a_run_of_other_options_is_refused(self, tmp_path: Path, more: Sequence[str], told: str) -> None:
        sources = pages(tmp_path / "in", "One", "Two")
        corpus = tmp_path / "c.jsonl"
        run("-o", corpus, *sources)
        before = corpus.read_bytes()
        result = run("-o", corpus, "--resume", *more, *sources)
        assert (result.exit_code, corpus.read_bytes()) == (6, before)
        assert f"c.jsonl.journal is of another run: {told} [journal]" in result.stderr
        assert "Give the same again, or begin anew without --resume." in result.stderr

    def test_a_run_of_other_sources_is_refused(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "Two", "Three")
        run("-o", tmp_path / "c.jsonl", *sources)
        result = run("-o", tmp_path / "c.jsonl", "--resume", *sources[1:])
        assert result.exit_code == 6
        assert "the sources were others (3 then, 2 now)" in result.stderr

    def test_a_run_of_another_version_is_refused(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One")
        run("-o", tmp_path / "c.jsonl", *sources)
        journal = tmp_path / "c.jsonl.journal"
        journal.write_text(journal.read_text().replace('"version":"', '"version":"0.0.'))
        result = run("-o", tmp_path / "c.jsonl", "--resume", *sources)
        assert result.exit_code == 6
        assert "copydesk was 0.0." in result.stderr

    def test_a_corpus_without_its_journal_is_not_guessed_at(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One")
        run("-o", tmp_path / "c.csv", *sources)
        (tmp_path / "c.csv.journal").unlink()
        assert run("-o", tmp_path / "c.csv", "--resume", *sources).exit_code == 6

    def test_a_journal_that_is_none_stays(self, tmp_path: Path) -> None:
        (tmp_path / "c.jsonl.journal").write_text("Dear diary\n")
        result = run("-o", tmp_path / "c.jsonl", "--force", *pages(tmp_path / "in", "One"))
        assert result.exit_code == 6
        assert "is no journal of copydesk" in result.stderr
        assert (tmp_path / "c.jsonl.journal").read_text() == "Dear diary\n"

    def test_only_what_has_a_journal_is_resumed(self, tmp_path: Path) -> None:
        (page,) = pages(tmp_path, "One")
        for arguments in ((), ("-o", tmp_path / "s.json")):
            assert run(page, "--resume", *arguments).exit_code == 2

    @pytest.mark.parametrize("name", ["c.csv", "c.sqlite"])
    def test_a_table_is_made_again_where_it_is_gone(self, tmp_path: Path, name: str) -> None:
        sources = pages(tmp_path / "in", "One", "Two")
        run("-o", tmp_path / name, *sources)
        before = (tmp_path / name).read_bytes()
        (tmp_path / name).unlink()
        assert "nothing is new" in run("-o", tmp_path / name, "--resume", *sources).stderr
        assert (tmp_path / name).read_bytes() == before


class TestTwoRuns:
    @pytest.mark.parametrize("name", ["c.jsonl", "c.csv", "out/", "s.json"])
    def test_the_second_says_so_and_stops(self, tmp_path: Path, name: str) -> None:
        pipe = tmp_path / "pipe.html"
        os.mkfifo(pipe)
        given = f"{tmp_path / name}/" if name.endswith("/") else tmp_path / name
        with start(pipe, "-o", given) as first:
            with pipe.open("wb") as page:  # open means: the first one is reading it
                (other,) = pages(tmp_path / "in", "Two")
                second = run(other, "-o", given)
                assert second.exit_code == 6
                assert "another run is writing here" in second.stderr
                page.write(b"One")
            first.communicate()
        assert first.returncode == 0


class TestInterrupted:
    @pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_what_is_done_is_kept_and_told(self, tmp_path: Path, number: int, code: int, jobs: str) -> None:
        sources, pipe = waiting(tmp_path / "in")
        corpus = tmp_path / "c.jsonl"
        with start("-o", corpus, "--jobs", jobs, *sources) as process:
            reach(corpus, 3)
            process.send_signal(number)
            told = process.communicate()[1].decode()
        assert process.returncode == code
        assert f"interrupted: 3 of 13 done; {corpus} holds it, and the same command with --resume goes on" in told
        assert headlines(corpus) == [*LETTERS[:3]]
        assert listing(tmp_path) == ["c.jsonl", "c.jsonl.journal", "in"]
        ready(pipe)
        assert run("-o", corpus, "--resume", *sources).exit_code == 0
        assert headlines(corpus) == [*LETTERS[:3], "P", *LETTERS[3:]]

    def test_without_an_output_it_ends_with_the_same_code(self, tmp_path: Path) -> None:
        sources, _ = waiting(tmp_path / "in")
        with start("--jsonl", *sources, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for letter in LETTERS[:3]:
                assert json.loads(process.stdout.readline())["headline"] == letter
            process.send_signal(signal.SIGINT)
            rest, told = process.communicate()
        assert (process.returncode, rest) == (130, b"")
        assert told.decode().endswith("copydesk: interrupted: 3 of 13 done\n")

    @pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.jsonl.zst", "c.csv", "c.sqlite", "c.md"])
    def test_kill_costs_the_record_in_hand(self, tmp_path: Path, name: str) -> None:
        sources, pipe = waiting(tmp_path / "in")
        corpus = tmp_path / name
        with start("-o", corpus, *sources) as process:
            reach(tmp_path / f"{name}.journal", 4)
            process.kill()
        ready(pipe)
        result = run("-o", corpus, "--resume", *sources)
        assert "read 10 of 10 " in result.stderr
        assert "3 were done before" in result.stderr
        run("-o", tmp_path / f"again-{name}", *sources)
        again = tmp_path / f"again-{name}"
        assert told(corpus) == told(again)

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_killed_again_and_again(self, tmp_path: Path, jobs: str) -> None:
        sources = pages(tmp_path / "in", *(f"Story {number}" for number in range(40)))
        corpus, journal = tmp_path / "c.jsonl", tmp_path / "c.jsonl.journal"
        for count in range(4, 40, 12):
            with start("-o", corpus, "--resume", "--jobs", jobs, *sources) as process:
                reach(journal, count)
                process.kill()
            if process.returncode == 0:
                break
        run("-o", corpus, "--resume", *sources)
        run("-o", tmp_path / "again.jsonl", *sources)
        assert corpus.read_bytes() == (tmp_path / "again.jsonl").read_bytes()


class TestReordering:
    """A run that was killed while it put its corpus in order."""

    @pytest.mark.parametrize("step", ["part", "journal"])
    def test_either_order_is_whole(self, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
        folder, corpus = tmp_path / "in", tmp_path / "c.jsonl"
        pages(folder, "One", "Two", "Three")
        run("-o", corpus, folder)
        (folder / "15.html").write_text("Fifteen")
        broken = {"part": "take_place_of", "journal": "_move_in"}[step]
        target = {"part": "copydesk.jobs.journal.Journal", "journal": "copydesk.jobs.corpus.Corpus"}[step]

        def die(*_: object) -> None:
            raise SystemExit(9)

        with monkeypatch.context() as context:
            context.setattr(f"{target}.{broken}", die)
            assert run("-o", corpus, "--resume", folder).exit_code == 9
        assert run("-o", corpus, "--resume", folder).exit_code == 0
        assert headlines(corpus) == ["One", "Fifteen", "Two", "Three"]
        assert listing(tmp_path) == ["c.jsonl", "c.jsonl.journal", "in"]


def cut(corpus: Path, journal: Path, rows_left: int) -> None:
    """The corpus and the journal as they stood after so many sources, with half a line of the next."""
    lines = journal.read_bytes().splitlines(keepends=True)
    kept = lines[: 1 + rows_left]
    end = max(json.loads(line).get("end", 0) for line in kept)
    journal.write_bytes(b"".join(kept) + lines[1 + rows_left][:20])
    corpus.write_bytes(corpus.read_bytes()[: end + 50])


def waiting(folder: Path) -> tuple[list[Path], Path]:
    """Three pages, a pipe that nobody writes, and nine pages more."""
    sources = pages(folder, *LETTERS)
    pipe = folder / "pipe.html"
    os.mkfifo(pipe)
    return [*sources[:3], pipe, *sources[3:]], pipe


def ready(pipe: Path) -> None:
    """A page in the place of the pipe."""
    pipe.unlink()
    pipe.write_text("P")


def reach(path: Path, lines: int) -> None:
    """Wait until the file has so many lines; a run that ends before has them or never will."""
    for _ in range(3_000):
        with suppress(FileNotFoundError):
            if path.read_bytes().count(b"\n") >= lines:
                return
        time.sleep(0.01)
    raise AssertionError(f"{path} never had {lines} lines")


def told(path: Path) -> object:
    """What a file says: its bytes, of a database the rows."""
    if path.suffix != ".sqlite":
        return path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        return database.execute("select * from stories").fetchall()
