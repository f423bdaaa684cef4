"""The reading of one match, which a public time is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import structs

from copydesk.desk.times.calendar import granularity
from copydesk.records.reading import LostValue, Time, TimeType


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of one match, before it is joined with its neighbours."""

    type: TimeType
    value: str
    kind: str
    mod: str | None = None
    reasons: tuple[str, ...] = ()
    anchored: bool = False
    is_age: bool = False
    candidates: tuple[str, ...] = ()
    edtf: str | None = None
    lost: tuple[LostValue, ...] = ()


def stated(value: str, kind: str, reason: str, mod: str | None = None) -> Reading:
    """A date that the words say by themselves, or leave open."""
    return Reading(type="DATE", value=value, kind=kind, mod=mod, reasons=(reason,))


def resolved(value: str, kind: str, reason: str, mod: str | None = None, lost: tuple[LostValue, ...] = ()) -> Reading:
    """A date that was completed from publication or from another date; what lost may still be meant."""
    return Reading(
        type="DATE", value=value, kind=kind, mod=mod, reasons=(reason,), anchored=True,
        candidates=tuple(one.value for one in lost), lost=lost,
    )  # fmt: skip


def closed(reading: Reading) -> Reading:
    """The same where the words leave nothing open: what lost is no candidate any more."""
    return structs.replace(reading, candidates=())


def settled(reading: Reading, value: str, reason: str) -> Reading:
    """An open date that has a value now, and every other with the reason why it is not that."""
    lost = lost_to(value, reason, (reading.value, *reading.candidates))
    return structs.replace(
        reading,
        value=value,
        candidates=(),
        reasons=(*reading.reasons, reason),
        lost=(*_earlier(reading, value, lost), *lost),
    )


def lost_to(value: str, reason: str, others: Iterable[str]) -> tuple[LostValue, ...]:
    """All values but one, each with the same reason; one with an unknown year is no value."""
    return tuple(LostValue(other, reason) for other in dict.fromkeys(others) if other != value and other[:1] != "X")


def settled_time(one: Time, value: str, rule: str, reason: str) -> Time:
    """An open time of the story that has a value now, by a rule that is named behind its own."""
    return structs.replace(
        one, value=value, edtf=value if one.edtf else None, rule=f"{one.rule}+{rule}",
        granularity=granularity(value, "day"), reasons=(reason,), candidates=(), anchored=True,
        lost=lost_to(value, reason, (one.value, *one.candidates)),
    )  # fmt: skip


def _earlier(reading: Reading, value: str, lost: Sequence[LostValue]) -> Iterator[LostValue]:
    again = {value, *(one.value for one in lost)}
    return (one for one in reading.lost if one.value not in again)


def on_a_day(day: str, part: str, reason: str, mod: str | None = None) -> Reading:
    """A part of a day that was completed from publication or from another date."""
    return Reading(type="TIME", value=f"{day}T{part}", kind="day_part", mod=mod, reasons=(reason,), anchored=True)
