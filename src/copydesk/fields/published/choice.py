"""Which instant is the publication: what the page declares, prints and has in its address, against one another."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.fields.published.addressed import addressed, by_address
from copydesk.fields.published.printed import in_local_clock
from copydesk.fields.published.zones import dated, zoned
from copydesk.records import Instant

__all__ = ["decided_times"]

# Shares of right days on date_mc, date_bbaw, fundus_test and wcxb_articles, by the kind of source.
STRONG, FAIR = 0.9, 0.6
STAMP_AGAINST_STRONG, STAMP_AGAINST_FAIR = 0.85, 0.7
WINNER: Final = 0.96
CHANGED: Final = 0.55
LATE: Final = 0.5
NEXT_DAY, CHANGE_SHOWN = 0.8, 0.62
ONLY_CHANGE_SHOWN, SHOWN = 0.86, 0.4
REPUBLISHED: Final = 0.85
FAR_APART: Final = -30
"""A permalink older than this many days before the declared day stands: the page was published anew."""
CLOCK_SHOWN, DATED_TWICE = 0.3, 0.5
"""What a line must be worth whose clock or day decides between others: of 1,816 pages five are won, none is lost."""
FOLDERS: Final = 0.85
PRINTED: Final = ("published/printed", "published/labelled")
CHANGED_RULE: Final = "published/modified-only"

Found = Candidate[Instant]


def decided_times(
    declared: Sequence[Found], visible: Sequence[Found], url: str | None, changed: Sequence[Found]
) -> list[Found]:
    """All candidates for published, the one that the sources together speak for raised to the top."""
    declared, visible, changed = dated(declared), dated(visible), dated(changed)
    named = addressed(url)
    changes = [_as_published(one) for one in changed]
    latest = max((_day(one) for one in (*visible, *changes) if one.rule == CHANGED_RULE), default=None)
    visible = [_within(one, latest) for one in visible] if latest else visible
    stated = [one for one in declared if one.confidence >= FAIR]
    visible = visible if stated else by_address(visible, url)
    some = [*declared, *visible, *named, *changes]
    if stated:
        printed = [one for one in visible if one.rule != CHANGED_RULE]
        winner = _winner(_before_changes(stated, changed), printed, named, changed)
    else:
        winner = _surest_instant(some)
    if winner is None:
        return some
    told = zoned(_doubted(winner, visible), [*some, *changed])
    return [told, *(_below_winner(one, told) for one in some if not _is_same(one, winner))]


def _doubted(winner: Found, visible: Sequence[Found]) -> Found:
    """Less sure where the page does not print the day, and prints that of its last change."""
    if any(_day(one) == _day(winner) for one in visible):
        return winner
    is_shown = any(one.rule == CHANGED_RULE and one.confidence >= SHOWN for one in visible)
    return structs.replace(winner, confidence=min(winner.confidence, ONLY_CHANGE_SHOWN)) if is_shown else winner


def _within(one: Found, latest: str) -> Found:
    """A printed day after the last change is no publication: the page announces it or speaks of other stories."""
    late = one.rule == "published/printed" and _days(_day(one), latest) > 1
    return structs.replace(one, confidence=one.confidence * LATE) if late else one


def _before_changes(stated: list[Found], changed: Sequence[Found]) -> list[Found]:
    """The declared instants; one that is also the last change is less sure where another one is earlier."""
    changes = {one.value.value for one in changed}
    first = min(map(_day, stated))
    return [
        structs.replace(one, confidence=one.confidence * REPUBLISHED)
        if one.value.value in changes and _days(_day(one), first) > 1
        else one
        for one in stated
    ]


def _surest_instant(some: Sequence[Found]) -> Found | None:
    """The surest candidate; where that is a bare day, the line that prints the same day, with its time if one does."""
    best = max(some, key=lambda one: one.confidence, default=None)
    if best is None:
        return None
    same = [one for one in some if one.rule in (*PRINTED, CHANGED_RULE) and _day(one) == _day(best)]
    fuller = max(same, key=lambda one: ("T" in one.value.value, one.rule in PRINTED, one.confidence), default=best)
    told = fuller if "T" not in best.value.value and ("T" in fuller.value.value or best.layer == "http") else best
    return structs.replace(_agreed(told, some), confidence=max(_agreed(one, some).confidence for one in (told, best)))


def _below_winner(one: Found, winner: Found) -> Found:
    return structs.replace(one, confidence=min(one.confidence, winner.confidence - 0.01))


def _is_same(one: Found, other: Found) -> bool:
    return (one.rule, one.locator, one.value) == (other.rule, other.locator, other.value)


def _winner(stated: list[Found], visible: list[Found], named: list[Found], changed: Sequence[Found]) -> Found | None:
    surest = max(visible, key=lambda one: one.confidence, default=None)
    main = max(stated, key=lambda one: one.confidence)
    witness = surest if surest and surest.confidence >= STAMP_AGAINST_FAIR else None
    clocks = [one for one in visible if one.confidence >= CLOCK_SHOWN and _is_declared_clock(one, stated)]
    days = {_day(one) for one in (witness, *named, *clocks) if one}
    if _day(main) not in days:
        main = next(
            (one for one in stated if _day(one) in days and (abs(_apart(one, main)) > 1 or not _is_exact(main))), main
        )
    permalink = _permalink(main, visible, named)
    return permalink or _against(main, witness, visible, named, changed)


def _is_declared_clock(printed: Found, stated: Sequence[Found]) -> bool:
    """Whether a line prints the moment that a declaration gives, in the clock of its readers."""
    return any(in_local_clock(one.value, printed.value) for one in stated)


def _permalink(main: Found, visible: list[Found], named: list[Found]) -> Found | None:
    """The day in the address where it is far older than the declared one and no line prints the latter."""
    for one in named:
        if one.confidence >= FOLDERS and _apart(one, main) < FAR_APART:
            is_printed = any(_day(other) == _day(main) and other.rule in PRINTED for other in visible)
            return None if is_printed else structs.replace(one, confidence=0.85)
    return None


def _as_published(change: Found) -> Found:
    """The instant of a change as a weak candidate: where a page says nothing else, it is the only day that it names."""
    return structs.replace(change, rule=CHANGED_RULE, confidence=round(CHANGED * change.confidence, 4))


def _against(
    main: Found, stamp: Found | None, visible: list[Found], named: list[Found], changed: Sequence[Found]
) -> Found:
    """The declared instant, or what the visible page and the address say where they overrule it."""
    for printed in visible:
        if printed.confidence >= 0.5 and _is_same_moment(main.value, printed.value):
            return structs.replace(printed, confidence=WINNER)
        local = in_local_clock(main.value, printed.value)
        if local is not None and printed.confidence >= 0.5 and local.value[-6:] == main.value.value[-6:]:
            return structs.replace(main, confidence=max(WINNER, main.confidence))
        if local is not None and printed.confidence >= 0.5:
            return structs.replace(printed, value=local, rule="published/declared-in-printed-clock", confidence=WINNER)
    dated_twice = next((one for one in visible if _is_next_day(one, main) and _day(one) in map(_day, named)), None)
    if dated_twice is not None:
        return structs.replace(dated_twice, confidence=max(dated_twice.confidence, main.confidence))
    bar = STAMP_AGAINST_STRONG if main.confidence >= STRONG else STAMP_AGAINST_FAIR
    if stamp is None or stamp.confidence < bar:
        early = next((one for one in named if one.confidence >= 0.85 and _apart(one, main) < -1), None)
        if stamp is None and early is not None:
            return structs.replace(early, confidence=max(early.confidence, main.confidence))
        return _agreed(main, [*visible, *named])
    gap = _apart(stamp, main)
    if gap == 0 or any(_day(one) == _day(main) for one in named):
        return _agreed(main, [*visible, *named])
    if abs(gap) == 1:
        shifted = _is_local_day(main, gap)
        if shifted:
            return structs.replace(stamp, confidence=max(stamp.confidence, main.confidence))
        return structs.replace(main, confidence=main.confidence * NEXT_DAY)
    if gap > 0 and any(_day(one) == _day(stamp) for one in changed):
        return structs.replace(main, confidence=main.confidence * CHANGE_SHOWN)
    return structs.replace(stamp, confidence=max(stamp.confidence, 0.85))


def _is_same_moment(declared: Instant, printed: Instant) -> bool:
    """Whether both tell one moment, the printed one in a zone of its own."""
    if printed.zone != "stated" or "T" not in printed.value or "T" not in declared.value:
        return False
    one, other = datetime.fromisoformat(declared.value), datetime.fromisoformat(printed.value)
    return one.tzinfo is not None and other.tzinfo is not None and abs((one - other).total_seconds()) < 60


def _is_exact(one: Found) -> bool:
    """Whether a time is told in a clock of its own, so that its day is the day of its place."""
    value = one.value.value
    return "T" in value and one.value.zone == "stated" and not value.endswith(("Z", "+00:00"))


def _is_next_day(printed: Found, main: Found) -> bool:
    """Whether a line prints the day on which a declared time in UTC falls where its readers are."""
    gap = _apart(printed, main)
    return printed.confidence >= DATED_TWICE and abs(gap) == 1 and _is_local_day(main, gap)


def _is_local_day(main: Found, gap: int) -> bool:
    """Whether a declared time in UTC falls on the printed day in the clock of its readers."""
    value = main.value.value
    if "T" not in value or _is_exact(main):
        return False
    hour = datetime.fromisoformat(value).hour
    return hour < 8 if gap < 0 else hour >= 14


def _agreed(main: Found, others: Sequence[Found]) -> Found:
    """The candidate, surer where a candidate of another layer names the same day."""
    doubt = min(
        (
            1 - one.confidence
            for one in others
            if one is not main and one.layer != main.layer and _day(one) == _day(main)
        ),
        default=1.0,
    )
    return structs.replace(main, confidence=min(0.99, 1 - (1 - main.confidence) * doubt))


def _day(one: Found) -> str:
    return one.value.value[:10]


def _apart(one: Found, other: Found) -> int:
    """Days from the second to the first."""
    return _days(_day(one), _day(other))


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days
