"""Whether a line of capitalised words looks like a person."""

import pytest

from copydesk.wording.likeness import COMMON, GIVEN, likeness, small_words

SMALL = small_words(["You can get started with the main features of the ferry.", "Rose came; she will rose."])


@pytest.mark.parametrize("name", ["Anna Lunde", "Jean-Pierre Lunde", "MARIA LUNDE", "Will Roe"])
def test_a_given_name_makes_a_person(name) -> None:
    assert likeness(name, SMALL) == GIVEN


@pytest.mark.parametrize("name", ["Get Started", "Main Features"])
def test_words_that_the_page_uses_as_words_make_none(name) -> None:
    assert likeness(name, SMALL) == COMMON


def test_names_that_are_not_known_are_neither() -> None:
    assert likeness("Ntombi Qwabe", SMALL) == 0
    assert COMMON < likeness("Main Qwabe", SMALL) < 0


def test_particles_do_not_count() -> None:
    assert likeness("Qwabe the Lunde", SMALL) == 0


def test_only_so_much_text_is_read() -> None:
    assert "later" not in small_words(["x " * 40_000, "later"])


@pytest.mark.parametrize("word", ["ferry", "naïve", "rest"])
def test_a_small_word_is_found_where_it_stands_whole(word) -> None:
    assert word in small_words(["restless _rest ferryman", "Naïve, naïve: the rest", "a ferry"])


@pytest.mark.parametrize("word", ["ferry", "Ferry", "the ferry", "man", "x1", ""])
def test_a_part_of_a_word_or_a_word_with_a_capital_is_none(word) -> None:
    assert word not in small_words(["Ferry ferryman ferry_man, FERRY", "x12 x1y"])
