"""The fast ways through plain ASCII give what the regular expressions give."""

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.body.compare import _FORM, fold
from copydesk.wording.spelling import word_runs

TEXT = st.text(alphabet=st.characters(max_codepoint=0x250)) | st.text(alphabet="a1B.,_ -'\n’é٣")


@given(text=TEXT)
def test_word_runs_are_what_the_expression_finds(text: str) -> None:
    assert word_runs(text) == re.findall(r"\w+", text)


@given(text=TEXT)
def test_folding_is_the_same_for_ascii_and_other_text(text: str) -> None:
    assert fold(text) == _FORM.sub("", text).casefold()


def test_points_inside_numbers_stay() -> None:
    assert fold("It's 1,500.5 km. (3.4)") == "its1,500.5km3.4"
