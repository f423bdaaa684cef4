"""Tags found by line and column stand where the parser says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import Element, parse

from copydesk.layout.places import Lines, tag_end, tag_span
from copydesk.layout.sheet import span_of

PIECES = st.sampled_from(
    (
        "<p",
        "<a",
        "<div",
        "<meta",
        " ",
        "\n",
        "/",
        "=",
        '"',
        "'",
        ">",
        "name",
        "x",
        "=a",
        '="b>"',
        "='c\"'",
        "<",
        "é",
        "t",
    )
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_tag_ends_where_the_parser_ends_it(source: str) -> None:
    root = parse(f"<!DOCTYPE html><body>{source}", source_locations=True).root
    assert root is not None
    lines = Lines(f"<!DOCTYPE html><body>{source}")
    for element in root.descendants:
        if isinstance(element, Element) and element.source_location is not None:
            assert tag_span(lines, element) == span_of(element)


@pytest.mark.parametrize("source", ["", "<", "<p", "<p a='", "<p a=", "<p a", "p>", "<1>", "<p a = "])
def test_what_is_no_whole_tag_has_no_end(source: str) -> None:
    assert tag_end(source, 0) == -1


def test_lines_past_the_end_start_there() -> None:
    assert [Lines("a\nb").start(number) for number in (1, 2, 3, 9)] == [0, 2, 3, 3]
