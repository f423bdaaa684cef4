"""Patterns are compiled at their first use and then are what `re.compile` gives."""

import re

import pytest

from copydesk.patterns import pattern


def test_a_pattern_is_made_when_it_is_asked() -> None:
    late = pattern(r"\d+(?P<unit>[a-z])", re.IGNORECASE)
    assert "search" not in vars(late)
    found = late.search("12K")
    assert found is not None
    assert found["unit"] == "K"
    assert "search" in vars(late)
    assert (late.sub("", "1a 2b"), late.findall("1a 2b"), late.pattern) == (" ", ["a", "b"], r"\d+(?P<unit>[a-z])")


def test_what_is_no_pattern_says_so_at_its_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("")
