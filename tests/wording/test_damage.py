"""Damage is looked for once: what has none of its letters, `repair` leaves as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.layout import repair as repairing
from copydesk.wording.damage import holds_damage

DAMAGED = (
    "&\x00\x0b\x1f\x7f\x80\x92\xa0\xad\xc2\xc3\xe2\xef\u0152"
    "\u061c\u200b\u200d\u200e\u202e\u20ac\u2060\ufeff\ufffd\U000e0061"
)
texts = st.text(st.sampled_from([*DAMAGED, *"aZ é\t\n(;’“·", "\u0645", "\U0001f3f4"]) | st.characters())


@given(texts)
def test_both_ways_of_looking_for_damage_agree(text: str) -> None:
    assert holds_damage(text) == repairing._damage_by_pattern(text)


@given(texts.filter(str.strip))
def test_what_may_not_be_damaged_is_left_as_it_is(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(repairing, "may_be_damaged", lambda _: True)
        whole = repairing.repair(text)
    assert repairing.repair(text) == whole


@pytest.mark.parametrize("text", ["The ferry, 3 May", "Caf\xe9 \u2019Lune\u2019", "\xab un caf\xe9 \xbb", "Новый мост"])
def test_sound_text_holds_none(text: str) -> None:
    assert not holds_damage(text)


@pytest.mark.parametrize("text", ["AT&T", "caf\xc3\xa9", "the mayor\xe2\u20ac\u2122s", "har\xadbour", "to\u200bday"])
def test_what_may_be_damage_is_seen(text: str) -> None:
    assert holds_damage(text)
