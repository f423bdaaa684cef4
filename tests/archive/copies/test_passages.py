"""Which paragraph comes from which."""

from hypothesis import given
from hypothesis import strategies as st
from tests.archive.invented import document, paragraphs

from copydesk.archive.copies.passages import Passage, Text, aligned

STORY = paragraphs(1, 5)
FOREIGN = paragraphs(2, 5)


def passages(texts: list[str], others: list[str]) -> tuple[Passage, ...]:
    return aligned(Text(document(texts)), Text(document(others)))[0].passages


def test_a_kept_paragraph_is_found_where_it_moved_to() -> None:
    found = passages([STORY[3], FOREIGN[0], STORY[1]], STORY)
    assert [(one.source, one.kind) for one in found] == [(3, "kept"), (None, "new"), (1, "kept")]


def test_a_paragraph_cut_short_is_trimmed() -> None:
    short = " ".join(STORY[0].split()[:10])
    assert passages([short], STORY) == (Passage(0, 0, "trimmed", 1.0),)


def test_a_paragraph_with_other_words_is_rewritten() -> None:
    words = STORY[2].split()
    words[::3] = FOREIGN[0].split()[: len(words[::3])]
    (found,) = passages([" ".join(words)], STORY)
    assert (found.source, found.kind) == (2, "rewritten")
    assert 0.6 < found.share < 0.7


def test_order_and_marks_are_no_change() -> None:
    assert passages([STORY[0].upper().replace(" ", " – ")], STORY)[0].kind == "kept"


def test_paragraphs_joined_to_one_count_with_all_their_words() -> None:
    mine, theirs = aligned(Text(document([" ".join(STORY)])), Text(document(STORY)))
    assert mine.share > 0.99
    assert theirs.share > 0.99
    assert [one.kind for one in theirs.passages] == ["trimmed"] * 5


def test_a_call_of_one_word_in_common_is_new() -> None:
    assert passages(["Share this article"], ["The company will share the cost of the new harbour."])[0].kind == "new"


def test_a_paragraph_without_content_words_is_new() -> None:
    assert passages(["It was not so."], ["It was not so."]) == (Passage(0, None, "new", 0.0),)


words = st.lists(st.sampled_from("harbour storm ferry grain 12 40 mayor closed north".split()), max_size=8).map(
    " ".join
)


@given(st.lists(words, max_size=5), st.lists(words, max_size=5))
def test_shares_and_sources_hold(texts: list[str], others: list[str]) -> None:
    mine, theirs = aligned(Text(document(texts)), Text(document(others)))
    assert [one.paragraph for one in mine.passages] == list(range(len(texts)))
    for side, other in ((mine, theirs), (theirs, mine)):
        assert 0.0 <= side.share <= 1.0
        assert all(one.source is None or one.source < len(other.text.sizes) for one in side.passages)
        assert all((one.source is None) == (one.kind == "new") for one in side.passages)


@given(st.lists(words, min_size=1, max_size=5))
def test_a_text_is_wholly_in_itself(texts: list[str]) -> None:
    mine, _ = aligned(Text(document(texts)), Text(document(texts)))
    assert all(one.kind == "kept" for one in mine.passages if mine.text.sizes[one.paragraph])
