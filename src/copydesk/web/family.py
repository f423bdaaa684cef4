"""A family: who has the text, which of its paragraphs each kept, and how it spread, as our captures show it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from copydesk.archive.archive import Archive
from copydesk.archive.copies.passages import Text, aligned
from copydesk.archive.documents import Document, body_blocks
from copydesk.archive.errors import UnknownId
from copydesk.archive.stories import nearest
from copydesk.web.asked import Asked
from copydesk.web.beside import CopyRow, copy_row
from copydesk.web.shape import Row, Screen, clipped

__all__ = ["family"]

MOST_MEMBERS: Final = 30
MOST_PARAGRAPHS: Final = 24
_DOCUMENT: Final = msgspec.msgpack.Decoder(Document)
_NAMES: Final = {"kept": "kept", "trimmed": "trimmed", "rewritten": "rewritten", "new": "absent"}


class FamilyRow(Row, frozen=True, kw_only=True):
    """The family: who likely had it first, and how many have it."""

    family: int
    id: str
    headline: str
    first: str
    first_outlet: str
    reason: str
    members: int
    outlets: int
    paragraphs: int
    begin: int = 0
    next: int | None = None


class MemberRow(Row, frozen=True, kw_only=True):
    """An outlet's text against the first one's.

    Attributes:
        share: of the first one's words that stand in it.
        kept, trimmed, rewritten, absent: paragraphs of the first one.
        own: paragraphs that the first one has not.
        cells: what became of each paragraph of the first one, in order.
    """

    id: str
    outlet: str
    headline: str
    first_seen: str
    is_first: bool
    share: float
    kept: int
    trimmed: int
    rewritten: int
    absent: int
    own: int
    cells: tuple[str, ...]


class ParagraphRow(Row, frozen=True, kw_only=True):
    """A paragraph of the first one's text, by its beginning."""

    paragraph: int
    text: str


class SeenRow(Row, frozen=True, kw_only=True):
    """When an outlet's copy was seen first: `place` from 0, the first, to 1, the last."""

    outlet: str
    first_seen: str
    place: float


class _Member(NamedTuple):
    capture: int
    id: str
    outlet: str
    headline: str
    seen: str
    published: str
    agency: str | None


def family(archive: Archive, asked: Asked) -> Screen:
    """The family of a story."""
    number = int(asked.id) if asked.id.isascii() and asked.id.isdigit() and len(asked.id) < 19 else -1
    members = _members(archive, number)
    if not members:
        raise UnknownId("family", asked.id[:40], nearest(archive.connection, max(number, 0)))
    first, reason = _first(archive, members)
    story = archive.story(first.id)
    begin = int(asked.text("from")) if asked.text("from").isdecimal() and len(asked.text("from")) < 9 else 0
    paragraphs = [story.blocks[block].text for block in body_blocks(story)]
    rows = sorted(_rows(archive, first, members), key=lambda one: (not one.is_first, -one.share, one.first_seen))
    page = rows[begin : begin + MOST_MEMBERS]
    row = FamilyRow(
        family=number,
        id=first.id,
        headline=clipped(first.headline, 300) or "(no headline)",
        first=first.id,
        first_outlet=first.outlet,
        reason=reason,
        members=len(members),
        outlets=len({one.outlet for one in members}),
        paragraphs=len(paragraphs),
        begin=begin,
        next=begin + MOST_MEMBERS if begin + MOST_MEMBERS < len(rows) else None,
    )
    title = f"Family {number}: {clipped(first.headline, 100)}{f', from {begin}' if begin else ''}"
    parts = {
        "family": (row,),
        "members": tuple(page),
        "paragraphs": tuple(
            ParagraphRow(paragraph=n, text=clipped(text, 90)) for n, text in enumerate(paragraphs[:MOST_PARAGRAPHS], 1)
        ),
        "seen": tuple(_spread(members)),
        "passages": tuple(_passages(archive, first.id)),
    }
    return Screen("family", title, parts, story=first.id)


def _members(archive: Archive, number: int) -> list[_Member]:
    rows = archive.connection.execute(_MEMBERS, (number,))
    return [
        _Member(row[0], f"{row[1]}@{row[2]}", clipped(row[4] or row[3], 200), row[5], row[6], row[7] or row[6], row[8])
        for row in rows
    ]


def _first(archive: Archive, members: Sequence[_Member]) -> tuple[_Member, str]:
    """The one that most relations name as the first; where none does, the one that was seen first."""
    by_capture = {one.capture: one for one in members}
    ids = f"[{','.join(map(str, by_capture))}]"
    votes: Counter[int] = Counter()
    reasons: dict[int, str] = {}
    for capture, other, which, reason in archive.connection.execute(_FIRSTS, (ids, ids)):
        winner = capture if which == "document" else other
        votes[winner] += 1
        reasons.setdefault(winner, reason or "")
    earliest = min(members, key=lambda one: (one.published, one.seen, one.capture))
    if not votes:
        return earliest, "it is the earliest of them"
    best = max(members, key=lambda one: (votes[one.capture], one is earliest, -one.capture))
    return best, reasons.get(best.capture, "")


def _rows(archive: Archive, first: _Member, members: Sequence[_Member]) -> Iterator[MemberRow]:
    original = Text(_document(archive, first.capture))
    for one in members[:200]:
        theirs = Text(_document(archive, one.capture)) if one is not first else original
        mine, other = aligned(original, theirs)
        kinds = [_NAMES[passage.kind] for passage in mine.passages]
        counts = Counter(kinds)
        yield MemberRow(
            id=one.id,
            outlet=one.outlet,
            headline=clipped(one.headline, 200),
            first_seen=one.seen,
            is_first=one is first,
            share=round(mine.share, 3),
            kept=counts["kept"],
            trimmed=counts["trimmed"],
            rewritten=counts["rewritten"],
            absent=counts["absent"],
            own=len(other.split()[1]),
            cells=tuple(kinds[:MOST_PARAGRAPHS]),
        )


def _document(archive: Archive, capture: int) -> Document:
    row = archive.connection.execute("select body from matter where capture = ?", (capture,)).fetchone()
    return _DOCUMENT.decode(row[0])


def _spread(members: Sequence[_Member]) -> Iterator[SeenRow]:
    """When each was seen, the first first; one whose time cannot be read is left out."""
    timed = [(time, one) for one in members if (time := _seconds(one.seen)) is not None]
    timed.sort(key=lambda pair: pair[0])
    width = (timed[-1][0] - timed[0][0] if timed else 0.0) or 1.0
    for time, one in timed[:200]:
        yield SeenRow(outlet=one.outlet, first_seen=one.seen, place=round((time - timed[0][0]) / width, 4))


def _seconds(value: str) -> float | None:
    try:
        return datetime.fromisoformat(value).timestamp()
    except ValueError:
        return None


def _passages(archive: Archive, asked: str) -> Iterator[CopyRow]:
    """Stories that reuse passages and are no copies."""
    return (
        copy_row(one) for one in archive.copies(asked, compared=0) if one.kind not in ("same text", "later version")
    )


_MEMBERS: Final = """
select capture.id, story.id, number, capture.outlet, publisher, capture.headline, story.first_seen, published_at,
    agency
from story join capture on capture.id = (
    select id from capture as last where last.story = story.id order by last_seen desc, number desc limit 1
)
where family = ? order by story.first_seen, story.id limit 1000
"""
_FIRSTS: Final = """
select capture, other, first, first_reason from relation
where first is not null and capture in (select value from json_each(?)) and other in (select value from json_each(?))
"""
