"""Passages between quote marks, whole and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk.quotes.marks import find_passages

MARKS = "\"“”„‟«»‹›‘’‚'`"


def inner(text: str, *, goes_on: bool = False) -> list[str]:
    return [text[one.inner_start : one.inner_end] for one in find_passages(text, goes_on=goes_on)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"Yes," she said.', ["Yes,"]),
        ("“Yes,” she said.", ["Yes,"]),
        ("„Ja“, sagte sie.", ["Ja"]),
        ("«Oui», dit-elle.", ["Oui"]),
        ("« Oui », dit-elle.", [" Oui "]),
        ("»Ja«, sagte sie.", ["Ja"]),
        ("”Ja”, sade hon.", ["Ja"]),
        ("``Yes,'' she said.", ["Yes,"]),
        ("''Yes,'' she said.", ["Yes,"]),
        ("‘Yes,’ she said.", ["Yes,"]),
        ("'Yes,' she said.", ["Yes,"]),
        ("‹Oui›, dit-elle.", ["Oui"]),
        ('" Yes , " she said.', [" Yes , "]),
    ],
)
def test_all_marks_are_known(text: str, said: list[str]) -> None:
    """Straight, curly, low, angled, doubled, backwards and spaced ones."""
    assert said == inner(text)


def test_adjacent_passages_stay_apart() -> None:
    """A closing and an opening mark with a space between are two."""
    assert inner('He called them "sailors." "For me, it is home," he said.') == ["sailors.", "For me, it is home,"]


@pytest.mark.parametrize(
    "text",
    [
        "It's the mayor's bridge, isn't it?",
        "The boys' home and the girls' home shut in the '90s.",
        "Rock ’n’ roll, ’tis said, is the people’s music.",
        "He is 6'2\" tall and she is 5'10\".",
        'They sold 3" pipes and 5" pipes.',
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    """Nothing is quoted here."""
    assert inner(text) == []


def test_a_possessive_does_not_close_a_single_quote() -> None:
    """The mark after a comma fits better than the one after an s."""
    assert inner("'the boys' home was cold,' he said.") == ["the boys' home was cold,"]


def test_a_quote_in_a_quote_is_deeper() -> None:
    """The outer passage comes first."""
    text = "\"They shouted 'stop' at me,\" she said."

    assert [(one.depth, text[one.inner_start : one.inner_end]) for one in find_passages(text)] == [
        (0, "They shouted 'stop' at me,"),
        (1, "stop"),
    ]


def test_a_missing_closing_mark_is_set_before_the_cue() -> None:
    """The speaker and the verb for saying show where the speech ends."""
    passage, _ = find_passages('"It is safe, she said. "It is done."')

    assert '"It is safe, she said. "It is done."'[passage.start : passage.end] == '"It is safe,'
    assert not passage.closed


def test_a_missing_opening_mark_is_set_at_the_start_of_the_sentence() -> None:
    """A closing mark after a comma ends something said."""
    passage = find_passages('The hall was full. It is safe," she said.')[0]

    assert (passage.start, passage.opened) == (19, False)


def test_an_unclosed_passage_runs_to_the_end_when_the_next_paragraph_goes_on() -> None:
    """Passages of the same marks inside it are then quotes in the quote."""
    assert inner('"It is "safe" here.', goes_on=True) == ['It is "safe" here.', "safe"]


@given(st.text(alphabet=MARKS + " aB.,?s\n7", max_size=60), st.booleans())
def test_passages_nest_and_lie_in_the_text(text: str, goes_on: bool) -> None:
    """Whatever the marks: spans are in order, and no passage crosses another."""
    passages = find_passages(text, goes_on=goes_on)

    for one in passages:
        assert 0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text)
    for one in passages:
        for other in passages:
            assert (
                one.end <= other.start
                or other.end <= one.start
                or one.start <= other.start <= other.end <= one.end
                or (other.start <= one.start <= one.end <= other.end)
            )
