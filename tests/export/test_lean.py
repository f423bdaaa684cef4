import json

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.export.made_up import FERRY, desk_stories

from copydesk.export import to_jsonl
from copydesk.export.lean import lean, lean_indented
from copydesk.records import Reading, Story


def test_all_of_it_is_the_whole_record() -> None:
    assert lean(FERRY) == to_jsonl(FERRY)


@settings(max_examples=20)
@given(desk_stories)
def test_what_stays_is_as_in_the_whole_record(story: Story) -> None:
    whole = json.loads(to_jsonl(story))
    del whole["blocks"], whole["evidence"]
    assert json.loads(lean(story, blocks=False, evidence=False)) == whole
    assert json.loads(lean_indented(story, blocks=False, evidence=False)) == whole


def test_the_fields_asked_for_stand_behind_the_source_in_their_order() -> None:
    found = json.loads(lean(FERRY, ("text", "headline")))
    assert list(found) == ["schema", "source", "text", "headline"]
    assert found["headline"] == FERRY.headline


def test_a_reading_that_was_made_stays() -> None:
    found = json.loads(lean(replace(FERRY, reading=Reading()), ("headline",)))
    assert list(found) == ["schema", "source", "headline", "reading"]


def test_blocks_that_are_named_and_not_wanted_go() -> None:
    assert list(json.loads(lean(FERRY, ("headline", "blocks"), blocks=False))) == ["schema", "source", "headline"]


def test_a_field_that_is_none_is_said_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="title is no field of the record; its fields are schema, source, headline"):
        lean(FERRY, ("title",))


def test_lean_lines_are_a_fraction_of_the_record() -> None:
    assert len(lean(FERRY, blocks=False, evidence=False)) < 0.5 * len(to_jsonl(FERRY))
