"""The lines of a text that say who wrote the story: around the headline and behind the body."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from copydesk.fields.view import TextSheet
from copydesk.records import Role
from copydesk.wording.bylines.line import SURE_BYLINE, SURE_CREDIT, byline_in, is_bare, supported
from copydesk.wording.bylines.opening import is_lead, is_other_lead
from copydesk.wording.bylines.read import Byline
from copydesk.wording.likeness import COMMON, likeness
from copydesk.wording.lines import looks_dated
from copydesk.wording.signs import CLOCK, LEAD, YEAR

__all__ = ["lines_signed"]

NEEDS_OF_LEADS: Final = LEAD
NEEDS_OF_DATES: Final = YEAR | CLOCK
LONGEST_LEAD, LONGEST_DATE = 80, 80
"""Characters of lines that announce names, and of lines that are dates."""
LINES_BESIDE: Final = 2
"""Lines away from a byline where its date or the next author's name stands."""
BEFORE, BEHIND = 5, 6
"""Lines before the headline and behind the body that may sign."""
TAIL_SHARE, ASIDE_SHARE = 0.6, 0.8
"""Of lines behind the body, and of lines around the headline that stand for something else than a byline."""
SUREST_BARE: Final = 0.85
LEAST_BARE: Final = 0.5
"""Below this, one bare name in four was a person's."""
LONGEST_LIST: Final = 4
LED_DOUBT: Final = 0.15
"""An opening alone may belong to something else than the next line."""
_CLOSED: Final[frozenset[Role]] = frozenset(
    ("headline", "deck", "body", "duplicate", "comments", "caption", "credit", "copyright", "tags", "newsletter")
)


def lines_signed(sheet: TextSheet) -> list[tuple[int, Byline]]:
    """The bylines around the headline of a text, then, weaker, those at the end of the story."""
    near = _without_lists(list(_signed_near(sheet)))
    found = [(i, _weighed(sheet, i, byline)) for i, byline in near]
    found = [(i, byline) for i, byline in found if byline.confidence >= LEAST_BARE or not is_bare(byline)]
    return [*found, *_signed_behind(sheet)]


def _signed_near(sheet: TextSheet) -> Iterator[tuple[int, Byline]]:
    title = sheet.roles.headline
    leads = sheet.once(_leads)
    start = max(0, (sheet.first if title is None else title) - BEFORE)
    for i in range(len(sheet.lines)):
        role = sheet.role(i)
        is_aside = role != "byline"
        if is_aside and (role in _CLOSED or not start <= i < sheet.first):
            continue
        byline = _led(sheet, i) or byline_in(sheet.text(i))
        if byline is None or (i - 1 in leads and is_other_lead(sheet.text(i - 1))):
            continue
        if not is_aside or (is_bare(byline) and _is_likely(sheet, byline)):
            yield i, byline
        elif byline.confidence >= SURE_CREDIT:
            yield i, replace(byline, confidence=byline.confidence * ASIDE_SHARE)


def _leads(sheet: TextSheet) -> frozenset[int]:
    """The lines that may say whom the next names."""
    return frozenset(sheet.having(NEEDS_OF_LEADS, range(len(sheet.lines)), LONGEST_LEAD))


def _led(sheet: TextSheet, i: int) -> Byline | None:
    """The reading of a line together with the opening that stands alone before it ("Written by")."""
    if i - 1 not in sheet.once(_leads) or not is_lead(sheet.text(i - 1)):
        return None
    return byline_in(f"{sheet.text(i - 1).rstrip(' :')}: {sheet.text(i)}")


def _signed_behind(sheet: TextSheet) -> Iterator[tuple[int, Byline]]:
    for i in range(sheet.last + 1, min(sheet.last + 1 + BEHIND, len(sheet.lines))):
        if sheet.role(i) in ("duplicate", "comments"):
            continue
        byline = _led(sheet, i) or byline_in(sheet.text(i))
        if byline is not None and byline.confidence >= SURE_BYLINE:
            yield i, replace(byline, confidence=byline.confidence * TAIL_SHARE)


def _weighed(sheet: TextSheet, i: int, byline: Byline) -> Byline:
    names = [person.name for person in byline.people]
    if i - 1 in sheet.once(_leads) and is_lead(sheet.text(i - 1)) and names:
        told = max(likeness(name, sheet.small) for name in names)
        return replace(byline, confidence=byline.confidence - LED_DOUBT + told)
    if not is_bare(byline):
        return byline
    beside = range(max(0, i - LINES_BESIDE), min(i + LINES_BESIDE + 1, len(sheet.lines)))
    weighed = supported(
        byline,
        by_date=any(looks_dated(sheet.text(one)) for one in sheet.having(NEEDS_OF_DATES, beside, LONGEST_DATE)),
        echoed=any(name in text for text in sheet.said(sheet.last + 1, len(sheet.lines)) for name in names),
        topical=any(name.split()[-1] in sheet.story for name in names),
    )
    told = max((likeness(name, sheet.small) for name in names), default=0.0)
    share = 1.0 if sheet.role(i) == "byline" else ASIDE_SHARE
    return replace(weighed, confidence=min(SUREST_BARE, max(0.0, weighed.confidence + told)) * share)


def _is_likely(sheet: TextSheet, byline: Byline) -> bool:
    """Whether a name stands in a line that is no byline by its role: a given name, or a date beside the name."""
    told = max((likeness(person.name, sheet.small) for person in byline.people), default=COMMON)
    return told > 0 or (told == 0 and byline.text[-1:].isalpha() and any(map(str.isdigit, byline.text)))


def _without_lists(found: list[tuple[int, Byline]]) -> list[tuple[int, Byline]]:
    """Without names on many lines in a row: topics and trends, not authors."""
    bare = {i for i, byline in found if is_bare(byline)}
    return [(i, byline) for i, byline in found if i not in bare or not _is_listed(i, bare)]


def _is_listed(i: int, bare: set[int]) -> bool:
    run = {i}
    for step in (-1, 1):
        at = i
        while len(run) <= LONGEST_LIST and (
            near := next((at + step * gap for gap in range(1, LINES_BESIDE + 1) if at + step * gap in bare), None)
        ):
            run.add(near)
            at = near
    return len(run) > LONGEST_LIST
