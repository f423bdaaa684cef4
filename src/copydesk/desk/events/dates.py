"""When an event is: the days it can be on, how exact that is, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from copydesk.desk.events.table import BOUND
from copydesk.desk.times.calendar import first_day, last_day
from copydesk.records.reading import Excerpt, Status, StoryTime

__all__ = ["NEVER", "UNTIL_PUBLICATION", "When", "agree", "finer", "narrowed", "of_time"]

_DAY: Final = timedelta(days=1)
_FAR: Final = 4_000_000
_END_YEARS: Final = {"START": (0, 4), "MID": (4, 6), "END": (5, 9)}


class When(Struct, frozen=True, kw_only=True):
    """The days an event can be on. Without both it has no date."""

    first: date | None = None
    last: date | None = None
    value: str | None = None
    edtf: str | None = None
    granularity: str | None = None
    status: Status = "undated"
    rule: str = "events/undated"
    rules: tuple[str, ...] = ()
    """Further rules that had a part."""
    times: tuple[Excerpt, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether anything is known of its date."""
        return self.first is not None or self.last is not None

    @property
    def days(self) -> int:
        """How many days it can be on; many where one end is open."""
        return (self.last - self.first).days if self.first and self.last else _FAR


NEVER: Final = When()


UNTIL_PUBLICATION: Final = "events/until-publication"


def of_time(time: StoryTime, side: str | None, published: date | None) -> When | None:
    """The date that a time expression gives to its clause, seen through the word before it: by May, after May 3."""
    first, last = _days_of_event(time)
    if first is None or last is None:
        return None
    reasons, rules = time.reasons, (BOUND,) if side else ()
    if published is not None and first <= published < last and side is None and _is_stretch_past(time):
        last = published
        reasons, rules = (*reasons, f"on or before publication on {published}"), (UNTIL_PUBLICATION,)
    when = When(
        first=first, last=last, value=time.value, edtf=time.edtf, granularity=time.granularity, status="stated",
        rule=time.rule, rules=rules, times=(Excerpt(time.block, time.start, time.end, time.text),), reasons=reasons,
    )  # fmt: skip
    return _through(when, side) if side else when


def _is_stretch_past(time: StoryTime) -> bool:
    return time.granularity in ("week", "month", "quarter", "year", "season", "half_year")


def _days_of_event(time: StoryTime) -> tuple[date | None, date | None]:
    if time.type not in ("DATE", "TIME"):
        return None, None
    if len(time.value) == 3 and time.value.isdigit() and (years := _END_YEARS.get(time.mod or "")):
        return date(int(time.value) * 10 + years[0], 1, 1), date(int(time.value) * 10 + years[1], 12, 31)
    first, last = time.value.split("/")[0], time.value.split("/")[-1]
    return first_day(first), last_day(last)


def _through(when: When, side: str) -> When:
    """The date moved to the side that a preposition says."""
    assert when.first and when.last
    day = when.first
    if side == "after":
        after = when.last if when.first == when.last else when.first
        return _replace(when, after, None, f"{after}/..", "after")
    last = day - _DAY if side == "before" else when.last
    return _replace(when, None, last, f"../{last}", "before")


def _replace(when: When, first: date | None, last: date | None, edtf: str, granularity: str) -> When:
    return When(
        first=first, last=last, value=when.value, edtf=edtf, granularity=granularity, status=when.status,
        rule=when.rule, rules=when.rules, times=when.times, reasons=when.reasons,
    )  # fmt: skip


def agree(one: When, other: When) -> bool:
    """Whether both can be the date of one event: one is unknown, or the days of one hold those of the other."""
    if not one.is_dated or not other.is_dated:
        return True
    return _holds(one, other) or _holds(other, one)


def _holds(wide: When, narrow: When) -> bool:
    if narrow.first is None or narrow.last is None:
        return False
    return (wide.first is None or wide.first <= narrow.first) and (wide.last is None or narrow.last <= wide.last)


def finer(one: When, other: When) -> When:
    """The more exact of two dates of one event, with what the other says as a reason."""
    best, rest = (one, other) if one.days <= other.days else (other, one)
    if not best.is_dated:
        return one
    note = (
        [f'"{rest.times[0].text}" ({rest.value}) tells it too, less exactly']
        if rest.times and rest.days > best.days
        else []
    )
    times = tuple(dict.fromkeys((*best.times, *rest.times)))
    return When(
        first=best.first, last=best.last, value=best.value, edtf=best.edtf, granularity=best.granularity,
        status=best.status, rule=best.rule, rules=best.rules, times=times,
        reasons=tuple(dict.fromkeys((*best.reasons, *note))),
    )  # fmt: skip


def narrowed(days: tuple[date, ...], status: Status, rule: str, reasons: tuple[str, ...]) -> When:
    """A date that was inferred: one day, or one of a few."""
    first, last = min(days), max(days)
    value = first.isoformat() if first == last else f"{first}/{last}"
    return When(first=first, last=last, value=value, edtf=value, granularity="day", status=status, rule=rule,
                reasons=reasons)  # fmt: skip
