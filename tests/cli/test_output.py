"""Output never harms: what is there already stays unless it is ours, and what is written is whole."""

import gzip
import json
import os
import pty
import resource
import subprocess
import threading
from pathlib import Path

import pytest
import zstandard
from tests.cli.commands import COMMAND, environment, headlines, pages, rows, run, start


class TestNames:
    @pytest.mark.parametrize("name", ["s.xlsx", "s.doc", "s.html.bak", "s.sql"])
    def test_an_unknown_suffix_is_wrong_usage_that_lists_the_known_ones(self, tmp_path: Path, name: str) -> None:
        result = run(*pages(tmp_path, "One"), "-o", tmp_path / name)
        assert result.exit_code == 2
        known = ".csv  .html  .json  .jsonl  .jsonl.gz  .jsonl.zst  .jsonld  .md  .ninjs.json  .parquet  .sqlite  .txt"
        assert known in result.stderr
        assert not (tmp_path / name).exists()

    def test_a_format_that_is_asked_for_goes_into_a_file_of_any_name(self, tmp_path: Path) -> None:
        run("-", "--text", "-o", tmp_path / "story.body", stdin="One")
        assert (tmp_path / "story.body").read_text().startswith("PORT ELLARY")

    def test_a_table_is_made_of_records_alone(self, tmp_path: Path) -> None:
        result = run(*pages(tmp_path, "One"), "--markdown", "-o", tmp_path / "c.csv")
        assert result.exit_code == 2
        assert "a .csv file holds tables" in result.stderr

    @pytest.mark.parametrize("option", [["--fields", "headline"], ["--no-blocks"], ["--no-evidence"]])
    @pytest.mark.parametrize("form", [["--markdown"], ["--text"], []])
    def test_parts_of_a_record_are_left_out_of_records_alone(self, form: list[str], option: list[str]) -> None:
        result = run("-", *form, *option, stdin="One")
        assert result.exit_code == 2
        assert f"Invalid value for {option[0]}: leaves out parts of a record" in result.stderr
        assert list(json.loads(run("-", "--json", *option, stdin="One").stdout))[:2] == ["schema", "source"]

    def test_a_dash_is_stdout(self, tmp_path: Path) -> None:
        result = run("--json", "-o", "-", *pages(tmp_path, "One"))
        assert json.loads(result.stdout)["headline"] == "One"

    @pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst", ".JSONL.GZ"])
    def test_compressed_lines(self, tmp_path: Path, suffix: str) -> None:
        corpus = tmp_path / f"c{suffix}"
        run("-o", corpus, *pages(tmp_path, "One", "Two"))
        content = corpus.read_bytes()
        if suffix.lower().endswith(".gz"):
            lines = gzip.decompress(content)
        else:
            lines = zstandard.ZstdDecompressor().stream_reader(content, read_across_frames=True).read()
        assert [json.loads(line)["headline"] for line in lines.splitlines()] == ["One", "Two"]


