"""The timeline: dated events in the order of the calendar, each as exact as its words are."""

from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.archive import timeline as archive_timeline
from copydesk.archive.archive import Archive
from copydesk.archive.timeline import Happening
from copydesk.web.asked import Asked
from copydesk.web.shape import Row, Screen, clipped
from copydesk.web.text import when

__all__ = ["timeline"]

MOST: Final = 80
_SIGNS: Final = {
    "month": ("month", "week", "season", "quarter"),
    "decade": ("year", "decade", "century"),
    "before": ("before", "after"),
}
_PRECISIONS: Final = {precision: sign for sign, precisions in _SIGNS.items() for precision in precisions}
"""The sign of each precision that is no day."""


class TimelineRow(Row, frozen=True, kw_only=True):
    """What was asked, and where the next page begins."""

    q: str
    since: str
    until: str
    shown: int
    next: str | None = None


class EventRow(Row, frozen=True, kw_only=True):
    """An event as one story tells it.

    Attributes:
        when: first and last day in words, as exact as they are.
        sign: of the precision: `dot`, `month`, `decade`, `before`, or `ring` for a day that was inferred.
        is_span: whether it may be on any of several days.
        gap: years without an event before it, in words.
    """

    n: int
    id: str
    what: str
    when: str
    value: str | None
    first: str | None
    last: str | None
    precision: str
    sign: str
    is_span: bool
    status: str
    is_ahead: bool
    rule: str
    outlet: str
    headline: str
    block: int | None
    start: int | None
    end: int | None
    reasons: tuple[str, ...]
    gap: str


def timeline(archive: Archive, asked: Asked) -> Screen:
    """The dated events of the stories that a query finds."""
    query, since, until = asked.text("q"), asked.text("since"), asked.text("until")
    found = archive_timeline.timeline(archive.connection, query, since=since, until=until or "~", limit=MOST + 1)
    rows = tuple(_rows(found[:MOST]))
    following = found[MOST].first if len(found) > MOST else None
    following = following if following != since else None
    top = TimelineRow(q=query, since=since, until=until, shown=len(rows), next=following)
    given = " ".join(part for part in (query, since and f"from {since}", until and f"to {until}") if part)
    title = f"Timeline: {clipped(given, 80)}" if given else "Timeline"
    return Screen("timeline", title, {"asked": (top,), "events": rows}, room="timeline")


def _rows(found: Sequence[Happening]) -> Iterator[EventRow]:
    last_year = 0
    for number, one in enumerate(found, 1):
        year = _year(one.first)
        gap = year - last_year - 1 if year and last_year else 0
        last_year = max(last_year, year, _year(one.last))
        yield _row(number, one, f"{gap} year{'s' if gap > 1 else ''} without an event" if gap > 0 else "")


def _year(day: str | None) -> int:
    return int(day[:4]) if day and day[:4].isdigit() else 0


def _row(number: int, one: Happening, gap: str) -> EventRow:
    precision = one.granularity or "day"
    sign = _PRECISIONS.get(precision, "dot")
    return EventRow(
        n=number,
        id=one.id,
        what=clipped(one.what, 600),
        when=_when(one),
        value=one.value,
        first=one.first,
        last=one.last,
        precision=precision,
        sign="ring" if sign == "dot" and one.status == "inferred" else sign,
        is_span=one.first != one.last and one.last is not None,
        status=one.status,
        is_ahead=one.is_ahead,
        rule=one.rule,
        outlet=clipped(one.outlet, 200),
        headline=clipped(one.headline, 200) or "(no headline)",
        block=one.block,
        start=one.start,
        end=one.end,
        reasons=tuple(clipped(part, 400) for part in one.reasons.split("; ")[:12] if part),
        gap=gap,
    )


def _when(one: Happening) -> str:
    if one.granularity in ("before", "after"):
        day = one.last if one.granularity == "before" else one.first
        return f"{one.granularity} {when(day)}"
    if one.first is None or one.first == one.last or one.last is None:
        return when(one.first)
    if one.granularity == "month" and one.first[:7] == one.last[:7] and one.first.endswith("-01"):
        return when(one.first[:7])
    if one.granularity == "year" and one.first[:4] == one.last[:4]:
        return one.first[:4]
    return f"{when(one.first)} to {when(one.last)}"
