"""What else a time could have meant, and why it does not."""

from __future__ import annotations

import pytest

from copydesk.desk.times import Time, find_times, solve

PUBLISHED = "2024-02-15T10:00:00+00:00"


def times(text: str, language: str = "en") -> list[Time]:
    found = find_times(text, published=PUBLISHED, language=language)
    return solve(found, text, published=PUBLISHED)


def lost(text: str) -> dict[str, str]:
    (one,) = (one for one in times(text) if one.lost)
    assert one.value not in {other.value for other in one.lost}
    return {other.value: other.reason for other in one.lost}


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            "The pier opened on June 3.",
            {
                "2024-06-03": "after publication on 2024-02-15, and the clause is told as past",
                "2025-06-03": "farther from publication than 2023-06-03",
            },
        ),
        (
            "The pier will open on June 3.",
            {
                "2023-06-03": "the clause looks ahead, and this is before publication on 2024-02-15",
                "2025-06-03": "farther from publication than 2024-06-03",
            },
        ),
        (
            "The May 5 raid killed two.",
            {
                "2024-05-05": "what has a name has happened, and this is after publication on 2024-02-15",
                "2025-05-05": "farther from publication than 2023-05-05",
            },
        ),
        (
            "The council met on Monday.",
            {
                "2024-02-05": "farther from publication than 2024-02-12",
                "2024-02-19": "after publication on 2024-02-15, and nothing says that the clause looks ahead",
            },
        ),
        (
            "They hope to win this November.",
            {"2023-11": '"this" says 2024', "2025-11": '"this" says 2024'},
        ),
    ],
)
def test_each_value_that_lost_has_its_reason(text: str, reasons: dict[str, str]) -> None:
    assert lost(text) == reasons


def test_a_weekday_beside_it_says_why_the_other_years_lost() -> None:
    (one,) = times("It was moved to Thursday, June 6.")
    assert one.value == "2024-06-06"
    assert {other.reason for other in one.lost} == {"of the years that are open, 2024 has that weekday"}


def test_what_the_story_settles_says_by_what_the_rest_lost() -> None:
    text = "He was held for 132 days. He was taken in the raid of October 7. She was freed on February 16, 2024."
    found = solve(find_times(text, published="2024-11-01"), text, published="2024-11-01")
    (day,) = (one for one in found if one.text == "October 7")
    reason = '2023-10-07 is "132 days" before "February 16, 2024" (2024-02-16), to the day'
    assert (day.value, {other.reason for other in day.lost}) == ("2023-10-07", {reason})
    assert {other.value for other in day.lost} == {"2024-10-07", "2025-10-07"}


def test_a_known_day_says_why_no_other_year_is_meant() -> None:
    (day,) = times("He joined the Jan. 6 riot.")
    assert {other.reason for other in day.lost} == {'"Jan. 6" is said as the name of 2021-01-06'}


def test_a_clock_time_beside_the_day_stands_in_what_lost_too() -> None:
    (one,) = times("It left on Monday at 9 a.m.")
    assert {other.value for other in one.lost} == {"2024-02-05T09:00", "2024-02-19T09:00"}


@pytest.mark.parametrize("text", ["It opened on June 3, 2021.", "It took three weeks.", "The 1990s were quiet."])
def test_what_the_words_say_whole_has_no_other_value(text: str) -> None:
    assert [one.lost for one in times(text)] == [()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They hope to win this November. Holding on in November is unlikely.", "2024-11"),
        ("They hope to win this November. She lost the November election twice.", "2024-11"),
        ("They hope to win this November. They lost the seat in November.", "2023-11"),
        ("They won last November. Holding on in November is unlikely.", "2023-11"),
    ],
)
def test_a_month_follows_the_one_that_the_story_says_is_to_come(text: str, value: str) -> None:
    assert times(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("We could do it in 100 days.", "100 days", "P100D"),
        ("The tower can be built in two years.", "two years", "P2Y"),
        ("The tower can be ready in two years.", "in two years", "2026"),
        ("She left minutes before the blast.", "minutes", "PTXM"),
    ],
)
def test_what_something_takes_is_a_length(text: str, words: str, value: str) -> None:
    assert [(one.text, one.value) for one in times(text)] == [(words, value)]


def test_money_is_no_year() -> None:
    assert times("The boat cost 1999 euros and the net 2025 dollars.") == []
