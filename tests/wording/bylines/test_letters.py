"""Letter by letter, a line has every sign of which a pattern of bylines would find something."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.bylines import letters
from copydesk.wording.bylines.letters import ADDRESS, BRACKET, FIGURED, GLUED, PARTED, UNSEEN, letters_of

PATTERNS = {
    BRACKET: r"[()\[\]{}<>]",
    ADDRESS: r"@|://|www\.",
    FIGURED: r"\d",
    GLUED: r"[a-zà-öø-ÿß][A-ZÀ-ÖØ-Þ]",
    PARTED: r"[|•·;\n\t●◆■▪∙⋅~,،；/＝]|\s[-–—]+(?=\s|$)|\s-{2,}",
    UNSEEN: "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]",
}
LINES = st.text(st.sampled_from("aZéÉß×÷ 1٣()<@w.:/|,;–—-\t\n\u200b\ufeff●＝İ文"), max_size=12)


@pytest.fixture(autouse=True)
def by_letter(monkeypatch):
    """Letters are looked at one by one in plain Python too."""
    if hasattr(letters, "_BY_LETTER"):
        monkeypatch.setattr(letters, "_BY_LETTER", True)


@pytest.mark.parametrize("sign", PATTERNS)
@given(line=st.one_of(LINES, st.text(max_size=20)))
def test_a_sign_stands_where_its_pattern_finds_something(sign, line) -> None:
    assert letters_of(line) & sign or not re.search(PATTERNS[sign], line)


def test_a_plain_name_has_no_sign() -> None:
    assert letters_of("Jane van der Doe-McDoe") & ~GLUED == 0
    assert letters_of("Jane Doe") == 0
