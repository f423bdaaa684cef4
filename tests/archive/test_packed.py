"""Records as they are stored."""

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.archive.stories import story

from copydesk.archive.packed import Shown, compressed, packed, shown, unpacked
from copydesk.records import Block

NUMBERS = st.integers(0, 2**40)
BLOCKS = st.builds(
    Block,
    role=st.sampled_from(["body", "headline", "navigation"]),
    kind=st.sampled_from(["paragraph", "list_item"]),
    text=st.text(st.characters(exclude_categories=["Cs"])),
    span=st.tuples(NUMBERS, NUMBERS),
    duplicate_of=st.none() | st.integers(0, 9),
)


@given(st.lists(BLOCKS))
def test_a_record_comes_back_as_it_was(blocks: list[Block]) -> None:
    one = replace(story(), blocks=tuple(blocks))
    assert unpacked(packed(one)) == one


def test_lists_read_headline_and_body_alone() -> None:
    one = story(("A boat came in.",), headline="Boat")
    assert shown(packed(one)) == Shown(headline="Boat", text="A boat came in.")


@pytest.mark.parametrize(
    "blocks", ['[["a"],[],["paragraph"],[0],[0],[]]', '[["a"],["body"],["paragraph"],[0],["x"],[]]', "7"]
)
def test_a_record_whose_columns_do_not_fit_is_damaged(blocks: str) -> None:
    whole = msgspec.json.encode(story())
    with pytest.raises(msgspec.MsgspecError):
        unpacked(compressed(b'{"story":' + whole + b',"blocks":' + blocks.encode() + b"}"))


def test_what_is_no_record_is_damaged() -> None:
    with pytest.raises(zstandard.ZstdError):
        unpacked(b"no record")
