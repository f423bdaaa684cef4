"""What one sentence leaves open, settled by the rest of the story.

"October 7" has no year. Some year is taken when the words are read; here the whole story votes. A length that joins it
to another date to the day ("held 498 days", "released on February 15") counts two, a dated neighbour in its sentence
("in November 2023") one, being the name of something known ("the October 7 attack") one. Two are needed to change it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from copydesk.desk.times.calendar import add_months, as_day, first_day
from copydesk.desk.times.known import name_days
from copydesk.desk.times.months import follow_months
from copydesk.desk.times.records import lost_to
from copydesk.records.reading import Time

__all__ = ["solve"]

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(]?[^\W\da-z_])|\n\s*\n")
_LENGTH = re.compile(r"P(\d{1,5})([DWMY])$")
_ENOUGH = 2
# Shorter lengths fit some pair of dates by chance in most stories, so they count within one sentence only.
_TELLING_DAYS = 28
_MOST_LENGTHS = 200
_NEIGHBOUR_DAYS = 366


class _Vote(NamedTuple):
    value: str
    weight: int
    reason: str


class _Story(NamedTuple):
    """The times of a story, by what they can prove."""

    times: Sequence[Time]
    sentences: list[int]
    days: dict[date, list[Time]]
    lengths: list[tuple[Time, int, str]]
    published: date | None
    text: str

    def sentence(self, one: Time) -> int:
        return bisect_right(self.sentences, one.start)


def solve(times: Sequence[Time], text: str, *, published: str | None = None) -> list[Time]:
    """The same times, the open ones settled where the story proves them, with the chain of reasons.

    Args:
        times: As `find_times` gives them for `text`.
        text: The text of the story.
        published: The publication instant that `find_times` was given.

    """
    story = _Story(
        times,
        [found.end() for found in _SENTENCE.finditer(text)],
        _known_days(times),
        _lengths(times),
        as_day(published or ""),
        text,
    )
    settled: dict[str, _Vote] = {}
    for value in dict.fromkeys(one.value for one in times if _has_candidates(one)):
        vote = _settle([one for one in times if one.value == value and _has_candidates(one)], story)
        if vote is not None:
            settled[value] = vote
    named = name_days([_apply(one, settled) for one in times], text, published=story.published)
    return follow_months(named, text, published=story.published)


def _has_candidates(one: Time) -> bool:
    return bool(one.candidates) and one.type in ("DATE", "TIME") and as_day(one.value) is not None


def _known_days(times: Sequence[Time]) -> dict[date, list[Time]]:
    days: dict[date, list[Time]] = {}
    for one in times:
        day = as_day(one.value) if one.type in ("DATE", "TIME") else None
        if day is not None:
            days.setdefault(day, []).append(one)
    return days


def _lengths(times: Sequence[Time]) -> list[tuple[Time, int, str]]:
    """Exact lengths, each once, that could join two dates."""
    lengths: dict[str, tuple[Time, int, str]] = {}
    for one in times:
        found = _LENGTH.match(one.value) if one.type == "DURATION" and not one.is_age and one.mod is None else None
        if found and int(found[1]) > 0:
            lengths.setdefault(one.value, (one, int(found[1]), found[2]))
        if len(lengths) >= _MOST_LENGTHS:
            break
    return list(lengths.values())


def _settle(same: list[Time], story: _Story) -> _Vote | None:
    """The value that the story proves for an open date, said once or several times."""
    votes = [vote for one in same[:20] for vote in _votes(one, story)]
    sums: dict[str, list[_Vote]] = {}
    for vote in dict.fromkeys(votes):
        sums.setdefault(vote.value, []).append(vote)
    if not sums:
        return None
    best = max(sums, key=lambda value: (sum(vote.weight for vote in sums[value]), value == same[0].value))
    weight = sum(vote.weight for vote in sums[best])
    if weight < _ENOUGH:
        return None
    reasons = [vote.reason for vote in sorted(sums[best], key=lambda vote: -vote.weight)]
    return _Vote(best, weight, "\n".join(dict.fromkeys(reasons)))


def _votes(one: Time, story: _Story) -> Iterable[_Vote]:
    day = as_day(one.value)
    if day is None:
        return
    yield from _length_votes(one, day, story)
    neighbour = _neighbour_vote(one, day, story)
    if neighbour is not None:
        yield neighbour
        if _is_a_name(one, story.text):
            yield _Vote(neighbour.value, 1, f'"{one.text}" is said as the name of something known, not as news')


def _could_be(one: Time, day: date, other: date) -> bool:
    """Whether a day fits the words of an open date: the same day of the year, or of the week."""
    first = as_day(one.candidates[0])
    if first is None:
        return False
    if (first.month, first.day) == (day.month, day.day):
        return (other.month, other.day) == (day.month, day.day)
    return any(as_day(candidate) == other for candidate in (one.value, *one.candidates))


def _length_votes(one: Time, day: date, story: _Story) -> Iterable[_Vote]:
    ends = list(story.days.items())[:400]
    if story.published is not None and story.published not in story.days:
        ends.append((story.published, []))
    for length, count, unit in story.lengths:
        near = unit != "D" or count < _TELLING_DAYS
        if near and story.sentence(length) != story.sentence(one):
            continue
        for end, said in ends:
            if one in said or (near and not any(story.sentence(other) == story.sentence(one) for other in said)):
                continue
            for other, manner in _joined_days(end, count, unit):
                if _could_be(one, day, other):
                    yield _Vote(
                        _value_on_day(one.value, other), _ENOUGH, _length_reason(length, other, end, said, manner)
                    )


def _joined_days(end: date, count: int, unit: str) -> list[tuple[date, str]]:
    """The days that a length joins to one of its ends, the first day counted and not."""
    try:
        if unit in "DW":
            days = count * (7 if unit == "W" else 1)
            plain = [end - timedelta(days=days), end + timedelta(days=days)]
            counted = [end - timedelta(days=days - 1), end + timedelta(days=days - 1)] if unit == "D" else []
        else:
            months = count * (12 if unit == "Y" else 1)
            plain, counted = [add_months(end, -months), add_months(end, months)], []
    except (OverflowError, ValueError):
        return []
    return [(day, "to the day") for day in plain] + [(day, "first and last day counted") for day in counted]


def _length_reason(length: Time, other: date, end: date, said: list[Time], manner: str) -> str:
    name = f'"{said[0].text}" ({end})' if said else f"publication ({end})"
    side = "before" if other < end else "after"
    return f'{other} is "{length.text}" {side} {name}, {manner}'


def _neighbour_vote(one: Time, day: date, story: _Story) -> _Vote | None:
    """The year that brings an open date closest to a date with a stated year in its sentence."""
    first = as_day(one.candidates[0])
    if first is None or (first.month, first.day) != (day.month, day.day):
        return None
    stated = [
        other for other in _around(one, story) if not other.anchored and re.match(r"\d{4}(-\d\d){1,2}$", other.value)
    ]
    best: tuple[int, date, Time] | None = None
    for other in stated:
        known = first_day(other.value)
        for year in (known.year - 1, known.year, known.year + 1) if known else ():
            try:
                guess = date(year, day.month, day.day)
            except ValueError:
                continue
            away = abs((guess - known).days) if known else _NEIGHBOUR_DAYS
            if best is None or away < best[0]:
                best = (away, guess, other)
    if best is None or best[0] > _NEIGHBOUR_DAYS // 2:
        return None
    away, guess, other = best
    reason = f'the sentence speaks of "{other.text}"; {guess} is the closest to it'
    return _Vote(_value_on_day(one.value, guess), 1, reason)


def _around(one: Time, story: _Story) -> list[Time]:
    here = story.sentence(one)
    place = bisect_right(story.times, one.start, key=lambda other: other.start)
    close = story.times[max(0, place - 8) : place + 8]
    return [other for other in close if other is not one and story.sentence(other) == here]


def _is_a_name(one: Time, text: str) -> bool:
    """Whether a date stands before a noun as its name: the October 7 attack."""
    before = text[max(0, one.start - 12) : one.start].lower().split()
    after = text[one.end : one.end + 2]
    return (
        bool(before)
        and before[-1] in {"the", "that", "since", "der", "vom", "du"}
        and after[:1] == " "
        and after[1:2].isalpha()
    )


def _value_on_day(value: str, day: date) -> str:
    return day.isoformat() + value[10:]


def _apply(one: Time, settled: dict[str, _Vote]) -> Time:
    vote = settled.get(one.value) if _has_candidates(one) else None
    if vote is None:
        return one
    open_values = sorted({one.value, *one.candidates} - {vote.value})
    reasons = (
        *(r for r in one.reasons if vote.value == one.value),
        f"open by itself: also {', '.join(open_values)}",
        *vote.reason.split("\n"),
    )
    return msgspec.structs.replace(
        one,
        value=vote.value,
        edtf=vote.value if one.edtf else None,
        rule=f"{one.rule}+solver",
        reasons=reasons,
        candidates=(),
        lost=lost_to(vote.value, vote.reason.split("\n")[0], (one.value, *one.candidates)),
    )
