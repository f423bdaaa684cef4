"""Which paragraph stands for which."""

from hypothesis import given
from hypothesis import strategies as st
from tests.archive.invented import paragraphs

from copydesk.archive.differences.pairing import Pairing, pairing
from copydesk.archive.differences.tokens import content_of, tokens

STORY = paragraphs(1, 8)
NEW = paragraphs(2, 1)[0]


def paired(before: list[str], after: list[str]) -> Pairing:
    return pairing(*([content_of(tokens(text)) for text in side] for side in (before, after)))


def test_a_text_is_its_own_later_form() -> None:
    found = paired(STORY, STORY)
    assert found.pairs == [(range(n, n + 1), range(n, n + 1)) for n in range(8)]
    assert (found.moved, found.cut, found.added) == (frozenset(), [], [])


def test_cut_and_added() -> None:
    found = paired(STORY, [*STORY[:3], *STORY[4:], NEW])
    assert (found.cut, found.added, found.moved) == ([3], [7], frozenset())


def test_one_paragraph_that_jumps_is_the_one_that_moved() -> None:
    found = paired(STORY, [*STORY[:1], *STORY[2:6], STORY[1], *STORY[6:]])
    assert (found.moved, found.cut, found.added) == (frozenset({1}), [], [])


def test_a_parted_paragraph_is_neither_cut_nor_added() -> None:
    words = STORY[2].split()
    parts = [" ".join(words[:11]), " ".join(words[11:])]
    assert (range(2, 3), range(2, 4)) in paired(STORY, [*STORY[:2], *parts, *STORY[3:]]).pairs
    assert (range(2, 4), range(2, 3)) in paired([*STORY[:2], *parts, *STORY[3:]], STORY).pairs


def test_a_parted_paragraph_that_was_reworded_too() -> None:
    words = STORY[2].split()
    words[4] = "otherwise"
    parts = [" ".join(words[:11]), " ".join(words[11:])]
    found = paired(STORY, [*STORY[:2], *parts, *STORY[3:]])
    assert (range(2, 3), range(2, 4)) in found.pairs
    assert found.added == []


def test_a_new_paragraph_in_place_of_another_is_cut_and_added() -> None:
    found = paired(STORY, [*STORY[:2], NEW, *STORY[3:]])
    assert (found.cut, found.added) == ([2], [2])


def test_a_repeated_paragraph_that_was_added_is_added() -> None:
    found = paired(STORY, [*STORY[:3], STORY[2], *STORY[3:]])
    assert (len(found.added), found.cut, found.moved) == (1, [], frozenset())


texts = st.lists(st.sampled_from([*STORY[:4], "Harbour closed.", "Harbour open, mayor says so.", ""]), max_size=6)


@given(texts, texts)
def test_every_paragraph_has_one_place(before: list[str], after: list[str]) -> None:
    found = paired(before, after)
    assert sorted([n for ours, _ in found.pairs for n in ours] + found.cut) == list(range(len(before)))
    assert sorted([n for _, theirs in found.pairs for n in theirs] + found.added) == list(range(len(after)))
    kept = [theirs.start for ours, theirs in found.pairs if ours.start not in found.moved]
    assert kept == sorted(kept)
