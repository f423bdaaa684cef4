"""The story: the text to read, and beside it the record with what each value rests on."""

from collections import Counter
from typing import Final

from copydesk.archive.archive import Archive
from copydesk.archive.errors import ArchiveError
from copydesk.archive.stories import Held
from copydesk.export.neutral import web_address, web_url
from copydesk.records import Story
from copydesk.web import beside, record
from copydesk.web.asked import Asked
from copydesk.web.galley import lines_of, lit_marks, window
from copydesk.web.shape import Mark, Row, Screen, clipped

__all__ = ["ImageRow", "PlaceRow", "StoryRow", "chosen_field", "images_of", "story", "story_row"]

_NAMES: Final = {"body", "headline"}


class StoryRow(Row, frozen=True, kw_only=True):
    """The story itself: which capture, where it came from, how much of it there is."""

    id: str
    story: int
    number: int
    family: int
    kind: str
    mark: str | None
    headline: str
    outlet: str
    publisher: str
    agency: str | None
    url: str | None
    first_seen: str
    last_seen: str
    published: str | None
    published_zone: str
    language: str | None
    words: int
    paragraphs: int
    blocks: int
    set_aside: str
    unread: str
    versions: int
    copies: int
    field: str = ""
    begin: str = ""
    next: str | None = None
    images_asked: bool = False


class ImageRow(Row, frozen=True, kw_only=True):
    """A picture of the story: its address is shown, it is fetched by nobody unless asked for."""

    url: str
    host: str
    alt: str
    caption: str
    credit: str
    role: str


class PlaceRow(Row, frozen=True, kw_only=True):
    """A block outside of the galley that has lit words."""

    block: int
    role: str
    text: str
    marks: tuple[Mark, ...]


def story(archive: Archive, asked: Asked) -> Screen:
    """The story of a capture, with the words of one field lit where it is asked for."""
    held = archive.held(asked.id)
    one = archive.story(held.id)
    field = chosen_field(one, asked.text("field"))
    candidates = tuple(record.candidates_of(one, field)) if field else ()
    here = f"/story/{held.id}"
    marks = lit_marks(one, candidates, here)
    shown = window(tuple(lines_of(one, marks)), asked.text("from"))
    wants_images = asked.text("images") == "1"
    row = story_row(archive, held, one)
    copies = tuple(beside.copies(archive, held.id))
    versions = tuple(beside.versions(archive, held.id))
    from msgspec.structs import replace

    row = replace(
        row, field=field, begin=asked.text("from"), next=shown.next, images_asked=wants_images,
        copies=len(copies), versions=len(versions),
    )  # fmt: skip
    return Screen(
        "story",
        f"{clipped(one.headline, 120) or 'A story without a headline'}{_lit(field)}{_which(asked)} · {held.id}",
        {
            "story": (row,),
            "text": shown.lines,
            "fields": tuple(record.fields_of(one)),
            "candidates": candidates,
            "elsewhere": _elsewhere(one, candidates, {line.block for line in shown.lines}),
            "images": images_of(one),
            "people": tuple(beside.people(one.reading)),
            "quotes": tuple(beside.quotes(one.reading)),
            "checks": tuple(beside.checks(one.reading)),
            "copies": copies,
            "versions": versions,
        },
        story=held.id,
        remote_images=wants_images,
    )


def chosen_field(story: Story, field: str) -> str:
    """The field asked for.

    Raises:
        ArchiveError: `field`, no record has it.
    """
    if field and field not in (*record.FIELDS, *story.evidence):
        known = ", ".join(row.field for row in record.fields_of(story))
        raise ArchiveError("field", f"there is no field {field[:40]!r}; this story has {known}")
    return field


def story_row(archive: Archive, held: Held, story: Story) -> StoryRow:
    """The capture's own row."""
    roles = Counter(block.role for block in story.blocks)
    apart = [f"{count} {role.replace('_', ' ')}" for role, count in roles.most_common() if role not in _NAMES]
    return StoryRow(
        id=held.id,
        story=held.story,
        number=held.number,
        family=held.family,
        kind=held.kind,
        mark=held.mark,
        headline=clipped(story.headline) or "(no headline)",
        outlet=clipped(held.outlet, 200),
        publisher=clipped(held.publisher or held.outlet, 200),
        agency=clipped(held.agency, 200) or None,
        url=clipped(web_address(story.source) or web_url(held.url), 1_000) or None,
        first_seen=held.first_seen,
        last_seen=held.last_seen,
        published=held.published,
        published_zone=story.published.zone if story.published else "",
        language=held.language,
        words=held.words,
        paragraphs=roles["body"],
        blocks=len(story.blocks),
        set_aside=", ".join(apart),
        unread=clipped(beside.unread(story), 600),
        versions=0,
        copies=0,
    )


def _which(asked: Asked) -> str:
    parts = [
        f"from {asked.text('from')}" if asked.text("from") else "",
        "with pictures" if asked.text("images") else "",
    ]
    return "".join(f", {part}" for part in parts if part)


def _lit(field: str) -> str:
    return f": {record.label_of(field).lower()}" if field else ""


def images_of(story: Story) -> tuple[ImageRow, ...]:
    """The pictures of the story, the lead first."""
    from copydesk.urls import host_of

    return tuple(
        ImageRow(
            url=clipped(web_url(image.url), 1_000),
            host=clipped(host_of(image.url), 100),
            alt=clipped(image.alt, 400),
            caption=clipped(image.caption, 800),
            credit=clipped(image.credit, 200),
            role=image.role,
        )
        for image in story.images[: beside.MOST]
    )


def _elsewhere(
    story: Story, candidates: tuple[record.CandidateRow, ...], shown: set[int | None]
) -> tuple[PlaceRow, ...]:
    """The blocks of chosen words that the galley does not show."""
    places: dict[int, list[Mark]] = {}
    for row in candidates:
        if row.chosen and row.block is not None and row.block not in shown:
            places.setdefault(row.block, []).append(Mark(row.start or 0, row.end or 0, "lit"))
    return tuple(
        PlaceRow(block=number, role=block.role, text=clipped(block.text), marks=tuple(marks))
        for number, marks in places.items()
        for block in (story.blocks[number],)
    )
