"""White space told letter by letter is what the methods of text tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.invisible import cleaned
from copydesk.wording.misread import reread
from copydesk.wording.spaces import Run, is_blank, squeezed

SEEN = "ab .é漢\u00c3\u00a9\u00e2\u20ac\u2122\U0001f600"
UNSEEN = "\t\n\x0b\x1f\x00\x7f\u00a0\u00ad\u200b\u2003\ufeff"
TEXTS = st.text(st.sampled_from(SEEN + UNSEEN))


@given(TEXTS)
def test_a_text_is_squeezed_as_by_splitting_it(text: str) -> None:
    assert squeezed(text) == " ".join(cleaned(" ".join(reread(text).split())).split())


@given(TEXTS)
def test_a_run_that_needs_no_mending_is_a_piece_of_the_text(text: str) -> None:
    run = Run()
    run.look(text)
    assert text[run.start : run.end] == text.strip()
    if run.is_clean:
        assert run.is_squeezed == (text.strip() == " ".join(text.split()))
        assert squeezed(text) == " ".join(text.split())


@pytest.mark.parametrize(("text", "blank"), [("", False), (" \n", True), ("\u00a0\u3000", True), (" x", False)])
def test_white_space_alone_is_blank(text: str, blank: bool) -> None:
    assert is_blank(text) == blank
