"""A story made ready for an archive: columns, compressed record, words of the index, rows of its reading.

Pure and whole, so that readers in other processes can make it and one writer has little left to do.
"""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from unicodedata import combining, normalize

import msgspec
from msgspec import Struct

from copydesk.archive.copies.prints import prints_of
from copydesk.archive.documents import document_of
from copydesk.archive.packed import compressed, packed
from copydesk.archive.segments import segmented
from copydesk.intake.keys import AddressKey, address_key, slug_of
from copydesk.records import Entity, Event, Instant, Quote, Story
from copydesk.settings import VERSION

__all__ = [
    "CaptureRow",
    "EventRow",
    "Incoming",
    "PersonRow",
    "QuoteRow",
    "in_utc",
    "incoming",
    "indexed_words",
    "person_key",
]


class CaptureRow(Struct, frozen=True, kw_only=True):
    """The columns of a capture, named as in the schema, without what only the archive knows."""

    name: str
    url: str | None
    canonical_url: str | None
    outlet: str
    publisher: str | None
    headline: str | None
    deck: str | None
    byline: str | None
    authors: str
    agency: str | None
    place: str | None
    published: str | None
    published_at: str | None
    day: str | None
    modified: str | None
    language: str | None
    section: str
    tags: str
    access: str
    words: int
    first_seen: str
    source_hash: str
    content_hash: str
    reader: str
    warc_file: str | None
    warc_id: str | None
    warc_offset: int | None


class PersonRow(Struct, frozen=True, kw_only=True):
    """An entity of one capture; `key` is its name as names are compared across stories."""

    entity: str
    type: str
    name: str
    key: str
    variants: str
    roles: str
    reasons: str
    mentions: int


class QuoteRow(Struct, frozen=True, kw_only=True):
    """A quote of one capture: its words and, half open, their characters in the block."""

    number: int
    kind: str
    speaker: str | None
    entity: str | None
    key: str | None
    origin: str
    cue: str | None
    words: str
    block: int
    start: int
    finish: int
    rule: str
    confidence: float


class EventRow(Struct, frozen=True, kw_only=True):
    """A dated or undated event of one capture."""

    number: int
    kind: str
    what: str | None
    value: str | None
    first: str | None
    last: str | None
    granularity: str | None
    status: str
    is_ahead: bool
    rule: str
    block: int | None
    start: int | None
    finish: int | None
    reasons: str


