"""Lengths of time against the dates they join, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import excerpt_of, words
from copydesk.desk.events.inferences import Holding, all_holdings
from copydesk.desk.events.table import table
from copydesk.desk.material import Material
from copydesk.desk.times.calendar import as_day, first_day, last_day
from copydesk.records.reading import Event, Excerpt, StoryTime

__all__: list[str] = []

_LENGTH: Final = re.compile(r"P(\d{1,5})([DWMY])$")
# Days of a unit, months and years in the mean.
_DAYS: Final = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_CLOSE: Final = 3
"""Days by which a count is missed rather than meant for other dates."""
_MOST: Final = 200
"""Events that are compared with each other; a page with more is no story."""
_ONCE: Final = frozenset({"release", "capture", "arrest", "death", "birth", "departure", "dismissal", "appointment"})


@check("checks/duration-dates")
def _duration_dates(desk: Desk) -> Iterator[Finding]:
    """An exact length that joins two dates of the story, both ways of counting told."""
    material = desk.material
    known = table(material.language)
    for holding in all_holdings(material, known):
        people = {who.entity for who in holding.clause.who if who.entity}
        starts = [one for one in desk.events if one.family in known.captures and _is_day_of(one, people)]
        ends = [one for one in desk.events if one.family in known.releases and _is_day_of(one, people)]
        if len(starts) == 1 and len(ends) == 1:
            yield from _held(holding, starts[0], ends[0], material)
    for block in range(len(material.paragraphs)):
        yield from _stretches(block, material)


def _is_day_of(event: Event, people: set[str]) -> bool:
    return event.first is not None and event.first == event.last and any(who.entity in people for who in event.who)


def _held(holding: Holding, start: Event, end: Event, material: Material) -> Iterator[Finding]:
    first, last = date.fromisoformat(start.first or ""), date.fromisoformat(end.first or "")
    said = [next((time for time in material.times if as_day(time.value) == day), None) for day in (first, last)]
    if said[0] is not None and said[1] is not None:
        yield _count_finding(
            holding.time, holding.days, (said[0], said[1]), (last - first).days, _others(said[0], last)
        )


def _others(said: StoryTime, last: date) -> str:
    """What the readings of a date that were not taken would give."""
    reason = next((one for one in said.reasons if one.startswith("open by itself: also ")), "")
    days = [day for word in reason[21:].split(", ") if (day := as_day(word)) and day < last]
    return "".join(f" {day} would make {(last - day).days} and does not fit." for day in days)


def _stretches(block: int, material: Material) -> Iterator[Finding]:
    """ "The strike lasted 12 days, from March 3 to March 15": a length beside the two ends of a stretch."""
    times = material.times_in(block)
    text = material.paragraphs[block].text
    for first, last in pairwise(times):
        one, other = as_day(first.value), as_day(last.value)
        between = text[first.end : last.start].strip()
        before = text[max(0, first.start - 8) : first.start].split()[-1:]
        if (
            not one
            or not other
            or (before, between) not in ((["from"], "to"), (["from"], "until"), (["between"], "and"))
        ):
            continue
        start, end = _sentence_around(text, first.start, last.end)
        for length in times:
            found = _LENGTH.match(length.value) if length.type == "DURATION" and length.mod is None else None
            if found and found[2] == "D" and start <= length.start < end and not length.is_age:
                yield _count_finding(length, int(found[1]), (first, last), (other - one).days, "")


def _count_finding(
    length: StoryTime, days: int, ends: tuple[StoryTime, StoryTime], between: int, others: str
) -> Finding:
    first, last = ends
    holds = days in (between, between + 1)
    sentence = (
        f'"{length.text}" {"fits" if holds else "does not fit"} "{first.text}" ({first.value[:10]}) to "{last.text}" '
        f"({last.value[:10]}): {between} days between, {between + 1} with the first and the last day counted."
    )
    spans = (excerpt_of(length), excerpt_of(first), excerpt_of(last))
    return Finding("holds" if holds else "does not hold", sentence + others, spans)


@check("checks/duration-durations")
def _duration_durations(desk: Desk) -> Iterator[Finding]:
    """A rough length of a captivity against the exact one that the story gives: "more than a year", "498 days"."""
    held = list(all_holdings(desk.material, table(desk.material.language)))
    if len({holding.days for holding in held}) != 1:
        return
    exact, days = excerpt_of(held[0].time), held[0].days
    known = words(desk.material.language)
    for time in desk.material.times:
        length = _LENGTH.match(time.value) if time.type == "DURATION" and not time.is_age else None
        text = desk.material.paragraphs[time.block].text[time.end : time.end + 40]
        if not length or _is_at(time, exact) or not known.captivity.match(text):
            continue
        verdict = _compare(days, int(length[1]) * _DAYS[length[2]], time.mod, length[2])
        word = "agree" if verdict else "do not agree"
        yield Finding("holds" if verdict else "does not hold", f'"{time.text}" and "{exact.text}" {word}.',
                      (excerpt_of(time), exact))  # fmt: skip


@check("checks/same-event-dates")
def _same_event_dates(desk: Desk) -> Iterator[Finding]:
    """An event that is dated more than once: the rough date holds the exact one."""
    placed = {(time.block, time.start): time for time in desk.material.times}
    for event in desk.events:
        said = [placed[words.block, words.start] for words in event.times]
        calendar = [time for time in said if first_day(time.value) and last_day(time.value)]
        exact = [time for time in calendar if first_day(time.value) == last_day(time.value)]
        for rough in calendar if exact else ():
            if first_day(rough.value) != last_day(rough.value):
                sentence = (
                    f'"{rough.text}" ({rough.value}) and "{exact[0].text}" ({exact[0].value[:10]}) date one event.'
                )
                yield Finding("holds", sentence, (excerpt_of(rough), excerpt_of(exact[0])))
    yield from _clashes(desk.events)


def _clashes(events: Sequence[Event]) -> Iterator[Finding]:
    """One kind of event about the same people on two days close to each other."""
    exact = [one for one in events if one.family in _ONCE and one.first and one.first == one.last and one.times][:_MOST]
    for one, other in combinations(exact, 2):
        same = {who.entity for who in one.who if who.entity} & {who.entity for who in other.who if who.entity}
        away = abs((date.fromisoformat(one.first or "") - date.fromisoformat(other.first or "")).days)
        if one.family == other.family and same and 0 < away <= _CLOSE and one.what and other.what:
            sentence = _dated_twice(one, other)
            yield Finding("cannot tell", sentence, (one.what, other.what))


def _dated_twice(one: Event, other: Event) -> str:
    said = [f'"{event.what.text}" ({event.first})' for event in (one, other) if event.what]
    return f"{' and '.join(said)} may be one event with two dates."


def _compare(days: int, other: float, mod: str | None, unit: str) -> bool:
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return days >= other * 0.99
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return days <= other * 1.01
    return abs(days - other) <= max(_CLOSE, _DAYS[unit] * 0.75)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    return text.rfind(". ", 0, start) + 1, (text.find(". ", end) + 1) or len(text)


def _is_at(time: StoryTime, words: Excerpt) -> bool:
    return (time.block, time.start) == (words.block, words.start)
