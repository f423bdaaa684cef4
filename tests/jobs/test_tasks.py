"""Sources as tasks: files, folders, lists, stdin, pipes, files of records."""

import gzip
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.intake.saved_pages import page
from tests.intake.test_wet import INFO, STORY, record

from copydesk.jobs.tasks import Inputs, Tasks, tasks_of
from copydesk.jobs.work import Task
from copydesk.settings import DEFAULTS, Settings

URL = "https://news.test/ferry"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, content: bytes = page()) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)


def made(*sources: str, listed: list[str] | None = None, stdin: bytes | BinaryIO = b"", besides: str = "") -> Tasks:
    stream = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
    output = (Path(besides),) if besides else ()
    return tasks_of(Inputs(sources, listed or (), stream, output), DEFAULTS)


def names(tasks: Tasks) -> list[str]:
    return [task.name for task in tasks.each]


def failures(tasks: Tasks) -> dict[str, str]:
    return {task.name: str(task.failure) for task in tasks.each if task.failure}


class TestOneSource:
    def test_a_file_keeps_the_name_that_it_was_given_by(self, here: Path) -> None:
        write("pages/a.html")
        for name in ("pages/a.html", "./pages/../pages/a.html", str(here / "pages" / "a.html")):
            tasks = made(name)
            assert tasks.total == 1
            assert list(tasks.each) == [Task(name, location=Path(name))]

    def test_an_address_is_called_without_its_password(self) -> None:
        url = "https://ada:secret@news.test/ferry"
        assert list(made(url).each) == [Task("https://news.test/ferry", location=url)]

    @pytest.mark.parametrize("name", ["no/such.html", "a\0b", "a" * 5_000])
    def test_a_file_that_is_not_there_fails(self, name: str) -> None:
        assert "no such file" in failures(made(name))[name]

    def test_stdin_is_read_to_the_limit(self) -> None:
        (task,) = tasks_of(Inputs(("-",), stdin=io.BytesIO(b"x" * 5_000)), Settings(max_bytes=2_000)).each
        assert task == Task("-", b"x" * 2_001)

    def test_a_slow_pipe_is_waited_for(self) -> None:
        reading, writing = os.pipe()
        packed = gzip.compress(record(STORY))

        def trickle() -> None:
            with os.fdopen(writing, "wb", buffering=0) as pipe:
                for start in range(0, len(packed), 50):
                    pipe.write(packed[start : start + 50])

        threading.Thread(target=trickle).start()
        with os.fdopen(reading, "rb") as pipe:
            tasks = made("-", stdin=pipe)
            assert (tasks.total, names(tasks)) == (None, [URL])

    def test_a_pipe_with_a_name_is_a_source(self) -> None:
        os.mkfifo("pipe")
        threading.Thread(target=lambda: Path("pipe").write_bytes(b"<p>One")).start()
        (task,) = made("pipe").each
        assert (task.name, task.content) == ("pipe", b"<p>One")


class TestFolder:
    def test_names_are_below_the_only_folder(self) -> None:
        write("pages/b.html", "pages/a/c.html")
        for folder in ("pages", "pages/", str(Path("pages").resolve())):
            tasks = made(folder)
            assert tasks.total is None
            assert [(task.name, task.location) for task in tasks.each] == [
                ("a/c.html", Path(folder) / "a" / "c.html"),
                ("b.html", Path(folder) / "b.html"),
            ]

    def test_two_folders_stand_before_their_pages(self) -> None:
        write("may/index.html", "june/index.html", "a.html")
        assert names(made("may", "june/", "a.html")) == ["may/index.html", "june/index.html", "a.html"]
        assert names(made(".", "may")) == ["a.html", "june/index.html", "may/index.html", "may/index.html"]

    def test_what_is_passed_over_is_counted(self) -> None:
        write("pages/a.html", "pages/.b.html")
        write("pages/c.gif", "pages/d.gif", content=b"GIF89a\1")
        tasks = made("pages")
        assert names(tasks) == ["a.html"]
        assert tasks.passed == {"hidden": 1, "pictures": 2}

    def test_a_folder_without_pages_fails(self) -> None:
        write("pages/c.gif", content=b"GIF89a\1")
        assert failures(made("pages")) == {"pages": "the folder holds no page; passed over: pictures 1"}

    def test_files_of_records_in_it(self) -> None:
        write("pages/a.html")
        write("pages/crawl.wet", content=record(STORY))
        first, second = made("pages").each
        assert first.name == "a.html"
        assert second.capture is not None
        assert (second.name, second.capture.name) == (URL, "crawl.wet")

    def test_the_output_is_no_source(self) -> None:
        write("a.html", "out.md")
        assert names(made(".", besides="out.md")) == ["a.html"]

    def test_pages_are_looked_for_as_they_are_taken(self) -> None:
        write("pages/a.html", "pages/b/c.html")
        tasks = made("pages").each
        next(tasks)
        write("pages/b/d.html")
        assert [task.name for task in tasks] == ["b/c.html", "b/d.html"]


class TestList:
    def test_a_file_and_its_address(self) -> None:
        write("a.html", "b c.html")
        lines = ["\ufeff# mine\n", "a.html\thttps://news.test/a\n", "\n", "b c.html\r\n", "https://news.test/c\n"]
        tasks = made(listed=lines)
        assert tasks.total == 3
        assert list(tasks.each) == [
            Task("a.html", location=Path("a.html"), url="https://news.test/a"),
            Task("b c.html", location=Path("b c.html")),
            Task("https://news.test/c", location="https://news.test/c"),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "a.html\tno address",
            "a.html\thttps://a.test/\tmore",
            "https://a.test/\thttps://b.test/",
            "a.html\tftp://a.test/",
        ],
    )
    def test_a_line_of_another_kind_fails_alone(self, line: str) -> None:
        write("a.html")
        tasks = list(made(listed=[line, "a.html"]).each)
        assert "a file, a tab and its http(s) address" in str(tasks[0].failure)
        assert tasks[1].failure is None

    def test_folders_stand_before_their_pages(self) -> None:
        write("pages/a.html")
        tasks = made(listed=["pages"])
        assert (tasks.total, names(tasks)) == (None, ["pages/a.html"])

    def test_lines_that_come_one_by_one_are_taken_one_by_one(self) -> None:
        def lines() -> Iterator[str]:
            yield "https://news.test/1\n"
            raise AssertionError("asked for too early")

        tasks = tasks_of(Inputs((), lines()), DEFAULTS)
        assert tasks.total is None
        assert next(tasks.each).name == "https://news.test/1"


class TestRecords:
    def test_each_says_where_it_stands(self) -> None:
        first, second = record(STORY), record(b"two", WARC_Target_URI="")
        write("crawl.wet", content=INFO + first + second)
        tasks = list(made("crawl.wet").each)
        assert [task.name for task in tasks] == [URL, "crawl.wet#2"]
        places = [(task.capture.name, task.capture.warc.offset) for task in tasks if task.capture and task.capture.warc]
        assert places == [("crawl.wet", len(INFO)), ("crawl.wet", len(INFO + first))]
