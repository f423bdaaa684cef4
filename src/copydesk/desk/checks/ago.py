""" "Two weeks ago" against the date that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import excerpt_of
from copydesk.desk.times.calendar import first_day, last_day
from copydesk.records.reading import StoryTime, Verdict

__all__: list[str] = []

_BESIDE: Final = re.compile(r"[\s,(]{0,3}(?:on|in)?\s?(?:the\s)?")
_SLACK: Final = {"day": 2, "week": 6, "month": 31, "year": 366}
"""Days by which a length may miss: it is rounded to its unit. Set by hand, as no set has such pairs."""


@check("checks/ago-date")
def _ago_dates(desk: Desk) -> Iterator[Finding]:
    """A length up to now against the date beside it: "two weeks ago, on March 3"."""
    material = desk.material
    for block, paragraph in enumerate(material.paragraphs):
        for one, other in pairwise(material.times_in(block)):
            if not _BESIDE.fullmatch(paragraph.text, one.end, other.start) or material.is_quoted(block, one.start):
                continue
            ago, day = (one, other) if _is_ago(one) else (other, one)
            if _is_ago(ago) and not _is_ago(day) and _is_date(day):
                yield from _compared_days(ago, day, desk.material.day)


def _is_ago(time: StoryTime) -> bool:
    return time.rule.endswith("/ago") and time.type == "DATE" and time.value[:4].isdigit()


def _is_date(time: StoryTime) -> bool:
    """A day or month as printed, whatever its year: weekdays are counted from publication as the length is."""
    is_printed = bool(re.search(r"\d", time.text)) or time.granularity == "month"
    return time.type == "DATE" and is_printed and time.granularity in ("day", "month", "year")


def _compared_days(ago: StoryTime, day: StoryTime, published: date | None) -> Iterator[Finding]:
    gaps = [
        gap for value in (day.value, *(lost.value for lost in day.lost)) if (gap := _gap(ago.value, value)) is not None
    ]
    if not gaps or published is None:
        return
    gap = min(gaps)
    seen = f'"{ago.text}" is {_printed(ago.value)}, seen from publication on {published}'
    said = f'{seen}; "{day.text}" is {_printed(day.value)}'
    slack = _SLACK.get(ago.granularity, 0) * (2 if ago.mod else 1)
    if gap <= slack:
        yield Finding("holds", f"{said}.", (excerpt_of(ago), excerpt_of(day)))
    else:
        verdict: Verdict = "does not hold" if gap > 2 * slack else "cannot tell"
        yield Finding(verdict, f"{said}, {gap} days apart.", (excerpt_of(ago), excerpt_of(day)))


def _gap(one: str, other: str) -> int | None:
    """Days between two stretches of the calendar; 0 where they overlap."""
    ends = [first_day(one), last_day(one), first_day(other), last_day(other)]
    if any(day is None for day in ends):
        return None
    first, last, start, end = (day for day in ends if day is not None)
    return max(0, (start - last).days, (first - end).days)


def _printed(value: str) -> str:
    first, last = first_day(value), last_day(value)
    return value if "-W" not in value or not first or not last else f"{first} to {last}"
