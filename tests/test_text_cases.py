"""The cases of plain text: a folder each, with source, expectation and reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import NotAStory
from copydesk.fields.candidates import Candidate, choose
from copydesk.fields.text_reading import TextReading, read_text

CASES = sorted(path for path in (Path(__file__).parent / "cases" / "text").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    source = (case / "source.txt").read_text("utf-8")
    assert (case / "why.md").read_text("utf-8").strip()
    if "reason" in expected:
        with pytest.raises(NotAStory) as refused:
            read_text(source)
        assert expected["reason"] == refused.value.reason
        return
    reading = read_text(source)
    for field, value in expected.items():
        assert value == CHECKS[field](reading, value), field


def _value(candidates: list[Candidate[Any]]) -> Any:
    return choose(candidates).value


def _roles(reading: TextReading, expected: list[Any]) -> list[Any]:
    """The roles found; where several are accepted and one of them was found, all that are accepted."""
    found = [named.role for named in reading.roles]
    assert len(expected) == len(found)
    return [
        want if isinstance(want, list) and role in want else role for want, role in zip(expected, found, strict=True)
    ]


CHECKS = {
    "headline": lambda reading, _: _value(reading.headline),
    "deck": lambda reading, _: _value(reading.deck),
    "authors": lambda reading, _: [person.name for person in _value(reading.authors) or ()],
    "agency": lambda reading, _: _value(reading.agency),
    "dateline": lambda reading, _: value.place if (value := _value(reading.dateline)) else None,
    "published": lambda reading, _: value.value if (value := _value(reading.published)) else None,
    "reading_time": lambda reading, _: _value(reading.reading_time),
    "publisher": lambda reading, _: _value(reading.publisher),
    "copyright": lambda reading, _: _value(reading.copyright),
    "related": lambda reading, _: [candidate.value.headline for candidate in reading.related],
    "section": lambda reading, _: list(_value(reading.section) or ()),
    "captions": lambda reading, _: [candidate.value.caption for candidate in reading.images],
    "credits": lambda reading, _: [candidate.value.credit for candidate in reading.images],
    "body": lambda reading, _: [line.text for line in reading.body],
    "near": lambda reading, _: [
        [reading.lines[near.block].text, reading.lines[near.of].text, near.reason] for near in reading.near
    ],
    "roles": _roles,
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_spans_and_copies(case: Path) -> None:
    """Every line's span holds its words; a duplicate points to a line that is none."""
    source = (case / "source.txt").read_text("utf-8")
    try:
        reading = read_text(source)
    except NotAStory:
        return
    for named, copied in zip(reading.roles, reading.duplicate_of, strict=True):
        assert (named.role == "duplicate") == (copied is not None)
        assert copied is None or reading.duplicate_of[copied] is None
    if "mojibake" not in case.name:
        for line in reading.lines:
            assert line.text.split() == source[slice(*line.span)].split()