class Incoming(Struct, frozen=True, kw_only=True):
    """All that one story brings into an archive."""

    row: CaptureRow
    address: str
    slug: str | None
    record: bytes
    indexed: tuple[str, str, str]
    matter: bytes
    prints: tuple[int, ...]
    has_reading: bool = False
    people: tuple[PersonRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    page: bytes | None = None
    """The bytes of the page, compressed, where they are kept."""


def incoming(story: Story, *, now: str, page: bytes | None = None) -> Incoming:
    """The story ready for an archive.

    Args:
        story: with or without its reading.
        now: ISO 8601 instant in UTC; the time of the capture where the source does not bring its own.
        page: the bytes it was read from, to be kept.
    """
    key = address_key(story.source.url or story.source.canonical_url or "")
    row = _row(story, key, now)
    # Without an address nothing says that two texts are two states of one page.
    address = key.address if key else f"text:{row.content_hash[:32]}"
    reading = story.reading
    document = document_of(story, address=address, seen=row.first_seen)
    return Incoming(
        row=row,
        address=address,
        slug=slug_of(address) if key else None,
        record=packed(story),
        indexed=indexed_words(story),
        matter=msgspec.msgpack.encode(document),
        prints=prints_of(document),
        has_reading=reading is not None,
        people=tuple(map(_person, (*reading.people, *reading.organisations, *reading.places))) if reading else (),
        quotes=_quotes(story) if reading else (),
        events=tuple(_event(number, one) for number, one in enumerate(reading.events, 1)) if reading else (),
        page=compressed(page) if page is not None else None,
    )


def indexed_words(story: Story) -> tuple[str, str, str]:
    """Headline, deck and the rest as the index takes them; the rest is body, captions, names of people and tags."""
    captions = [image.caption for image in story.images if image.caption]
    rest = "\n".join([story.text, *captions, story.byline or "", *story.tags])
    return segmented(story.headline or ""), segmented(story.deck or ""), segmented(rest)


@lru_cache(10_000)
def person_key(name: str) -> str:
    """A name as it is compared across stories: folded, without marks.

    >>> person_key("Søren  O'Dálaigh-Roe")
    'søren odalaigh roe'
    """
    plain = "".join(one for one in normalize("NFD", name.casefold()) if not combining(one))
    return " ".join(plain.replace("'", "").replace("’", "").replace("-", " ").replace(".", " ").split())


def _row(story: Story, key: AddressKey | None, now: str) -> CaptureRow:
    source = story.source
    published = story.published
    warc = source.warc
    return CaptureRow(
        name=source.name or source.url or "-",
        url=source.url,
        canonical_url=source.canonical_url,
        outlet=key.outlet if key else (story.publisher or "").casefold(),
        publisher=story.publisher,
        headline=story.headline,
        deck=story.deck,
        byline=story.byline,
        authors="; ".join(author.name for author in story.authors),
        agency=story.agency,
        place=story.dateline.place if story.dateline else None,
        published=published.value if published else None,
        published_at=_in_utc(published),
        day=published.value[:10] if published and len(published.value) >= len("2024-05-14") else None,
        modified=story.modified.value if story.modified else None,
        language=story.language,
        section=" / ".join(story.section),
        tags="; ".join(story.tags),
        access=story.access,
        words=len(story.text.split()),
        first_seen=in_utc(source.fetched_at) or now,
        source_hash=source.sha256,
        content_hash=_content_hash(story),
        reader=VERSION,
        warc_file=source.name if warc else None,
        warc_id=warc.id if warc else None,
        warc_offset=warc.offset if warc else None,
    )


def _content_hash(story: Story) -> str:
    """One hash of what a reader of the page reads; a new time of change alone is no change of the story."""
    parts = (
        story.headline,
        story.deck,
        story.byline,
        story.agency,
        story.dateline.text if story.dateline else None,
        story.published.value if story.published else None,
        story.text,
        [image.caption for image in story.images],
        story.corrections,
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _in_utc(instant: Instant | None) -> str | None:
    return in_utc(instant.value) if instant and instant.zone != "unknown" else None


def in_utc(value: str | None) -> str | None:
    """An ISO 8601 instant in UTC, to the second; None where it has no offset or is no instant.

    >>> in_utc("2024-05-14T18:42+01:00"), in_utc("2024-05-14T18:42"), in_utc("2024-05-14")
    ('2024-05-14T17:42:00Z', None, None)
    """
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    if parsed.tzinfo is None:
        return None
    try:
        return parsed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return None


def _person(entity: Entity) -> PersonRow:
    return PersonRow(
        entity=entity.id,
        type=entity.type,
        name=entity.name,
        key=person_key(entity.name) if entity.is_named else "",
        variants="; ".join(entity.variants),
        roles="; ".join(role.text for role in entity.roles),
        reasons="; ".join(f"{join.variant}: {join.reason} [{join.rule}]" for join in entity.reasons),
        mentions=len(entity.mentions),
    )


def _quotes(story: Story) -> tuple[QuoteRow, ...]:
    assert story.reading is not None
    reading = story.reading
    names = {one.id: one for one in (*reading.people, *reading.organisations, *reading.places)}
    # What was not said, or is denied, is nobody's claim: it is never found under a speaker.
    return tuple(_quote(number, quote, names) for number, quote in enumerate(reading.quotes, 1) if not quote.is_denied)


def _quote(number: int, quote: Quote, names: dict[str, Entity]) -> QuoteRow:
    speaker = names.get(quote.speaker_entity or "")
    return QuoteRow(
        number=number,
        kind=quote.kind,
        speaker=speaker.name if speaker else quote.speaker.text if quote.speaker else None,
        entity=quote.speaker_entity,
        key=person_key(speaker.name) if speaker and speaker.is_named else None,
        origin=quote.speaker_origin,
        cue=quote.cue.text if quote.cue else None,
        words=" … ".join(part.text for part in quote.content),
        block=quote.content[0].block,
        start=quote.content[0].start,
        finish=quote.content[0].end,
        rule=quote.rule,
        confidence=quote.confidence,
    )


def _event(number: int, event: Event) -> EventRow:
    what = event.what
    return EventRow(
        number=number,
        kind=event.kind,
        what=what.text if what else None,
        value=event.value,
        first=event.first,
        last=event.last,
        granularity=event.granularity,
        status=event.status,
        is_ahead=event.is_ahead,
        rule=event.rule,
        block=what.block if what else None,
        start=what.start if what else None,
        finish=what.end if what else None,
        reasons="; ".join(event.reasons),
    )
