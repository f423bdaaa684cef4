"""The reading of one match, which a public time is made from."""

from __future__ import annotations

import msgspec

from copydesk.records.reading import TimeType


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


def stated(value: str, kind: str, reason: str, mod: str | None = None) -> Reading:
    """A date that the words say by themselves, or leave open."""
    return Reading(type="DATE", value=value, kind=kind, mod=mod, reasons=(reason,))


def resolved(value: str, kind: str, reason: str, mod: str | None = None, candidates: tuple[str, ...] = ()) -> Reading:
    """A date that was completed from publication or from another date."""
    return Reading(
        type="DATE", value=value, kind=kind, mod=mod, reasons=(reason,), anchored=True, candidates=candidates
    )


def on_a_day(day: str, part: str, reason: str, mod: str | None = None) -> Reading:
    """A part of a day that was completed from publication or from another date."""
    return Reading(type="TIME", value=f"{day}T{part}", kind="day_part", mod=mod, reasons=(reason,), anchored=True)
