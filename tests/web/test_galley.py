"""A long text goes on from page to page, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.stories import PARAGRAPHS, story

from copydesk.archive.errors import ArchiveError
from copydesk.web.galley import LineRow, lines_of, window
from copydesk.web.shape import Mark


def line(text: str) -> LineRow:
    return LineRow(block=0, role="body", section="text", text=text, marks=(Mark(0, min(3, len(text)), "name"),))


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=30), min_size=1, max_size=8), st.integers(1, 20))
def test_the_pages_together_are_the_text(texts: list[str], budget: int) -> None:
    lines = [line(text) for text in texts]
    found, start = "", ""
    for _ in range(400):
        page = window(lines, start, budget)
        assert sum(len(one.text) for one in page.lines) <= budget
        assert all(0 <= mark.start <= mark.end <= len(one.text) for one in page.lines for mark in one.marks)
        found += "".join(one.text for one in page.lines)
        if page.next is None:
            break
        start = page.next
    assert found == "".join(texts)


@pytest.mark.parametrize("start", ["x", "9", "-1", "1-", "1-2-3", "٣"])
def test_a_place_that_is_none_is_told(start: str) -> None:
    with pytest.raises(ArchiveError):
        window([line("abc")], start)


def test_the_galley_has_every_paragraph_once() -> None:
    lines = list(lines_of(story(), {}))
    assert [one.text for one in lines if one.paragraph] == list(PARAGRAPHS)
    assert [one.paragraph for one in lines if one.paragraph] == [1, 2, 3, 4]
    assert lines[0].role == "headline"
