"""The kill benchmark on a few made-up pages, and what it says when something is lost."""

import random
import shutil
from pathlib import Path

import pytest
from benchmarks.batches import faults, pages_in, tried

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-bridge.html"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Five pages, one of them no story."""
    (tmp_path / "data" / "set" / "html").mkdir(parents=True)
    for number in range(4):
        shutil.copy(SAMPLE, tmp_path / "data" / "set" / "html" / f"{number}.html")
    (tmp_path / "data" / "set" / "html" / "none.html").write_text("<title>Nothing here</title>")
    return pages_in(tmp_path / "data", tmp_path / "pages", 9, random.Random(1))


def test_killed_and_resumed_is_as_in_one_go(tmp_path: Path, pages: Path) -> None:
    trial = tried("sqlite", tmp_path, (str(pages),), 2, random.Random(1))
    assert trial.faults == ()
    assert len(trial.done_at_kills) == 2


def test_what_is_lost_is_found(tmp_path: Path, pages: Path) -> None:
    tried("csv", tmp_path, (str(pages),), 0, random.Random(1))
    broken = tmp_path / "broken.csv"
    broken.write_bytes(broken.read_bytes()[:-10])
    journal = tmp_path / "broken.csv.journal"
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join([*lines[:2], lines[1], *lines[3:]]))
    (pages / "set-0.html").unlink()
    assert list(faults("csv", tmp_path / "whole.csv", broken)) == [
        "broken.csv differs",
        "sources were read twice",
        "the sources are others, or in another order",
        "no file set-0.html",
        "no file set-0.html",
    ]
