"""Body once: which blocks repeat earlier ones."""

import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.body import compare
from copydesk.body.compare import negation_rows
from copydesk.body.copies import _long_by_letter, _long_by_split, compare_blocks, find_copies

BODY = [
    "The harbour board voted on Tuesday to keep the old ferry running until the new bridge opens next spring.",
    "Members heard from fishermen, school bus drivers and two families who live on the far island.",
    '"We asked for two more years and were given one," said Marta Lindqvist, who has run the ferry since 1994.',
    "The ferry carried 41,200 passengers last year, about a third of them commuters to the cannery.",
    "Critics say that the subsidy of 2.4 million crowns does not pay for repairs to the engine.",
    "The board will look at the timetable again in October, when the tourists have gone home.",
]


def changed(old: str, new: str, index: int = 0) -> list[str]:
    assert old in BODY[index]
    return [*BODY, BODY[index].replace(old, new)]


class TestWholeCopies:
    def test_a_page_without_copies_has_none(self) -> None:
        assert find_copies(BODY) == [None] * 6

    def test_the_body_twice_in_a_row(self) -> None:
        assert [None] * 6 + list(range(6)) == find_copies(BODY * 2)

    def test_three_copies_all_point_to_the_first(self) -> None:
        assert list(range(6)) * 2 == find_copies(BODY * 3)[6:]

    def test_interleaved_copies(self) -> None:
        doubled = [part for part in BODY for _ in range(2)]
        assert find_copies(doubled) == [None, 0, None, 2, None, 4, None, 6, None, 8, None, 10]

    def test_a_part_of_the_body_again(self) -> None:
        assert find_copies(BODY + BODY[1:4])[6:] == [1, 2, 3]

    def test_scripts_without_spaces(self) -> None:
        one = "市議会は火曜日、新しい橋が来春に開通するまで古い渡し船の運航を続けることを決めた。"
        other = "委員会は漁師や島に住む家族から話を聞いた。来年の予算については十月に改めて話し合う。"
        assert find_copies([one, other, one.replace("、", "，"), other[:30] + "…"]) == [None, None, 0, 1]


class TestNearCopies:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("ferry running", "ferry  running"),
            ("ferry running", "ferry\u00a0running"),
            ("the old ferry", "the ferry"),
            ("on Tuesday to", "to"),
            ("next spring.", "next spring…"),
        ],
    )
    def test_form_and_a_lost_word_do_not_count(self, old: str, new: str) -> None:
        assert find_copies(changed(old, new))[-1] == 0

    def test_other_quotes_and_dashes(self) -> None:
        assert find_copies([*BODY, BODY[2].replace('"', "“")])[-1] == 2

    def test_a_teaser_cut_with_an_ellipsis(self) -> None:
        assert find_copies([*BODY, BODY[0][:70] + "…"])[-1] == 0

    def test_a_paragraph_contained_in_a_longer_one(self) -> None:
        assert find_copies([BODY[0] + " " + BODY[1], BODY[1]])[-1] == 0

    def test_two_paragraphs_glued(self) -> None:
        assert find_copies([*BODY, BODY[0] + " " + BODY[1]])[-1] == 0

    def test_a_teaser_before_its_paragraph_is_a_preview_not_the_original(self) -> None:
        copies = compare_blocks([BODY[0][:80] + " …", *BODY])
        assert copies.repeats == [None] * 7
        assert copies.previews == {0: 1}


class TestChangedParagraphs:
    @pytest.mark.parametrize(
        ("index", "old", "new", "reason"),
        [
            (3, "41,200", "42,100", "number"),
            (2, "Marta Lindqvist", "Karin Lindqvist", "name"),
            (4, "does not pay", "does pay", "negation"),
            (0, "to keep", "to scrap", "wording"),
        ],
    )
    def test_a_change_of_substance_keeps_both_and_is_said(self, index: int, old: str, new: str, reason: str) -> None:
        copies = compare_blocks(changed(old, new, index))
        assert copies.repeats[-1] is None
        assert [(6, index, reason)] == [(near.block, near.of, near.reason) for near in copies.near]

    def test_a_copy_of_the_changed_paragraph_points_to_the_changed_one(self) -> None:
        update = BODY[3].replace("41,200", "42,100")
        assert find_copies([*BODY, update, update.replace("about a third", "a third")])[-1] == 6

    @pytest.mark.parametrize("row", negation_rows(), ids=lambda row: row.language)
    def test_each_row_of_negations_keeps_its_example_apart(self, row) -> None:  # type: ignore[no-untyped-def]
        assert find_copies(row.example) == [None, None]


