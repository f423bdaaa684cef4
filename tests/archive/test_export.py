import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.archive import open_archive
from copydesk.cli import main
from copydesk.export.annotations import annotations

CHANGED = (*PARAGRAPHS[:3], "The council met again and found 5.6 million for a new quay, to be paid by the port.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "news.db"
    with open_archive(place, write=True) as archive:
        archive.add(story(fetched="2024-05-13T20:00:00Z"))
        archive.add(story(CHANGED, headline="Eastern quay stays closed", fetched="2024-05-14T08:00:00Z"))
        archive.add(story(OTHERS, headline="A choir sings", url="https://herald.example/choir", agency="AFP"))
    return place


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_all_captures_of_a_query_as_lines(path: Path) -> None:
    lines = run("export", "jsonl", path, "quay").stdout.splitlines()
    assert [json.loads(line)["text"].split("\n\n")[-1] for line in lines] == [PARAGRAPHS[-1], CHANGED[-1]]
    assert [json.loads(line)["archive"]["id"] for line in lines] == ["1@1", "1@2"]


def test_lines_are_taken_in_again(path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    run("export", "jsonl", path, "-o", lines)
    again = tmp_path / "again.db"
    assert run("ingest", "--no-desk", again, lines).exit_code == 0
    with open_archive(path) as one, open_archive(again) as other:
        assert list(other.matching()) == list(one.matching())


def test_the_file_shows_its_stories_to_any_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("select id, headline, outlet, captures, copies from stories order by id").fetchall()
    assert rows[0][1:] == ("Eastern quay stays closed", rows[0][2], 2, 0)
    assert len(rows) == 2
    assert all(headline and outlet for _, headline, outlet, *_ in rows)


def test_tables_are_read_back_by_duckdb(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "news.parquet"
    result = run("export", "parquet", path, "-o", output)
    assert result.exit_code == 0, result.output
    headlines = duckdb.sql(f"select headline, agency, capture, family, outlet from '{output}' order by 1, 2").fetchall()
    assert headlines[0][:2] == ("A choir sings", "AFP")
    assert {capture.partition("@")[0] for _, _, capture, _, _ in headlines} == {"1", "2"}
    assert all(family and outlet for *_, family, outlet in headlines)
    assert len(headlines) == 3


def test_a_reader_that_goes_away_is_no_fault(path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "copydesk", "export", "jsonl", str(path)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.stderr == b""


def test_a_file_that_is_there_is_kept(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "news.csv"
    output.write_text("mine")
    assert run("export", "csv", path, "-o", output).exit_code == 2
    assert output.read_text() == "mine"
    assert run("export", "csv", path, "-o", output, "--force").exit_code == 0
    assert "A choir sings" in output.read_text()


def test_annotations_point_at_their_words() -> None:
    one = story()
    whole = "\n".join(block.text for block in one.blocks)
    for annotation in annotations(one):
        target = annotation["target"]
        assert isinstance(target, dict)
        quote, position = target["selector"]
        assert whole[position["start"] : position["end"]] == quote["exact"]
        assert whole[: position["start"]].endswith(quote["prefix"])
        assert whole[position["end"] :].startswith(quote["suffix"])


def test_changes_are_a_feed(path: Path) -> None:
    feed = run("export", "atom", path).stdout
    assert "<id>urn:copydesk:1@2</id>" in feed
    assert feed.count("<entry>") == 1


def test_bulk_lines_name_family_and_outlet(path: Path) -> None:
    result = run("export", "opensearch", path, "agency:AFP")
    head, document = map(json.loads, result.stdout.splitlines())
    assert head == {"index": {"_index": "stories", "_id": "2@1"}}
    assert (document["family"], document["outlet"], document["agency"]) == (2, "herald.example", "AFP")
    assert "mappings" in result.stderr


def test_a_query_that_does_not_parse_ends_with_its_place(path: Path) -> None:
    result = run("export", "jsonl", path, 'quay "unclosed')
    assert result.exit_code == 2
    assert "unclosed quote at 5" in result.stderr
