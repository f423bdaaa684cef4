"""Page text is shown as it is, and nothing in it acts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.web.shape import Mark
from copydesk.web.text import flat_marks, pieces, shown, when

marks = st.builds(Mark, st.integers(-2, 40), st.integers(-2, 40), st.sampled_from(["lit", "name", "time"]))


@given(st.text(max_size=40), st.lists(marks, max_size=8))
def test_pieces_are_the_text(text: str, given: list[Mark]) -> None:
    assert "".join(piece.text for piece in pieces(text, given)) == text


@given(st.lists(marks, max_size=8))
def test_no_mark_lies_over_another(given: list[Mark]) -> None:
    flat = flat_marks(given, 30)
    assert all(one.end <= other.start for one, other in pairwise(flat))
    assert all(mark in given for mark in flat)


def test_of_two_marks_that_meet_the_first_named_stays() -> None:
    found = list(pieces("the harbour master", [Mark(4, 11, "lit"), Mark(4, 18, "name")]))
    assert [(piece.text, piece.kind) for piece in found] == [("the ", ""), ("harbour", "lit"), (" master", "")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain", "plain"),
        ("a\0b", "a␀b"),
        ("\x1b[31m", "␛[31m"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("soft\u00adhyphen", "softhyphen"),
        ("né 港 \u200d", "né 港 \u200d"),
        ("a\r\nb", "a \nb"),
    ],
)
def test_nothing_unseen_stays_unseen(text: str, wanted: str) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2025-03-11T18:40:00+01:00", "11 March 2025, 18:40 +01:00"),
        ("2025-12-01T08:00:00Z", "1 December 2025, 08:00 UTC"),
        ("2025-10", "October 2025"),
        ("2025-09-09", "9 September 2025"),
        ("2025", "2025"),
        ("soon", "soon"),
        ("2025-13-01", "2025-13-01"),
        (None, ""),
    ],
)
def test_instants_are_as_exact_as_they_are(value: str | None, wanted: str) -> None:
    assert when(value) == wanted
