"""Programs that use the Python API type-check clean under mypy's strict rules."""

import subprocess
import sys
from pathlib import Path

import pytest

import copydesk

pytest.importorskip("mypy")
ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("program.py")
WRONG = """
import copydesk

copydesk.read(123)
copydesk.read("a.html", kind="pdf")
copydesk.read("a.html").headline.upper()
copydesk.read("a.html").headlines
for found in copydesk.read_many(["a.html"]):
    found.headline
"""


def checked(program: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", str(program)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_program_that_uses_all_of_it_is_clean() -> None:
    assert checked(PROGRAM).stdout == "Success: no issues found in 1 source file\n"


def test_each_fault_of_a_program_is_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(WRONG)
    faults = [line for line in checked(tmp_path / "wrong.py").stdout.splitlines() if ": error:" in line]
    lines = [int(line.split(":")[1]) for line in faults]
    assert lines == [4, 5, 6, 7, 9]


def test_the_program_uses_every_function() -> None:
    functions = [name for name in copydesk.__all__ if name.islower()]
    text = PROGRAM.read_text(encoding="utf-8")
    assert functions
    assert [name for name in functions if f"copydesk.{name}(" not in text] == []
