"""Published and modified as the page shows them, and which instant wins."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.fields.declared_times import iso_instant
from copydesk.fields.instants import date_in_url
from copydesk.fields.published import in_local_clock, printed_candidates
from copydesk.fields.visible_page import Visible
from copydesk.layout.blocks import TimeTag
from copydesk.records import Instant

__all__ = ["Times", "decided_times", "visible_times"]

LONGEST: Final = 300
MOST_LINES: Final = 120
WIDE: Final = 60
WIDEST: Final = 300
FIRST_BLOCKS: Final = 40

# Shares of right days on date_mc, date_bbaw, fundus_test and wcxb_articles, by the kind of source.
STRONG, FAIR = 0.9, 0.6
STAMP_AGAINST_STRONG, STAMP_AGAINST_FAIR = 0.85, 0.7
TAG_NAMED, TAG_PLAIN, TAG_MODIFIED = 0.93, 0.7, 0.55
WINNER: Final = 0.96
BAR: Final = 0.2
_DIGIT: Final = re.compile(r"\d")

INSIDE: Final = 0.6
"""What a line between the body's paragraphs is worth: embedded posts and tables have dates too."""
STAMP_ROLE: Final = 100
"""Characters of a line up to which its instant gives it its role."""

Found = Candidate[Instant]


class Times(NamedTuple):
    """Candidates for both fields, and the short lines around the headline that hold them."""

    published: list[Found]
    modified: list[Found]
    published_blocks: list[int]
    modified_blocks: list[int]


def visible_times(page: Visible) -> Times:
    """Candidates for published and modified from printed lines and time elements."""
    start, lines = _lines(page)
    printed, changed = printed_candidates(lines, language=page.language, locator="block")
    times = Times([], [], [], [])
    for some, found, places in (
        (printed, times.published, times.published_blocks),
        (changed, times.modified, times.modified_blocks),
    ):
        for candidate in some:
            index = start + int(candidate.locator.rpartition(" ")[2]) - 1
            found.append(structs.replace(candidate, layer="html", locator=page.blocks[index].container.css_path()))
            if (
                index in page.around
                and len(page.blocks[index].text) <= STAMP_ROLE
                and candidate.rule != "published/modified-only"
            ):
                places.append(index)
    for tag in page.dom.times[:200]:
        _take_tag(page, tag, times)
    return times


def _take_tag(page: Visible, tag: TimeTag, times: Times) -> None:
    candidate = _tagged(page, tag)
    if candidate is None:
        return
    if candidate.rule == "modified/time-element":
        times.modified.append(candidate)
        candidate = structs.replace(candidate, rule="published/modified-only", confidence=candidate.confidence * 0.6)
    times.published.append(candidate)


def decided_times(
    declared: Sequence[Found], visible: Sequence[Found], url: str | None, changed: Sequence[Found]
) -> list[Found]:
    """All candidates for published, the one that the sources together speak for raised to the top."""
    addressed = _addressed(url)
    some = [*declared, *visible, *addressed]
    winner = _winner(
        list(declared), [one for one in visible if one.rule != "published/modified-only"], addressed, changed
    )
    if winner is None:
        return some
    rest = [
        structs.replace(one, confidence=min(one.confidence, winner.confidence - 0.01))
        for one in some
        if one is not winner
    ]
    return [winner, *rest]


def _lines(page: Visible) -> tuple[int, list[tuple[str, tuple[int, int], float]]]:
    """Where the lines begin that are looked at, and these: short ones with digits, worth less far from the headline."""
    blocks = page.blocks
    has_title = page.headline is not None
    start = max(0, page.top - (WIDE if has_title else WIDEST))
    lines = []
    for block in blocks[start : page.top + MOST_LINES]:
        text = block.text
        usable = len(text) <= LONGEST and _DIGIT.search(text) is not None
        prior = _prior(block.index - page.top, has_title, block.index) if usable else 0.0
        if block.index > page.prose and block.index in page.chosen:
            prior *= INSIDE
        lines.append((text if usable else "", block.span, prior))
    return start, lines


def _prior(distance: int, has_title: bool, index: int) -> float:
    if not has_title:
        return 0.9 if index < FIRST_BLOCKS else 0.6
    if distance >= 0:
        return 1.0 if distance <= 6 else 0.82 if distance <= 12 else 0.5 if distance <= 30 else 0.4
    return 0.93 if distance >= -3 else 0.5 if distance >= -10 else 0.33


def _tagged(page: Visible, tag: TimeTag) -> Found | None:
    raw = tag.attr("datetime")
    instant = iso_instant(raw) if raw else None
    if instant is None:
        return None
    rule, confidence = _tag_kind(page, tag)
    prior = _prior(tag.block - page.top, page.headline is not None, tag.block)
    return Candidate(instant, rule, confidence * prior, "html", tag.css_path(), tag.text or instant.text, tag.span)


def _tag_kind(page: Visible, tag: TimeTag) -> tuple[str, float]:
    names = f"{tag.attr('itemprop') or ''} {tag.attr('class') or ''}".lower()
    if "modif" in names or "updat" in names:
        return "modified/time-element", TAG_MODIFIED
    if "publi" in names or "entry-date" in names or tag.attr("pubdate") is not None:
        return "published/time-element", TAG_NAMED
    return "published/time-plain", TAG_PLAIN


def _addressed(url: str | None) -> list[Found]:
    found = date_in_url(url) if url else None
    if found is None or url is None:
        return []
    return [
        Candidate(
            found.instant,
            f"published/{found.rule.replace('/', '-')}",
            found.confidence,
            "http",
            "url",
            found.instant.text,
            None,
        )
    ]


def _winner(
    declared: list[Found], visible: list[Found], addressed: list[Found], changed: Sequence[Found]
) -> Found | None:
    surest = max(visible, key=lambda one: one.confidence, default=None)
    stated = [one for one in declared if one.confidence >= FAIR]
    if not stated:
        pool = [*visible, *addressed, *declared]
        best = max(pool, key=lambda one: one.confidence, default=None)
        return _agreed(best, pool) if best else None
    main = max(stated, key=lambda one: one.confidence)
    witness = surest if surest and surest.confidence >= STAMP_AGAINST_FAIR else None
    days = {_day(one) for one in (witness, *addressed) if one}
    if _day(main) not in days:
        main = next(
            (one for one in stated if _day(one) in days and (abs(_apart(one, main)) > 1 or not _is_exact(main))), main
        )
    return _against(main, witness, visible, addressed, changed)


def _against(
    main: Found, stamp: Found | None, visible: list[Found], addressed: list[Found], changed: Sequence[Found]
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
    bar = STAMP_AGAINST_STRONG if main.confidence >= STRONG else STAMP_AGAINST_FAIR
    if stamp is None or stamp.confidence < bar:
        early = next((one for one in addressed if one.confidence >= 0.85 and _apart(one, main) < -1), None)
        if stamp is None and early is not None:
            return structs.replace(early, confidence=max(early.confidence, main.confidence))
        return _agreed(main, [*visible, *addressed])
    gap = _apart(stamp, main)
    if gap == 0 or any(_day(one) == _day(main) for one in addressed):
        return _agreed(main, [*visible, *addressed])
    if abs(gap) == 1:
        shifted = _is_local_day(main, gap)
        return structs.replace(stamp, confidence=max(stamp.confidence, main.confidence)) if shifted else main
    if gap > 0 and any(_day(one) == _day(stamp) for one in changed):
        return main
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
    return (datetime.fromisoformat(_day(one)) - datetime.fromisoformat(_day(other))) // timedelta(days=1)
