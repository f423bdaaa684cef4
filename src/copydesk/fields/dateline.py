"""The place that a story is filed from."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import TextSheet, Visible, spoken
from copydesk.records import Dateline
from copydesk.wording.datelines import DatelineReading, read_dateline

__all__ = ["line_datelines", "lone_dateline", "visible_dateline"]


LONGEST_LONE: Final = 80


def visible_dateline(page: Visible) -> tuple[DatelineReading | None, list[Candidate[Dateline]]]:
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


def lone_dateline(page: Visible) -> int | None:
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
    found = []
    for i in (*sheet.with_role("dateline"), *sheet.roles.body[:3]):
        reading = read_dateline(sheet.lines[i].text, language=sheet.language)
        if reading is not None:
            found.append(sheet.candidate(i, reading.dateline, reading.rule, reading.confidence))
    return found
