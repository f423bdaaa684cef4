"""Two texts paragraph by paragraph, as the room shows them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.differences.changes import compared
from copydesk.web.diff import DiffRow, diff_rows

TEXT = (*PARAGRAPHS, *OTHERS)


def rows(before: tuple[str, ...], after: tuple[str, ...]) -> list[DiffRow]:
    earlier, later = story(before), story(after)
    found = compared(earlier, later)
    return list(diff_rows(earlier, later, found, found.changes))


def test_a_moved_paragraph_and_the_place_where_it_stood_lead_to_each_other() -> None:
    moved = (*TEXT[:2], *TEXT[3:6], TEXT[2], TEXT[6])
    told = rows(TEXT, moved)
    assert [row.state for row in told] == ["headline", "same", "from", "same", "moved", "same"]
    origin, place = told[2], told[4]
    assert (origin.to, place.to) == (place.n, origin.n)
    assert (origin.a_paragraph, place.a_paragraph, place.b_paragraph) == (3, 3, 6)
    assert origin.a.startswith(TEXT[2][:60])


@given(st.permutations(TEXT), st.integers(0, len(TEXT)))
def test_rows_are_numbered_and_lead_to_each_other(order: list[str], kept: int) -> None:
    told = rows(TEXT, tuple(order[:kept]) or TEXT[:1])
    assert [row.n for row in told] == list(range(len(told)))
    assert all(two.n == one.n + 1 for one, two in pairwise(told))
    for row in told:
        assert (row.to is not None) == (row.state in ("moved", "from"))
        if row.to is not None:
            assert told[row.to].to == row.n
