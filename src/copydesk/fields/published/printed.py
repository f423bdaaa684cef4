"""When the story was published and last changed, as its visible lines say."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.patterns import pattern
from copydesk.records import Instant, Span
from copydesk.wording.instants.find import FoundInstant, Order, find_instants

__all__ = ["LONGEST_LINE", "Printed", "PrintedLine", "in_local_clock", "opening_candidate", "printed_candidates"]

PrintedLine = tuple[str, Span, float]
"""Text of a line, its span in the source, and its prior: 1 by the headline, nearer to 0 far from it."""
Printed = tuple[int, Candidate[Instant]]
"""The index of a line, and what it says; the caller knows how to name its place."""

LONGEST_LINE = 400
"""Code points of a line up to which it is searched: longer ones are running text, whose dates are its matter."""
_STAMP_SHARE = 0.45
_STAMP_LENGTH = 50
_SHORT_LENGTH = 120
_HEADED_LENGTH = 200
_BARS = frozenset("|-–—•·/")

# Near the shares of right days on public pages, by the form of the line.
_LABELLED, _STAMP, _SHORT, _RUNNING = 0.97, 0.92, 0.6, 0.25
_MODIFIED_ONLY = 0.62
_SHORT_LABELLED, _OPENING_PARTED, _OPENING, _DATELINE_WEIGHT = 0.88, 0.8, 0.4, 0.7
_DATELINE = 60
"""Code points within which the date of a dateline begins."""
_LABEL_TRUST = 0.3
"""Exponent of the prior for lines that say "published" or "updated": they are right nearly everywhere on a page."""

_PARTED = pattern(r"[ .)\]]{0,3}(?:\([^()]{1,30}\) ?)?[|\-–—•·/:]")
_CLOSERS = frozenset(")].")
_AFTER_PLACE = frozenset(",|/-–—(")

_QUARTER = 15
"""Minutes: every offset in use is a multiple."""
_MOST_WESTERN, _MOST_EASTERN = -12 * 60, 14 * 60


def printed_candidates(
    lines: Sequence[PrintedLine],
    *,
    language: str | None = None,
    today: date | None = None,
    order: Order | None = None,
) -> tuple[list[Printed], list[Printed]]:
    """What the lines say of publication and of the last change, each surest first, with the index of its line.

    A line that is a date and little else counts most after one that says "published". The instant of a change is also
    a weak candidate for publication: where a page prints nothing else, it is the only day that it names.
    """
    published: list[Printed] = []
    modified: list[Printed] = []
    for number, (text, span, prior) in enumerate(lines):
        if prior <= 0 or len(text) > LONGEST_LINE:
            continue
        for found in find_instants(text, language=language, today=today, order=order, limit=4):
            candidate = _of_printed(found, text, span, prior)
            if today is not None and found.instant.value[:10] > (today + timedelta(days=1)).isoformat():
                continue
            if found.kind == "modified":
                modified.append((number, candidate))
                candidate = _weakened(candidate)
            published.append((number, candidate))
    return _surest_first(published), _surest_first(modified)


def opening_candidate(text: str, span: Span, *, language: str | None = None) -> Candidate[Instant] | None:
    """The day with which a paragraph begins: "(3.5.2024) The ferry …", "LUNDE, 3 May 2024 – …"; None when it does not.

    A day further on in the sentence is what the story tells of.
    """
    for found in find_instants(text, language=language, limit=1):
        weight = _opening_weight(found, text)
        if weight:
            return Candidate(
                found.instant, "published/opening", weight * found.confidence, "text", "", found.instant.text, span
            )
    return None


def _opening_weight(found: FoundInstant, text: str) -> float:
    """How much an instant near the start of a paragraph speaks for the story's own; 0 for nothing."""
    lead, rest = text[: found.start], text[found.end :]
    is_parted = _PARTED.match(rest) is not None
    if found.kind == "published" and found.start <= _DATELINE:
        return _SHORT_LABELLED
    if not lead.strip("([ "):
        return _OPENING_PARTED if is_parted or rest.lstrip()[:1] in _CLOSERS else _OPENING
    is_dateline = is_parted and found.start <= _DATELINE and not _AFTER_PLACE.isdisjoint(lead)
    return _DATELINE_WEIGHT if is_dateline else 0.0


def in_local_clock(declared: Instant, printed: Instant) -> Instant | None:
    """The declared instant told in the clock that the page prints, if both are the same moment.

    A declared `2023-11-09T05:30:00Z` and a printed "November 8, 2023 at 11:30 p.m." give `2023-11-08T23:30-06:00`: the
    day that readers saw, and the moment that was declared. The offset is inferred from the two.
    """
    moment, wall = _clocked(declared), _clocked(printed)
    if moment is None or wall is None or moment.tzinfo is None or wall.tzinfo is not None:
        return None
    apart = (wall - moment.astimezone(UTC).replace(tzinfo=None)).total_seconds() / 60
    offset = round(apart / _QUARTER) * _QUARTER
    if abs(apart - offset) > 1 or not _MOST_WESTERN <= offset <= _MOST_EASTERN:
        return None
    sign, (hours, rest) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    return Instant(value=f"{printed.value}{sign}{hours:02d}:{rest:02d}", zone="inferred", text=printed.text)


def _clocked(instant: Instant) -> datetime | None:
    return datetime.fromisoformat(instant.value) if "T" in instant.value else None


def _of_printed(found: FoundInstant, text: str, span: Span, prior: float) -> Candidate[Instant]:
    is_exact = span[1] - span[0] == len(text)
    return Candidate(
        value=found.instant,
        rule="published/labelled" if found.kind else "published/printed",
        confidence=_weight_of_line(found, text) * found.confidence * (prior**_LABEL_TRUST if found.kind else prior),
        layer="text",
        locator="",
        text=found.instant.text,
        span=(span[0] + found.start, span[0] + found.end) if is_exact else span,
    )


def _weight_of_line(found: FoundInstant, text: str) -> float:
    """How much the form of the line speaks for the story's own instant."""
    length = len(text)
    if length <= _STAMP_LENGTH or _is_parted(found, text) or found.end - found.start >= _STAMP_SHARE * length:
        return _LABELLED if found.kind else _STAMP
    if length <= _SHORT_LENGTH:
        return _STAMP if found.kind else _SHORT
    return _SHORT if found.kind or found.start == 0 else _RUNNING


def _is_parted(found: FoundInstant, text: str) -> bool:
    """Whether the instant opens a line of moderate length and a bar or dash follows: "3 May 2024 | By Ann Doe"."""
    return len(text) <= _HEADED_LENGTH and found.start == 0 and text[found.end :].lstrip()[:1] in _BARS


def _weakened(candidate: Candidate[Instant]) -> Candidate[Instant]:
    return structs.replace(candidate, rule="published/modified-only", confidence=candidate.confidence * _MODIFIED_ONLY)


def _surest_first(found: list[Printed]) -> list[Printed]:
    return sorted(found, key=lambda pair: -pair[1].confidence)
