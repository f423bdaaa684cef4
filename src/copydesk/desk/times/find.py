"""The times of a text: matches, their meaning, neighbours joined."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.desk.times import points, ranges, relative, spans, weekdays
from copydesk.desk.times.calendar import as_day, edtf, granularity
from copydesk.desk.times.context import Context
from copydesk.desk.times.hit import Hit
from copydesk.desk.times.joins import Found, join
from copydesk.desk.times.language import Language
from copydesk.desk.times.language import language as load
from copydesk.desk.times.records import Reading
from copydesk.desk.times.scan import Match, Words, scan, split_words
from copydesk.records.reading import Time

__all__ = ["find_times"]

OPERATIONS = {
    **points.OPERATIONS,
    **spans.OPERATIONS,
    **ranges.OPERATIONS,
    **relative.OPERATIONS,
    **weekdays.OPERATIONS,
}
# A bare hour is a time only beside a day; a match that looks like a time may be none.
_DROPPED = frozenset({"not_a_time", "bare_clock"})


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
    found = _joined_times(
        list(_time_readings(words, known, context, stretches=stretches)), words, known, stretches=stretches
    )
    return [_time(text, words, one) for one in found]


def _time_readings(words: Words, language: Language, context: Context, *, stretches: bool) -> Iterator[Found]:
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


def _first_meaning(matches: list[Match], words: Words, language: Language, context: Context) -> Found | None:
    for match in matches:
        if match.rule.operation == "not_a_time":
            return Found(match.first, match.last, "", Reading(type="DATE", value="", kind="not_a_time"))
        context.stand_at(words.tokens, match.first, match.last)
        reading = OPERATIONS[match.rule.operation](Hit(match, words.tokens, language), context)
        if reading is not None:
            return Found(match.first, match.last, match.rule.id, reading)
    return None


def _note(context: Context, reading: Reading) -> None:
    if reading.type not in ("DATE", "TIME") or not reading.value[:4].isdigit():
        return
    if reading.kind != "quarter_again":
        context.note(reading.kind, reading.value)
    if as_day(reading.value):
        context.said["paragraph"] = reading.value


def _joined_times(found: list[Found], words: Words, language: Language, *, stretches: bool) -> list[Found]:
    """Neighbours that are one expression made one."""
    joins = [row for row in language.joins if stretches or not row.stretch]
    joined: list[Found] = []
    for one in found:
        while joined and (both := join(joined[-1], one, words, joins)) is not None:
            joined.pop()
            one = both
        joined.append(one)
    return [one for one in joined if one.reading.kind not in _DROPPED]


def _time(text: str, words: Words, one: Found) -> Time:
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
        lost=reading.lost,
    )
