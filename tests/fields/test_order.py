"""A field is a file, a line in the list and a line in the record: one that is made up, added by these alone."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import copydesk

SOURCE = Path(copydesk.__file__).parent
TIDE = '''
"""How high the water stands."""

import re

from copydesk.fields.candidates import agreeing, propose
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.records import Story

_TIDE = re.compile(r"High water (\\d\\.\\d m)")


def declared_tides(page):
    return [propose(origin, text) for origin, text in texts(page, "tide")]


def printed_tides(page):
    found = [(index, _TIDE.search(page.text(index))) for index in page.body]
    return [page.candidate(index, match[1], "tide/line", 0.8) for index, match in found if match]


def tide(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """How high the water stands, as the page says it."""
    return view.found("tide", agreeing([*printed_tides(view), *said.once(declared_tides)], str))
'''
ROW = """
[[rows]]
id = "tide/meta"
field = "tide"
layer = "meta"
sources = ["tide"]
confidence = 0.9
example = "2.4 m"
"""
PARAGRAPHS = (
    "The ferry to Lunde sails again from Monday, the head of the port said on Tuesday after three weeks of repairs.",
    "The captain told us that he is not waiting for anything. High water 2.4 m is expected before the noon bell rings.",
    "The head of the port said that the tickets cost what they cost in autumn, and that nobody had been hurt in it.",
)
PRINTED = "<h1>Ferry to Lunde sails again</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
DECLARED = '<head><meta name="tide" content="2.4 m"></head>'
UNPRINTED = PRINTED.replace("High water 2.4 m", "High water")
TEXT = "\n\n".join(("Ferry to Lunde sails again", *PARAGRAPHS))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one field more."""
    folder = tmp_path_factory.mktemp("package")
    copy = folder / "copydesk"
    shutil.copytree(
        SOURCE, copy, ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__", "built_*", "built.tables")
    )
    (copy / "fields" / "tide.py").write_text(TIDE, encoding="utf-8")
    add(copy / "fields" / "order.py", "from copydesk.fields.view import", "from copydesk.fields.tide import tide\n")
    add(copy / "fields" / "order.py", "    placed, posts,\n", "    tide,\n")
    add(copy / "records" / "story.py", "    reading_time: str | None = None\n", "    tide: str | None = None\n")
    add(copy / "tables" / "world" / "declared.toml", "# copyright, reading time\n", ROW)
    return folder


def add(file: Path, before: str, line: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, line + before), encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "kind", "layers"),
    [
        pytest.param(PRINTED, "html", {"html"}, id="html"),
        pytest.param(TEXT, "text", {"text"}, id="text"),
        pytest.param(DECLARED + UNPRINTED, "html", {"meta"}, id="declarations"),
        pytest.param(DECLARED + PRINTED, "html", {"html", "meta"}, id="both"),
        pytest.param(UNPRINTED, "html", set(), id="nowhere"),
    ],
)
def test_a_file_and_two_lines_add_a_field(package: Path, page: str, kind: str, layers: set[str]) -> None:
    story = read(package, page, kind)
    assert story["tide"] == ("2.4 m" if layers else None)
    assert {one["layer"] for one in story["evidence"]["tide"]} == layers
    assert story["headline"] == "Ferry to Lunde sails again"


def read(folder: Path, page: str, kind: str) -> dict[str, Any]:
    code = "import sys, copydesk; print(copydesk.read(sys.stdin.read(), kind=sys.argv[1]).to_json())"
    environment = os.environ | {"PYTHONPATH": str(folder), "COPYDESK_PURE": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code, kind]
    ran = subprocess.run(command, input=page, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
