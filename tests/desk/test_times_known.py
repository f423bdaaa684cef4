"""Days that are said as names, and what looks ahead."""

from __future__ import annotations

import re

import pytest

from copydesk.desk.times import Time, find_times, solve
from copydesk.desk.times.known import KnownDay, known_days

PUBLISHED = "2024-08-01T12:00Z"


def times(text: str, published: str = PUBLISHED) -> dict[str, Time]:
    found = solve(find_times(text, published=published), text, published=published)
    return {one.text: one for one in found}


@pytest.mark.parametrize("row", known_days(), ids=lambda row: row.id)
def test_each_row_reads_its_example(row: KnownDay) -> None:
    sentence, value = row.example.rsplit(" = ", 1)
    marked = re.search(r"\[(.+?)\]", sentence)
    assert marked is not None
    text = sentence.replace("[", "").replace("]", "")
    one = times(text, "2024-10-20T12:00Z")[marked[1]]
    assert (one.value, one.rule.rsplit("+", 1)[-1]) == (value, row.id)


def test_the_same_day_without_its_word_is_the_story_s_own() -> None:
    assert times("The council met on Oct. 7 last.", "2024-11-01")["Oct. 7"].value == "2024-10-07"


def test_the_attack_on_this_year_s_day_is_not_the_known_one() -> None:
    assert times("An attack on Oct. 7 hurt two.", "2024-10-10")["Oct. 7"].value == "2024-10-07"


def test_three_years_ago_beside_a_day_settles_its_year() -> None:
    assert times("The May 6 vote three years ago was close.")["May 6"].value == "2021-05-06"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The raid of December 5 killed two.", "December 5", "2023-12-05"),
        ("The December 5 raid killed two.", "December 5", "2023-12-05"),
        ('"We sail again on Friday," the captain said on Monday.', "Friday", "2024-08-02"),
        ('"We sailed on Friday," the captain said.', "Friday", "2024-07-26"),
        ("The money is due in May.", "May", "2025-05"),
        ("The deal runs through June.", "June", "2025-06"),
        ("They could come as early as Tuesday.", "Tuesday", "2024-08-06"),
        ("They paid $154 million last year.", "last year", "2023"),
        ("It closed on Friday, the fourth fall in a row.", "Friday", "2024-07-26"),
    ],
)
def test_what_looks_ahead_and_what_never_does(text: str, words: str, value: str) -> None:
    assert times(text)[words].value == value
