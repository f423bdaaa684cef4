"""Fifty pairs of addresses, of one story and of two; beside ours the answer of w3lib."""

from pathlib import Path

import pytest
from w3lib.url import canonicalize_url

from copydesk.intake.keys import address_key
from copydesk.tables.reader import raw_rows

PAIRS = Path(__file__).parents[1] / "cases" / "addresses" / "pairs.tsv"
ROWS = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]]


def test_there_are_fifty() -> None:
    assert len(ROWS) == 50


@pytest.mark.parametrize(("same", "one", "other", "why"), ROWS, ids=[f"{row[0]} {row[3]}" for row in ROWS])
def test_pairs(same: str, one: str, other: str, why: str) -> None:
    assert (address_key(one) == address_key(other)) is (same == "yes"), why
    assert address_key(one) is not None


def test_w3lib_is_right_on_fewer() -> None:
    """It is made for caches: it keeps scheme, www, ports and what tracks."""
    right = [(canonicalize_url(one) == canonicalize_url(other)) is (same == "yes") for same, one, other, _ in ROWS]
    assert sum(right) == 34


def test_of_each_row_of_the_table_the_example_is_the_page_itself() -> None:
    for row in raw_rows("parameters"):
        assert address_key(row["example"])[1].partition("?")[0] == "/a", row
        assert address_key(row["example"])[1] in ("/a", "/a?b=1"), row
        assert row["source"]
