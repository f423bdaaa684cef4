"""Corrections, copyright line, reading time and access as the page shows them."""

from collections.abc import Sequence
from typing import Final

from copydesk.body.compare import ends_cut
from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Visible, spoken
from copydesk.records import Access, Role
from copydesk.wording.furniture import furniture
from copydesk.wording.reading_times import reading_time

__all__ = [
    "correction_blocks",
    "reading_time_blocks",
    "visible_access",
    "visible_copyrights",
    "visible_corrections",
    "visible_reading_times",
]

SHORT_BODY: Final = 1_500
MOST_CORRECTIONS: Final = 5
LONGEST_COPYRIGHT: Final = 300
LONGEST_CORRECTION: Final = 600
FEWER_SIGNS: Final = 0.4


def visible_reading_times(page: Visible) -> list[Candidate[str]]:
    """Reading times printed around the headline."""
    found = []
    for index in page.header:
        block = page.blocks[index]
        if len(block.text) <= 80:
            value = reading_time(block.text)
            if value:
                found.append(spoken(value, "reading-time/line", 0.9, block))
    return found


def reading_time_blocks(page: Visible) -> list[int]:
    """The lines around the headline that are a reading time and nothing else."""
    blocks = [page.blocks[index] for index in page.header]
    return [block.index for block in blocks if len(block.text) <= 40 and reading_time(block.text)]


def correction_blocks(page: Visible) -> list[int]:
    """The last paragraphs of the body, and its first, that tell what was corrected."""
    places = [*page.body[:1], *page.body[-3:]] if len(page.body) > 3 else []
    return [index for index in places if _is_correction(page.blocks[index].text)]


def _is_correction(text: str) -> bool:
    found = furniture(text) if len(text) <= LONGEST_CORRECTION else None
    return found is not None and found.role == "correction"


def visible_copyrights(page: Visible, roles: Sequence[Role]) -> list[Candidate[str]]:
    """Copyright lines, the one nearest to the story first."""
    lines = [
        block for block in page.blocks if roles[block.index] == "copyright" and len(block.text) <= LONGEST_COPYRIGHT
    ]
    return [
        spoken(block.text, "copyright/line", 0.8 if any(map(str.isdigit, block.text)) else 0.6, block)
        for block in lines[:4]
    ]


def visible_corrections(page: Visible, roles: Sequence[Role]) -> list[Candidate[str]]:
    """Notes of the editor that say what was corrected."""
    return [
        spoken(block.text, "correction/note", 0.8, block) for block in page.blocks if roles[block.index] == "correction"
    ][:MOST_CORRECTIONS]


def visible_access(page: Visible, roles: Sequence[Role], declared_body: str) -> list[Candidate[Access]]:
    """What a wall behind the body, or a body that breaks off, says of access."""
    if not page.body:
        return []
    last = page.blocks[page.last]
    size = sum([len(page.blocks[index].text) for index in page.body])
    walls = [
        block for block in page.blocks[page.last :] if roles[block.index] == "paywall" and block.index - page.last <= 12
    ]
    found: list[Candidate[Access]] = []
    if walls and size < SHORT_BODY:
        found.append(spoken("paywalled", "access/wall", 0.75, walls[0]))
    if ends_cut(last.text):
        found.append(spoken("truncated", "access/breaks-off", 0.8, last))
    elif declared_body and size < FEWER_SIGNS * len(declared_body):
        found.append(spoken("truncated", "access/shorter-than-declared", 0.6, last))
    return found
