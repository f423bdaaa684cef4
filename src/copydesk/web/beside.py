"""What stands beside a story: people, quotes, checks, copies, versions; each cut where a page would grow too long."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from copydesk.archive.archive import Archive
from copydesk.archive.incoming import person_key
from copydesk.archive.stories import Copy
from copydesk.records import Entity, Reading, Story
from copydesk.web.shape import Row, clipped

__all__ = [
    "CheckRow",
    "CopyRow",
    "EntityRow",
    "SpokenRow",
    "VersionRow",
    "checks",
    "copies",
    "copy_row",
    "is_person",
    "people",
    "quotes",
    "versions",
]

_COMPARED: Final = 4
"""Copies that are compared for a page: a millisecond each."""
MOST: Final = 40
"""Rows of a part; the rest stands on the part's own page."""


class EntityRow(Row, frozen=True, kw_only=True):
    """Somebody named in the story."""

    id: str
    name: str
    variants: str
    roles: str
    mentions: int
    quotes: int


class SpokenRow(Row, frozen=True, kw_only=True):
    """A quote of the story, and the block where it stands."""

    kind: str
    speaker: str
    person: str
    origin: str
    cue: str
    words: str
    block: int
    start: int
    end: int


class CheckRow(Row, frozen=True, kw_only=True):
    """What was compared in the story's own words, with the verdict."""

    verdict: str
    sentence: str
    rule: str


class CopyRow(Row, frozen=True, kw_only=True):
    """Another story with its text, or with passages of it; shares of words."""

    id: str
    kind: str
    outlet: str
    headline: str
    share: float | None
    other_share: float | None
    reason: str
    first_seen: str


class VersionRow(Row, frozen=True, kw_only=True):
    """A capture of the story."""

    id: str
    kind: str
    mark: str | None
    headline: str
    words: int
    first_seen: str
    last_seen: str


def is_person(entity: Entity) -> bool:
    """Whether it is one person with a name, who has a page."""
    return entity.type == "person" and entity.is_named and bool(person_key(entity.name))


def people(reading: Reading | None) -> Iterator[EntityRow]:
    """The named people, the most often named first."""
    if reading is None:
        return
    named = sorted(filter(is_person, reading.people), key=lambda one: -len(one.mentions))
    for one in named[:MOST]:
        yield EntityRow(
            id=person_key(one.name),
            name=clipped(one.name, 200),
            variants=clipped("; ".join(one.variants[1:]), 300),
            roles=clipped("; ".join(dict.fromkeys(role.text for role in one.roles)), 300),
            mentions=len(one.mentions),
            quotes=sum(quote.speaker_entity == one.id for quote in reading.quotes),
        )


def quotes(reading: Reading | None) -> Iterator[SpokenRow]:
    """What was said, in reading order."""
    names = {one.id: one for one in reading.people} if reading else {}
    for quote in islice(reading.quotes if reading else (), MOST):
        if not quote.content:
            continue
        who = names.get(quote.speaker_entity or "")
        yield SpokenRow(
            kind=quote.kind,
            speaker=clipped(who.name if who else quote.speaker.text if quote.speaker else "", 200),
            person=person_key(who.name) if who and is_person(who) else "",
            origin=quote.speaker_origin,
            cue=clipped(quote.cue.text if quote.cue else "", 60),
            words=clipped(" … ".join(part.text for part in quote.content), 400),
            block=quote.content[0].block,
            start=quote.content[0].start,
            end=quote.content[0].end,
        )


def checks(reading: Reading | None) -> Iterator[CheckRow]:
    """What does not hold first, then what cannot be told, then what holds."""
    order = ("does not hold", "cannot tell", "holds")
    found = sorted(reading.checks if reading else (), key=lambda one: order.index(one.verdict))
    for one in found[:MOST]:
        yield CheckRow(verdict=one.verdict, sentence=clipped(one.sentence, 600), rule=one.rule)


def copies(archive: Archive, asked: str) -> Iterator[CopyRow]:
    """Other stories with its text, the most alike first."""
    return map(copy_row, archive.copies(asked, compared=_COMPARED)[:MOST])


def copy_row(one: Copy) -> CopyRow:
    """The row of one of them."""
    return CopyRow(
        id=one.id,
        kind=one.kind,
        outlet=clipped(one.publisher or one.outlet, 200),
        headline=clipped(one.headline, 300) or "(no headline)",
        share=one.share,
        other_share=one.other_share,
        reason=clipped(one.reason, 300),
        first_seen=one.first_seen,
    )


def versions(archive: Archive, asked: str) -> Iterator[VersionRow]:
    """Its captures, the last ones where there are many."""
    for one in archive.versions(asked)[-MOST:]:
        yield VersionRow(
            id=one.id,
            kind=one.kind,
            mark=one.mark,
            headline=clipped(one.headline, 300),
            words=one.words,
            first_seen=one.first_seen,
            last_seen=one.last_seen,
        )


def unread(story: Story) -> str:
    """What the desk has not read, in a sentence; empty where it has read all."""
    if story.reading is None:
        return "The desk has not read this story: people, quotes, times and checks are not known."
    return " ".join(
        f"Not read: {', '.join(one.parts)}. {one.reason[:1].upper()}{one.reason[1:]}."
        + (f" {one.command} brings it." if one.command else "")
        for one in story.reading.unread
    )
