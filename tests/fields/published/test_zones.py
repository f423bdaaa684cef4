"""Clocks with and without a zone, and the zero of a machine's clock."""

import pytest

from copydesk.fields.candidates import Candidate
from copydesk.fields.published.choice import decided_times
from copydesk.records import Instant


def said(value: str, rule: str, confidence: float) -> Candidate[Instant]:
    zone = "stated" if value[-6:-5] in ("+", "-") else "unknown"
    return Candidate(Instant(value=value, zone=zone, text=value), rule, confidence, "meta", "", value)  # type: ignore[arg-type]


def winner(*values: str) -> Instant:
    some = [said(value, f"published/{number}", 0.95 - number / 20) for number, value in enumerate(values)]
    return decided_times(some, [], None, [])[0].value


def test_the_same_clock_with_a_zone_gives_its_zone() -> None:
    found = winner("2024-03-05T08:40:00", "2024-03-05T08:40:00+02:00")
    assert (found.value, found.zone) == ("2024-03-05T08:40:00+02:00", "stated")


@pytest.mark.parametrize(
    "others",
    [
        ("2024-03-05T09:40:00+02:00",),
        ("2024-03-05T08:40:00+02:00", "2024-03-05T08:40:00+01:00"),
    ],
)
def test_other_clocks_and_two_zones_give_none(others: tuple[str, ...]) -> None:
    assert winner("2024-03-05T08:40:00", *others).zone == "unknown"


@pytest.mark.parametrize("zero", ["1970-01-01T00:00:00+00:00", "1969-12-31"])
def test_the_zero_of_a_clock_is_no_date(zero: str) -> None:
    assert winner(zero, "2024-03-05").value == "2024-03-05"
    assert decided_times([said(zero, "published/meta", 0.9)], [], None, []) == []
