"""Which lines of a page may print its own instants, and what the place of each is worth."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final

from copydesk.fields.published.printed import LONGEST_LINE, PrintedLine
from copydesk.fields.view import TextSheet, View
from copydesk.layout.sheet import Container, RawBlock
from copydesk.patterns import pattern
from copydesk.wording.instants.dates import order_beside, order_of
from copydesk.wording.instants.find import Order, date_in_url, find_instants
from copydesk.wording.signs import DATE, DIGIT, PARTED, TRIPLE, YEAR
from copydesk.wording.spelling import has_digit

__all__ = ["Places", "stamps"]

LONGEST: Final = 300
LONGEST_LAST: Final = 400
"""Characters of lines at the end of the body and behind it, where "this entry was posted on …" goes on about topics."""
OPENING: Final = 140
"""Characters of the body's first paragraphs in which their own date may stand."""
OPENINGS: Final = 2
MOST_LINES: Final = 120
WIDE: Final = 60
WIDEST: Final = 300
TAIL: Final = 12

# Shares of stamps that name the story's own day, by their place on public pages.
NEAR, BELOW, LOW = 1.0, 0.92, 0.5
CLOSE_ABOVE, ABOVE, HIGH = 0.93, 0.45, 0.35
BESIDE, WITHIN = 0.96, 0.3
BEHIND, AFTER, FAR = 0.7, 0.42, 0.36
UNTITLED, UNTITLED_LATE, FIRST_BLOCKS = 0.9, 0.6, 40

IN_SERIES: Final = 0.67
"""What a date is worth that is one of several in elements of one kind: lists of other stories have dates too."""
SERIES: Final = 3
_SERIES_LENGTH: Final = 60
_LEVELS: Final = 8
_DOMAIN: Final = pattern(r"https?://[^/?#:]{1,255}\.([a-z]{2,6})(?:[/?#:]|\Z)", re.IGNORECASE)
_DAY_FIRST_DOMAINS: Final = frozenset("uk au nz ie in za sg my ng ke pk bd lk gh mt eu jm tt zw ug tz".split())
_MONTH_FIRST_DOMAINS: Final = frozenset("us gov edu mil ph".split())

LEAD: Final = 15
IN_COMMENTS: Final = 0.2

NEEDS, NEEDS_OF_A_DAY = DATE, DIGIT
"""What a line must have to be read; where the day of the capture is known also lines that count from it."""
_FIGURES: Final = pattern(r"\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d")
_DATED: Final = pattern(r"(?:19|20)\d\d|\d\s?[./-]\s?\d")


# Set by hand, in the order of trust; what a rule's dates are worth is learned on top by `benchmarks.calibration`.
STAMP_PRIORS: Final = {
    "published": 1.0,
    "modified": 1.0,
    "byline": 1.0,
    "other": 0.6,
    "dateline": 0.7,
    "breadcrumb": 0.4,
    "navigation": 0.35,
    "share": 0.5,
}
STAMP_REACH: Final = 25
FAR_PRIOR, TAIL_PRIOR = 0.3, 0.55


