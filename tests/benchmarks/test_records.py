"""A list of hashes names the pages and the fields that a change of the code changed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.data import Page
from benchmarks.records import Entry, Task, differences, entry_of

PAGE = """<html><head><title>Ferry back in service</title></head><body><h1>Ferry back in service</h1>
<p>By Ada Holm</p><p>The ferry to Lunde sails again from Monday, the port said on Friday evening.</p>
<p>It had been in the yard at Vik since the storm of last month, and the bus took its place.</p></body></html>"""


def entry(content: str, *, with_reading: bool = False) -> Entry:
    return entry_of(Task("made/html/1", Page("1", None, content.encode()), False, with_reading))


def test_a_page_read_twice_has_the_same_hashes() -> None:
    assert entry(PAGE) == entry(PAGE)


def test_the_field_that_differs_is_named() -> None:
    found = differences(entry(PAGE), entry(PAGE.replace("Ada Holm", "Eva Lind")))
    assert {"authors", "byline", "evidence of byline"} <= set(found)
    assert not {"headline", "published", "reading: people"} & set(found)


def test_a_page_that_is_no_story_has_the_hash_of_its_reason() -> None:
    refused = entry("<html><body></body></html>")
    assert set(refused.fields) == {"refused"}
    assert "refused" in differences(entry(PAGE), refused)


def test_the_reading_is_compared_where_both_lists_have_it() -> None:
    read = entry(PAGE, with_reading=True)
    assert read.reading is not None
    assert differences(entry(PAGE), read) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_saves_and_compares(tmp_path: Path, jobs: str) -> None:
    for name in ("html", "text"):
        (tmp_path / "made" / name).mkdir(parents=True)
    rows = [{"id": "1", "file": "1.html"}]
    (tmp_path / "made" / "truth.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "made" / "html" / "1.html").write_text(PAGE, encoding="utf-8")
    saved = tmp_path / "list.gz"
    assert run(tmp_path, "--jobs", jobs, "--save", str(saved)).returncode == 0
    assert "0 of 1 pages differ" in run(tmp_path, "--jobs", jobs, "--compare", str(saved)).stdout
    (tmp_path / "made" / "html" / "1.html").write_text(PAGE.replace("Ada Holm", "Eva Lind"), encoding="utf-8")
    changed = run(tmp_path, "--jobs", jobs, "--compare", str(saved))
    assert changed.returncode == 1
    assert "made/html/1: authors" in changed.stdout


def run(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.records", "--data", str(data), "--no-reading", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
