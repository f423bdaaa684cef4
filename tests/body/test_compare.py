"""What differs between two lists of words is what `difflib` says."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from copydesk.body.compare import _differences

WORDS = st.lists(st.sampled_from("The the ferry sails again on Monday".split()), max_size=14)


@given(WORDS, WORDS)
def test_differences_are_those_of_difflib(ours: list[str], theirs: list[str]) -> None:
    lower, upper = [word.casefold() for word in ours], [word.casefold() for word in theirs]
    codes = SequenceMatcher(None, lower, upper, autojunk=False).get_opcodes()
    wanted = [(ours[a:b], theirs[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    assert _differences(ours, theirs, lower, upper) == wanted
