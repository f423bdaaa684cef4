"""What the outlet corrected in the story."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Story
from copydesk.wording.furniture import furniture

__all__ = ["correction_blocks", "corrections", "visible_corrections"]


MOST_CORRECTIONS: Final = 5
LONGEST_CORRECTION: Final = 600


def correction_blocks(page: View) -> list[int]:
    """The last paragraphs of the body, and its first, that tell what was corrected."""
    places = [*page.body[:1], *page.body[-3:]] if len(page.body) > 3 else []
    return [index for index in places if _is_correction(page.blocks[index].text)]


def _is_correction(text: str) -> bool:
    known = furniture(text) if len(text) <= LONGEST_CORRECTION else None
    return known is not None and known.role == "correction"


def visible_corrections(page: View) -> list[Candidate[str]]:
    """Notes of the editor that say what was corrected."""
    notes = page.with_role("correction")[:MOST_CORRECTIONS]
    return [page.candidate(index, page.text(index), "correction/note", 0.8) for index in notes]


def corrections(view: View | TextSheet, _said: DeclaredPage, _known: Story) -> Finding[tuple[str, ...]]:
    """What the outlet corrected, as printed."""
    if isinstance(view, TextSheet):
        return view.listed("corrections", view.strings("correction"))
    return view.listed("corrections", visible_corrections(view))
