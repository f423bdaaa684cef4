"""The text of a story as it is read: head, pictures and paragraphs, each with what is marked in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from copydesk.archive.errors import ArchiveError
from copydesk.archive.incoming import person_key
from copydesk.records import Block, Reading, Story
from copydesk.web.asked import address
from copydesk.web.beside import is_person
from copydesk.web.record import CandidateRow
from copydesk.web.shape import Mark, Row, clipped

__all__ = ["BUDGET", "LineRow", "Window", "lines_of", "lit_marks", "window"]

BUDGET: Final = 40_000
"""Characters on one page: with marks and links about 120 KB of HTML; longer texts go on at `?from=`."""
MOST_LINES: Final = 250
HEAD: Final = ("kicker", "headline", "deck", "byline", "dateline", "published", "modified", "reading_time", "credit")
TEXT: Final = ("body", "caption", "correction")
ROLE_FIELDS: Final = {
    "headline": "headline", "kicker": "kicker", "deck": "deck", "byline": "byline", "published": "published",
    "modified": "modified", "dateline": "dateline", "reading_time": "reading_time",
}  # fmt: skip


class LineRow(Row, frozen=True, kw_only=True):
    """A line of the galley.

    Attributes:
        paragraph: number in the body, from 1; None for what is no paragraph.
        block: number of its block; None where the page prints the words in no block.
        role: of the block.
        section: `head` or `text`.
        offset: characters of the block before these.
        speaker: who speaks in it.
    """

    paragraph: int | None = None
    block: int | None
    role: str
    kind: str = "paragraph"
    section: str
    text: str
    offset: int = 0
    marks: tuple[Mark, ...] = ()
    speaker: str = ""
    is_carried: bool = False


class Window(NamedTuple):
    """The lines of one page, and where the next and the one before begin."""

    lines: tuple[LineRow, ...]
    next: str | None


def lines_of(story: Story, marks: Mapping[int, Sequence[Mark]]) -> Iterator[LineRow]:
    """All lines of the galley; the head in the order of a newspaper, the text in that of the page."""
    by_role: dict[str, list[int]] = {}
    for number, block in enumerate(story.blocks):
        by_role.setdefault(block.role, []).append(number)
    first = next(iter(by_role.get("body", ())), len(story.blocks))
    for role in HEAD:
        found = [number for number in by_role.get(role, ()) if role not in ("dateline", "credit") or number < first]
        if role == "headline" and not _prints(story, found):
            yield LineRow(block=None, role=role, section="head", text=clipped(story.headline) or "(no headline)")
        for number in found:
            yield _line(story.blocks[number], number, marks, section="head")
    yield from _text(story, marks)


def _prints(story: Story, blocks: Sequence[int]) -> bool:
    return any(not story.headline or story.headline in story.blocks[number].text for number in blocks)


def _text(story: Story, marks: Mapping[int, Sequence[Mark]]) -> Iterator[LineRow]:
    speakers = _speakers(story.reading)
    lit = {number for number, found in marks.items() if any(mark.kind == "lit" for mark in found)}
    paragraph = 0
    for number, block in enumerate(story.blocks):
        if block.role not in TEXT or (block.role == "caption" and number not in lit and _is_shown(story, block)):
            continue
        paragraph += block.role == "body"
        speaker, is_carried = speakers.get(number, ("", False))
        yield _line(
            block,
            number,
            marks,
            section="text",
            paragraph=paragraph if block.role == "body" else None,
            speaker=clipped(speaker, 60),
            is_carried=is_carried,
        )


def _is_shown(story: Story, caption: Block) -> bool:
    """Whether the words stand under a picture already."""
    return any(image.caption and image.caption in caption.text for image in story.images)


def _line(block: Block, number: int, marks: Mapping[int, Sequence[Mark]], **more: object) -> LineRow:
    line = LineRow(block=number, role=block.role, kind=block.kind, section="", text=block.text)
    from msgspec.structs import replace

    field = ROLE_FIELDS.get(block.role) if block.role != "deck" else None
    found = [*marks.get(number, ())]
    if field and block.text and not any(mark.kind in ("lit", "field") for mark in found):
        found = [Mark(0, len(block.text), "field", f"?field={field}")]
    return replace(line, marks=tuple(found), **more)


def _speakers(reading: Reading | None) -> dict[int, tuple[str, bool]]:
    """For each block who speaks first in it, and whether that was carried over from before."""
    speakers: dict[int, tuple[str, bool]] = {}
    for quote in reading.quotes if reading else ():
        if quote.speaker is not None and quote.content:
            name = _name(reading, quote.speaker_entity) or quote.speaker.text
            speakers.setdefault(quote.content[0].block, (name, quote.speaker_origin == "carried"))
    return speakers


def _name(reading: Reading | None, entity: str | None) -> str:
    people = (*reading.people, *reading.organisations) if reading else ()
    return next((one.name for one in people if one.id == entity), "")


def lit_marks(
    story: Story, candidates: Sequence[CandidateRow], here: str, *, kind: str = "lit"
) -> dict[int, list[Mark]]:
    """For each block its marks: the words of the candidates first, then names, then times."""
    marks: dict[int, list[Mark]] = {}
    for row in candidates:
        if row.block is not None and row.start is not None and row.end is not None:
            to = f"{here}?field={row.field}#slip" if kind == "lit" else f"?field={row.field}"
            mark = Mark(row.start, row.end, kind, to) if row.chosen else Mark(row.start, row.end, "lost")
            marks.setdefault(row.block, []).append(mark)
    for found in marks.values():
        found.sort(key=lambda mark: mark.kind == "lost")
    for person in story.reading.people if story.reading else ():
        key = person_key(person.name)
        for mention in person.mentions if is_person(person) else ():
            if mention.kind not in ("pronoun", "description"):
                mark = Mark(mention.start, mention.end, "name", address(f"/person/{key}"))
                marks.setdefault(mention.block, []).append(mark)
    for time in story.reading.times if story.reading else ():
        marks.setdefault(time.block, []).append(Mark(time.start, time.end, "time", time.value))
    return marks


def window(lines: Sequence[LineRow], start: str, budget: int = BUDGET) -> Window:
    """The lines of one page of a long text.

    Args:
        lines: all of them.
        start: `N` or `N-C`: the line to begin with, and how many of its characters stand before.
        budget: characters on the page.

    Raises:
        ArchiveError: `from`, there is no such place.
    """
    first, skipped = _place(start, len(lines))
    kept: list[LineRow] = []
    for number in range(first, len(lines)):
        line = lines[number]
        skip = skipped if number == first else 0
        if kept and (budget <= 0 or len(kept) >= MOST_LINES):
            return Window(tuple(kept), f"{number}")
        piece = _cut(line, skip, skip + max(budget, 1))
        kept.append(piece)
        budget -= len(piece.text)
        if skip + len(piece.text) < len(line.text):
            return Window(tuple(kept), f"{number}-{skip + len(piece.text)}")
    return Window(tuple(kept), None)


def _place(start: str, count: int) -> tuple[int, int]:
    if not start:
        return 0, 0
    line, _, skipped = start.partition("-")
    if not (
        line.isascii()
        and line.isdigit()
        and len(start) < 30
        and (not skipped or (skipped.isascii() and skipped.isdigit()))
    ):
        raise ArchiveError("from", f"{start[:40]!r} is no place in this text; take the link to the next page")
    if int(line) >= count:
        raise ArchiveError("from", f"the text has {count:,} lines, there is none {line}")
    return int(line), int(skipped or 0)


def _cut(line: LineRow, start: int, end: int) -> LineRow:
    from msgspec.structs import replace

    if start == 0 and end >= len(line.text):
        return line
    marks = tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.to)
        for mark in line.marks
        if mark.start < end and mark.end > start
    )
    return replace(line, text=line.text[start:end], offset=start, marks=marks)
