"""The commands on an archive as somebody types them: what they say, and what they leave."""

import json
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.archive import open_archive
from copydesk.archive.differences.significance import Significance
from copydesk.cli import main
from copydesk.cli.archive.diff import WEIGHTS
from copydesk.cli.archive.export import FORMATS
from copydesk.export import to_jsonl

URL = "https://courier.example/news/eastern-quay-closed"
LATER = (PARAGRAPHS[0].replace("three", "five"), *PARAGRAPHS[1:-1], f"{PARAGRAPHS[-1]}!")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def ended(result: Result, code: int) -> str:
    """The one sentence with which a command ended."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_archive(path, write=True) as archive:
        archive.add(story(), seen="2024-05-14T10:00:00Z")
        archive.add(story(LATER), seen="2024-05-15T10:00:00Z")
        archive.add(story(url="https://herald.example/quay"))
        archive.add(story(OTHERS, headline="A choir sings", url="https://herald.example/choir"))
    return path


def record(folder: Path) -> Path:
    path = folder / "more.jsonl"
    path.write_text(to_jsonl(story(OTHERS * 40, headline="More", url="https://third.example/more")))
    return path


def test_a_full_disk_is_told_and_what_was_there_is_kept(news: Path, tmp_path: Path) -> None:
    before = news.read_bytes()
    most = len(before) // 4

    def limited(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "copydesk", *map(str, arguments), "--no-desk"],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )

    for place in (news, tmp_path / "new.db"):
        done = limited("ingest", place, record(tmp_path))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "what was written before is kept [disk]" in done.stderr
    assert not (tmp_path / "new.db").exists()
    assert run("db", "verify", news).stdout == "Whole.\n"
    assert run("db", "info", news, "--json").stdout.count('"captures": 4') == 1


def test_where_nothing_can_be_written_an_archive_is_read_as_it_stands(news: Path, tmp_path: Path) -> None:
    # A folder stands where SQLite has to make a file of its own, as in a folder that cannot be written.
    news.with_name("news.db-shm").mkdir()
    before = news.read_bytes()
    assert "A choir sings" in run("search", news, "choir").stdout
    assert "the file or its folder is read-only" in ended(run("ingest", news, record(tmp_path), "--wait", "0.1"), 1)
    assert news.read_bytes() == before


def test_a_locked_archive_says_how_long_it_waited(news: Path, tmp_path: Path) -> None:
    with open_archive(news, write=True) as writer:
        writer.connection.execute("begin immediate")
        for command in (("ingest", news, record(tmp_path)), ("db", "rebuild", news)):
            assert "stayed locked for 0.05 s; see who has it open" in ended(run(*command, "--wait", "0.05"), 1)
        assert run("search", news, "choir").exit_code == 0


def test_a_newer_archive_is_neither_read_nor_written(news: Path, tmp_path: Path) -> None:
    with sqlite3.connect(news) as newer:
        newer.execute("pragma user_version = 99")
    before = news.read_bytes()
    for command in (("search", news, "x"), ("ingest", news, record(tmp_path)), ("db", "migrate", news)):
        assert "has schema 99, this program knows schemas up to" in ended(run(*command), 1)
    assert news.read_bytes() == before


def test_a_query_and_an_id_that_are_none(news: Path) -> None:
    assert "unclosed quote at 6" in ended(run("search", news, 'quay, "port'), 2)
    assert "no story 99; the nearest are 3, 2, 1" in ended(run("story", news, "99"), 1)
    assert "no capture 1@7; the nearest are 1@1, 1@2" in ended(run("diff", news, "1@1", "1@7"), 1)
    assert "two stories that share no passage" in ended(run("diff", news, "1", "3"), 1)


def test_an_address_that_is_not_there_names_the_nearest_and_a_day_has_to_be_one(news: Path) -> None:
    said = ended(run("db", "forget", news, "https://herald.example/choirs"), 1)
    assert "the nearest are https://courier.example/news/eastern-quay-closed, https://herald.example/choir" in said
    for day in ("soon", "2099-13-01", "2099-02-30"):
        assert f"{day} is no day" in ended(run("db", "forget", news, "--older-than", day), 1)
    assert run("db", "info", news, "--json").stdout.count('"captures": 4') == 1


def test_who_asks_for_a_speaker_where_nobody_read_is_told(news: Path) -> None:
    for command in ("people", "quotes", "timeline"):
        assert "No story here was read by the desk" in run(command, news).stdout
    for query in ("speaker:merrow", "quay person:merrow"):
        assert "No story here was read by the desk" in run("search", news, query).stdout
        assert json.loads(run("search", news, query, "--json").stdout)["is_unread"]
    assert "desk" not in run("search", news, "quay").stdout


def test_changes_stand_among_the_words_around_them(news: Path) -> None:
    said = run("diff", news, "1@1", "1@2").stdout
    assert "substance: the figure three became five" in said
    assert "[three]" in said and "[five]" in said
    assert "punctuation" in said
    assert "punctuation" not in run("diff", news, "1@1", "1@2", "--min", "wording").stdout
    told = json.loads(run("diff", news, "1@1", "1@2", "--min", "substance", "--json").stdout)["results"]
    assert [one["kind"] for one in told] == ["figure"]
    assert run("diff", news, "1@1", "2", "--min", "content").stdout == "Nothing changed that is content or more.\n"


def test_every_weight_of_a_change_can_be_asked_for() -> None:
    assert get_args(Significance) == WEIGHTS


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "site"])
def test_each_format_is_written_into_a_folder_whole_or_not_at_all(news: Path, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / f"news.{form}"
    if form == "parquet":
        pytest.importorskip("duckdb")
    result = run("export", form, news, "-o", target)
    assert result.exit_code == 0, result.output
    assert all(path.stat().st_size or path.suffix in (".csv", ".parquet") for path in folder.rglob("*"))
    assert not list(folder.rglob("*part*"))
    again = run("export", form, news, "-o", target)
    assert again.exit_code != 0 and " already" in again.stderr
    ended(run("export", form, news, "-o", tmp_path / "none" / f"news.{form}"), 1)


def test_an_index_that_lost_a_story_or_an_entry_is_named(news: Path) -> None:
    with open_archive(news, write=True) as archive:
        archive.connection.execute("delete from words_docsize where id = 2")
    said = run("db", "verify", news)
    assert said.exit_code == 3
    assert "1 captures are not in the index" in said.stdout
    assert run("db", "rebuild", news).exit_code == 0
    assert run("db", "verify", news).stdout == "Whole.\n"
    with open_archive(news, write=True) as archive:
        archive.connection.execute("update words_data set block = x'00' where id > 1000")
    assert "words:" in run("db", "verify", news).stdout
