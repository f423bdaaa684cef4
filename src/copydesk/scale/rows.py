"""The rows of the parts: one for every response, its prints where it is a story, and one for every fault."""

from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from copydesk.archive.copies.prints import prints_of
from copydesk.archive.documents import document_from
from copydesk.archive.incoming import in_utc
from copydesk.errors import CopydeskError, NotAStory, Refused
from copydesk.intake.warc import WarcRecord
from copydesk.records import Story
from copydesk.urls import host_of

__all__ = ["COLUMNS", "PARTS", "Fault", "Postings", "Record", "Rows", "no_story", "of_story"]

PARTS: Final = ("records", "postings", "faults")
"""The parts that are made of each file, each in its own folder."""

FAULTY: Final = "fault"
"""The outcome of a record that reading could not cope with: it crashed, ran out of time or memory, or met a defect."""


class Record(Struct, frozen=True, kw_only=True):
    """A response and what became of it.

    Attributes:
        number: Its place among all that was found in the file, from 0.
        file: Name of the file.
        url: Its address.
        host: Of the address, without `www.`.
        captured: ISO 8601 instant of the capture in UTC.
        day: Day of the capture in UTC.
        record_id: The WARC record's id.
        offset: Byte of the file at which the record begins; in a gzipped file, its member.
        outcome: `story`, `not-a-story`, `refused`, `unreadable`, `passed` (no page by its header) or `fault`.
        reason: Why there is no story.
        message: The same in a sentence.
        status: The HTTP status.
        sha256: Of the page's bytes.
        canonical_url: The address that the page declares.
        headline: As in the story's record, as all that follow.
        deck: The summary.
        byline: The line that signs.
        authors: Names of people.
        agency: The wire service.
        place: Of the dateline.
        published: As the page states it, ISO 8601.
        published_at: The same in UTC, where its offset is known.
        modified: As the page states it.
        section: Outermost first.
        tags: As listed.
        publisher: As the page names it.
        language: BCP 47.
        access: Whether all of it is there.
        image: Address of the lead picture.
        words: Of the text, parted by spaces.
        text: The body, paragraphs parted by a blank line.
        record: The whole record, where it was asked for.

    """

    number: int
    file: str
    url: str | None
    host: str | None
    captured: str | None
    day: str | None
    record_id: str | None
    offset: int | None
    outcome: str
    reason: str | None = None
    message: str | None = None
    status: int | None = None
    sha256: str | None = None
    canonical_url: str | None = None
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    place: str | None = None
    published: str | None = None
    published_at: str | None = None
    modified: str | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    access: str | None = None
    image: str | None = None
    words: int | None = None
    text: str | None = None
    record: msgspec.Raw | None = None


class Postings(Struct, frozen=True, kw_only=True):
    """The prints of a story, by which its copies are found.

    Attributes:
        number: Of its record in the file.
        prints: Sorted, as `copydesk.archive.copies.prints.prints_of` gives them for headline and paragraphs of `text`.

    """

    number: int
    prints: tuple[int, ...]


class Fault(Struct, frozen=True, kw_only=True):
    """Damage in the file, or a record that reading could not cope with.

    Attributes:
        number: Its place among all that was found in the file.
        file: Name of the file.
        url: The record's address, where it could be read.
        offset: Byte of the file.
        reason: `file` for damage, `crash`, `time`, `memory` or `internal`.
        message: In a sentence.

    """

    number: int
    file: str
    url: str | None
    offset: int | None
    reason: str
    message: str


_OTHERS: Final = {
    "number": "bigint",
    "captured": "timestamp",
    "published_at": "timestamp",
    "day": "date",
    "offset": "bigint",
    "status": "integer",
    "words": "integer",
    "authors": "varchar[]",
    "section": "varchar[]",
    "tags": "varchar[]",
    "record": "json",
    "prints": "bigint[]",
}
COLUMNS: Final[dict[str, dict[str, str]]] = {
    part: {name: _OTHERS.get(name, "varchar") for name in row.__struct_fields__}
    for part, row in zip(PARTS, (Record, Postings, Fault), strict=True)
}
"""The columns of each part with their types in SQL."""


class Rows(NamedTuple):
    """What one record of the file gives; nothing at all where it is left out by the settings."""

    record: Record | None = None
    postings: Postings | None = None
    fault: Fault | None = None


def no_story(found: WarcRecord, file: str, number: int, failure: CopydeskError | None) -> Rows:
    """The rows of what is no story: without a failure it is no page, without a place damage that hides what it is."""
    if found.place is None:
        assert failure is not None
        return Rows(fault=_fault(found, file, number, failure))
    outcome = _outcome(failure)
    reason, message = (failure.reason, str(failure)) if failure else (found.use, None)
    record = _record(found, file, number, outcome=outcome, reason=reason, message=message)
    is_faulty = failure is not None and outcome == FAULTY
    return Rows(record, fault=_fault(found, file, number, failure) if is_faulty and failure else None)


def of_story(found: WarcRecord, file: str, number: int, story: Story, *, full: bool) -> Rows:
    """The rows of a story."""
    lead = next((image.url for image in story.images if image.role == "lead"), None)
    record = _record(
        found,
        file,
        number,
        outcome="story",
        status=story.source.status,
        sha256=story.source.sha256,
        canonical_url=story.source.canonical_url,
        headline=story.headline,
        deck=story.deck,
        byline=story.byline,
        authors=tuple(person.name for person in story.authors),
        agency=story.agency,
        place=story.dateline.place if story.dateline else None,
        published=story.published.value if story.published else None,
        published_at=_moment(story.published.value if story.published else None),
        modified=story.modified.value if story.modified else None,
        section=story.section,
        tags=story.tags,
        publisher=story.publisher,
        language=story.language,
        access=story.access,
        image=lead,
        words=len(story.text.split()),
        text=story.text,
        record=msgspec.Raw(msgspec.json.encode(story)) if full else None,
    )
    prints = prints_of(document_from(story.headline, story.text.split("\n\n")))
    return Rows(record, Postings(number=number, prints=prints))


def _record(found: WarcRecord, file: str, number: int, **columns: object) -> Record:
    place = found.place
    captured = _moment(place.date if place else None)
    return Record(
        number=number,
        file=file,
        url=found.url,
        host=host_of(found.url).removeprefix("www.") or None,
        captured=captured,
        day=captured[:10] if captured else None,
        record_id=place.id if place else None,
        offset=found.offset,
        **columns,  # type: ignore[arg-type]
    )


def _moment(value: str | None) -> str | None:
    """The instant in UTC; years that SQL has no timestamp for are none."""
    moment = in_utc(value)
    return moment if moment and moment[0] in "12" else None


def _outcome(failure: CopydeskError | None) -> str:
    if failure is None:
        return "passed"
    if isinstance(failure, NotAStory):
        return "not-a-story"
    if isinstance(failure, Refused):
        return "refused"
    return "unreadable" if failure.reason in _UNREADABLE else FAULTY


_UNREADABLE: Final = ("not-found", "http-status", "file", "encoding")


def _fault(found: WarcRecord, file: str, number: int, failure: CopydeskError) -> Fault:
    return Fault(
        number=number, file=file, url=found.url, offset=found.offset, reason=failure.reason, message=str(failure)
    )