class Places:
    """The lines of one page that are searched, each with its prior."""

    def __init__(self, page: View) -> None:
        self.page = page
        has_title = page.headline is not None
        start = max(0, page.top - (WIDE if has_title else WIDEST))
        end = page.top + MOST_LINES
        size = len(page.blocks)
        self.region = [*range(start, min(end, size))]
        if page.body:
            self.region += range(max(end, page.last - 1), min(page.last + TAIL + 1, size))
        self.needs = NEEDS if page.today is None else NEEDS_OF_A_DAY

    @cached_property
    def series(self) -> frozenset[tuple[str, str, int]]:
        """Kinds of elements of which several hold a short line with a date."""
        counts = Counter(_shape_of_line(block) for block in self.dated)
        return frozenset(kind for kind, count in counts.items() if count >= SERIES)

    @cached_property
    def dated(self) -> list[RawBlock]:
        """The short lines with a date or what looks like one."""
        blocks = self.page.blocks
        some = [blocks[index] for index in self.page.having(YEAR | PARTED, self.region, _SERIES_LENGTH)]
        return [block for block in some if _DATED.search(block.text)]

    @cached_property
    def order(self) -> Order | None:
        """Which figure of a date like `03/05/2024` comes first: as other dates of the page or its country have it."""
        some = map(self.page.text, self.page.having(TRIPLE, self.region, LONGEST))
        texts = [text for text in some if _FIGURES.search(text)]
        order = order_of(texts) or order_beside(texts, self.named_days()) if texts else None
        if texts and order is None and self.page.language == "en" and self.page.url:
            domain = match[1] if (match := _DOMAIN.match(self.page.url)) else ""
            order = "day" if domain in _DAY_FIRST_DOMAINS else "month" if domain in _MONTH_FIRST_DOMAINS else None
        return order

    def named_days(self) -> Iterator[date]:
        """Days that the page tells without doubt: in its address, and with the month in words."""
        addressed = date_in_url(self.page.url) if self.page.url else None
        if addressed is not None:
            yield date.fromisoformat(addressed.instant.value)
        for block in self.dated:
            if not _FIGURES.search(block.text):
                for found in find_instants(block.text, language=self.page.language, limit=1):
                    yield date.fromisoformat(found.instant.value[:10])

    @cached_property
    def blocks(self) -> list[RawBlock]:
        """The blocks that are searched."""
        page = self.page
        some = [page.blocks[index] for index in page.having(self.needs, self.region, LONGEST_LAST)]
        return [block for block in some if len(block.text) <= LONGEST or block.index >= page.last - 1]

    def lines(self) -> list[PrintedLine]:
        """What is searched, one entry for each of `blocks`, with its prior."""
        return [(block.text, block.span, self.prior(block.index) * self.factor(block)) for block in self.blocks]

    def openings(self) -> list[RawBlock]:
        """The body's first paragraphs, which may begin with the day."""
        page = self.page
        some = (page.blocks[index] for index in page.body if index >= page.first)
        long = islice((block for block in some if len(block.text) > OPENING), OPENINGS)
        return [block for block in long if has_digit(block.text[:OPENING])]

    def factor(self, block: RawBlock) -> float:
        """Less than 1 for a block that is one of a series; the header's own lines stand apart from lists."""
        if self.page.top <= block.index <= self.page.prose:
            return 1.0
        known = IN_SERIES if _shape_of_line(block) in self.series else 1.0
        return known * (IN_COMMENTS if block.index >= self.page.last and self.is_comment(block.container) else 1.0)

    def is_comment(self, container: Container | None) -> bool:
        """Whether an element around says that readers write here."""
        own = self.page.marks.own
        for _ in range(_LEVELS):
            if container is None or container.first < self.page.last:
                return False
            if "comments" in own(container):
                return True
            container = container.parent
        return False

    @cached_property
    def lead_end(self) -> int:
        """Where the lines between an intro and the text proper end, in which bylines and dates stand."""
        page = self.page
        following = (index for index in page.body if index > page.prose)
        return min(max(next(following, page.prose), page.prose + 4), page.prose + LEAD)

    def prior(self, index: int) -> float:
        """What a date in the block at `index` is worth by its place against headline and body."""
        page = self.page
        distance = index - page.top
        if page.headline is None:
            return UNTITLED if index < FIRST_BLOCKS else UNTITLED_LATE
        if distance < 0:
            return CLOSE_ABOVE if distance >= -3 else ABOVE if distance >= -10 else HIGH
        if index <= page.prose:
            return NEAR if distance <= 6 else BELOW if distance <= 12 else LOW
        if index < page.last - 1:
            return BESIDE if index < self.lead_end and index not in page.chosen else WITHIN
        return BEHIND if index <= page.last + 3 else AFTER if index <= page.last + 10 else FAR


def _shape_of_line(block: RawBlock) -> tuple[str, str, int]:
    container = block.container
    return container.tag, container.classes, container.depth


def stamps(sheet: TextSheet) -> list[PrintedLine]:
    """All lines with how much an instant on them would be the story's own."""
    title = sheet.roles.headline if sheet.roles.headline is not None else sheet.first
    last = sheet.roles.body[-1] if sheet.roles.body else 0
    stamps: list[PrintedLine] = []
    needs = NEEDS if sheet.today is None else NEEDS_OF_A_DAY
    read = frozenset(sheet.having(needs, range(len(sheet.lines)), LONGEST_LINE))
    told = ("body", "duplicate", "headline", "deck", "copyright", "correction")
    for i, (line, named) in enumerate(zip(sheet.lines, sheet.roles.roles, strict=True)):
        if i not in read or named.role in told:
            prior = 0.0
        elif title < i < sheet.first:
            prior = STAMP_PRIORS.get(named.role, 0.5)
        elif i <= title:
            prior = STAMP_PRIORS.get(named.role, FAR_PRIOR) if title - i <= 8 else 0.1
        else:
            prior = (
                TAIL_PRIOR if 0 < i - last <= 6 else FAR_PRIOR if i < last and i - sheet.first <= STAMP_REACH else 0.0
            )
        stamps.append((line.text, line.span, prior))
    return stamps
