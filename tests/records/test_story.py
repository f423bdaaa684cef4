"""The story record: as JSON, as plain values, in one line, and from release to release."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.export.made_up import FERRY, stories

import copydesk
from copydesk.desk import with_reading
from copydesk.records import Capture, Reading, Story

EARLIER = sorted(Path(__file__).parent.glob("record-*.json"))
READ = with_reading(FERRY)


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_a_record_of_an_earlier_release_is_read_as_before(path: Path) -> None:
    before = json.loads(path.read_bytes())
    story = msgspec.json.decode(path.read_bytes(), type=Story)
    assert holds_all_of(story.to_dict(), before)
    assert (story.source.name, story.source.warc, story.source.warnings) == (None, None, ())


def holds_all_of(now: object, before: object) -> bool:
    """Whether every value of the earlier record stands in today's under the same name."""
    if isinstance(before, dict):
        return isinstance(now, dict) and all(holds_all_of(now[name], value) for name, value in before.items())
    if isinstance(before, list):
        return isinstance(now, list) and len(now) == len(before) and all(map(holds_all_of, now, before))
    return now == before


def test_there_is_an_earlier_record_and_a_change_would_be_seen() -> None:
    assert [path.stem for path in EARLIER] == ["record-0.1"]
    assert not holds_all_of({"a": [{"b": 1}]}, {"a": [{"b": 2}]})


def test_a_record_with_a_reading_survives_its_json() -> None:
    assert isinstance(READ.reading, Reading)
    assert READ.reading.times
    assert msgspec.json.decode(READ.to_json(), type=Story) == READ
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(READ), type=Story) == READ


@settings(max_examples=40)
@given(stories)
def test_json_and_plain_values_are_the_same_record_on_one_line(story: Story) -> None:
    line = story.to_json()
    assert "\n" not in line
    assert "\r" not in line
    assert list(json.loads(line)) == list(Story.__struct_fields__)
    assert json.loads(line) == story.to_dict()
    assert msgspec.json.decode(line, type=Story).to_json() == line


def test_half_a_character_is_no_reason_to_have_no_json() -> None:
    story = replace(FERRY, headline="\ud83d cut", source=replace(FERRY.source, name="a\udcff.html"))
    record = json.loads(story.to_json())
    assert (record["headline"], record["source"]["name"]) == ("? cut", "a?.html")


def test_evidence_in_another_order_gives_the_same_line() -> None:
    turned = replace(FERRY, evidence=dict(reversed(FERRY.evidence.items())))
    assert turned.to_json() == FERRY.to_json()


def test_a_story_is_named_in_one_line() -> None:
    story = replace(FERRY, headline="Ferry\nback in \x1b[31m" + "service " * 30)
    shown = repr(story)
    assert shown.startswith(r"<Story 'Ferry\nback in \x1b[31mservice")
    assert shown.isprintable()
    assert len(shown) < 300
    assert repr(Story(source=FERRY.source)).startswith("<Story 0 words")


def test_a_reading_and_a_capture_are_named_in_one_line() -> None:
    assert repr(Reading()).startswith("<Reading 0 people, 0 organisations")
    assert repr(Capture(content=b"x" * 90_000, name="a.html", kind="html")) == "<Capture 90,000 bytes, html, 'a.html'>"
    assert repr(Capture(content="page")) == "<Capture 4 characters>"


def test_a_whole_page_is_named_in_one_line() -> None:
    page = "<h1>Ferry back in service</h1>" + "<p>The ferry to Lunde sails again, the port said.</p>" * 900
    assert len(repr(copydesk.read(page))) < 200
