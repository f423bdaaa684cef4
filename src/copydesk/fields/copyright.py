"""Who owns the story."""

from collections.abc import Sequence
from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Visible, spoken
from copydesk.records import Role

__all__ = ["visible_copyrights"]


LONGEST_COPYRIGHT: Final = 300


def visible_copyrights(page: Visible, roles: Sequence[Role]) -> list[Candidate[str]]:
    """Copyright lines, the one nearest to the story first."""
    lines = [
        block for block in page.blocks if roles[block.index] == "copyright" and len(block.text) <= LONGEST_COPYRIGHT
    ]
    return [
        spoken(block.text, "copyright/line", 0.8 if any(map(str.isdigit, block.text)) else 0.6, block)
        for block in lines[:4]
    ]
