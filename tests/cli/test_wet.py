"""A WET file given to `copydesk read`: a record of output for each record of text."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.intake.test_wet import INFO, PARAGRAPHS, record

from copydesk.cli import main


def story(headline: str) -> bytes:
    return "\n".join((headline, "By Karin Holm", "May 6, 2025", *PARAGRAPHS)).encode()


FERRY = record(story("Old Ferry Gets One More Year"), WARC_Target_URI="https://news.test/ferry")
BRIDGE = record(story("New Bridge Opens In May"), WARC_Target_URI="https://news.test/bridge")
MENU = record(b"Home\nNews\nSport\n", WARC_Target_URI="https://news.test/")
FILE = INFO + FERRY + MENU + BRIDGE


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin)


def written(folder: Path, content: bytes, name: str = "crawl.warc.wet") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def headlines(result: Result) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["headline"], row["source"]["url"]) for row in rows]


BOTH = [
    ("Old Ferry Gets One More Year", "https://news.test/ferry"),
    ("New Bridge Opens In May", "https://news.test/bridge"),
]


@pytest.mark.parametrize(
    "content", [FILE, gzip.compress(FILE), gzip.compress(INFO + FERRY) + gzip.compress(MENU + BRIDGE)]
)
def test_every_record_is_read_and_a_refusal_is_that_records_own(tmp_path: Path, content: bytes) -> None:
    result = run(written(tmp_path, content))
    assert headlines(result) == BOTH
    assert "https://news.test/: " in result.stderr
    assert "[no-body]" in result.stderr
    assert "read 2 of 3 in" in result.stderr
    assert result.exit_code == 5


def test_a_record_names_its_file_and_its_place_there(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(INFO) + gzip.compress(FERRY) + gzip.compress(BRIDGE))
    sources = [json.loads(line)["source"] for line in run(path, "--jobs", "2").stdout.splitlines()]
    assert [source["name"] for source in sources] == [str(path)] * 2
    offsets = [len(gzip.compress(INFO)), len(gzip.compress(INFO) + gzip.compress(FERRY))]
    assert [source["warc"]["offset"] for source in sources] == offsets


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_records_that_fail_are_told_as_their_stories_would_be(tmp_path: Path, jobs: str) -> None:
    path, failed = written(tmp_path, FILE), tmp_path / "failed.jsonl"
    story = run("--errors", failed, "--jobs", jobs, path).stdout.splitlines()[0]
    (row,) = (json.loads(line) for line in failed.read_text().splitlines())
    assert row["name"] == json.loads(story)["source"]["name"] == str(path)
    assert (row["url"], row["offset"], row["reason"]) == ("https://news.test/", len(INFO + FERRY), "no-body")


def test_in_a_table_they_are_joined_by_the_file(tmp_path: Path) -> None:
    corpus = tmp_path / "c.sqlite"
    for more in ((), ("--resume",)):
        run(written(tmp_path, FILE), "-o", corpus, *more)
        with closing(sqlite3.connect(corpus)) as database:
            joined = database.execute(
                "select stories.url, failures.url, failures.warc_offset from failures join stories using (name)"
            ).fetchall()
        assert joined == [(url, "https://news.test/", len(INFO + FERRY)) for _, url in BOTH]


def test_records_from_stdin_and_beside_other_sources(tmp_path: Path) -> None:
    text = tmp_path / "storm.txt"
    text.write_bytes(story("Storm Closes The Harbour For Two Days"))
    result = run("-", text, stdin=gzip.compress(FERRY + BRIDGE))
    assert [headline for headline, _ in headlines(result)] == [
        *(one for one, _ in BOTH),
        "Storm Closes The Harbour For Two Days",
    ]
    assert result.exit_code == 0


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    file = written(tmp_path, FILE + FERRY[:-60])
    one, two = run(file), run("--jobs", "2", file)
    assert (one.stdout, one.exit_code) == (two.stdout, two.exit_code)
    assert len(headlines(two)) == 2


def test_a_record_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    large = record(b"x" * 5_000, WARC_Target_URI="https://news.test/large")
    result = run("--max-bytes", "2000", written(tmp_path, large + FERRY))
    assert headlines(result) == BOTH[:1]
    assert "https://news.test/large: " in result.stderr
    assert "[size]" in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_damage_in_the_file_is_told_after_what_was_read(tmp_path: Path, jobs: str) -> None:
    result = run("--jobs", jobs, written(tmp_path, FERRY + b"this is no record\r\n"))
    assert headlines(result) == BOTH[:1]
    assert f"crawl.warc.wet#2: at byte {len(FERRY):,}: no WARC record begins at" in result.stderr
    assert result.exit_code == 5


def test_a_record_without_an_address_is_known_by_its_number(tmp_path: Path) -> None:
    result = run(written(tmp_path, FERRY + record(b"Home\nNews\n", WARC_Target_URI="")))
    assert "crawl.warc.wet#2: " in result.stderr


def test_a_file_without_text_fails(tmp_path: Path) -> None:
    result = run(written(tmp_path, INFO))
    assert "none of the records of the web archive is a page" in result.stderr
    assert result.exit_code != 0


def test_one_address_for_many_records_is_wrong_usage(tmp_path: Path) -> None:
    assert run("--url", "https://news.test/x", written(tmp_path, FILE)).exit_code == 2


def test_a_folder_gets_a_file_for_each_record(tmp_path: Path) -> None:
    run("--text", "-o", f"{tmp_path / 'out'}/", written(tmp_path, FILE))
    names = sorted(path.name for path in (tmp_path / "out").glob("*.txt"))
    assert names == ["news.test-bridge-lwxoe5j6.txt", "news.test-ferry-vokmojfv.txt"]
