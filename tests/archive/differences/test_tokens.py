"""Tokens and the runs in which two texts differ."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.archive.differences.tokens import Token, content_of, differences, tokens


def keys(text: str) -> list[str]:
    return [token.key for token in content_of(tokens(text))]


def hunks(before: str, after: str) -> list[tuple[str, str]]:
    found = differences(content_of(tokens(before)), content_of(tokens(after)))
    return [(said(hunk.before), said(hunk.after)) for hunk in found]


def said(words: Sequence[Token]) -> str:
    return " ".join(token.key for token in words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t pay 1,204.50 €", ["dont", "pay", "1204.50", "€"]),
        ("−5 degrees at 10:30", ["-5", "degrees", "at", "10:30"]),
        ("pages 10-12", ["pages", "10", "12"]),
        ("1.204 Tonnen, 4,2 Prozent", ["1204", "tonnen", "4.2", "prozent"]),
        ("東京で火災", ["東", "京", "で", "火", "災"]),
    ],
)
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The co-operation costs 1,200 euros.", "The cooperation costs 1200 euros"),
        ("“Yes,” she said.", '"Yes", she said'),
        ("the U.S. fleet", "The US fleet"),
    ],
)
def test_marks_capitals_and_joined_words_are_no_difference(before: str, after: str) -> None:
    assert hunks(before, after) == []


def test_runs_that_differ() -> None:
    assert hunks("Five people were hurt on Monday.", "Seven people were hurt, police said on Monday.") == [
        ("five", "seven"),
        ("", "police said"),
    ]


def test_an_amount_in_another_currency_differs() -> None:
    assert hunks("It costs $5 million.", "It costs €5 million.") == [("$", "€")]


def test_texts_too_long_to_compare_word_by_word_differ_in_one_run() -> None:
    before = " ".join(f"a{number}" for number in range(6000))
    after = " ".join(f"b{number}" for number in range(6000))
    assert len(hunks(f"same {before} end", f"same {after} end")) == 1


@given(st.text(alphabet="ab 1,.-“”’é東\u0301", max_size=40), st.text(alphabet="ab 1,.-“”’é東\u0301", max_size=40))
def test_tokens_stand_in_order_and_differences_lead_from_one_to_the_other(before: str, after: str) -> None:
    found = tokens(before)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(before[token.start : token.end] for token in found)
    ours, theirs = content_of(found), content_of(tokens(after))
    changed = list(differences(ours, theirs))
    assert changed or said(ours).replace(" ", "") == said(theirs).replace(" ", "")
    assert not changed or said(ours) != said(theirs)
