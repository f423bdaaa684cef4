"""What the outlet corrected in the story."""

from collections.abc import Sequence
from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Visible, spoken
from copydesk.records import Role
from copydesk.wording.furniture import furniture

__all__ = ["correction_blocks", "visible_corrections"]


MOST_CORRECTIONS: Final = 5
LONGEST_CORRECTION: Final = 600


def correction_blocks(page: Visible) -> list[int]:
    """The last paragraphs of the body, and its first, that tell what was corrected."""
    places = [*page.body[:1], *page.body[-3:]] if len(page.body) > 3 else []
    return [index for index in places if _is_correction(page.blocks[index].text)]


def _is_correction(text: str) -> bool:
    found = furniture(text) if len(text) <= LONGEST_CORRECTION else None
    return found is not None and found.role == "correction"


def visible_corrections(page: Visible, roles: Sequence[Role]) -> list[Candidate[str]]:
    """Notes of the editor that say what was corrected."""
    return [
        spoken(block.text, "correction/note", 0.8, block) for block in page.blocks if roles[block.index] == "correction"
    ][:MOST_CORRECTIONS]
