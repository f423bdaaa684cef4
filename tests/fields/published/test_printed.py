"""The published candidates that printed instants give, and declared moments in the clock that the page prints."""

from datetime import date

import pytest

from copydesk.fields.published.printed import in_local_clock, printed_candidates
from copydesk.records import Instant


class TestPrintedCandidates:
    """Lines of a page to candidates."""

    LINES = (
        ("Harbour opens again", (0, 19), 1.0),
        ("Published: 3 May 2024 15:47", (20, 47), 1.0),
        ("Updated: 4 May 2024", (48, 67), 1.0),
        (
            "The ships of 1 May 2024 were the first in a long while to pass the new locks of the town, they said.",
            (68, 168),
            0.4,
        ),
    )

    def test_labelled_wins(self):
        published, modified = printed_candidates(self.LINES)
        place, first = published[0]
        assert (place, first.rule, first.value.value) == (1, "published/labelled", "2024-05-03T15:47")
        assert [(place, candidate.value.value) for place, candidate in modified] == [(2, "2024-05-04")]

    def test_span_is_that_of_the_words(self):
        published, _ = printed_candidates(self.LINES)
        assert published[0][1].span == (31, 47)

    def test_modified_alone_is_a_weak_day_of_publication(self):
        published, _ = printed_candidates([("Updated: 4 May 2024", (0, 19), 1.0)])
        assert [candidate.rule for _, candidate in published] == ["published/modified-only"]
        assert published[0][1].confidence < 0.7

    def test_days_to_come_are_dropped(self):
        assert printed_candidates([("3 May 2030", (0, 10), 1.0)], today=date(2024, 5, 3)) == ([], [])

    def test_instant_before_a_bar_opens_its_line(self):
        line = "3 May 2024 | By Ann Doe of our desk in the harbour town, with reports by two more of us"
        headed, running = (
            printed_candidates([(text, (0, len(text)), 1.0)])[0][0][1] for text in (line, "In the town " + line)
        )
        assert headed.confidence > running.confidence


class TestLocalClock:
    """A declared moment in the clock that the page prints."""

    @pytest.mark.parametrize(
        ("declared", "printed", "expected"),
        [
            ("2023-11-09T05:30:00+00:00", "2023-11-08T23:30", "2023-11-08T23:30-06:00"),
            ("2024-05-03T10:17:40+00:00", "2024-05-03T15:47", "2024-05-03T15:47+05:30"),
            ("2024-05-03T15:47:42+02:00", "2024-05-03T15:47", "2024-05-03T15:47+02:00"),
            ("2024-05-03T10:17:00+00:00", "2024-05-03T15:40", None),
            ("2024-05-01T10:00:00+00:00", "2024-05-03T10:00", None),
            ("2024-05-03T10:00:00", "2024-05-03T10:00", None),
            ("2024-05-03T10:00:00+00:00", "2024-05-03", None),
        ],
    )
    def test_same_moment(self, declared, printed, expected):
        told = in_local_clock(
            Instant(value=declared, zone="stated", text=""), Instant(value=printed, zone="unknown", text="")
        )
        assert (told and told.value) == expected
