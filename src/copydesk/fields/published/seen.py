"""Published and modified as the page shows them, in blocks and in lines."""

from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.fields.published.elements import tagged
from copydesk.fields.published.places import OPENING, Places, stamps
from copydesk.fields.published.printed import Printed, opening_candidate, printed_candidates
from copydesk.fields.view import TextSheet, View
from copydesk.layout.sheet import RawBlock
from copydesk.records import Instant

__all__ = ["Times", "line_times", "visible_times"]

STAMP_ROLE: Final = 100
"""Characters of the longest line that is a line of dates because it holds an instant."""
MODIFIED_TAG: Final = 0.6

Found = Candidate[Instant]


class Times(NamedTuple):
    """Candidates for both fields, and the short lines around the headline that hold them."""

    published: list[Found]
    modified: list[Found]
    published_blocks: list[int]
    modified_blocks: list[int]


def visible_times(page: View) -> Times:
    """Candidates for published and modified from printed lines and time elements."""
    places = Places(page)
    times = Times([], [], [], [])
    _take_lines(places, times)
    _take_openings(places, times)
    for _, candidate in tagged(places):
        _take_tag(candidate, times)
    return times


def _take_lines(places: Places, times: Times) -> None:
    page = places.page
    printed, changed = printed_candidates(places.lines(), language=page.language, today=page.today, order=places.order)
    for some, taken, indices in (
        (printed, times.published, times.published_blocks),
        (changed, times.modified, times.modified_blocks),
    ):
        for index, candidate in some:
            block = places.blocks[index]
            taken.append(structs.replace(candidate, layer="html", locator=block.container.css_path()))
            is_stamp = block.index in page.around and len(block.text) <= STAMP_ROLE and not _is_caption(page, block)
            if is_stamp and candidate.rule != "published/modified-only":
                indices.append(block.index)


def _is_caption(page: View, block: RawBlock) -> bool:
    return block.container.tag == "figcaption" or "caption" in page.near(block, 2)


def _take_openings(places: Places, times: Times) -> None:
    for block in places.openings():
        candidate = opening_candidate(block.text[:OPENING], block.span, language=places.page.language)
        if candidate is not None:
            times.published.append(structs.replace(candidate, layer="html", locator=block.container.css_path()))


def _take_tag(candidate: Found, times: Times) -> None:
    if candidate.rule == "modified/time-element":
        times.modified.append(candidate)
        weak = candidate.confidence * MODIFIED_TAG
        candidate = structs.replace(candidate, rule="published/modified-only", confidence=weak)
    times.published.append(candidate)


def line_times(sheet: TextSheet) -> Times:
    """Candidates for published and modified from the lines of a text."""
    published, modified = printed_candidates(stamps(sheet), language=sheet.language, today=sheet.today)
    return Times(_placed(sheet, published), _placed(sheet, modified), [], [])


def _placed(sheet: TextSheet, some: list[Printed]) -> list[Found]:
    return [structs.replace(one, locator=f"line {sheet.lines[index].index + 1}") for index, one in some]