class TestWhatIsThere:
    @pytest.mark.parametrize("name", ["s.json", "s.md", "s.txt", "c.jsonl", "c.csv", "c.sqlite"])
    def test_a_file_that_is_not_ours_is_replaced_by_force_alone(self, tmp_path: Path, name: str) -> None:
        own = tmp_path / name
        own.write_text("my notes")
        (page,) = pages(tmp_path / "in", "One")
        result = run(page, "-o", own)
        assert (result.exit_code, own.read_text()) == (6, "my notes")
        assert "[exists]\n  --force replaces it; another name leaves it as it is." in result.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "in"])
        assert run(page, "-o", own, "--force").exit_code == 0
        assert own.read_bytes() != b"my notes"

    @pytest.mark.parametrize("name", ["s.json", "s.md", "c.jsonl", "c.jsonl.gz", "c.csv", "c.sqlite"])
    def test_a_file_of_ours_is_replaced(self, tmp_path: Path, name: str) -> None:
        (page,) = pages(tmp_path, "One")
        run(page, "-o", tmp_path / name)
        first = (tmp_path / name).read_bytes()
        page.write_text("Another")
        assert run(page, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes() != first

    def test_a_file_of_ours_that_was_changed_stays(self, tmp_path: Path) -> None:
        (page,) = pages(tmp_path, "One")
        run(page, "-o", tmp_path / "s.md")
        (tmp_path / "s.md").write_text("# One\n\nmy notes on it")
        assert run(page, "-o", tmp_path / "s.md").exit_code == 6
        assert (tmp_path / "s.md").read_text().endswith("my notes on it")

    def test_a_corpus_that_was_changed_stays(self, tmp_path: Path) -> None:
        corpus = tmp_path / "c.jsonl"
        sources = pages(tmp_path, "One", "Two")
        run("-o", corpus, *sources)
        with corpus.open("a") as file:
            file.write("{}\n")
        for more in ((), ("--resume",)):
            result = run("-o", corpus, *sources, *more)
            assert result.exit_code == 6
            assert "has been changed since it was written" in result.stderr
        assert corpus.read_text().endswith("{}\n")

    def test_nothing_read_leaves_the_corpus_of_before(self, tmp_path: Path) -> None:
        corpus = tmp_path / "c.jsonl"
        run("-o", corpus, *pages(tmp_path, "One", "Two"))
        assert run("-o", corpus, tmp_path / "8.html", tmp_path / "9.html").exit_code == 1
        assert headlines(corpus) == ["One", "Two"]

    @pytest.mark.parametrize("name", ["page.html", "link.html", "hard.html"])
    def test_the_input_is_no_output(self, tmp_path: Path, name: str) -> None:
        page = tmp_path / "page.html"
        page.write_text("One")
        (tmp_path / "link.html").symlink_to(page)
        (tmp_path / "hard.html").hardlink_to(page)
        for option in ("-o", "--errors"):
            result = run(page, "--json", option, tmp_path / name, "--force")
            assert result.exit_code == 6
            assert "is what is read" in result.stderr
        assert page.read_text() == "One"

    def test_a_list_is_no_output(self, tmp_path: Path) -> None:
        listed = tmp_path / "list.txt"
        listed.write_text(f"{pages(tmp_path, 'One')[0]}\n")
        before = listed.read_text()
        assert run("--list", listed, "-o", listed, "--force").exit_code == 6
        assert listed.read_text() == before

    def test_output_and_errors_are_two_files(self, tmp_path: Path) -> None:
        assert run(*pages(tmp_path, "One"), "-o", tmp_path / "a.jsonl", "--errors", tmp_path / "a.jsonl").exit_code == 2


class TestLinks:
    def test_a_link_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "far").mkdir()
        for name in ("s.json", "c.jsonl"):
            link = tmp_path / name
            link.symlink_to(tmp_path / "far" / name)
            assert run(*pages(tmp_path, "One"), "-o", link).exit_code == 0
            assert link.is_symlink()
            assert '"One"' in (tmp_path / "far" / name).read_text()

    def test_a_new_file_may_be_read_by_those_who_might_read_the_old_one(self, tmp_path: Path) -> None:
        story = tmp_path / "s.json"
        (page,) = pages(tmp_path, "One")
        run(page, "-o", story)
        story.chmod(0o600)
        run(page, "-o", story)
        assert story.stat().st_mode & 0o777 == 0o600


