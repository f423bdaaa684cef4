"""Weekdays against dates, and dates against publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import excerpt_of, words
from copydesk.desk.material import Material
from copydesk.desk.times.calendar import as_day, first_day, last_day
from copydesk.records.reading import StoryTime, Verdict

__all__: list[str] = []

# Sentences of checks are in English, whatever the story is in.
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR: Final = timedelta(days=31)
_FRESH: Final = timedelta(days=45)
_YEARS: Final = 12
_NEXT_DAY: Final = timedelta(days=1)
_SOON: Final = timedelta(days=180)
_DOUBTFUL: Final = 2
"""Different days told as past after publication, from which it is the publication that was misread."""


@check("checks/weekday-date")
def _weekday_date(desk: Desk) -> Iterator[Finding]:
    """A weekday said with a date: "Tuesday, March 4". Without a year the nearest one is meant."""
    known = words(desk.material.language)
    for time in desk.material.times:
        day = as_day(time.value)
        weekday = known.weekday.search(time.text)
        if day is None or weekday is None or not known.date.search(time.text):
            continue
        said = known.weekdays[weekday[0].lower()]
        name, real = _WEEKDAYS[said], _WEEKDAYS[day.weekday()]
        if said == day.weekday():
            yield Finding("holds", f'"{time.text}" is {day}, a {name}.', (excerpt_of(time),))
        elif (year := _fitting_year(time, day, said, desk.material.day)) is not None:
            sentence = f'"{time.text}" is a {name} in {year}, a {real} in {day.year}: no year is printed.'
            yield Finding("cannot tell", sentence, (excerpt_of(time),))
        else:
            yield Finding("does not hold", f'"{time.text}": {day} is a {real}, not a {name}.', (excerpt_of(time),))


def _fitting_year(time: StoryTime, day: date, weekday: int, published: date | None) -> int | None:
    """The latest year in which an old day without a printed year has the weekday; None for news of these weeks."""
    if str(day.year) in time.text or (published is not None and abs(published - day) <= _FRESH):
        return None
    years = range(day.year - 1, day.year - _YEARS, -1)
    return next((year for year in years if (other := _in_year(day, year)) and other.weekday() == weekday), None)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


@check("checks/after-publication")
def _after_publication(desk: Desk) -> Iterator[Finding]:
    """What is told as past lies on or before the day of publication."""
    day, known = desk.material.day, words(desk.material.language)
    late: list[StoryTime] = []
    for time in desk.material.times if day else ():
        first, last = _days_of_time(time)
        if not first or not last or not day or desk.material.is_quoted(time.block, time.start):
            continue
        if not _tells_of_past(time, desk.material):
            continue
        if first > day and (time.anchored or time.granularity == "year"):
            continue  # a guess, or a plan in numbers: neither is told as past for sure
        if first > day:
            late.append(time)
        elif day - last <= _NEAR and (known.weekday.search(time.text) or time.granularity == "month"):
            sentence = _placed(time, (first, min(last, day)), day)
            yield Finding("holds", sentence, (excerpt_of(time),))
    is_sure = len({time.value for time in late}) < _DOUBTFUL
    for time in late:
        verdict: Verdict = "does not hold" if is_sure and _is_slip(time, day) else "cannot tell"
        sentence = f'"{time.text}" ({time.value}) is told as past and lies after publication on {day}.'
        yield Finding(verdict, sentence, (excerpt_of(time),))


def _is_slip(time: StoryTime, published: date | None) -> bool:
    """A day or month soon after publication; the next day may be another zone's, and far ahead the page was updated."""
    first = first_day(time.value)
    is_soon = first is not None and published is not None and _NEXT_DAY < first - published <= _SOON
    return is_soon and time.value[5:6].isdigit()


def _days_of_time(time: StoryTime) -> tuple[date | None, date | None]:
    if time.type not in ("DATE", "TIME") or "/" in time.value:
        return None, None
    return first_day(time.value), last_day(time.value)


def _tells_of_past(time: StoryTime, material: Material) -> bool:
    """Whether the words around a time tell of something done; the clause says it, from mark to mark."""
    text = material.paragraphs[time.block].text
    if words(material.language).notes.match(text):
        return False  # a note of the editor's is added after publication
    start = max(text.rfind(mark, 0, time.start) for mark in (". ", "; ", '" ', "” ")) + 1
    ends = [place for mark in (". ", "; ", ", ") if (place := text.find(mark, time.end)) >= 0]
    clause = text[max(start, time.start - 200) : min([*ends, time.end + 100])]
    known = words(material.language)
    return not known.ahead.search(clause) and bool(known.past.search(clause))


def _placed(time: StoryTime, days: tuple[date, date], published: date) -> str:
    first, last = days
    if first != last:
        return f'"{time.text}" is {first} to {last}, on or before publication on {published}.'
    before = (published - first).days
    said = {0: "the day of publication", 1: "the day before publication"}
    ago = said.get(before, f"{before} days before publication")
    name, today = _WEEKDAYS[first.weekday()], _WEEKDAYS[published.weekday()]
    return f'"{time.text}" is {name} {first}, {ago} ({today} {published}).'
