"""The recipes do what they say: every block of docs/recipes.md is run, or compiled where its library is missing."""

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

import pytest
from tests.intake.outlets import Outlet, Reply, outlet_at

ROOT = Path(__file__).parents[1]
RECIPES = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
SITE = "https://courier.example"

FERRY = """<!DOCTYPE html>
<html lang="en"><title>Ferry back in service - The Saltmarsh Courier</title>
<h1>Ferry back in service</h1>
<p>By Mara Lind</p><p>15 May 2024, 9:30am BST</p>
<p>The ferry to Lunde sails again from Monday, the port of Saltmarsh said on Wednesday.</p>
<p>"The new engine runs as it should," said Olaf Tarn, the harbour master. "We have tried it in every wind."</p>
<p>Mara Tveit, who leads the council, said the island had waited for five weeks. "That was too long," she said.</p>
"""

AT_HOME = """
from copydesk.intake import addresses

addresses.is_public = lambda address: True
"""
"""Outlets on loopback addresses may be fetched from, as the recipes' addresses would be."""


class Block(NamedTuple):
    """One block of code, under its heading, and how it is tried."""

    heading: str
    how: str
    language: str
    code: str


def blocks() -> list[Block]:
    found = []
    for section in re.split(r"^## ", RECIPES, flags=re.MULTILINE)[1:]:
        heading, _, text = section.partition("\n")
        pattern = r"^<!-- recipe: ([^\n]+) -->\n```(\w+)\n(.*?)^```$"
        found += [Block(heading, *match) for match in re.findall(pattern, text, re.MULTILINE | re.DOTALL)]
    return found


BLOCKS = blocks()
HEADINGS = list(dict.fromkeys(block.heading for block in BLOCKS))


@pytest.fixture(scope="module")
def outlet() -> Iterator[Outlet]:
    with outlet_at("127.0.0.2") as one:
        sample = (ROOT / "samples/harbour-bridge.html").read_bytes()
        one.says("/harbour-bridge", Reply(200, sample))
        one.says("/ferry", Reply(200, FERRY.encode()))
        yield one


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, outlet: Outlet) -> Path:
    """A folder with the pages and the list that the recipes speak of, and `copydesk` on the path."""
    folder = tmp_path_factory.mktemp("recipes")
    pages = folder / "pages"
    (pages / "more").mkdir(parents=True)
    (pages / "harbour-bridge.html").write_bytes((ROOT / "samples/harbour-bridge.html").read_bytes())
    (pages / "more" / "ferry.html").write_text(FERRY, encoding="utf-8")
    (pages / "none.html").write_text("<title>Nothing</title>", encoding="utf-8")
    (folder / "story.txt").write_text(f"{outlet.url}/harbour-bridge\n{outlet.url}/ferry\n", encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "bin").mkdir()
    (folder / "bin" / "sitecustomize.py").write_text(AT_HOME, encoding="utf-8")
    command = folder / "bin" / "copydesk"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def run(block: Block, folder: Path, outlet: Outlet) -> subprocess.CompletedProcess[str]:
    code = block.code.replace(SITE, outlet.url)
    if block.language == "python":
        (folder / "recipe.py").write_text(code, encoding="utf-8")
    line = [sys.executable, "recipe.py"] if block.language == "python" else ["bash", "-euo", "pipefail", "-c", code]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(folder / "bin"), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(folder / "bin"), *sys.path]),
    }
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_there_is_one_for_each_user_and_library() -> None:
    assert HEADINGS == [
        "A researcher with 500 saved pages",
        "A journalist following one story",
        "An engineer with a pipeline",
        "Scrapy",
        "DuckDB",
        "pandas and polars",
        "A notebook",
    ]
    assert RECIPES.count("\n```") == 2 * len(BLOCKS), "a block without its marker"


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_block_runs(heading: str, desk: Path, outlet: Outlet) -> None:
    for block in BLOCKS:
        if block.heading != heading:
            continue
        how, _, rest = block.how.partition(" ")
        if how == "needs" and importlib.util.find_spec(rest.partition(".")[0]) is None:
            compile(block.code, "recipe.py", "exec")
            continue
        done = run(block, desk, outlet)
        codes = [int(code) for code in rest.split()] if how == "run" and rest else [0]
        assert done.returncode in codes, f"{block.code}\n{done.stderr}"


def test_what_the_researcher_gets(desk: Path, outlet: Outlet) -> None:
    if not (desk / "corpus.sqlite").exists():
        pytest.skip("the researcher's blocks have not been run")
    counted = next(block for block in BLOCKS if "sqlite3" in block.code)
    assert re.search(r"\d+ quotes in +1 stories  Olaf Tarn", run(counted, desk, outlet).stdout)
    assert "none.html" in (desk / "failed.jsonl").read_text(encoding="utf-8")


def test_the_tables_have_the_columns_that_the_recipes_name() -> None:
    tables = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    columns = set(re.findall(r"^\| `(\w+)` \|", tables, re.MULTILINE))
    code = "".join(block.code for block in BLOCKS if block.heading in ("pandas and polars", "DuckDB"))
    named = set(re.findall(r"(?:stories|quotes)\.(\w+)|col\(\"(\w+)\"\)|_on=\"(\w+)\"", code))
    named = {next(filter(None, names)) for names in named} - {"parquet", "sql", "merge"}
    assert named
    assert named <= columns


def test_scrapy_hands_its_response_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """With stand-ins for the two classes of Scrapy that the recipe names."""
    if importlib.util.find_spec("scrapy") is None:
        scrapy, http = ModuleType("scrapy"), ModuleType("scrapy.http")
        scrapy.Spider = type("Spider", (), {})  # type: ignore[attr-defined]
        http.Response = SimpleNamespace  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "scrapy", scrapy)
        monkeypatch.setitem(sys.modules, "scrapy.http", http)
    names: dict[str, object] = {}
    exec(next(block.code for block in BLOCKS if block.heading == "Scrapy"), names)
    headers = SimpleNamespace(to_unicode_dict=lambda: {"Content-Type": "text/html; charset=utf-8"})
    response = SimpleNamespace(body=FERRY.encode(), url=f"{SITE}/ferry", headers=headers)
    spider = names["Stories"]
    assert isinstance(spider, type)
    (record,) = spider().parse(response)
    assert record["headline"] == "Ferry back in service"
    assert record["source"]["url"] == f"{SITE}/ferry"
