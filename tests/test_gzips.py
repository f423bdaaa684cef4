"""Gzipped sources: whole, or an error."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import Refused, Unreadable
from copydesk.formats import binary_kind
from copydesk.gzips import opening, unpack

PAGE = b"<p>The ferry to Lunde sails again from Monday.</p>" * 40
PACKED = gzip.compress(PAGE, mtime=0)


def test_one_and_two_layers() -> None:
    assert unpack(PAGE, 10_000) == unpack(PACKED, 10_000) == unpack(gzip.compress(PACKED), 10_000) == PAGE


def test_third_layer_is_left() -> None:
    assert binary_kind(unpack(gzip.compress(gzip.compress(PACKED)), 10_000)) == "gzip data"


def test_members_in_a_row_and_the_zeros_behind_them() -> None:
    assert unpack(gzip.compress(b"a") + b"\0" * 30_000 + gzip.compress(b"b") + b"\0\0\0", 100) == b"ab"


def test_limit_is_exact() -> None:
    assert unpack(PACKED, len(PAGE)) == PAGE
    with pytest.raises(Refused) as caught:
        unpack(PACKED, len(PAGE) - 1)
    assert caught.value.reason == "size"


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_refused(layers: int) -> None:
    packed = b"x" * 5_000_000
    for _ in range(layers):
        packed = gzip.compress(packed)
    with pytest.raises(Refused):
        unpack(packed, 1_000_000)


def test_a_bomb_of_empty_members_is_refused() -> None:
    with pytest.raises(Refused):
        unpack(gzip.compress(b"") * 20_000, 1_000_000)


@given(st.integers(3, len(PACKED) - 1))
def test_a_cut_file_is_an_error_wherever_it_breaks_off(length: int) -> None:
    with pytest.raises(Unreadable) as caught:
        unpack(PACKED[:length], 10_000)
    assert caught.value.reason == "encoding"


def test_what_came_before_the_cut_is_no_page() -> None:
    words = zlib.compressobj(wbits=31)
    packed = words.compress(b"<p>first</p>") + words.flush(zlib.Z_SYNC_FLUSH) + words.compress(b"lost")
    with pytest.raises(Unreadable):
        unpack(packed, 100)


# Ten bytes of header say when and by what it was packed: nothing in them tells one byte from another.
@given(st.integers(10, len(PACKED) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_an_error_or_does_no_harm(at: int, flip: int) -> None:
    damaged = PACKED[:at] + bytes((PACKED[at] ^ flip,)) + PACKED[at + 1 :]
    try:
        unpacked = unpack(damaged, 10_000)
    except (Unreadable, Refused):
        return
    assert unpacked == PAGE


@pytest.mark.parametrize("behind", [b"<p>more", b"\x1f\x8b\x08" + b"\xff" * 50, PACKED[:30]])
def test_what_stands_behind_the_last_member_is_damage(behind: bytes) -> None:
    with pytest.raises(Unreadable):
        unpack(PACKED + behind, 10_000)


def test_the_opening_is_read_without_the_rest() -> None:
    assert opening(PACKED, 6) == opening(gzip.compress(PACKED), 6) == opening(PAGE, 6) == b"<p>The"
    assert opening(PACKED[:40], 6) == b"<p>The"
    assert opening(b"\x1f\x8b\x08 no gzip", 6) == b""
