"""Who owns the story."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Declared, Finding, TextSheet, View, found, spoken
from copydesk.records import Story

__all__ = ["copyright", "visible_copyrights"]


LONGEST_COPYRIGHT: Final = 300


def visible_copyrights(page: View) -> list[Candidate[str]]:
    """Copyright lines, the one nearest to the story first."""
    lines = [block for block in page.with_role("copyright") if len(block.text) <= LONGEST_COPYRIGHT]
    return [
        spoken(block.text, "copyright/line", 0.8 if any(map(str.isdigit, block.text)) else 0.6, block)
        for block in lines[:4]
    ]


def copyright(view: View | TextSheet, said: Declared, _known: Story) -> Finding[str]:  # noqa: A001  the field's name
    """The copyright line as printed."""
    if isinstance(view, TextSheet):
        return view.found("copyright", view.strings("copyright"))
    return found("copyright", [*visible_copyrights(view), *said.copyright])
