"""Instructions by callgrind: said where it is missing, counted where it is there."""

import shutil
import sys
from pathlib import Path

import pytest
from benchmarks import instructions

needs_valgrind = pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is not installed")

_counting = "i=0; while [ $i -lt {} ]; do i=$((i+1)); done"


def _asked(monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["instructions", *words])
    with pytest.raises(SystemExit) as ended:
        instructions.main()
    return str(ended.value)


def test_without_valgrind_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install valgrind" in _asked(monkeypatch, "--data", str(tmp_path))


@needs_valgrind
def test_a_longer_program_takes_more_instructions() -> None:
    short, long = (instructions.counted(["/bin/sh", "-c", _counting.format(times)]) for times in (1, 999))
    assert 100_000 < short < long - 100_000


@needs_valgrind
def test_a_program_that_fails_is_no_count() -> None:
    with pytest.raises(SystemExit, match="ended with 1"):
        instructions.counted(["/bin/false"])
