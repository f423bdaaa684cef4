import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.export.made_up import FERRY, stories

from copydesk.desk import with_reading
from copydesk.export import to_json
from copydesk.export.schema import generated_schema, shipped_schema
from copydesk.records import Story

VALIDATOR = Draft202012Validator(json.loads(shipped_schema()))


def test_the_shipped_schema_is_current() -> None:
    """Renew it with: python -m copydesk.export.schema > src/copydesk/export/story.schema.json"""
    assert json.loads(shipped_schema()) == json.loads(generated_schema())


def test_every_field_says_what_it_holds() -> None:
    definitions = json.loads(shipped_schema())["$defs"]
    assert definitions["Story"]["properties"]["deck"]["description"] == "The summary under the headline."
    fields = [field for definition in definitions.values() for field in definition.get("properties", {}).values()]
    assert not [field for field in fields if "description" not in field]
    assert not any("Attributes:" in definition.get("description", "") for definition in definitions.values())


@given(stories)
def test_every_record_is_valid(story: Story) -> None:
    VALIDATOR.validate(json.loads(to_json(story)))


@pytest.mark.parametrize("wrong", [{"schema": "other/1"}, {"access": "free"}, {"tags": "one"}, {"source": None}])
def test_a_wrong_record_is_not(wrong: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid({**json.loads(to_json(FERRY)), **wrong})


def test_a_record_that_lacks_a_field_is_not() -> None:
    record = json.loads(to_json(FERRY))
    del record["headline"]
    assert not VALIDATOR.is_valid(record)


def test_a_reading_is_part_of_the_schema() -> None:
    record = json.loads(to_json(with_reading(FERRY)))
    VALIDATOR.validate(record)
    assert record["reading"]["times"]
    record["reading"]["times"][0]["start"] = "first"
    assert not VALIDATOR.is_valid(record)
