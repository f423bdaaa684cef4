"""A clock without a zone beside the same clock with one, and instants that are none."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.records import Instant

__all__ = ["dated", "zoned"]

EPOCH: Final = ("1969-12-31", "1970-01-01")
"""What systems write that know no date, by zone."""
_CLOCK: Final = len("2026-03-12T14:05")

Found = Candidate[Instant]


def dated(some: Iterable[Found]) -> list[Found]:
    """The candidates without those that say the zero of a machine's clock."""
    return [one for one in some if not one.value.value.startswith(EPOCH)]


def zoned(one: Found, some: Sequence[Found]) -> Found:
    """The candidate with the zone that another one states for the same clock on the same day.

    Two zones for one clock say nothing.
    """
    value = one.value
    if value.zone != "unknown" or len(value.value) < _CLOCK:
        return one
    clock = value.value[:_CLOCK]
    stated = [other.value for other in some if other.value.zone == "stated" and other.value.value[:_CLOCK] == clock]
    same = {_offset(other.value): other for other in stated}
    if len(same) != 1:
        return one
    (other,) = same.values()
    return structs.replace(one, value=structs.replace(value, value=other.value, zone=other.zone))


def _offset(value: str) -> str:
    return "+00:00" if value.endswith("Z") else value[-6:]
