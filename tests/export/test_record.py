import json

import msgspec
from hypothesis import given
from msgspec.structs import replace
from tests.export.made_up import FERRY, stories

from copydesk.export import FORMATS, to_json, to_jsonl
from copydesk.records import Image, Related, Story


def test_the_record_survives_the_journey_through_json() -> None:
    assert msgspec.json.decode(to_json(FERRY), type=Story) == FERRY


def test_every_field_is_present_in_the_order_of_the_record() -> None:
    bare = Story(source=FERRY.source)
    record = json.loads(to_json(bare))
    assert list(record) == list(Story.__struct_fields__)
    assert (record["headline"], record["tags"], record["evidence"]) == (None, [], {})


def test_evidence_in_another_order_gives_the_same_bytes() -> None:
    turned = replace(FERRY, evidence=dict(reversed(FERRY.evidence.items())))
    assert to_json(turned) == to_json(FERRY)


def test_links_of_other_schemes_are_not_passed_on() -> None:
    story = replace(
        FERRY,
        related=(Related(headline="x", url="javascript:alert(1)"),),
        images=(Image(url="data:image/svg+xml,x", caption="kept"),),
        source=replace(FERRY.source, canonical_url="vbscript:x"),
    )
    record = json.loads(to_json(story))
    assert record["related"] == [{"headline": "x", "url": None}]
    assert (record["images"][0]["url"], record["images"][0]["caption"]) == ("", "kept")
    assert record["source"]["canonical_url"] is None


@given(stories)
def test_any_story_can_be_written_in_any_format(story: Story) -> None:
    for form in FORMATS.values():
        form.alone(story).encode()
        assert form.among(story).endswith("\n")


@given(stories)
def test_a_line_is_one_line_and_the_same_value(story: Story) -> None:
    line = to_jsonl(story)
    assert line.splitlines() == [line[:-1]]
    assert json.loads(line) == json.loads(to_json(story))
