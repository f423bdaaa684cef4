"""Letter by letter, the runs are those that the patterns find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.runs import holds_digit, letter_runs, name_runs, spelled, told_runs, wordlike_runs
from copydesk.wording.spelling import has_digit, word_runs

NAMES = st.text(st.sampled_from("abzABZ-_ 19éß٣²"), max_size=30)
TEXTS = st.one_of(st.text(max_size=40), NAMES)


@given(TEXTS)
def test_runs_of_letters_are_those_of_the_pattern(text: str) -> None:
    assert letter_runs(text) == word_runs(text) == re.findall(r"\w+", text)


@given(st.one_of(TEXTS, st.text(st.sampled_from("ab_1é .,"), max_size=8)))
def test_a_text_is_spelled_by_its_runs(text: str) -> None:
    assert spelled(text) == " ".join(re.findall(r"\w+", text))


@given(TEXTS)
def test_a_digit_is_one_of_any_script(text: str) -> None:
    assert holds_digit(text) == has_digit(text) == (re.search(r"\d", text) is not None)


@given(st.one_of(TEXTS, st.text(st.sampled_from("1٣.,a _²"), max_size=12)))
def test_what_copies_agree_in_are_letters_and_whole_numbers(text: str) -> None:
    assert "".join(told_runs(text)) == re.sub(r"(?:(?!(?<=\d)[.,](?=\d))[\W_])+", "", text)


@given(NAMES)
def test_names_are_parted_at_capitals_and_dashes(names: str) -> None:
    assert name_runs(names, 1) == [name.lower() for name in re.findall("[A-Z]?[a-z]+|[A-Z]+", names)]
    assert name_runs(names, 2) == [name.lower() for name in re.findall("[A-Z]?[a-z]{2,}|[A-Z]{2,}", names)]


@given(st.one_of(TEXTS, st.text(st.sampled_from("aé1٣.,’ _-हि½"), max_size=12)))
def test_words_keep_the_signs_of_their_script(text: str) -> None:
    assert wordlike_runs(text) == re.findall(r"""[^\s\d.,;:!?()\[\]{}<>|/"'’«»„“”‘…–—।॥،؟؛۔·•*#@&_-]+""", text)
