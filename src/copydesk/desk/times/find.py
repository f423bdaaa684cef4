"""The times of a text: matches, their meaning, neighbours joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from copydesk.desk.times import points, ranges, relative, spans
from copydesk.desk.times.calendar import add_months, as_day, edtf, first_day, granularity
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.language import Join, Language
from copydesk.desk.times.language import language as load
from copydesk.desk.times.records import Reading, Time
from copydesk.desk.times.scan import Match, Words, scan, split_words

__all__ = ["find_times"]

_OPERATIONS = {**points.OPERATIONS, **spans.OPERATIONS, **ranges.OPERATIONS, **relative.OPERATIONS}
_GLUE = 6
_LATE_PARTS = frozenset({"AF", "EV", "NI"})
_WHOLE_LENGTH = re.compile(r"P(\d{1,5})([DWMY])$")
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
# A bare hour is a time only beside a day; a match that looks like a time may be none.
_DROPPED = frozenset({"not_a_time", "bare_clock"})


class _Found(NamedTuple):
    first: int
    last: int
    rule: str
    reading: Reading


def find_times(text: str, *, published: str | None = None, language: str = "en", stretches: bool = False) -> list[Time]:
    """The time expressions of a text, in order, each with its value and the reasons for it.

    Args:
        text: What to read; spans point into it.
        published: The publication instant in its own zone, ISO 8601. Without it, what needs it stays open.
        language: BCP 47 code; a language without a table is read as English.
        stretches: Read "from March to May" as one expression, and not as the two dates that TIMEX3 sees in it.

    """
    known = load(language)
    words = split_words(text, known)
    context = Context(published, known)
    found = _joined(list(_readings(words, known, context, stretches=stretches)), words, known, stretches=stretches)
    return [_time(text, words, one) for one in found]


def _readings(words: Words, language: Language, context: Context, *, stretches: bool) -> Iterator[_Found]:
    taken, paragraph = 0, -1
    breaks = _Breaks(words.classes)
    for matches in scan(words, language):
        if not stretches:
            matches = [match for match in matches if not match.rule.options.get("stretch")]
        if not matches or matches[0].first < taken:
            continue
        if (here := breaks.before(matches[0].first)) != paragraph:
            paragraph = here
            context.said.pop("paragraph", None)
        found = _first_meaning(matches, words, language, context)
        if found is None:
            continue
        taken = found.last
        _note(context, found.reading)
        yield found


class _Breaks:
    """Number of the paragraph that a word stands in; asked for in order."""

    def __init__(self, classes: str) -> None:
        self._classes = classes
        self._at = 0
        self._count = 0

    def before(self, place: int) -> int:
        self._count += self._classes.count("P", self._at, place)
        self._at = max(place, self._at)
        return self._count


def _first_meaning(matches: list[Match], words: Words, language: Language, context: Context) -> _Found | None:
    for match in matches:
        if match.rule.operation == "not_a_time":
            return _Found(match.first, match.last, "", Reading(type="DATE", value="", kind="not_a_time"))
        context.stand_at(words.tokens, match.first, match.last)
        reading = _OPERATIONS[match.rule.operation](Hit(match, words.tokens, language), context)
        if reading is not None:
            return _Found(match.first, match.last, match.rule.id, reading)
    return None


def _note(context: Context, reading: Reading) -> None:
    if reading.type not in ("DATE", "TIME") or not reading.value[:4].isdigit():
        return
    if reading.kind != "quarter_again":
        context.note(reading.kind, reading.value)
    if as_day(reading.value):
        context.said["paragraph"] = reading.value


def _joined(found: list[_Found], words: Words, language: Language, *, stretches: bool) -> list[_Found]:
    """Neighbours that are one expression made one; a day taken for a clock time by its paragraph is set right."""
    joins = [join for join in language.joins if stretches or not join.stretch]
    joined: list[_Found] = []
    for one in found:
        while joined and (both := _join(joined[-1], one, words, joins)) is not None:
            joined.pop()
            one = both
        joined.append(one)
    return [one for one in joined if one.reading.kind not in _DROPPED]


def _join(left: _Found, right: _Found, words: Words, joins: list[Join]) -> _Found | None:
    if not 0 <= right.first - left.last <= _GLUE:
        return None
    between = words.classes[left.last : right.first]
    for join in joins:
        if left.reading.kind in join.left and right.reading.kind in join.right and _fits(join, between) and _is_after(join, left, between, words):
            reading = _JOINS[join.how](left.reading, right.reading)
            if reading is not None:
                return _Found(left.first, right.last, f"{left.rule}+{right.rule.split('/', 1)[-1]}", reading)
    return None


def _fits(join: Join, between: str) -> bool:
    if not between:
        return not join.strict
    return join.glue is not None and join.glue.regex.fullmatch(between) is not None


def _is_after(join: Join, left: _Found, between: str, words: Words) -> bool:
    """Whether the words before ask for the join: from A to B; a dash asks for it by itself."""
    return not join.after or between == "-" or (left.first > 0 and words.tokens[left.first - 1].lower() in join.after)


def _day_and_clock(day: Reading, clock: Reading) -> Reading | None:
    stated = as_day(day.value)
    head = day.value[:10] if stated else (day.value if day.value.startswith("XXXX") else "")
    if not head or "T" not in clock.value:
        return None
    return msgspec.structs.replace(
        day,
        type="TIME",
        kind="instant" if clock.kind == "clock" else "day_part",
        value=_put_day(head, clock.value),
        mod=day.mod or clock.mod,
        reasons=(*day.reasons, "with the time of day beside it"),
        candidates=tuple(_put_day(other, clock.value) for other in day.candidates),
    )


def _put_day(day: str, clock: str) -> str:
    return "/".join(f"{day}T{part.split('T', 1)[1]}" for part in clock.split("/"))


def _clock_and_day(clock: Reading, day: Reading) -> Reading | None:
    return _day_and_clock(day, clock)


def _part_and_clock(part: Reading, clock: Reading) -> Reading | None:
    """The evening at seven: the part of the day says which half."""
    day, _, name = part.value.partition("T")
    if name not in _LATE_PARTS | {"MO"} or "T" not in clock.value or clock.value.count("T") != clock.value.count("/") + 1:
        return None
    times = [_in_half(written.partition("T")[2], late=name in _LATE_PARTS) for written in clock.value.split("/")]
    value = "/".join(f"{day}T{written}" for written in times)
    return msgspec.structs.replace(part, kind="instant" if day else "clock", type="TIME", value=value)


def _in_half(clock: str, *, late: bool) -> str:
    hour, _, rest = clock.partition(":")
    return f"{int(hour) + 12}:{rest}" if late and hour.isdigit() and 4 <= int(hour) < 12 else clock


def _clock_and_part(clock: Reading, part: Reading) -> Reading | None:
    return _part_and_clock(part, clock)


def _weekday_and_day(weekday: Reading, day: Reading) -> Reading | None:
    """Friday, October 13: of the years that are open, the one in which the day is a Friday."""
    named, stated = as_day(weekday.value), as_day(day.value)
    if named is None or stated is None:
        return msgspec.structs.replace(day, mod=day.mod or weekday.mod)
    if stated.weekday() == named.weekday() or not day.candidates:
        return msgspec.structs.replace(day, mod=day.mod or weekday.mod)
    fitting = [other for other in day.candidates if (d := as_day(other)) and d.weekday() == named.weekday()]
    if not fitting:
        return day
    reason = f"of the years that are open, {fitting[0][:4]} has that weekday"
    return msgspec.structs.replace(day, value=fitting[0], candidates=(), reasons=(*day.reasons, reason))


def _week_and_weekday(week: Reading, weekday: Reading) -> Reading | None:
    """Next week on Tuesday."""
    named = as_day(weekday.value)
    if named is None or "-W" not in week.value or week.value.endswith("-WE"):
        return None
    day = date.fromisocalendar(int(week.value[:4]), int(week.value[6:8]), named.isoweekday())
    return msgspec.structs.replace(week, kind="day", value=day.isoformat())


def _weekday_and_week(weekday: Reading, week: Reading) -> Reading | None:
    return _week_and_weekday(week, weekday)


def _period(left: Reading, right: Reading) -> Reading | None:
    """From one day, month or year to another."""
    start, end = left.value, right.value
    if left.candidates and end[:4].isdigit() and not right.anchored:
        start = end[:4] + start[4:]
        start = f"{int(start[:4]) - 1:04d}{start[4:]}" if start > end else start
    if left.kind == right.kind == "weekday" and start > end:
        end = (date.fromisoformat(end) + timedelta(days=7)).isoformat()
    if not (_CALENDAR.match(start) and _CALENDAR.match(end)) or (first_day(start) or date.max) >= (first_day(end) or date.min):
        return None
    reasons = tuple(dict.fromkeys((*left.reasons, *right.reasons)))
    return msgspec.structs.replace(right, value=f"{start}/{end}", kind="period", reasons=reasons, candidates=())


def _set_and_clock(again: Reading, clock: Reading) -> Reading | None:
    if "T" in again.value or not clock.value.startswith("T"):
        return None
    head = "" if again.value == "P1D" else again.value
    return msgspec.structs.replace(again, value=head + clock.value)


def _clock_and_set(clock: Reading, again: Reading) -> Reading | None:
    return _set_and_clock(again, clock)


def _day_part_and_week(part: Reading, week: Reading) -> Reading | None:
    day = _week_and_weekday(week, part)
    return day and msgspec.structs.replace(part, value=day.value + part.value[10:], candidates=())


def _before_day(length: Reading, day: Reading) -> Reading | None:
    return _counted_from(length, day, -1)


def _after_day(length: Reading, day: Reading) -> Reading | None:
    return _counted_from(length, day, 1)


def _counted_from(length: Reading, day: Reading, sign: int) -> Reading | None:
    """Two weeks before May 13: the day that it is."""
    base, found = as_day(day.value), _WHOLE_LENGTH.match(length.value)
    if base is None or found is None or len(day.value) > 10:
        return None
    count = sign * int(found[1])
    try:
        if found[2] in "DW":
            counted = base + timedelta(days=count * (7 if found[2] == "W" else 1))
        else:
            counted = add_months(base, count * (12 if found[2] == "Y" else 1))
    except (OverflowError, ValueError):
        return None
    reasons = (*day.reasons, f"counted from {base}")
    return msgspec.structs.replace(day, value=counted.isoformat(), kind="counted", mod=length.mod, reasons=reasons, anchored=True, candidates=())


def _month_and_year(month: Reading, year: Reading) -> Reading | None:
    """December last year, October 7 of this year."""
    if not (year.value[:4].isdigit() and len(year.value) == 4 and len(month.value) in (7, 10)):
        return None
    value = year.value + month.value[4:]
    return msgspec.structs.replace(month, value=value, candidates=(), reasons=(*month.reasons, f"of {year.value}, said beside it"))


def _quarter_and_year(quarter: Reading, year: Reading) -> Reading | None:
    if len(year.value) != 4 or not year.value.isdigit():
        return None
    return msgspec.structs.replace(quarter, value=year.value + quarter.value[4:], candidates=())


def _weekday_after(week_shift: Reading, weekday: Reading) -> Reading | None:
    named = as_day(weekday.value)
    stated = as_day(week_shift.value)
    if named is None or stated is None:
        return None
    return msgspec.structs.replace(week_shift, value=(stated + timedelta(days=(named.weekday() - stated.weekday()) % 7)).isoformat())


_JOINS = {
    "day_and_clock": _day_and_clock,
    "clock_and_day": _clock_and_day,
    "part_and_clock": _part_and_clock,
    "clock_and_part": _clock_and_part,
    "weekday_and_day": _weekday_and_day,
    "week_and_weekday": _week_and_weekday,
    "weekday_and_week": _weekday_and_week,
    "period": _period,
    "month_and_year": _month_and_year,
    "quarter_and_year": _quarter_and_year,
    "before_day": _before_day,
    "after_day": _after_day,
    "set_and_clock": _set_and_clock,
    "clock_and_set": _clock_and_set,
    "day_part_and_week": _day_part_and_week,
}


def _time(text: str, words: Words, one: _Found) -> Time:
    start = words.starts[one.first]
    end = words.starts[one.last - 1] + len(words.tokens[one.last - 1])
    reading = one.reading
    return Time(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        value=reading.value,
        granularity=granularity(reading.value, "none"),
        mod=reading.mod,
        edtf=reading.edtf or edtf(reading.value, reading.mod),
        rule=one.rule,
        reasons=reading.reasons,
        anchored=reading.anchored,
        is_age=reading.is_age,
        candidates=reading.candidates,
    )
