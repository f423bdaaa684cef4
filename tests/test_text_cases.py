"""The cases of plain text: a folder each, with source, expectation and reason."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.fields.text_pages import story_in

from copydesk.errors import NotAStory
from copydesk.records import Story

CASES = sorted(path for path in (Path(__file__).parent / "cases" / "text").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    source = (case / "source.txt").read_text("utf-8")
    assert (case / "why.md").read_text("utf-8").strip()
    if "reason" in expected:
        with pytest.raises(NotAStory) as refused:
            story_in(source)
        assert expected["reason"] == refused.value.reason
        return
    story = story_in(source)
    assert expected.pop("near", []) == (_near(story, source) if "text" in story.evidence else [])
    for field, value in expected.items():
        assert value == CHECKS[field](story, value), field


def _roles(story: Story, expected: list[Any]) -> list[Any]:
    """The roles found; where several are accepted and one of them was found, all that are accepted."""
    found = [block.role for block in story.blocks]
    assert len(expected) == len(found)
    return [
        want if isinstance(want, list) and role in want else role for want, role in zip(expected, found, strict=True)
    ]


def _near(story: Story, source: str) -> list[list[str]]:
    """Each paragraph that nearly repeats another, the other, and what differs."""
    lines = source.splitlines()
    told = [re.search(r"line (\d+), but its (\w+) differs", one.reason or "") for one in story.evidence["text"]]
    return [
        [one.text, lines[int(match[1]) - 1], match[2]]
        for one, match in zip(story.evidence["text"], told, strict=True)
        if match
    ]


CHECKS = {
    "headline": lambda story, _: story.headline,
    "deck": lambda story, _: story.deck,
    "authors": lambda story, _: [person.name for person in story.authors],
    "agency": lambda story, _: story.agency,
    "dateline": lambda story, _: story.dateline and story.dateline.place,
    "published": lambda story, _: story.published and story.published.value,
    "reading_time": lambda story, _: story.reading_time,
    "publisher": lambda story, _: story.publisher,
    "copyright": lambda story, _: story.copyright,
    "related": lambda story, _: [other.headline for other in story.related],
    "section": lambda story, _: list(story.section),
    "captions": lambda story, _: [image.caption for image in story.images],
    "credits": lambda story, _: [image.credit for image in story.images],
    "body": lambda story, _: [block.text for block in story.blocks if block.role == "body"],
    "roles": _roles,
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_spans_and_copies(case: Path) -> None:
    """Every line's span holds its words; a duplicate points to a line that is none."""
    source = (case / "source.txt").read_text("utf-8")
    try:
        story = story_in(source)
    except NotAStory:
        return
    for block in story.blocks:
        assert (block.role == "duplicate") == (block.duplicate_of is not None)
        assert block.duplicate_of is None or story.blocks[block.duplicate_of].duplicate_of is None
        assert "mojibake" in case.name or block.text.split() == source[slice(*block.span)].split()
