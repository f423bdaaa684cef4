"""Date-time cases of Recognizers-Text: what counts as read right."""

from typing import Any

import pytest
from benchmarks.date_cases import compared

DAY = {"ReferenceDateTime": "2025-04-17T00:00:00"}


def case(text: str, said: str, *values: dict[str, str], day: dict[str, str] | None = None) -> dict[str, Any]:
    results = [{"Text": said, "TypeName": "datetimeV2.any", "Resolution": {"values": list(values)}}]
    return {"Input": text, "Context": day, "Results": results}


def outcomes(row: dict[str, Any]) -> list[str]:
    return [outcome for outcome, _ in compared(row, "en")]


def test_either_end_of_a_stretch_is_right_and_another_day_is_not() -> None:
    may = {"timex": "2024-05", "type": "daterange", "start": "2024-05-01", "end": "2024-06-01"}
    assert outcomes(case("It opened in May 2024.", "may 2024", may, day=DAY)) == ["right with a day"]
    assert outcomes(case("It opened in June 2024.", "june 2024", may, day=DAY)) == ["other value with a day"]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("It lasts two weeks.", "two weeks", {"timex": "P14D", "type": "duration", "value": "1209600"}),
        ("It opens at 8 pm.", "8 pm", {"timex": "T20", "type": "time", "value": "20:00:00"}),
    ],
)
def test_lengths_and_clock_times_go_by_what_they_mean(text: str, said: str, value: dict[str, str]) -> None:
    assert outcomes(case(text, said, value, day=DAY)) == ["right with a day"]


def test_what_needs_a_day_that_the_file_lacks_is_counted_apart() -> None:
    tomorrow = {"timex": "2019-03-02", "type": "date", "value": "2019-03-02"}
    assert outcomes(case("It opens tomorrow.", "tomorrow", tomorrow)) == ["other value that needs a day"]
    assert outcomes(case("Nothing here.", "here", tomorrow, day=DAY)) == ["not found with a day"]
