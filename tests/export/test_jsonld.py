import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from tests.export.made_up import FERRY, READING, desk_stories, stories

from copydesk.export import to_jsonld, to_jsonld_line
from copydesk.records import Instant, Story

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
URL = {"type": "string", "pattern": r"^https?://[!-~]+$"}
DATE = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$"}


def thing(kind: str, **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type"],
        "additionalProperties": False,
    }


ORGANISATION = thing("Organization", name=TEXT)
NAMED = {"name": TEXT, "alternateName": TEXTS}
MENTIONED = [
    thing("Person", **NAMED),
    thing("Organization", **NAMED),
    thing("Place", **NAMED),
    thing("Thing", **NAMED),
    thing("Event", name=TEXT, startDate=DATE, endDate=DATE),
]
# What schema.org allows for the properties that are written, checked by hand against its page on NewsArticle.
ARTICLE = thing(
    "NewsArticle",
    **{"@context": {"const": "https://schema.org"}, "@id": {"type": "string", "pattern": "^(https?://|urn:sha256:)"}},
    url=URL,
    mainEntityOfPage=thing("WebPage", **{"@id": URL}),
    headline=TEXT,
    description=TEXT,
    articleBody=TEXT,
    articleSection=TEXTS,
    keywords=TEXTS,
    image={
        "type": "array",
        "items": thing("ImageObject", url=URL, caption=TEXT, creditText=TEXT, description=TEXT),
    },
    inLanguage=TEXT,
    isAccessibleForFree={"type": "boolean"},
    copyrightNotice=TEXT,
    correction=TEXTS,
    timeRequired={"type": "string", "pattern": "^P"},
    author={"type": "array", "items": thing("Person", name=TEXT, jobTitle=TEXT, affiliation=ORGANISATION)},
    sourceOrganization=ORGANISATION,
    publisher=ORGANISATION,
    dateline=TEXT,
    locationCreated=thing("Place", name={"type": "string"}),
    datePublished=DATE,
    dateModified=DATE,
    mentions={"type": "array", "items": {"anyOf": MENTIONED}, "minItems": 1},
    hasPart={
        "type": "array",
        "items": thing("Quotation", text=TEXT, spokenByCharacter={"anyOf": MENTIONED[:2]}),
        "minItems": 1,
    },
)
VALIDATOR = Draft202012Validator(ARTICLE)


@given(st.one_of(stories, desk_stories))
def test_any_story_is_a_valid_news_article(story: Story) -> None:
    VALIDATOR.validate(json.loads(to_jsonld(story)))


@given(st.one_of(stories, desk_stories))
def test_it_cannot_leave_a_script_element(story: Story) -> None:
    for document in (to_jsonld(story), to_jsonld_line(story)):
        assert not re.search("[<>&\u2028\u2029\u202e]", document)


def test_people_agency_and_publisher_stand_apart() -> None:
    article = json.loads(to_jsonld(FERRY))
    assert [person["name"] for person in article["author"]] == ["Ana Lind", "Tomasz Oyelaran"]
    assert article["author"][0]["jobTitle"] == "harbour correspondent"
    assert article["sourceOrganization"]["name"] == "Tidewater Wire"
    assert article["publisher"]["name"] == "The Ellary Ledger"


def test_the_picture_has_caption_and_credit_and_the_author_is_no_picture() -> None:
    (image,) = json.loads(to_jsonld(FERRY))["image"]
    assert image["creditText"] == "R. Mbeki/Tidewater Wire"
    assert image["caption"] == "The ferry at the quay of Port Ellary on Tuesday."


@pytest.mark.parametrize(
    ("access", "free"),
    [("open", True), ("metered", False), ("paywalled", False), ("truncated", None), ("unknown", None)],
)
def test_free_only_where_the_page_says_so(access: str, free: bool | None) -> None:
    assert json.loads(to_jsonld(replace(FERRY, access=access))).get("isAccessibleForFree") is free


def test_a_date_in_no_known_form_is_left_out() -> None:
    story = replace(FERRY, published=Instant(value="last Tuesday", zone="unknown", text="last Tuesday"))
    assert "datePublished" not in json.loads(to_jsonld(story))


def test_the_text_is_the_same_after_the_escapes() -> None:
    story = replace(FERRY, headline="Fish & <chips> </script>")
    assert json.loads(to_jsonld(story))["headline"] == story.headline


def test_what_the_desk_has_read_is_mentioned_and_quoted() -> None:
    days = {"first": "2025-03-05", "last": "2025-03-05"}
    dated = tuple(replace(event, **days) if event.id == "E4" else event for event in READING.events)
    article = json.loads(to_jsonld(replace(FERRY, reading=replace(READING, events=dated))))
    brandt = {"@type": "Person", "name": "Odalys Brandt", "alternateName": ["Brandt"]}
    assert article["mentions"] == [
        brandt,
        {"@type": "Person", "name": "Ines"},
        {"@type": "Organization", "name": "Tidewater Line"},
        {"@type": "Place", "name": "Port Ellary"},
        {"@type": "Place", "name": "Lunde"},
        {"@type": "Event", "name": "it sails", "startDate": "2025-03-05", "endDate": "2025-03-05"},
    ]
    assert article["hasPart"] == [
        {"@type": "Quotation", "text": "The next boat leaves tonight", "spokenByCharacter": brandt},
        {"@type": "Quotation", "text": "Never again"},
        {"@type": "Quotation", "text": "We wait, and we go.", "spokenByCharacter": brandt},
    ]
