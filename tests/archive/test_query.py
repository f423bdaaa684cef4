import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.archive.errors import QueryError
from copydesk.archive.query import Filter, parse_query

PLACES = [
    ('ferry "port of', "unclosed quote", 6),
    ("ferry (strike", "unclosed bracket", 6),
    ("ferry)", "unopened bracket", 5),
    ("ferry AND", "the query ends where a word is expected", 9),
    ("OR ferry", "a word is expected before OR", 0),
    ("NOT ferry", "a word or a field is expected besides NOT", 0),
    ("ferry colour:red", "no field colour", 6),
    ("ferry since:tomorrow", "since takes a day", 12),
    ("ferry OR agency:AFP", "agency: cannot stand under OR", 9),
    ("ferry --", "nothing to look for in --", 6),
]


@pytest.mark.parametrize(("query", "message", "place"), PLACES)
def test_a_query_that_does_not_parse_says_where(query: str, message: str, place: int) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        parse_query(query)
    assert caught.value.place == place
    assert str(caught.value).endswith(f" at {place}")


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("ferry strike", '("ferry" AND "strike")'),
        ("ferry AND strike", '("ferry" AND "strike")'),
        ("ferry OR strike", '("ferry" OR "strike")'),
        ("ferry NOT strike", '"ferry" NOT "strike"'),
        ("(ferry OR boat) quay", '(("ferry" OR "boat") AND "quay")'),
        ("harb*", '"harb" *'),
        ("well-kept", '"well kept"'),
        ("東京湾", '"東 京 湾"'),
        ('"and"', '"and"'),
    ],
)
def test_words_in_the_language_of_the_index(query: str, match: str) -> None:
    assert parse_query(query).match == match


def test_fields_are_filters() -> None:
    query = parse_query('ferry agency:"Agence Nord" NOT outlet:courier.example since:2024-05')
    assert query.filters == (
        Filter("agency", "Agence Nord"),
        Filter("outlet", "courier.example", is_not=True),
        Filter("since", "2024-05"),
    )
    assert query.match == '"ferry"'


@given(st.text(alphabet='ab"()*: -ANDORT東é\n', max_size=40))
def test_every_query_parses_for_the_index_too_or_says_where_it_does_not(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError as error:
        assert 0 <= error.place <= len(text)  # noqa: PT017 - either outcome is right
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table words using fts5 (body)")
    for expression in filter(None, (query.match, query.exclude)):
        connection.execute("select rowid from words where words match ?", (expression,)).fetchall()
