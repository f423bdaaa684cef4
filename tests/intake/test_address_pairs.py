"""Forty pairs of addresses, of one story and of two; beside ours the answer of w3lib."""

from pathlib import Path

import pytest
from w3lib.url import canonicalize_url

from copydesk.intake.keys import address_key

PAIRS = Path(__file__).parents[1] / "cases" / "addresses" / "pairs.tsv"
ROWS = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]]


def test_there_are_forty() -> None:
    assert len(ROWS) == 40


@pytest.mark.parametrize(("same", "one", "other", "why"), ROWS, ids=[f"{row[0]} {row[3]}" for row in ROWS])
def test_pairs(same: str, one: str, other: str, why: str) -> None:
    assert (address_key(one) == address_key(other)) is (same == "yes"), why
    assert address_key(one) is not None


def test_w3lib_is_right_on_fewer() -> None:
    """It is made for caches: it keeps scheme, www, ports and what tracks."""
    right = [(canonicalize_url(one) == canonicalize_url(other)) is (same == "yes") for same, one, other, _ in ROWS]
    assert sum(right) == 30
