"""Content words as numbers."""

import pytest

from copydesk.archive.words import StopRow, content_words, stop_rows, word_ids


@pytest.mark.parametrize("row", stop_rows(), ids=lambda row: row.language)
def test_a_row_leaves_what_its_example_says(row: StopRow) -> None:
    text, left = row.example
    assert left.split() == content_words(text)


def test_numbers_are_the_same_on_every_machine() -> None:
    assert word_ids("harbour closed 1,204") == [1533582490, 80170468, 1771734293]
    assert word_ids("Harbour closed") == word_ids("the harbour, CLOSED.")


def test_a_script_without_spaces_gives_pairs() -> None:
    assert content_words("東京湾") == ["東京", "京湾"]
