"""The short line over the headline."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.headline.printed import KICKER, Heading
from copydesk.fields.view import Visible, spoken
from copydesk.layout.sheet import RawBlock
from copydesk.wording.furniture import furniture

__all__ = ["visible_kicker"]


HEADER_BLOCKS: Final = 8


def visible_kicker(page: Visible, heading: Heading | None) -> tuple[Candidate[str], int] | None:
    """The short line over the headline, and its block."""
    if heading is None:
        return None
    index = heading.block.index
    for block in page.blocks[max(0, index - 3) : index + 2]:
        if block is heading.block or len(block.text) > KICKER or furniture(block.text):
            continue
        marks = page.near(block, 2)
        if "kicker" in marks and not marks & {"byline", "published", "breadcrumb"}:
            return spoken(block.text, "kicker/markup", 0.85, block), block.index
        if block.container.tag == "h1" or (block.index == index - 1 and _shares_box(block, heading.block)):
            return spoken(block.text, "kicker/above-headline", 0.6, block), block.index
    return None


def _shares_box(block: RawBlock, other: RawBlock) -> bool:
    one, two = block.container.parent, other.container.parent
    return one is not None and one is two and one.last - one.first <= HEADER_BLOCKS
