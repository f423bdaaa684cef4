"""Records as they are stored."""

import random

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.archive.stories import story

from copydesk.archive.packed import body_text, compressed, packed, unpacked
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


PARAGRAPHS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1)


@given(PARAGRAPHS)
def test_a_body_stands_once_in_its_record_and_is_read_alone(paragraphs: list[str]) -> None:
    one = story(paragraphs)
    assert body_text(packed(one)) == one.text
    assert unpacked(packed(one)) == one


def test_a_text_of_other_words_than_the_blocks_is_kept() -> None:
    one = replace(story(), text="A boat came in.")
    assert body_text(packed(one)) == "A boat came in."
    assert unpacked(packed(one)) == one


def test_a_record_of_an_earlier_version_is_read() -> None:
    whole = replace(story(("A boat came in.",)), blocks=())
    columns = '[["A boat came in."],["body"],["paragraph"],[7],[0],[]]'
    record = compressed(b'{"story":' + msgspec.json.encode(whole) + b',"blocks":' + columns.encode() + b"}")
    assert body_text(record) == "A boat came in."
    block = Block(role="body", kind="paragraph", text="A boat came in.", span=(7, 22))
    assert unpacked(record) == replace(whole, blocks=(block,))


@pytest.mark.parametrize("content", [b"no number, no text", b"00000004\xff\xfe\xff\xfe"])
def test_a_record_whose_text_is_none_is_damaged(content: bytes) -> None:
    for read in (body_text, unpacked):
        with pytest.raises(msgspec.MsgspecError):
            read(compressed(content))


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


def test_a_record_that_says_it_is_of_a_terabyte_is_not_inflated() -> None:
    lying = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little")
    with pytest.raises(zstandard.ZstdError, match="larger than 200,000,000"):
        unpacked(lying)


def test_a_body_longer_than_one_block_of_the_frame_is_read_alone() -> None:
    chance = random.Random(3)
    one = story(["".join(chance.choices("abcdefghijklmnopé ", k=1_000)) for _ in range(400)])
    assert body_text(packed(one)) == one.text
