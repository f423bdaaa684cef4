"""Lines that sign only by what stands right beside them: a first name or a desk by a date, a name by another."""

from typing import Final

from msgspec import structs

from copydesk.fields.view import View
from copydesk.layout.sheet import RawBlock
from copydesk.records import Person
from copydesk.wording.bylines.read import Byline
from copydesk.wording.likeness import COMMON, SmallWords, is_given_name, likeness
from copydesk.wording.lines import looks_dated
from copydesk.wording.names import is_name
from copydesk.wording.signs import CLOCK, YEAR

__all__ = ["beside_date", "is_numbered", "is_one_more", "is_path", "without_common"]

NEEDS: Final = YEAR | CLOCK
LONGEST: Final = 40
LONGEST_DATE: Final = 60
FEWEST_DIGITS: Final = 3
"""Of the number of a house or of a telephone."""
FIRST_NAME, DESK = 0.46, 0.5
"""Confidences: just over the bar under which authors are withheld (.45), so that whatever else signs goes first."""


def beside_date(byline: Byline, block: RawBlock, page: View) -> Byline | None:
    """The reading of a first name or a desk alone in its line, where the line right before or behind is a date."""
    text = block.text
    if len(text) > LONGEST or not _is_dated(page, block.index):
        return None
    if byline.rule == "byline/desk-only" and byline.signer == text:
        return structs.replace(byline, confidence=DESK)
    if text.isalpha() and text.istitle() and is_given_name(text.casefold()):
        return Byline((Person(name=text),), None, text, "byline/name-only", FIRST_NAME)
    return None


def _is_dated(page: View, index: int) -> bool:
    near = [one for one in (index - 1, index + 1) if 0 <= one < len(page.blocks)]
    return any(looks_dated(page.text(one)) for one in page.having(NEEDS, near, LONGEST_DATE))


def is_one_more(page: View, index: int) -> bool:
    """Whether a block stands in an element like the one before it, with a name of its own."""
    if index >= len(page.blocks) or len(page.blocks[index].text) > LONGEST:
        return False
    mine, before = page.blocks[index].container, page.blocks[index - 1].container
    is_alike = (mine.tag, mine.classes) == (before.tag, before.classes) and mine.parent is before.parent
    return is_alike and is_name(page.blocks[index].text)


def without_common(byline: Byline, small: SmallWords) -> Byline:
    """A byline without those behind its first person whose words the story writes small ("Jane Doe, Ferry Pilot")."""
    first, *others = byline.people or (None,)
    if first is None or not others:
        return byline
    kept = [person for person in others if person.role or likeness(person.name, small) > COMMON]
    return byline if len(kept) == len(others) else structs.replace(byline, people=(first, *kept))


def is_path(text: str) -> bool:
    """Whether a line goes on with a path through the site ("> Garden")."""
    return text.lstrip()[:1] in (">", "›", "»")


def is_numbered(text: str) -> bool:
    """Whether a line opens with a number that is no date: of a house, of a telephone."""
    return text[:1].isdigit() and sum(map(str.isdigit, text)) >= FEWEST_DIGITS and not looks_dated(text)
