"""What nobody sees leaves a text; what a script needs stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.invisible import bare, cleaned

UNSEEN = "\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x08\x1b\x7f\x81"
WORDS = "Ferry Lunde Røst 東京 порт می‌خواهم शक्ति שלום 👩‍🚀 … –".split()


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Har\u00adbour", "Harbour"),
        ("\ufeffThe ferry\u200b sails", "The ferry sails"),
        ("pay \u202e001\u202c now", "pay 001 now"),
        ("\u2066isolated\u2069", "isolated"),
        ("bell\x07 and escape\x1b[31m", "bell and escape[31m"),
        ("page one\x0cpage two", "page one page two"),
        ("zero\u200cwidth\u200djoiners", "zerowidthjoiners"),
        ("left\u200e to\u200f right", "left to right"),
        ("hidden \U000e0041\U000e0042tags", "hidden tags"),
        ("Trump\u0092s \u0093plan\u0094", "Trump’s “plan”"),
        ("don\u00e2\u0080\u0099t", "don’t"),
        ("Stra\u00c3\u009fe \u00e2\u0080\u009cA\u00e2\u0080\u009d", "Straße “A”"),
    ],
)
def test_what_nobody_sees_leaves(given_text: str, kept: str) -> None:
    assert kept == cleaned(given_text)


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\U0001f469\u200d\U0001f680 \u2764\ufe0f\u200d\U0001f525",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u05e9\u05dc\u05d5\u05dd (C++)\u200f",
        "one\ntwo\tthree",
        "Ã fond, Â côté",
    ],
)
def test_what_a_script_needs_stays(text: str) -> None:
    assert text == cleaned(text)


@given(st.lists(st.sampled_from([*WORDS, *UNSEEN, " "]), max_size=30).map("".join))
def test_nothing_unseen_is_left_and_no_letter_is_lost(text: str) -> None:
    once = cleaned(text)
    assert not set(once) & set(UNSEEN)
    assert once == cleaned(once)
    assert bare(once) == bare(text)


@given(st.text())
def test_no_control_is_left_in_any_text(text: str) -> None:
    assert not [letter for letter in cleaned(text) if unicodedata.category(letter) == "Cc" and letter not in "\n\t\r"]
