import json
import re
from pathlib import Path

from click.testing import CliRunner, Result

from copydesk.cli import main

STORY = """Ferry Sails Again

By Nils Aas

Published: March 12, 2025 at 6:40 PM GMT

The ferry to Lunde was closed on {day}, March 4, 2025, after a storm that broke its old engine at the quay.

The storm hurt 12 people in the town: seven men and five women, all of whom were at home again by the weekend.
"""


def run(tmp_path: Path, day: str, *arguments: str) -> Result:
    page = tmp_path / "story.txt"
    page.write_text(STORY.format(day=day))
    return CliRunner().invoke(main, ["check", str(page), *arguments])


def test_a_check_that_does_not_hold_comes_first_with_exit_code_3(tmp_path: Path) -> None:
    result = run(tmp_path, "Monday")
    assert result.exit_code == 3
    assert result.stdout.startswith('does not hold  "Monday, March 4, 2025": 2025-03-04 is a Tuesday, not a Monday.\n')
    assert "holds          7 + 5 = 12, and the story says 12.\n               checks/totals\n" in result.stdout


def test_a_story_that_adds_up(tmp_path: Path) -> None:
    result = run(tmp_path, "Tuesday")
    assert result.exit_code == 0
    assert "does not hold" not in result.stdout


def test_the_checks_as_json(tmp_path: Path) -> None:
    result = run(tmp_path, "Monday", "--json")
    assert result.exit_code == 3
    checks = json.loads(result.stdout)["checks"]
    assert {"rule", "verdict", "sentence", "spans"} == set(checks[0])


def test_a_source_that_is_none(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "none.html")])
    assert result.exit_code == 1
    assert "no such file" in result.stderr


def test_of_many_sources_each_row_names_its_own(tmp_path: Path) -> None:
    pages = [tmp_path / "bad.txt", tmp_path / "good.txt"]
    for page, day in zip(pages, ("Monday", "Tuesday"), strict=True):
        page.write_text(STORY.format(day=day))
    result = CliRunner().invoke(main, ["check", *map(str, pages)])
    assert result.exit_code == 3
    *rows, ending = result.stdout.splitlines()
    (failing,) = [row for row in rows if "does not hold" in row]
    told = '"Monday, March 4, 2025": 2025-03-04 is a Tuesday, not a Monday.'
    assert failing == f"{pages[0]}: does not hold  {told} checks/weekday-date"
    assert all(row.startswith((f"{pages[0]}: ", f"{pages[1]}: ")) for row in rows)
    assert re.fullmatch(r"\d+ of \d+ checks in 2 stories hold\.", ending)


def test_of_many_sources_json_is_a_line_each(tmp_path: Path) -> None:
    pages = [tmp_path / "bad.txt", tmp_path / "good.txt"]
    for page, day in zip(pages, ("Monday", "Tuesday"), strict=True):
        page.write_text(STORY.format(day=day))
    result = CliRunner().invoke(main, ["check", "--json", *map(str, pages)])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["name"] for row in rows] == list(map(str, pages))
    assert {"name", "checks", "unread"} == set(rows[0])


def test_a_source_that_fails_among_others_that_hold(tmp_path: Path) -> None:
    page = tmp_path / "story.txt"
    page.write_text(STORY.format(day="Tuesday"))
    result = CliRunner().invoke(main, ["check", str(page), str(tmp_path / "none.html")])
    assert result.exit_code == 5
    assert "no such file" in result.stderr
