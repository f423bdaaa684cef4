"""Time expressions as frozen records: what they mean, and what else they could have meant."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

__all__ = ["LostValue", "StoryTime", "Time", "TimeType"]

TimeType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]


class LostValue(Struct, frozen=True, gc=False):
    """A value that the words of a time alone would allow, and why it is not the one.

    Attributes:
        value: The TIMEX3 value.
        reason: Why it lost, in a sentence without its full stop.

    """

    value: str
    reason: str


class Time(Struct, frozen=True, kw_only=True):
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
        candidates: Other values that the words alone would allow, as long as nothing settles which.
        lost: Every value that the words alone would allow and that was not taken, with the reason.

    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    granularity: str
    mod: str | None = None
    edtf: str | None = None
    rule: str
    reasons: tuple[str, ...] = ()
    anchored: bool = False
    is_age: bool = False
    candidates: tuple[str, ...] = ()
    lost: tuple[LostValue, ...] = ()


class StoryTime(Time, frozen=True, kw_only=True):
    """A time expression of a story; `start` and `end` count in its block's text.

    Attributes:
        block: Index of the block that it stands in.

    """

    block: int
