"""Rows and columns agree, for any story at all."""

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.export.made_up import FERRY, desk_stories

from copydesk.export.tables.columns import ColumnType, Value, tables_by_name
from copydesk.export.tables.ids import ids, story_id
from copydesk.export.tables.rows import ROWS, told, utc
from copydesk.records import Excerpt, Instant, Quote, Reading, Story

IS: dict[ColumnType, Callable[[Value], bool]] = {
    "text": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "real": lambda value: isinstance(value, float),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, tuple) and all(isinstance(item, str) for item in value),
    "moment": lambda value: isinstance(value, str) and value[10] == "T" and value.endswith("Z") and len(value) == 20,
}


def test_every_type_of_column_is_tested() -> None:
    assert set(IS) == set(get_args(ColumnType))


NAMES = ("people", "organisations", "places", "quotes", "times", "events", "checks")


@settings(max_examples=30)
@given(desk_stories)
def test_each_thing_is_a_row_with_the_columns_of_its_table_and_their_types(story: Story) -> None:
    assert story.reading
    for name, rows in ROWS.items():
        columns = tables_by_name()[name].columns
        made = list(rows(told(story, "abc", 1)))
        assert len(made) == (len(getattr(story.reading, name)) if name in NAMES else 1)
        for row in made:
            assert list(row) == [column.name for column in columns]
            assert not [c.name for c in columns if row[c.name] is not None and not IS[c.type](row[c.name])]


def test_what_no_table_can_hold_is_shown_by_a_sign() -> None:
    (row,) = ROWS["stories"](told(replace(FERRY, headline="a\0b\ud800", tags=("c\0", "é")), "abc", 1))
    assert (row["headline"], row["tags"]) == ("a\ufffdb?", ("c\ufffd", "é"))


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2025-04-17T20:30+05:30", "2025-04-17T15:00:00Z"),
        ("2025-04-17T20:30:15.25Z", "2025-04-17T20:30:15Z"),
        ("2025-01-01T00:30:00+01:00", "2024-12-31T23:30:00Z"),
        ("2025-04-17T20:30", None),
        ("2025-04-17", None),
        ("2025-02-31T09:15:00+01:00", None),
        ("0001-01-01T00:00:00+05:00", None),
        ("yesterday", None),
    ],
)
def test_a_time_in_utc_only_where_its_offset_is_known(printed: str, moment: str | None) -> None:
    assert utc(Instant(value=printed, zone="unknown", text=printed)) == moment


def test_a_quote_has_its_pieces_in_one_text() -> None:
    pieces = (
        Excerpt(block=4, start=0, end=4, text="We sail"),
        Excerpt(block=4, start=9, end=12, text="at noon."),
        Excerpt(block=6, start=1, end=2, text="All of us."),
    )
    quote = Quote(kind="direct", content=pieces, rule="quotes/marks", confidence=0.9)
    (row,) = ROWS["quotes"](told(replace(FERRY, reading=Reading(quotes=(quote,))), "abc", 1))
    assert row["text"] == "We sail at noon.\n\nAll of us."
    assert (row["pieces"], row["block"], row["block_start"], row["source_start"]) == (3, 4, 0, 266)


def test_the_address_of_a_page_is_never_a_script() -> None:
    story = replace(FERRY, source=replace(FERRY.source, canonical_url="javascript:alert(1)"))
    (row,) = ROWS["stories"](told(story, "abc", 1))
    assert row["canonical_url"] is None


def test_an_id_is_that_of_name_and_content() -> None:
    source = replace(FERRY.source, name="pages/ferry.html")
    others = (replace(source, name="ferry.html"), replace(source, sha256="0" * 64))
    assert story_id(source) == "1104fc1e447e3edc"
    assert story_id(source) not in [story_id(other) for other in others]
    assert story_id(source) == story_id(replace(source, fetched_at="2025-03-04T09:15:00Z"))


def test_no_two_stories_share_an_id() -> None:
    source = FERRY.source
    other = replace(source, name="other")
    with ids() as given_out:
        first = [given_out.of(one) for one in (source, other, source, source, other)]
    own, others = story_id(source), story_id(other)
    assert first == [own, others, f"{own}-2", f"{own}-3", f"{others}-2"]
