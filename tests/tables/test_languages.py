"""A language is one file: whole, read section by section, and enough to add a language."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from copydesk.tables import reader

SOURCE = Path(__file__).parents[2] / "src" / "copydesk"
LANGUAGES = sorted((SOURCE / "tables" / "languages").glob("*.toml"))

ZEMBLAN = """
[language]
name = "Zemblan"

[[byline]]
kind = "lead"
words = ["vokto"]
example = "Vokto Ada Holm"

[[months]]
months = "janek, febrek, marek, aprek, majek, junek, julek, augek, septek, oktek, novek, dekek"
example = "3 majek 2024"

[[time_label]]
kind = "published"
words = ["printek"]
after = []
example = "Printek 3 majek 2024"

[[furniture]]
id = "related/xz"
role = "related"
match = "whole"
ends = true
phrases = ["lisek okum"]
example = "Lisek okum"

[[reading_time]]
marks = ["lektor"]
minutes = ["minek"]
hours = []
example = "3 minek lektor"
value = "PT3M"
"""

TEXT = """Ferijo tornik Lunde

Vokto Ada Holm

Printek 3 majek 2024

3 minek lektor

The ferry to Lunde sails again from Monday, the port of the island said on Friday evening after a long test run.

It had been in the yard at Vik since the storm of last month, and a bus took its place on the road around the bay.

Lisek okum

A harbour for the north is planned again
"""


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_the_sections_are_the_whole_file(path: Path) -> None:
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    assert whole == {name: reader.parsed(path.stem, name) for name in whole}


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_rows_of_other_languages_stand_elsewhere(path: Path) -> None:
    if path.stem != "mul":
        known = {row.get("language", path.stem).partition("-")[0] for part in sections(path) for row in part}
        assert known <= {path.stem}


def sections(path: Path) -> list[list[dict[str, str]]]:
    return [part for part in tomllib.loads(path.read_text(encoding="utf-8")).values() if isinstance(part, list)]


def test_every_language_comes_once_and_the_words_of_all_come_last() -> None:
    codes = reader.codes("language")
    assert sorted(codes) == [path.stem for path in LANGUAGES]
    assert codes[:3] == ("en", "de", "fr")
    assert codes[-1] == "mul"


def test_a_section_that_a_language_has_not_is_missing() -> None:
    with pytest.raises(KeyError):
        reader.parsed("is", "quotes")


def test_only_the_reader_opens_files_of_words() -> None:
    parts = ("wording", "layout", "body", "fields", "desk")
    files = [path for part in parts for path in (SOURCE / part).rglob("*.py")]
    assert [path for path in files if "importlib.resources" in path.read_text(encoding="utf-8")] == []


def test_one_file_adds_a_language(tmp_path: Path) -> None:
    """The text is read without the file, so that each value can be seen to come from it."""
    shutil.copytree(SOURCE, tmp_path / "copydesk", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    before = story(tmp_path)
    (tmp_path / "copydesk" / "tables" / "languages" / "xz.toml").write_text(ZEMBLAN, encoding="utf-8")
    after = story(tmp_path)
    assert before["published"] is None
    assert after["published"]["value"] == "2024-05-03"
    assert after["authors"] == [{"name": "Ada Holm", "role": None, "organisation": None}]
    assert after["byline"] == "Vokto Ada Holm"
    assert {"Lisek okum": "related", "3 minek lektor": "reading_time"}.items() <= roles(after).items()
    assert not {"related", "reading_time"} & {roles(before).get("Lisek okum"), roles(before).get("3 minek lektor")}


def roles(story: dict[str, Any]) -> dict[str, str]:
    return {block["text"]: block["role"] for block in story["blocks"]}


def story(folder: Path) -> dict[str, Any]:
    code = "import sys, copydesk; print(copydesk.read(sys.stdin.read(), kind='text').to_json())"
    environment = os.environ | {"PYTHONPATH": str(folder), "COPYDESK_PURE": "1"}
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, input=TEXT, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
