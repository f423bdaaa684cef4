"""The place that a story is filed from."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Dateline, Story
from copydesk.wording.datelines import DatelineReading, read_dateline

__all__ = ["dateline", "line_datelines", "lone_dateline", "visible_dateline"]


LONGEST_LONE: Final = 80


def visible_dateline(page: View) -> tuple[DatelineReading | None, list[Candidate[Dateline]]]:
    """The dateline at the start of the body's first paragraph, or of its second where the first is a heading."""
    lone = lone_dateline(page)
    starts = [index for index in page.body if index >= page.prose][:2]
    for index in starts if lone is None else [lone, *starts]:
        block = page.blocks[index]
        reading = read_dateline(block.text, language=page.language)
        if reading is not None:
            value = spoken(reading.dateline, reading.rule, reading.confidence, block, reading.dateline.text)
            return reading, [value]
    return None, []


def lone_dateline(page: View) -> int | None:
    """The block right before the first paragraph that is nothing but a dateline: "MIREFIELD (AP) —"."""
    index = page.prose - 1
    if not page.body or index < 0 or index == page.headline:
        return None
    text = page.blocks[index].text
    if len(text) > LONGEST_LONE or text[-1:] not in tuple("-–—:"):
        return None
    reading = read_dateline(text, language=page.language)
    return index if reading is not None and reading.end == len(text) else None


def line_datelines(sheet: TextSheet) -> list[Candidate[Dateline]]:
    some = []
    for i in (*sheet.with_role("dateline"), *sheet.roles.body[:3]):
        reading = read_dateline(sheet.lines[i].text, language=sheet.language)
        if reading is not None:
            some.append(sheet.candidate(i, reading.dateline, reading.rule, reading.confidence))
    return some


def dateline(view: View | TextSheet, _said: DeclaredPage, _known: Story) -> Finding[Dateline]:
    """The place and the agency with which the story begins."""
    if isinstance(view, TextSheet):
        return view.found("dateline", line_datelines(view))
    return view.found("dateline", view.once(visible_dateline)[1])
