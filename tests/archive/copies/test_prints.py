"""Prints, candidates, and which prints are kept."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from tests.archive.invented import document, paragraphs

from copydesk.archive.copies.prints import MOST_FAMILIES, candidates_of, enough_in_common, prints_of, prints_to_keep

STORY = paragraphs(1)


def test_prints_are_the_same_on_every_machine() -> None:
    assert prints_of(document(["The harbour of Lunde was closed on Monday after a storm."])) == (
        -1730499308,
        -1396706056,
        983120006,
    )


def test_prints_are_signed_numbers_of_32_bits() -> None:
    prints = prints_of(document(STORY))
    assert prints
    assert all(-(2**31) <= print_ < 2**31 for print_ in prints)


def test_a_copy_with_paragraphs_left_out_and_others_around_it_is_a_candidate() -> None:
    copy = [*paragraphs(2, 3), *STORY[2:4], *paragraphs(3, 3)]
    prints = prints_of(document(STORY))
    assert candidates_of(prints_of(document(copy)), {print_: [7] for print_ in prints}) == [7]


def test_paragraphs_joined_to_one_are_a_candidate() -> None:
    prints = prints_of(document(STORY))
    assert candidates_of(prints_of(document([" ".join(STORY)])), {print_: [7] for print_ in prints}) == [7]


def test_one_print_in_common_is_an_accident() -> None:
    prints = prints_of(document(STORY))
    assert candidates_of(prints, {prints[0]: [7]}) == []


def test_a_text_of_one_print_needs_that_one() -> None:
    prints = prints_of(document(["Harbour closed Monday"]))
    assert enough_in_common(prints) == 1 == len(prints)
    assert candidates_of(prints, {prints[0]: [7]}) == [7]


def test_who_has_most_in_common_comes_first() -> None:
    prints = prints_of(document(STORY))
    holders = defaultdict(list, {print_: [1] for print_ in prints[:3]})
    for print_ in prints[:5]:
        holders[print_].append(2)
    assert candidates_of(prints, holders) == [2, 1]


def test_a_phrase_of_the_trade_makes_no_candidates_and_is_kept_by_nobody_else() -> None:
    prints = prints_of(document(["All rights reserved, this material may not be rewritten or redistributed."]))
    holders = {print_: list(range(MOST_FAMILIES + 1)) for print_ in prints}
    assert candidates_of(prints, holders) == []
    assert prints_to_keep(prints, holders, {99}) == []


def test_a_copy_keeps_what_its_family_does_not_have() -> None:
    prints = prints_of(document(STORY))
    holders = {prints[0]: [4], prints[1]: [5]}
    assert prints_to_keep(prints, holders, {4, 9}) == list(prints[1:])


@given(st.text())
def test_any_text_has_prints_in_order(text: str) -> None:
    prints = prints_of(document([text]))
    assert list(prints) == sorted(set(prints))
