"""Rows are written as JSON and as a table; neither loses one, and no cell is a formula."""

import csv
import io
import json

import pytest

from copydesk.web.shape import Mark, Problem, Row, Screen, as_csv, as_json, cell, clipped


class One(Row, frozen=True, kw_only=True):
    name: str
    count: int


class Other(Row, frozen=True, kw_only=True):
    name: str
    marks: tuple[Mark, ...]


SCREEN = Screen(
    "x",
    "X",
    {
        "ones": (One(name="=1+1", count=-3),),
        "others": (Other(name="quay", marks=(Mark(0, 4, "lit", "/a"),)),),
        "none": (),
    },
)


def test_the_table_has_all_parts() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(SCREEN).decode())))
    assert rows == [
        {"part": "ones", "name": "'=1+1", "count": "-3", "marks": ""},
        {"part": "others", "name": "quay", "count": "", "marks": "0-4 lit /a"},
    ]


def test_the_object_has_all_parts() -> None:
    assert json.loads(as_json(SCREEN)) == {
        "ones": [{"name": "=1+1", "count": -3}],
        "others": [{"name": "quay", "marks": [[0, 4, "lit", "/a"]]}],
        "none": [],
    }


def test_a_problem_is_an_error() -> None:
    screen = Screen("error", "X", {"error": (Problem(code="query", message="no"),)}, status=400)
    assert json.loads(as_json(screen)) == {"error": {"code": "query", "message": "no"}}


@pytest.mark.parametrize("text", ["=a", "+a", "-a", "@a", "\ta", "\ra"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_a_long_value_says_how_long_it_is() -> None:
    assert clipped("a" * 3_000, 10) == "aaaaaaaaaa… (3,000 characters)"