class TestPipes:
    def test_a_pipe_is_written_and_stays(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe.md"
        os.mkfifo(pipe)
        got: list[str] = []
        reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
        reader.start()
        assert run(*pages(tmp_path, "One", "Two"), "-o", pipe).exit_code == 0
        reader.join()
        assert got[0].startswith("# One\n")
        assert "\n---\n\n# Two\n" in got[0]
        assert pipe.is_fifo()

    def test_a_terminal_is_written_and_stays(self, tmp_path: Path) -> None:
        mine, theirs = pty.openpty()
        assert run(*pages(tmp_path, "One"), "--text", "-o", os.ttyname(theirs)).exit_code == 0
        assert os.read(mine, 100).startswith(b"PORT ELLARY")
        os.close(theirs)
        os.close(mine)

    @pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    def test_stdout_under_another_name(self, tmp_path: Path, name: str) -> None:
        with (tmp_path / "out.txt").open("w+b") as out:
            out.write(b"before\n")
            out.flush()
            os.lseek(out.fileno(), 0, os.SEEK_END)
            command = [*COMMAND, *map(str, pages(tmp_path, "One", "Two")), "-o", name]
            subprocess.run(command, stdout=out, env=environment(), check=True)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["1.html", "2.html", "out.txt"]
        assert headlines(tmp_path / "out.txt") == ["One", "Two"]

    def test_a_pipe_whose_reader_goes_away_ends_the_run_in_silence(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        listed = tmp_path / "list"
        listed.write_text(f"{pages(tmp_path, 'One')[0]}\n" * 300)
        with start("--list", listed, "--jsonl", "-o", pipe) as process:
            with pipe.open("rb") as reader:
                assert json.loads(reader.readline())["headline"] == "One"
            assert process.stderr is not None
            assert process.stderr.read() == b""
        assert process.returncode == 1


class TestFullDisk:
    def limited(self, *arguments: str | Path, size: int) -> subprocess.CompletedProcess[bytes]:
        """The command where no file may be larger."""
        command = [*COMMAND, *map(str, arguments)]

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        return subprocess.run(command, capture_output=True, env=environment(), preexec_fn=limit, check=False)

    def test_a_corpus_keeps_its_whole_lines_and_goes_on_when_there_is_room(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", *"ABCDEFGH")
        corpus = tmp_path / "c.jsonl"
        done = self.limited("-o", corpus, *sources, size=10_000)
        assert done.returncode == 1
        assert b"c.jsonl: File too large" in done.stderr
        assert b"the same command with --resume goes on" in done.stderr
        kept = headlines(corpus)
        assert 0 < len(kept) < 8
        assert run("-o", corpus, *sources, "--resume").exit_code == 0
        assert headlines(corpus) == [*"ABCDEFGH"]

    def test_one_file_is_whole_or_not_there(self, tmp_path: Path) -> None:
        (page,) = pages(tmp_path, "One")
        done = self.limited("-o", tmp_path / "s.json", page, size=1_000)
        assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (1, ["1.html"])
        assert b"File too large" in done.stderr

    def test_a_table_that_finds_no_room_is_made_when_there_is(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", *"ABCDEFGH")
        done = self.limited("-o", tmp_path / "c.sqlite", *sources, size=12_000)
        assert done.returncode == 1
        assert not (tmp_path / "c.sqlite").exists()
        result = run("-o", tmp_path / "c.sqlite", *sources, "--resume")
        assert (result.exit_code, (tmp_path / "c.sqlite").exists()) == (0, True)


class TestFolder:
    def test_the_same_source_has_the_same_name_in_every_run(self, tmp_path: Path) -> None:
        one, two = (tmp_path / name / "index.html" for name in ("one", "two"))
        for path, line in ((one, "One"), (two, "Two")):
            path.parent.mkdir()
            path.write_text(line)
        together = written(tmp_path / "a", one, two)
        assert written(tmp_path / "b", two, one) == together
        assert written(tmp_path / "c", two)["# Two"] == together["# Two"]
        assert len(set(together.values())) == 2

    def test_a_second_index_does_not_replace_the_first_in_the_next_run(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "index.html").write_text(name)
        for name in ("one", "two"):
            run("--markdown", "-o", f"{tmp_path / 'out'}/", tmp_path / name / "index.html")
        assert set(heads(tmp_path / "out")) == {"# one", "# two"}

    def test_one_source_twice_is_two_files(self, tmp_path: Path) -> None:
        (page,) = pages(tmp_path / "in", "One")
        run("--text", "-o", f"{tmp_path / 'out'}/", page, page)
        assert len([*(tmp_path / "out").glob("*.txt")]) == 2

    def test_a_file_that_is_not_ours_stays_and_costs_its_source(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "Two")
        out = tmp_path / "out"
        run("--markdown", "-o", f"{out}/", *sources)
        theirs = heads(out)["# One"]
        theirs.write_text("# One\n\nmy notes")
        sources[0].write_text("Three")
        result = run("--markdown", "-o", f"{out}/", *sources)
        assert result.exit_code == 5
        assert "[exists]" in result.stderr
        assert theirs.read_text().endswith("my notes")
        assert run("--markdown", "-o", f"{out}/", *sources, "--force").exit_code == 0
        assert set(heads(out)) == {"# Three", "# Two"}

    def test_a_resumed_folder_reads_what_is_new_changed_or_gone(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One", "Two", "Three", "Four")
        out = tmp_path / "out"
        run("--markdown", "-o", f"{out}/", *sources[:3])
        heads(out)["# One"].unlink()
        sources[1].write_text("Changed")
        result = run("--markdown", "-o", f"{out}/", *sources, "--resume")
        assert "read 3 of 3 " in result.stderr
        assert "1 were done before" in result.stderr
        assert set(heads(out)) == {"# One", "# Changed", "# Three", "# Four"}


class TestErrors:
    def test_each_failure_is_a_row(self, tmp_path: Path) -> None:
        failed = tmp_path / "failed.jsonl"
        sources = pages(tmp_path, "One", "INDEX", "ROBOTS")
        run("-o", tmp_path / "c.jsonl", "--errors", failed, *sources)
        assert rows(failed) == [
            {
                "name": str(sources[1]),
                "reason": "index-page",
                "message": "a list of stories, not a story",
                "retry_at": None,
                "url": None,
                "offset": None,
            },
            {
                "name": str(sources[2]),
                "reason": "robots",
                "message": "robots.txt of ledger.example does not allow it \x1b[31m",
                "retry_at": None,
                "url": None,
                "offset": None,
            },
        ]

    def test_when_to_come_back(self, tmp_path: Path) -> None:
        failed = tmp_path / "failed.jsonl"
        run("--jsonl", "--errors", failed, *pages(tmp_path, "LATER", "One"))
        assert rows(failed)[0]["retry_at"] == "2026-05-12T08:00:00+00:00"

    def test_without_failures_the_file_is_empty(self, tmp_path: Path) -> None:
        failed = tmp_path / "failed.jsonl"
        run("--jsonl", "--errors", failed, *pages(tmp_path, "INDEX"))
        run("--jsonl", "--errors", failed, *pages(tmp_path, "One"))
        assert failed.read_text() == ""

    def test_a_file_that_is_not_ours_stays(self, tmp_path: Path) -> None:
        failed = tmp_path / "failed.jsonl"
        failed.write_text("my notes")
        assert run("--jsonl", "--errors", failed, *pages(tmp_path, "INDEX")).exit_code == 6
        assert failed.read_text() == "my notes"


def heads(folder: Path) -> dict[str, Path]:
    """The files of a folder by their headlines."""
    return {headline(path.read_text()): path for path in folder.glob("*.md")}


def headline(markdown: str) -> str:
    """The first line that is a heading."""
    return next(line for line in markdown.splitlines() if line.startswith("# "))


def written(folder: Path, *sources: Path) -> dict[str, str]:
    """The names of the files that the sources get, by their headlines."""
    run("--markdown", "-o", f"{folder}/", *sources)
    return {head: path.name for head, path in heads(folder).items()}


class TestTables:
    @pytest.mark.parametrize("more", [(), ("--resume",)])
    def test_a_table_that_was_changed_stays(self, tmp_path: Path, more: tuple[str, ...]) -> None:
        sources = pages(tmp_path / "in", "One", "Two")
        run("-o", tmp_path / "c.csv", *sources)
        changed = (tmp_path / "c.csv").read_text() + "my,row\n"
        (tmp_path / "c.csv").write_text(changed)
        sources[0].write_text("Three")
        result = run("-o", tmp_path / "c.csv", *sources, *more)
        assert result.exit_code == 6
        assert "c.csv has been changed since it was written" in result.stderr
        assert (tmp_path / "c.csv").read_text() == changed
        assert run("-o", tmp_path / "c.csv", *sources, *more, "--force").exit_code == 0
        assert "my,row" not in (tmp_path / "c.csv").read_text()

    def test_a_file_beside_the_table_stays_where_the_run_before_did_not_make_it(self, tmp_path: Path) -> None:
        sources = pages(tmp_path / "in", "One")
        run("-o", tmp_path / "c.csv", *sources)
        (tmp_path / "c.people.csv").write_text("my,people\n")
        result = run("-o", tmp_path / "c.csv", "--desk", *sources)
        assert result.exit_code == 6
        assert (tmp_path / "c.people.csv").read_text() == "my,people\n"

    def test_a_table_of_ours_is_made_again_after_a_run_that_was_killed_while_it_was_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sources = pages(tmp_path / "in", "One")
        run("-o", tmp_path / "c.csv", *sources)

        def die(path: Path, *_: object, **__: object) -> None:
            path.write_text("half")
            raise SystemExit(9)

        sources[0].write_text("Two")
        with monkeypatch.context() as context:
            context.setattr("copydesk.export.tables.write", die)
            assert run("-o", tmp_path / "c.csv", *sources).exit_code == 9
        assert run("-o", tmp_path / "c.csv", "--resume", *sources).exit_code == 0
        assert "Two" in (tmp_path / "c.csv").read_text()
