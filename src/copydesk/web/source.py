"""The source: every block of the page with its role; what was set aside says why, so that nothing is hidden."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from copydesk.archive.archive import Archive
from copydesk.records import Block, Story
from copydesk.web import record
from copydesk.web.asked import Asked
from copydesk.web.galley import LineRow, window
from copydesk.web.shape import Mark, Row, Screen, clipped
from copydesk.web.story import chosen_field, story_row

__all__ = ["BlockRow", "bars_of", "block_rows", "source"]

ASIDE: Final = {
    "duplicate": "a copy of what stands once already",
    "navigation": "leads about the site",
    "related": "leads to other stories",
    "share": "a call to share",
    "newsletter": "an offer of a newsletter",
    "paywall": "speaks of the way to read on",
    "comments": "what readers wrote",
    "advertisement": "an advertisement",
    "footer": "the foot of the site",
    "breadcrumb": "the way to the page",
    "author_note": "about the author",
    "author_image": "a picture of the author",
    "tags": "the page's topics",
    "copyright": "whose the page is",
    "other": "no part of the story",
}
"""Why blocks of a role are not read as the story."""


class BlockRow(Row, frozen=True, kw_only=True):
    """A block of the page: its role, its words, what it gives or why it was set aside."""

    block: int
    role: str
    kind: str
    start: int
    end: int
    text: str
    offset: int
    note: str
    is_aside: bool
    duplicate_of: int | None
    paragraph: int | None
    marks: tuple[Mark, ...] = ()


class BarRow(Row, frozen=True, kw_only=True):
    """A block on the map of the page: where it begins and how long it is, both in thousandths of the page."""

    block: int
    tone: str
    left: float
    width: float


def source(archive: Archive, asked: Asked) -> Screen:
    """The blocks of a capture's page in order, with the words of one field lit where it is asked for."""
    held = archive.held(asked.id)
    one = archive.story(held.id)
    field = chosen_field(one, asked.text("field"))
    candidates = tuple(record.candidates_of(one, field)) if field else ()
    rows = tuple(block_rows(one, candidates))
    lines = [LineRow(block=row.block, role=row.role, section="text", text=row.text, marks=row.marks) for row in rows]
    shown = window(lines, asked.text("from")) if lines else window([], "")
    cut = tuple(_cut(rows[line.block or 0], line) for line in shown.lines)
    row = replace(story_row(archive, held, one), field=field, begin=asked.text("from"), next=shown.next)
    return Screen(
        "source",
        f"Source of: {clipped(one.headline, 120) or held.id}{_which(field, asked)} · {held.id}",
        {"story": (row,), "blocks": cut, "map": tuple(bars_of(rows)), "candidates": candidates},
        story=held.id,
    )


def _which(field: str, asked: Asked) -> str:
    parts = [field, f"from {asked.text('from')}" if asked.text("from") else ""]
    return "".join(f", {part}" for part in parts if part)


def block_rows(story: Story, candidates: tuple[record.CandidateRow, ...]) -> Iterator[BlockRow]:
    """All blocks of the page in order, with the candidates' words marked."""
    gives = _gives(story)
    numbers: dict[int, int] = {}
    for number, block in enumerate(story.blocks):
        if block.role == "body":
            numbers[number] = len(numbers) + 1
    for number, block in enumerate(story.blocks):
        marks = (
            Mark(row.start or 0, row.end or 0, "lit" if row.chosen else "lost", None)
            for row in candidates
            if row.block == number
        )
        yield BlockRow(
            block=number,
            role=block.role,
            kind=block.kind,
            start=block.span[0],
            end=block.span[1],
            text=block.text,
            offset=0,
            note=_note(block, numbers, gives.get(number, [])),
            is_aside=block.role in ASIDE and number not in gives,
            duplicate_of=block.duplicate_of,
            paragraph=numbers.get(number),
            marks=tuple(marks),
        )


def _gives(story: Story) -> dict[int, list[str]]:
    """For each block the fields whose chosen evidence begins in it."""
    gives: dict[int, list[str]] = {}
    for field, entries in story.evidence.items():
        for entry in entries:
            if entry.chosen and entry.span is not None and field != "text":
                for number in _at(story, entry.span):
                    if field not in gives.setdefault(number, []):
                        gives[number].append(field)
    return gives


def _at(story: Story, span: tuple[int, int]) -> Iterator[int]:
    return (number for number, block in enumerate(story.blocks) if block.span[0] < span[1] and span[0] < block.span[1])


def _note(block: Block, numbers: dict[int, int], gives: list[str]) -> str:
    given = f"gives {', '.join(name.replace('_', ' ') for name in gives)}" if gives else ""
    if block.duplicate_of is not None:
        paragraph = numbers.get(block.duplicate_of)
        of = f"paragraph {paragraph}" if paragraph else f"block {block.duplicate_of}"
        return f"copy of {of}"
    return given or ASIDE.get(block.role, "")


def _cut(row: BlockRow, line: LineRow) -> BlockRow:
    return row if line.text == row.text else replace(row, text=line.text, offset=line.offset, marks=line.marks)


def bars_of(rows: tuple[BlockRow, ...]) -> Iterator[BarRow]:
    """The page to scale, by characters; of a page of very many blocks the first thousand."""
    whole = sum(len(row.text) + 1 for row in rows) or 1
    place = 0
    for row in rows[:1_000]:
        size = len(row.text) + 1
        tone = (
            "body" if row.role == "body" else "copy" if row.role == "duplicate" else "rest" if row.is_aside else "field"
        )
        yield BarRow(
            block=row.block, tone=tone, left=round(1_000 * place / whole, 2), width=round(1_000 * size / whole, 2)
        )
        place += size
