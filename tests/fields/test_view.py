"""A view never tells what was true of an earlier one, and asks a reader once."""

from hypothesis import given
from hypothesis import strategies as st
from tests.fields.visible_pages import BODY, PROSE, page_of

from copydesk.fields.view import View

TITLE = "Ferry to Lunde sails again"
LINES = f'<h1>{TITLE}</h1><p class="b">By Jane Doe</p>{BODY}<p class="b">{PROSE.replace("ferry", "barge")}</p>'


@given(gone=st.sets(st.integers(0, 4)))
def test_a_body_without_blocks_is_seen_as_if_it_never_had_them(gone: set[int]) -> None:
    whole = page_of(LINES, headline=TITLE)
    before = (whole.prose, whole.header, whole.around, whole.tail, whole.chosen)
    seen = whole.without(gone)
    assert seen.body == tuple(index for index in whole.body if index not in gone)
    assert seen.chosen == frozenset(seen.body)
    assert seen.prose == next((i for i in seen.body if len(seen.blocks[i].text) >= 100), seen.first)
    assert (whole.prose, whole.header, whole.around, whole.tail, whole.chosen) == before


def test_a_reader_is_asked_once_a_view() -> None:
    asked: list[View] = []
    page = page_of(LINES, headline=TITLE)
    assert page.once(lambda view: view.top) == page.top

    def read(view: View) -> int:
        asked.append(view)
        return len(asked)

    seen = page.without([1])
    assert [page.once(read), page.once(read), seen.once(read)] == [1, 1, 2]
    assert asked == [page, seen]


def test_a_settled_role_stays_unless_it_is_taken() -> None:
    page = page_of(LINES, headline=TITLE).settling("byline", [1, 2])
    assert page.settled == {1: "byline"}
    assert page.settling("published", [1]).settled == {1: "byline"}
    assert page.taking("published", [1]).settled == {1: "published"}
