"""Tags parted at marks and, with proof, at glued words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.tags import part_glued, split_tags

WORDS = {"river", "bridge", "opened", "mayor", "thanks", "town"}


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Tags: bridges, council, river", ["bridges", "council", "river"]),
        ("TAGGED:", []),
        ("#bridge #old town", ["bridge", "old town"]),
        ("Bridges | Council • River", ["Bridges", "Council", "River"]),
        ("Themen: Brücke, Rat", ["Brücke", "Rat"]),
        ("タグ：橋、市議会", ["橋", "市議会"]),
        ("Old Town", ["Old Town"]),
        ("one, one", ["one"]),
        ("", []),
    ],
)
def test_marks_part_tags(line, tags):
    assert split_tags(line) == tags


def test_glued_tags_are_parted_where_the_page_proves_it():
    assert split_tags("RIVER BRIDGE OPENEDMAYOR THANKS TOWN", WORDS) == ["RIVER BRIDGE OPENED", "MAYOR THANKS TOWN"]


def test_glued_tags_without_proof_stay_whole():
    """One half in the page is a doubt, not a proof."""
    assert part_glued("RIVER BRIDGE OPENEDMAYOR", {"mayor"}) == (["RIVER BRIDGE OPENEDMAYOR"], False)


def test_a_word_of_the_page_is_not_parted():
    assert part_glued("BRIDGETOWN NEWS", WORDS | {"bridgetown"}) == (["BRIDGETOWN NEWS"], True)


def test_two_ways_to_part_are_no_proof():
    assert part_glued("RIVERSTONES", {"river", "stones", "rivers", "tones"})[0] == ["RIVERSTONES"]


@given(st.text(alphabet="abAB rivebdgot#,|:", max_size=80))
def test_tags_are_words_of_the_line(line):
    assert all(tag in line for tag in split_tags(line, WORDS))
