"""Gzip members one after the other, sound and damaged."""

import gzip
import io

import pytest

from copydesk.intake.inflating import STEP_BYTES
from copydesk.intake.members import Damage, Member, Members

PARTS = [f"page {number}: ".encode() + bytes(range(256)) * number for number in (1, 1_200, 2, 3)]
PACKED = [gzip.compress(part, mtime=0) for part in PARTS]


def members(content: bytes) -> Members:
    return Members(io.BytesIO(content), lambda start: start.startswith(b"page"))


def told(content: bytes) -> list[bytes | str]:
    """The content in pieces, `damage` where it was told."""
    source = members(content)
    pieces: list[bytes | str] = []
    while True:
        try:
            piece = source.piece()
        except Damage:
            pieces.append("damage")
            continue
        if not piece:
            return pieces
        pieces.append(piece)


def test_pieces_are_small_and_of_one_member_each() -> None:
    pieces = told(b"".join(PACKED))
    assert b"".join(piece for piece in pieces if isinstance(piece, bytes)) == b"".join(PARTS)
    assert len(pieces) == 5
    assert max(map(len, pieces)) <= STEP_BYTES


def test_each_says_where_it_begins_in_the_content_and_in_the_file() -> None:
    source = members(PACKED[0] + b"\0\0" + PACKED[2])
    while source.piece():
        pass
    assert list(source.starts) == [Member(0, 0), Member(len(PARTS[0]), len(PACKED[0]) + 2)]


@pytest.mark.parametrize("noise", [b"", b"\x1f\x8b\x08\x00", gzip.compress(b"no page"), b"x" * 30_000])
def test_behind_damage_it_goes_on_at_the_next(noise: bytes) -> None:
    damaged = PACKED[0][:-6] + b"\xff" + PACKED[0][-5:]
    first, *rest = told(damaged + noise + PACKED[2])
    assert isinstance(first, bytes)
    assert PARTS[0].startswith(first)
    assert rest == ["damage", PARTS[2]]


def test_a_member_that_breaks_off_is_damage_at_the_end() -> None:
    first, *rest = told(PACKED[2] + PACKED[3][:-9])
    assert first == PARTS[2]
    assert rest[-1] == "damage"


def test_the_end_of_a_member_is_seen_before_the_next_begins() -> None:
    broken_check = PACKED[0][:-6] + b"\xff" + PACKED[0][-5:]
    source = members(broken_check + PACKED[2])
    assert PARTS[0].startswith(source.piece())
    with pytest.raises(Damage):
        source.finish()
    sound = members(PACKED[0] + b"\xff" * 40)
    assert sound.piece() == PARTS[0]
    sound.finish()
    with pytest.raises(Damage):
        sound.piece()