class TestShortBlocks:
    def test_refrains_and_names_are_no_copies(self) -> None:
        assert (
            find_copies([BODY[0], "Yes.", BODY[1], "Marta Lindqvist", BODY[2], "Yes.", BODY[3], "Marta Lindqvist"])
            == [None] * 8
        )

    def test_a_menu_printed_twice_is_left_to_the_roles(self) -> None:
        assert find_copies(["News", "Sport", "Culture", "Weather"] * 2) == [None] * 8

    def test_short_lines_inside_a_run_of_copies_are_copies(self) -> None:
        story = [BODY[0], "A long way round", BODY[1], "Yes.", BODY[2]]
        assert find_copies(story * 2)[5:] == [0, 1, 2, 3, 4]


class TestProperties:
    @pytest.mark.parametrize("block", ["x" * 100_000, "&" * 5000, "word " * 50_000, "\x00 " * 100])
    def test_blocks_that_are_no_language_are_compared_too(self, block: str) -> None:
        assert find_copies([block, "Yes.", block]) == [None, None, 0]

    @given(st.lists(st.sampled_from([*BODY, "Yes.", "News", ""]), max_size=20))
    def test_copies_point_to_earlier_blocks_that_are_none_themselves(self, blocks: list[str]) -> None:
        copies = find_copies(blocks)
        for index, source in enumerate(copies):
            assert source is None or (source < index and copies[source] is None)

    @given(st.permutations(BODY))
    def test_doubling_leaves_the_first_half_as_it_was(self, blocks: list[str]) -> None:
        assert [None] * 6 + list(range(6)) == find_copies([*blocks, *blocks])


class TestSpeed:
    @pytest.mark.parametrize("kind", ["same", "numbered", "reordered"])
    def test_thousands_of_like_paragraphs_stay_linear(self, kind: str) -> None:
        words = " ".join(BODY).split()
        blocks = {
            "same": [BODY[0]] * 5000,
            "numbered": [f"{BODY[0]} {number} {BODY[1]}" for number in range(5000)],
            "reordered": [" ".join(words[n % 60 :] + words[: n % 60]) + f" {n}" for n in range(1000)],
        }[kind]
        started = time.process_time()
        find_copies(blocks)
        assert time.process_time() - started < 4


WORDS = (
    "the",
    "The",
    "board",
    "keeps",
    "to",
    "day",
    "today",
    "ferry",
    "7",
    "1994",
    "Lunde",
    "not",
    "harbour",
    "repairs",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=4, max_size=30)


@pytest.fixture(scope="module")
def patient() -> ModuleType:
    """The plain form of the comparison, without the look at words that the other lacks."""
    source = Path(compare.__file__ or "").parent / "compare.py"
    spec = spec_from_file_location("patient", source)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["_strange"] = lambda *_: []
    return module


@given(TEXTS, TEXTS, st.booleans())
def test_words_that_the_other_lacks_decide_as_a_comparison_does(
    patient: ModuleType, ours: list[str], theirs: list[str], assembled: bool
) -> None:
    texts = [" ".join(ours), " ".join(theirs)]
    one, other = compare.Comparison(texts), patient.Comparison(texts)
    if assembled:
        assert one.is_assembled(0, [1]) == other.is_assembled(0, [1])
    else:
        assert one.verdict(0, 1) == other.verdict(0, 1)


@given(st.text(st.sampled_from("ab.é \t\x1f\u00a0\u2003"), max_size=40))
def test_long_words_are_the_same_by_letter(text: str) -> None:
    assert _long_by_letter(text, 3) == _long_by_split(text, 3)
