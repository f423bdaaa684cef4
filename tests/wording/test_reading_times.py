"""Reading times and numbers that are none."""

import pytest

from copydesk.wording.reading_times import reading_time


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2 Min Read", "PT2M"),
        ("5-minute read", "PT5M"),
        ("3min read", "PT3M"),
        ("Less than 1 min read", "PT1M"),
        ("1 hr 5 min read", "PT1H5M"),
        ("90 min read", "PT1H30M"),
        ("May 3, 2024 · 4 min read", "PT4M"),
    ],
)
def test_a_reading_time_is_told(line, value):
    assert reading_time(line) == value


@pytest.mark.parametrize(
    "line", ["", "17 April 2024", "A 3 minute silence", "Read more", "0 min read", "She read for 3 hours and " * 5]
)
def test_other_lines_tell_none(line):
    assert reading_time(line) is None
