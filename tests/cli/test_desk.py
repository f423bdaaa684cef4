import json
from pathlib import Path

import msgspec
from click.testing import CliRunner, Result

from copydesk.cli import main
from copydesk.records import Reading

STORY = """Ferry is back in service

By Nils Aas

Published: March 12, 2025 at 6:40 PM GMT

The ferry to Lunde was closed on Tuesday, March 4, 2025, after a storm that broke its old engine at the quay.

"We sail again on Friday," harbour master Odalys Brandt told the town council. {more}
"""


def run(tmp_path: Path, *names: str, json: bool = False) -> Result:
    for name in names:
        (tmp_path / name).write_text(STORY.format(more=f"The boat is {name}."), encoding="utf-8")
    paths = [str(tmp_path / name) for name in names]
    return CliRunner().invoke(main, ["desk", *paths, *(["--json"] if json else [])])


def test_the_reading_of_one_source_is_a_card(tmp_path: Path) -> None:
    result = run(tmp_path, "one.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Ferry is back in service\n2025-03-12 18:40+00:00\n\nmain event The ferry to Lunde was closed"
    )
    assert "\n\npeople     Odalys Brandt" in result.stdout
    assert "             “We sail again on Friday,”  told → the town council\n" in result.stdout
    assert "timeline   2025-03-04 " in result.stdout


def test_many_are_cards_under_the_names_of_their_sources(tmp_path: Path) -> None:
    result = run(tmp_path, "one.txt", "two.txt")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    for name in ("one.txt", "two.txt"):
        assert lines[lines.index(str(tmp_path / name)) + 1] == "Ferry is back in service"


def test_one_reading_as_json_is_the_reading(tmp_path: Path) -> None:
    reading = msgspec.json.decode(run(tmp_path, "one.txt", json=True).stdout, type=Reading, strict=True)
    assert [person.name for person in reading.people] == ["Odalys Brandt"]


def test_many_readings_are_lines_with_the_names_of_their_sources(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run(tmp_path, "one.txt", "two.txt", json=True).stdout.splitlines()]
    assert [row["name"] for row in rows] == [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]
    assert all(row["reading"]["people"][0]["name"] == "Odalys Brandt" for row in rows)


def test_a_source_that_is_none_costs_no_other(tmp_path: Path) -> None:
    page = tmp_path / "one.txt"
    page.write_text(STORY.format(more=""), encoding="utf-8")
    result = CliRunner().invoke(main, ["desk", str(tmp_path / "none.txt"), str(page)])
    assert result.exit_code == 5
    assert "Odalys Brandt" in result.stdout
    assert "no such file" in result.stderr


def audited(tmp_path: Path, *names: str, words: str, is_json: bool = False) -> str:
    head = "Ferry is back in service\n\nBy Nils Aas\n\nPublished: March 12, 2025 at 6:40 PM GMT\n\n"
    for name in names:
        (tmp_path / name).write_text(f"{head}{words}\n\nThe boat is {name}.\n", encoding="utf-8")
    paths = [str(tmp_path / name) for name in names]
    result = CliRunner().invoke(main, ["desk", "--sources", *paths, *(["--json"] if is_json else [])])
    assert result.exit_code == 0
    return result.stdout


SAID = (
    'The ferry to Lunde was closed after a storm. "We sail again on Friday," Mayor Odalys Brandt told the town council.'
)


def test_sources_of_all_stories_are_one_table(tmp_path: Path) -> None:
    told = audited(tmp_path, "one.txt", "two.txt", words=SAID)
    lines = told.splitlines()
    assert lines[0].split() == ["who", "speaks", "stories", "quotes", "words", "share", "role"]
    assert lines[1].split() == ["Odalys", "Brandt", "2", "2", "10", "100%", "mayor"]
    assert "2 quotes of 10 words in 2 stories: 100% of the words are said by name" in told


def test_sources_as_json_count_each_who_speaks(tmp_path: Path) -> None:
    found = json.loads(audited(tmp_path, "one.txt", words=SAID, is_json=True))
    assert (found["stories"], found["quotes"], found["words"], found["named"]) == (1, 1, 5, 1.0)
    assert [(one["name"], one["words_in_marks"]) for one in found["sources"]] == [("Odalys Brandt", 5)]
    assert [(one["role"], one["named"]) for one in found["roles"]] == [("mayor", 1)]


def test_a_story_in_which_nobody_speaks(tmp_path: Path) -> None:
    quiet = "The ferry to Lunde was closed on Tuesday after a storm that broke its old engine at the quay."
    assert audited(tmp_path, "one.txt", words=quiet) == "Nobody speaks in 1 story.\n"
