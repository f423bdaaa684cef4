"""Publication instants as pages print them: "Published : April 17, 2025 at 8:30 PM IST" in many languages."""

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.patterns import pattern
from copydesk.records import Instant
from copydesk.wording.instants.clock import Clock, Impossible, clock_beside
from copydesk.wording.instants.dates import DateHit, Hints, Order, find_dates, hints_of
from copydesk.wording.instants.relative import RelativeHit, find_relative
from copydesk.wording.instants.tables import fold, label_openers, labels, labels_after, words_of
from copydesk.wording.instants.urls import date_in_path
from copydesk.wording.signals import signs_of_dates

__all__ = ["FoundInstant", "Order", "date_in_url", "find_instants"]

InstantKind: TypeAlias = Literal["published", "modified"]

_BETWEEN = pattern(r"[ )(,に]*(?:uhr[ ,]+)?(?:zuletzt )?")
_KANA = "\u3040"
"""From here on scripts run without spaces."""
_LABEL_REACH = 60
"""Code points before an instant in which its label may stand."""
_LABEL_WORDS = 8
"""Words between label and instant at most, the label included: "Published by our desk on Friday"."""


class FoundInstant(Struct, frozen=True, kw_only=True):
    """An instant printed in a text at `[start, end)`; `confidence` says how sure its reading is."""

    instant: Instant
    start: int
    end: int
    kind: InstantKind | None
    rule: str
    confidence: float


def find_instants(
    text: str,
    *,
    language: str | None = None,
    today: date | None = None,
    order: Order | None = None,
    limit: int = 20,
) -> list[FoundInstant]:
    """The first `limit` instants that the text prints, in order.

    Dates without a year and words such as "yesterday" are read only when `today` says from where.

    Args:
        text: what the page prints, as it prints it.
        language: BCP 47 tag of the page; its region decides what `03/05/2024` is.
        today: the day from which relative words count.
        order: which figure of `03/05/2024` comes first, where it is known from elsewhere.
        limit: how many instants to find at most.

    >>> find_instants("Published : April 17, 2025 at 8:30 PM IST")[0].instant.value
    '2025-04-17T20:30+05:30'
    """
    signs = signs_of_dates(text)
    if today is None and not signs:
        return []
    folded = fold(text)
    hints = hints_of(language, today, order)
    dates = find_dates(text, folded, hints, limit, signs) if signs else []
    if dates:
        return _with_clocks(text, folded, hints, dates)
    return [_relative(text, folded, hints, hit) for hit in find_relative(folded, today, hints, limit)] if today else []


def date_in_url(url: str) -> FoundInstant | None:
    """The day that the path of a URL names, as `/2024/05/03/` or `20240503-slug`; ids are not days.

    >>> date_in_url("https://news.example/2024/05/03/harbour").instant.value
    '2024-05-03'
    """
    hit = date_in_path(url)
    if hit is None:
        return None
    instant = Instant(value=hit.day.isoformat(), zone="unknown", text=url[hit.start : hit.end])
    return FoundInstant(
        instant=instant, start=hit.start, end=hit.end, kind="published", rule=hit.rule, confidence=hit.confidence
    )


def _with_clocks(text: str, folded: str, hints: Hints, dates: list[DateHit]) -> list[FoundInstant]:
    found: list[FoundInstant] = []
    for hit in dates:
        instant = _timed(text, folded, hints, hit, found[-1].end if found else 0)
        if instant is not None:
            found.append(instant)
    return found


def _timed(text: str, folded: str, hints: Hints, hit: DateHit, free: int) -> FoundInstant | None:
    try:
        clock = clock_beside(text, folded, hints, hit.day, (hit.start, hit.end))
    except Impossible:
        return None
    if clock is not None and clock.start < free:
        clock = None
    return _assembled(text, folded, hit, clock, free)


def _assembled(text: str, folded: str, hit: DateHit, clock: Clock | None, free: int) -> FoundInstant:
    start = min(hit.start, clock.start) if clock else hit.start
    end = max(hit.end, clock.end) if clock else hit.end
    rule = f"{hit.rule}+ambiguous-zone" if clock and clock.is_ambiguous else hit.rule
    return FoundInstant(
        instant=Instant(
            value=hit.day.isoformat() + (clock.value if clock else ""),
            zone="stated" if clock and clock.has_zone else "unknown",
            text=text[start:end],
        ),
        start=start,
        end=end,
        kind=_label_before(folded, free, start) or _label_after(folded, end),
        rule=rule,
        confidence=round(min(1.0, hit.confidence + (0.03 if clock else 0.0)), 3),
    )


def _relative(text: str, folded: str, hints: Hints, hit: RelativeHit) -> FoundInstant:
    dated = DateHit(hit.day, hit.start, hit.end, hit.rule, hit.confidence)
    try:
        clock = clock_beside(text, folded, hints, hit.day, (hit.start, hit.end)) if hit.may_have_clock else None
    except Impossible:
        clock = None
    return _assembled(text, folded, dated, clock, 0)


def _label_before(folded: str, free: int, start: int) -> InstantKind | None:
    """The kind that the nearest label before `start` gives."""
    words = words_of(folded, max(free, start - _LABEL_REACH), start)[-_LABEL_WORDS:]
    known, openers = labels(), label_openers()
    for first in range(len(words) - 1, -1, -1):
        if words[first] not in openers and words[first][-1] <= _KANA:
            continue
        for last in range(min(len(words), first + 3), first, -1):
            kind = known.get(" ".join(words[first:last])) or (
                known.get(_tail(words[first])) if last == first + 1 else None
            )
            if kind:
                return kind
    return None


def _tail(word: str) -> str:
    """The last two signs of a word in a script without spaces: the label may stand glued to other words."""
    return word[-2:] if word[-1] > _KANA else ""


def _label_after(folded: str, end: int) -> InstantKind | None:
    rest = _BETWEEN.sub("", folded[end : end + 32])
    for label, kind in labels_after() if rest[:1].isalpha() else ():
        if rest.startswith(label):
            follows = rest[len(label) :].lstrip(" ")[:1]
            return None if follows == ":" or follows.isdigit() else kind
    return None
