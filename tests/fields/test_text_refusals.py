"""Text pages that are no story."""

import pytest
from tests.fields.text_pages import story_in

from copydesk.errors import NotAStory
from copydesk.fields.refusals import refusal_rows


@pytest.mark.parametrize("row", refusal_rows(), ids=lambda row: row.reason)
def test_each_row_refuses_its_example(row) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotAStory) as refused:
        story_in(f"Island Post\n{row.example}\nHome")
    assert row.reason == refused.value.reason


def test_a_menu_alone_has_no_body() -> None:
    with pytest.raises(NotAStory) as refused:
        story_in("Home\nNews\nSport\nCulture")
    assert refused.value.reason == "no-body"
