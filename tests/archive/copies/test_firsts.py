"""Who had a text first."""

import pytest
from tests.archive.invented import document

from copydesk.archive.copies.firsts import First, first_of


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"agency": "AFP"}, {"outlet": "afp.com"}, ("other", "first/own")),
        ({"outlet": "reuters.com"}, {"agency": "Reuters"}, ("document", "first/own")),
        (
            {"agency": "AFP", "published": "2026-03-01"},
            {"agency": "AFP", "published": "2026-03-02"},
            (None, "first/wire"),
        ),
        (
            {"published": "2026-03-01T10:00:00+01:00"},
            {"published": "2026-03-01T09:30:00+00:00"},
            ("document", "first/published"),
        ),
        ({"published": "2026-03-02"}, {"published": "2026-03-01T23:00:00+01:00"}, ("other", "first/published")),
        (
            {"published": "2026-03-01", "seen": "2026-03-05T08:00:00+00:00"},
            {"published": "2026-03-01T23:00:00", "seen": "2026-03-04T08:00:00+00:00"},
            ("other", "first/seen"),
        ),
        ({"place": "Lunde"}, {}, ("document", "first/dateline")),
        ({"agency": "AFP"}, {}, (None, "first/wire")),
        ({"published": "soon"}, {"published": "2026-03-01"}, ("other", "first/published")),
    ],
)
def test_the_first_rule_that_can_tell_does(
    one: dict[str, str], other: dict[str, str], expected: tuple[str | None, str]
) -> None:
    found = first_of(document([], **one), document([], **other), 1.0, 1.0)
    assert (found.which, found.rule) == expected


def test_the_two_are_told_alike_from_both_sides() -> None:
    one, other = document([], published="2026-03-01"), document([], published="2026-03-02")
    assert first_of(one, other, 1.0, 1.0).which == "document"
    assert first_of(other, one, 1.0, 1.0).which == "other"


def test_without_any_time_the_whole_text_comes_before_the_cut_one() -> None:
    assert first_of(document([]), document([]), 1.0, 0.6).which == "other"
    assert first_of(document([]), document([]), 0.95, 1.0) == First(
        None, "nothing says which of the two had it first", "first/unknown"
    )
