"""Content words as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.archive.words import LONGEST_HELD, StopRow, content_words, stop_rows, word_id, word_ids


@pytest.mark.parametrize("row", stop_rows(), ids=lambda row: row.language)
def test_a_row_leaves_what_its_example_says(row: StopRow) -> None:
    text, left = row.example
    assert left.split() == content_words(text)


def test_numbers_are_the_same_on_every_machine() -> None:
    assert word_ids("harbour closed 1,204") == [1533582490, 80170468, 1771734293]
    assert word_ids("Harbour closed") == word_ids("the harbour, CLOSED.")


def test_a_script_without_spaces_gives_pairs() -> None:
    assert content_words("東京湾") == ["東京", "京湾"]


@given(st.text() | st.text("aΣσ1٣,.’“-—é東\u3000\u0301 \n"))
def test_a_text_cut_at_its_spaces_gives_the_words_of_the_whole(text: str) -> None:
    assert word_ids(text) == [word_id(word) for word in content_words(text)]


def test_a_long_run_gives_all_its_words() -> None:
    text = "東京湾" * LONGEST_HELD
    assert word_ids(text) == [word_id(word) for word in content_words(text)]
