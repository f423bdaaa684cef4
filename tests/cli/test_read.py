import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.reader import READS

from copydesk.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from copydesk.cli import main; from tests.cli.reader import READS; main(obj=READS)"]


def run(*arguments: str | Path, stdin: str | bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, obj=READS)


def pages(folder: Path, *lines: str) -> list[Path]:
    paths = [folder / f"{number}.html" for number in range(1, len(lines) + 1)]
    for path, line in zip(paths, lines, strict=True):
        path.write_text(line)
    return paths


def headlines(jsonl: str) -> list[str]:
    return [json.loads(line)["headline"] for line in jsonl.splitlines()]


class TestOneSource:
    def test_a_source_alone_means_read(self, tmp_path: Path) -> None:
        (page,) = pages(tmp_path, "Ferry")
        assert run(page).stdout == run("read", page).stdout
        assert run(page).stdout.startswith("Ferry\nkicker     Storm\n")

    def test_options_before_the_source_mean_read_too(self, tmp_path: Path) -> None:
        assert json.loads(run("--json", *pages(tmp_path, "Ferry")).stdout)["headline"] == "Ferry"

    @pytest.mark.parametrize(
        ("option", "start"),
        [
            ("--json", "{\n"),
            ("--jsonl", '{"schema":'),
            ("--jsonld", '{\n  "@context"'),
            ("--ninjs", '{\n  "uri"'),
            ("--markdown", '---\nheadline: "Ferry"\n'),
            ("--text", "PORT ELLARY"),
        ],
    )
    def test_formats(self, option: str, start: str) -> None:
        result = run("-", option, stdin="Ferry")
        assert result.stdout.startswith(start)
        assert (result.exit_code, result.stderr) == (0, "")

    def test_options_reach_the_reader(self) -> None:
        options = (
            "--allow-private",
            "--timeout",
            "2.5",
            "--delay",
            "0",
            "--max-bytes",
            "9",
            "--as",
            "text",
            "--url",
            "https://a.example/",
        )
        assert (
            run("-", "--jsonl", *options, stdin="SETTINGS").stdout.count("True 2.5 0.0 9 text https://a.example/") == 1
        )

    def test_a_url_goes_to_the_reader_as_it_is(self) -> None:
        assert headlines(run("--jsonl", "https://ledger.example/a").stdout) == ["https://ledger.example/a"]

    def test_the_record_has_the_name_as_given(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        pages(tmp_path, "Ferry")
        read = run("./1.html", "https://ledger.example/a", "-", "--jsonl", stdin="Bridge").stdout.splitlines()
        names = [json.loads(line)["source"]["name"] for line in read]
        assert names == ["./1.html", "https://ledger.example/a", "-"]


class TestTrouble:
    @pytest.mark.parametrize(
        ("line", "code", "told"),
        [
            ("INDEX", 4, "-: a list of stories, not a story [index-page]\n  Give the address of one story on it."),
            ("ROBOTS", 6, "does not allow it ␛[31m [robots]\n  The site's robots.txt forbids it."),
            ("GONE", 1, "the server answered 410 [http-status]"),
            ("DEFECT", 1, "unexpected KeyError: 'nobody thought of this' [internal]"),
        ],
    )
    def test_each_kind_has_its_code_and_says_what_to_do(self, line: str, code: int, told: str) -> None:
        result = run("-", stdin=line)
        assert (result.exit_code, result.stdout) == (code, "")
        assert told in result.stderr

    @pytest.mark.parametrize(
        ("source", "told"),
        [
            ("no/such.html", "no such file [file]"),
            ("explian", "Did you mean the command explain?"),
            ("ledger.example/coast", "did you mean https://ledger.example/coast?"),
            ("a\x00b", "a␀b: no such file"),
            ("a" * 5000, "no such file"),
        ],
    )
    def test_sources_that_are_not_there(self, source: str, told: str) -> None:
        result = run(source)
        assert result.exit_code == 1
        assert told in result.stderr

    @pytest.mark.parametrize(
        "arguments",
        [
            ("read",),
            ("a", "b", "--url", "https://a.example/"),
            ("-", "-"),
            ("-", "--list", "-"),
            ("-", "--nonsense"),
            ("-", "-o", "no/such/folder/x.json"),
            ("--list", "no/such/list"),
        ],
    )
    def test_wrong_usage(self, arguments: tuple[str, ...]) -> None:
        assert run(*arguments).exit_code == 2


class TestManySources:
    def test_json_lines_in_the_order_given_and_a_summary(self, tmp_path: Path) -> None:
        result = run(*pages(tmp_path, "One", "Two", "Three"))
        assert headlines(result.stdout) == ["One", "Two", "Three"]
        assert re.fullmatch(r"copydesk: read 3 of 3 in [\d.]+ s, [\d.]+ a second\n", result.stderr)

    def test_some_failed(self, tmp_path: Path) -> None:
        result = run("--json", *pages(tmp_path, "One", "ROBOTS", "INDEX", "INDEX", "Two"))
        assert (result.exit_code, headlines(result.stdout)) == (5, ["One", "Two"])
        assert result.stderr.splitlines()[-1].endswith("; failed 3: index-page 2, robots 1")

    @pytest.mark.parametrize(("lines", "code"), [(("INDEX", "INDEX"), 4), (("INDEX", "ROBOTS"), 1)])
    def test_all_failed(self, tmp_path: Path, lines: tuple[str, str], code: int) -> None:
        assert run(*pages(tmp_path, *lines)).exit_code == code

    def test_a_list_of_sources(self, tmp_path: Path) -> None:
        one, two = pages(tmp_path, "One", "Two")
        listed = f"# mine\n{one}\n\n  {two}  \n"
        assert headlines(run("--list", "-", "--jsonl", stdin=listed).stdout) == ["One", "Two"]

    def test_markdown_is_parted(self, tmp_path: Path) -> None:
        assert run("--markdown", *pages(tmp_path, "One", "Two")).stdout.count("\n---\n\n# Two\n") == 1

    def test_several_processes_keep_the_order(self, tmp_path: Path) -> None:
        result = run("--jobs", "2", *pages(tmp_path, *"ABCDEFGHIJKL"))
        assert headlines(result.stdout) == list("ABCDEFGHIJKL")

    def test_a_process_that_dies_costs_only_its_own_source(self, tmp_path: Path) -> None:
        result = run("--jobs", "2", *pages(tmp_path, "A", "B", "DIE", "C", "D"))
        assert (result.exit_code, headlines(result.stdout)) == (5, list("ABCD"))
        assert "3.html: the process that read it died, most likely for want of memory [crash]" in result.stderr


class TestFolders:
    def test_a_folder_is_its_pages_and_the_rest_is_counted(self, tmp_path: Path) -> None:
        pages(tmp_path, "One", "INDEX", "Two")
        (tmp_path / "logo.gif").write_bytes(b"GIF89a\1")
        result = run(tmp_path)
        assert headlines(result.stdout) == ["One", "Two"]
        assert [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()] == ["1.html", "3.html"]
        assert "copydesk: 2.html: a list of stories, not a story [index-page]" in result.stderr
        assert "\ncopydesk: passed over 1: pictures 1\n" in result.stderr
        assert result.exit_code == 5

    def test_a_folder_without_pages(self, tmp_path: Path) -> None:
        result = run(tmp_path)
        assert result.exit_code == 1
        assert "the folder holds no page [file]" in result.stderr

    def test_the_output_of_the_run_is_not_read(self, tmp_path: Path) -> None:
        pages(tmp_path, "One")
        for _ in range(2):
            run("-o", tmp_path / "all.txt", "--text", tmp_path)
            assert (tmp_path / "all.txt").read_text().count("PORT ELLARY") == 1

    @pytest.mark.parametrize("output", ["all.md", "all.json", "notes/", ".", "all.csv", "all.sqlite", "all.jsonl.gz"])
    def test_outputs_of_earlier_runs_are_not_read(self, output: str, tmp_path: Path) -> None:
        pages(tmp_path, "One", "Two")
        for option in (("--markdown",) if output.endswith(("/", ".")) else ()), ():
            result = run(*option, "-o", f"{tmp_path}/{output}", tmp_path)
            assert "copydesk: read 2 of 2 in" in result.stderr
        result = run("--text", tmp_path)
        assert "copydesk: read 2 of 2 in" in result.stderr

    def test_addresses_from_a_list(self, tmp_path: Path) -> None:
        one, two = pages(tmp_path, "SETTINGS", "SETTINGS")
        listed = f"{one}\thttps://a.example/1\n{two}\thttps://a.example/2\n"
        found = headlines(run("--list", "-", "--jsonl", stdin=listed).stdout)
        assert [line.rpartition(" ")[2] for line in found] == ["https://a.example/1", "https://a.example/2"]


class TestOutput:
    def test_the_file_name_tells_the_format(self, tmp_path: Path) -> None:
        for name, start in (
            ("s.md", '---\nheadline: "Ferry"'),
            ("s.ninjs.json", '{\n  "uri"'),
            ("s.json", '{\n  "schema"'),
            ("s", "{"),
        ):
            assert run("-", "-o", tmp_path / name, stdin="Ferry").stdout == ""
            assert (tmp_path / name).read_text().startswith(start)

    def test_a_folder_gets_a_file_for_each_source(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        again = tmp_path / "1.html"
        again.write_text("Again")
        sources = [*pages(tmp_path / "in", "One", "INDEX"), again, "https://ledger.example/../a-b?c=1"]
        assert run("--markdown", "-o", tmp_path / "out", *sources).exit_code == 5
        files = {path.name: path.read_text() for path in (tmp_path / "out").glob("*.md")}
        assert [name[:2] for name in sorted(files)] == ["1-", "1-", "le"]
        assert {text.splitlines()[1] for name, text in files.items() if name[0] == "1"} == {
            'headline: "One"',
            'headline: "Again"',
        }

    def test_many_into_one_file(self, tmp_path: Path) -> None:
        run("-o", tmp_path / "all.jsonl", *pages(tmp_path, "One", "Two"))
        assert headlines((tmp_path / "all.jsonl").read_text()) == ["One", "Two"]

    def test_a_failure_leaves_the_old_file_and_no_scraps(self, tmp_path: Path) -> None:
        old = tmp_path / "story.json"
        run("-", "-o", old, stdin="Ferry")
        before = old.read_text()
        assert run("-", "-o", old, stdin="INDEX").exit_code == 4
        assert [path.name for path in tmp_path.iterdir()] == ["story.json"]
        assert old.read_text() == before

    def test_a_new_file_has_the_usual_permissions(self, tmp_path: Path) -> None:
        run("-", "-o", tmp_path / "story.json", stdin="Ferry")
        usual = tmp_path / "usual"
        usual.touch()
        assert (tmp_path / "story.json").stat().st_mode == usual.stat().st_mode


class TestAsAProcess:
    def command(self, *arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **variables}
        return subprocess.run(
            [*COMMAND, *arguments], input=stdin, capture_output=True, env=environment, check=False, cwd=ROOT
        )

    @pytest.mark.parametrize("arguments", [(), ("--json",), ("read",)])
    def test_stdin_is_read_without_being_named_where_it_is_a_pipe_or_a_file(
        self, arguments: tuple[str, ...], tmp_path: Path
    ) -> None:
        (page,) = pages(tmp_path, "Ferry")
        assert b"Ferry" in self.command(*arguments, stdin=b"Ferry").stdout
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        with page.open("rb") as file:
            done = subprocess.run([*COMMAND, *arguments], stdin=file, capture_output=True, env=environment, check=True)
        assert b"Ferry" in done.stdout

    def test_a_device_is_not_waited_for(self) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        done = subprocess.run(
            [*COMMAND, "read"], stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 2
        assert b"Nothing to read" in done.stderr

    def test_utf8_comes_out_whatever_the_locale(self) -> None:
        done = self.command("-", "--json", stdin="Fähre 船".encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
        assert json.loads(done.stdout.decode())["headline"] == "Fähre 船"

    def test_a_name_that_no_locale_can_show_is_told_of(self) -> None:
        done = self.command("船\x1b.html", PYTHONIOENCODING="ascii")
        assert done.returncode == 1
        assert b"no such file" in done.stderr
        assert b"\x1b" not in done.stderr

    def test_a_reader_that_goes_away_is_no_error_to_shout_about(self, tmp_path: Path) -> None:
        listed = tmp_path / "list"
        listed.write_text(f"{pages(tmp_path, 'One')[0]}\n" * 200)
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        with subprocess.Popen(
            [*COMMAND, "--list", str(listed), "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert json.loads(process.stdout.readline())["headline"] == "One"
            process.stdout.close()
            assert process.stderr.read() == b""

    def test_importing_the_commands_is_light(self) -> None:
        script = "import sys, copydesk.cli; print(*sys.modules)"
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=True)
        heavy = {"turbohtml", "httpx2", "multiprocessing", "tomllib", "copydesk.export", "copydesk.fields"}
        assert not heavy & set(done.stdout.decode().split())
