"""The small words of a language, by which a text is known."""

import pytest

from copydesk.tables.reader import rows
from copydesk.wording.small_words import SmallWords, has_small_words, tally

ROWS = rows("small_words", SmallWords)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.language)
def test_the_example_of_a_language_is_first_in_it(row: SmallWords) -> None:
    counted = tally(row.example)
    best = max(counted.weights.values())
    assert counted.of(row.language) == best
    assert [code for code, weight in counted.weights.items() if weight == best] == [row.language]


def test_each_language_has_one_row_and_each_word_stands_once() -> None:
    assert len(ROWS) == len({row.language for row in ROWS})
    assert all(len(row.words.split()) == len(set(row.words.split())) for row in ROWS)


def test_a_word_of_one_language_weighs_most() -> None:
    assert tally("yenyewe wewe").weights == {}
    assert tally("kwamba").of("sw") == 1.0
    assert 0 < tally("de").of("fr") < 0.5
    assert not has_small_words("ja")
    assert tally("12 km. 3!").first is None
