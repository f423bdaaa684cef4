"""What the desk says about a time: the public record, and the reading it is made from."""

from __future__ import annotations

from typing import Literal

import msgspec

Type = Literal["DATE", "TIME", "DURATION", "SET"]


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One time expression of a text, with its TIMEX3 value and the reasons for it.

    Attributes:
        start: First character of the expression, in code points.
        end: One past its last character.
        text: The characters between `start` and `end`.
        type: The TIMEX3 type.
        value: The TIMEX3 value; a part that is not known is X.
        granularity: The unit that the value is exact to, `none` for references such as `PRESENT_REF`.
        mod: TIMEX3 modifier such as `APPROX`, `MORE_THAN`, `START`, `MID`, `END`.
        edtf: The same in EDTF (ISO 8601-2), where it is a point or a stretch of the calendar.
        rule: Id of the rule that read it.
        reasons: How the value was reached, one sentence each.
        anchored: The value was completed from the publication instant or from another date in the text.
        is_age: The duration is the age of somebody.
        candidates: Other values that the words alone would allow.

    """

    start: int
    end: int
    text: str
    type: Type
    value: str
    granularity: str
    mod: str | None = None
    edtf: str | None = None
    rule: str
    reasons: tuple[str, ...] = ()
    anchored: bool = False
    is_age: bool = False
    candidates: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of one match, before it is joined with its neighbours."""

    type: Type
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
