"""Pages a second by processes: the best run of each counts, and CPU is told beside one process."""

from pathlib import Path

import pytest
from benchmarks.cores import Run, best_of, drawn, table

RUNS = (Run(1, 100, 12.0, 4.0), Run(2, 100, 5.0, 4.4), Run(1, 100, 9.0, 5.0), Run(2, 100, 6.0, 4.2))


def test_the_run_with_the_least_cpu_counts() -> None:
    assert best_of(RUNS) == [RUNS[0], RUNS[3]]


def test_a_row_tells_pages_a_second_and_what_more_processes_cost() -> None:
    assert table(best_of(RUNS)).splitlines()[2:] == ["| 1 | 8 | 25 | 40.0 | +0 % |", "| 2 | 17 | 48 | 42.0 | +5 % |"]


def test_the_picture_is_the_same_for_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    drawn(best_of(RUNS), tmp_path / "one.svg")
    drawn(best_of(RUNS), tmp_path / "two.svg")
    content = (tmp_path / "one.svg").read_bytes()
    assert content == (tmp_path / "two.svg").read_bytes()
    assert b"by the clock" in content
