"""Each folder of cases/saved holds `pages/` as browsers and mailers save them, and what is read from them."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from copydesk.cli import main

CASES = sorted(Path(__file__).parent.glob("cases/saved/*"))
FIELDS = ("headline", "byline", "published", "publisher", "images", "text")
SOURCE = ("name", "url", "fetched_at", "kind", "encoding", "warnings")


def read_case(folder: Path) -> list[dict[str, Any]]:
    """What the command reads in the folder, which may hold more than the page."""
    done = CliRunner().invoke(main, ["read", "--jsonl", str(folder / "pages")])
    stories = [msgspec.json.decode(line, type=dict[str, Any]) for line in done.stdout.splitlines()]
    return [
        {"source": {name: story["source"][name] for name in SOURCE}, **{name: story[name] for name in FIELDS}}
        for story in stories
    ]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path, update: bool) -> None:
    path = folder / "expected.json"
    read = read_case(folder)
    if update:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(read), indent=1) + b"\n")
    assert msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]]) == read


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_each_case_says_why(folder: Path) -> None:
    assert len((folder / "why.md").read_text(encoding="utf-8")) > 40
