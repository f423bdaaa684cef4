"""The short line over the headline."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.headline.printed import KICKER
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.sheet import RawBlock
from copydesk.records import Story
from copydesk.wording.furniture import furniture

__all__ = ["kicker", "visible_kicker"]


HEADER_BLOCKS: Final = 8


def visible_kicker(page: View) -> tuple[Candidate[str], int] | None:
    """The short line over the headline, and its block."""
    index = page.headline
    if index is None:
        return None
    title = page.blocks[index]
    for block in page.said(index - 3, index + 2, longest=KICKER):
        if block is title or furniture(block.text):
            continue
        marks = page.near(block, 2)
        if "kicker" in marks and not marks & {"byline", "published", "breadcrumb"}:
            return spoken(block.text, "kicker/markup", 0.85, block), block.index
        if block.container.tag == "h1" or (block.index == index - 1 and _shares_box(block, title)):
            return spoken(block.text, "kicker/above-headline", 0.6, block), block.index
    return None


def _shares_box(block: RawBlock, other: RawBlock) -> bool:
    one, two = block.container.parent, other.container.parent
    return one is not None and one is two and one.last - one.first <= HEADER_BLOCKS


def kicker(view: View | TextSheet, _said: DeclaredPage, _known: Story) -> Finding[str]:
    """The short line over the headline; its block is no body."""
    if isinstance(view, TextSheet):
        return view.found("kicker", view.strings("kicker"))
    one = visible_kicker(view)
    return view.settling("kicker", [one[1]]).found("kicker", [one[0]]) if one else view.found("kicker", [])
