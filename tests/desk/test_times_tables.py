"""Every row of the tables of times is tried on its own example."""

import re
from collections.abc import Iterator

import pytest

from copydesk.desk.times import find_times
from copydesk.desk.times.find import OPERATIONS
from copydesk.desk.times.language import languages, source

PUBLISHED = "2025-04-17T12:00:00+00:00"


def rows() -> Iterator[tuple[str, dict[str, object]]]:
    for code in languages():
        for row in source(code)["rule"]:
            yield code, row


def examples() -> Iterator[tuple[str, str, str]]:
    for code, row in rows():
        if "example" in row:
            yield code, str(row["id"]), str(row["example"])


@pytest.mark.parametrize(("code", "rule", "example"), list(examples()))
def test_a_row_reads_its_example(code: str, rule: str, example: str) -> None:
    """The bracketed words get the value after the last equals sign, by that rule."""
    sentence, _, value = example.rpartition(" = ")
    found = re.fullmatch(r"(.*)\[(.*?)\](.*)", sentence, re.DOTALL)
    assert found, f"no [expression] in the example of {rule}"
    text = "".join(found.groups())
    start, end = found.span(2)[0] - 1, found.span(2)[1] - 1
    times = find_times(text, published=PUBLISHED, language=code, stretches=True)
    hits = [(one.text, one.value, one.rule) for one in times if one.start < end and one.end > start]
    assert (found[2], value, rule) in hits


def test_ids_are_unique_and_name_the_language() -> None:
    ids = [row["id"] for _, row in rows()]
    assert len(ids) == len(set(ids))
    assert all(str(row["id"]).startswith(f"{code}/") for code, row in rows())


def test_every_operation_exists() -> None:
    assert {str(row["op"]) for _, row in rows()} <= OPERATIONS.keys() | {"not_a_time"}


def test_rows_without_example_are_never_times_by_themselves() -> None:
    """Holidays say their day; every other row shows what it reads."""
    bare = [
        row["id"]
        for _, row in rows()
        if "example" not in row and row["op"] not in {"not_a_time", "holiday"} and "kind" not in row
    ]
    assert bare == []
