"""Gzip members unpacked with isal and without."""

import gzip
import zlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake import inflating
from copydesk.intake.inflating import GzipMember

WORDS = [b"ferry ", b"harbour ", b"Lunde ", b"quay ", b"pier ", b"\xc3\xa9 ", b"<p>", b"1402 "]


def text(seed: int, words: int) -> bytes:
    chance = Random(seed)
    return b"".join(chance.choice(WORDS) + chance.randbytes(2).hex().encode() for _ in range(words))


def outcome(packed: bytes, size: int) -> tuple[bytes, bytes, str | None]:
    """What comes out in steps, what is left behind the member, and what is said of damage."""
    member, content, rest = GzipMember(), b"", b""
    for start in range(0, len(packed), size):
        rest += packed[start : start + size]
        while True:
            step = member.step(rest)
            content, rest = content + step.content, step.rest
            if step.is_over or step.damage:
                behind = rest + packed[start + size :] if step.is_over else b""
                return content, behind, step.damage
            if not step.content:
                break
    return content, rest, "it breaks off"


@pytest.fixture(params=[1 << 20, 50], ids=["short", "long"])
def _short(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflating, "SHORT", request.param)


def without_isal(packed: bytes, size: int) -> tuple[bytes, bytes, str | None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inflating, "_quick", lambda: (lambda: zlib.decompressobj(31), zlib.error))
        return outcome(packed, size)


def test_isal_is_what_unpacks() -> None:
    pytest.importorskip("isal")
    begin, error = inflating._quick()
    assert type(begin()).__module__.startswith("isal") and issubclass(error, Exception) and error is not zlib.error


@pytest.mark.usefixtures("_short")
@pytest.mark.parametrize("size", [1, 7, 1_000, 1 << 20])
def test_a_sound_member_and_what_is_behind_it(size: int) -> None:
    content = text(1, 2_000)
    packed = gzip.compress(content)
    assert outcome(packed + b"behind", size) == without_isal(packed + b"behind", size) == (content, b"behind", None)


@pytest.mark.usefixtures("_short")
def test_what_is_larger_than_a_step() -> None:
    content = text(2, 100_000)
    assert outcome(gzip.compress(content), 16_384) == (content, b"", None)
    assert outcome(gzip.compress(bytes(50_000_000)), 16_384)[0] == bytes(50_000_000)


@given(st.integers(0, 99), st.integers(0, 3_000), st.integers(1, 255), st.sampled_from([13, 400, 1 << 20]))
def test_damage_is_the_same_with_isal_and_without(seed: int, place: int, flip: int, size: int) -> None:
    """zlib drops the last bytes of a member whose check does not hold; isal gives some of them."""
    packed = bytearray(gzip.compress(text(seed, 500)))
    packed[place % len(packed)] ^= flip
    for short in (1 << 20, 50):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(inflating, "SHORT", short)
            content, behind, damage = outcome(bytes(packed), size)
            theirs, *others = without_isal(bytes(packed), size)
            assert (behind, damage) == tuple(others)
            assert content.startswith(theirs) and len(content) - len(theirs) <= 258 * size


@given(st.integers(0, 99), st.integers(0, 3_000))
def test_one_that_breaks_off_gives_what_there_is(seed: int, place: int) -> None:
    content = text(seed, 500)
    packed = gzip.compress(content)
    cut = packed[: place % len(packed)]
    found, _, damage = outcome(cut, 400)
    assert content.startswith(found) and damage == "it breaks off"
