"""The cases of the desk: a made-up story each, with what a careful reader makes of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk import read
from copydesk.desk import Reading, read_desk
from copydesk.desk.language_model import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")

CASES = sorted(path for path in (Path(__file__).parent / "cases" / "desk").iterdir() if path.is_dir())


def reading_of(case: Path) -> Reading:
    return read_desk(read((case / "source.txt").read_text("utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    gold: dict[str, Any] = json.loads((case / "gold.json").read_text("utf-8"))
    assert (case / "why.md").read_text("utf-8").strip()
    reading = reading_of(case)
    for name, wanted in gold.items():
        assert wanted == FOUND[name](reading, wanted), name


def people(reading: Reading, wanted: list[str]) -> list[str]:
    """Of the people wanted, those found; of those found, the ones that nobody wanted come behind."""
    found = [entity.name for entity in reading.people]
    return [*(name for name in wanted if name in found), *(name for name in found if name not in wanted)]


def quotes(reading: Reading, wanted: list[list[str | None]]) -> list[list[str | None]]:
    found = [[quote.content[0].text, quote.speaker.text if quote.speaker else None] for quote in reading.quotes]
    return [one for one in found if one in wanted]


def times(reading: Reading, wanted: dict[str, str]) -> dict[str, str]:
    return {time.text: time.value for time in reading.times if time.text in wanted}


def events(reading: Reading, _wanted: object) -> list[list[Any]]:
    """All events in order: first and last day, status, kind of event, the people in it."""
    names = {entity.id: entity.name for entity in reading.people}
    return [
        [
            event.first,
            event.last,
            "ahead" if event.is_ahead else event.status,
            event.family or event.lemma or event.kind,
            [names[who.entity] for who in event.who if who.entity in names],
        ]
        for event in reading.events
    ]


def checks(reading: Reading, _wanted: object) -> list[list[str]]:
    """All that does not hold."""
    return [[one.rule, one.sentence] for one in reading.checks if one.verdict == "does not hold"]


def holding(reading: Reading, _wanted: object) -> list[str]:
    """The checks that hold, each rule once."""
    return list(dict.fromkeys(one.rule for one in reading.checks if one.verdict == "holds"))


FOUND = {
    "people": people,
    "quotes": quotes,
    "times": times,
    "events": events,
    "does not hold": checks,
    "holds": holding,
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_another_copy_of_the_story_changes_nothing(case: Path) -> None:
    """A page that prints its body twice gives the same reading."""
    source = (case / "source.txt").read_text("utf-8").rstrip()
    story = read(source)
    body = [block.text for block in story.blocks if block.role == "body"]
    doubled = read(source + "\n\n" + "\n\n".join(body) + "\n")
    assert any(block.role == "duplicate" for block in doubled.blocks)
    assert read_desk(story) == read_desk(doubled)
