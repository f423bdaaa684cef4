import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.export.made_up import FERRY, READING, desk_stories, stories
from tests.export.ninjs_rules import validator

from copydesk.export import to_ninjs, to_ninjs_line
from copydesk.records import Image, Instant, Story


@given(st.one_of(stories, desk_stories))
def test_any_story_is_valid_ninjs(story: Story) -> None:
    validator.validate(json.loads(to_ninjs(story)))
    assert json.loads(to_ninjs_line(story)) == json.loads(to_ninjs(story))


@pytest.mark.parametrize(
    "wrong",
    [
        {"uri": "not a uri"},
        {"firstCreated": "2025-03-04"},
        {"headlines": [{"role": "main"}]},
        {"bodyText": "x"},
        {"associations": [{"uri": "https://ledger.example/"}]},
        {"people": [{"name": "x", "role": "y"}]},
    ],
)
def test_the_rules_refuse_what_the_standard_refuses(wrong: dict[str, object]) -> None:
    assert not validator.is_valid({**json.loads(to_ninjs(FERRY)), **wrong})


def test_the_page_address_is_the_uri() -> None:
    assert json.loads(to_ninjs(FERRY))["uri"] == "https://ledger.example/coast/ferry-returns"


def test_without_an_address_the_content_is_the_uri() -> None:
    story = replace(FERRY, source=replace(FERRY.source, url=None, canonical_url=None))
    assert json.loads(to_ninjs(story))["uri"] == "urn:sha256:" + "a1" * 32


def test_who_did_what() -> None:
    sources = {source["name"]: source["role"] for source in json.loads(to_ninjs(FERRY))["infoSources"]}
    assert sources == {
        "Ana Lind": "author",
        "Tomasz Oyelaran": "author",
        "Tidewater Wire": "originated",
        "The Ellary Ledger": "published",
    }


def test_a_time_without_a_zone_is_told_and_not_made_up() -> None:
    item = json.loads(to_ninjs(FERRY))
    assert item["firstCreated"] == item["versionCreated"] == "2025-03-04T09:15:00+01:00"
    assert "updated 11.40" in item["edNote"]


def test_a_minute_gets_its_seconds() -> None:
    story = replace(FERRY, published=Instant(value="2025-03-04T09:15Z", zone="stated", text="9.15 GMT"), modified=None)
    item = json.loads(to_ninjs(story))
    assert item["firstCreated"] == "2025-03-04T09:15:00Z"
    assert "edNote" not in item


def test_a_picture_is_an_association_with_caption_and_credit() -> None:
    picture = json.loads(to_ninjs(FERRY))["associations"][0]
    assert (picture["rel"], picture["by"]) == ("lead picture", "R. Mbeki/Tidewater Wire")
    assert picture["descriptions"][0]["value"] == "The ferry at the quay of Port Ellary on Tuesday."


def test_a_picture_without_a_web_address_is_left_out() -> None:
    story = replace(FERRY, images=(Image(url="javascript:alert(1)"),), related=())
    assert "associations" not in json.loads(to_ninjs(story))


def test_whom_the_desk_has_found_is_named() -> None:
    item = json.loads(to_ninjs(replace(FERRY, reading=READING)))
    assert item["people"] == [{"name": "Odalys Brandt"}, {"name": "Ines"}]
    assert item["organisations"] == [{"name": "Tidewater Line"}]
    assert item["places"] == [{"name": "Port Ellary"}, {"name": "Lunde"}]
