"""Whether a page is a live blog, and which of its runs of timed elements are the posts."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from copydesk.fields.posts.marks import Mark, is_heading
from copydesk.fields.posts.runs import Run
from copydesk.fields.view import View
from copydesk.layout.jsonld import page_key
from copydesk.layout.sheet import Container
from copydesk.records import Role
from copydesk.tables.reader import rows

__all__ = ["DECLARED", "LiveRow", "Timed", "Verdict", "live_rows", "says_live", "verdict"]

FEWEST, FEWEST_LINES, FEWEST_OPENINGS = 3, 4, 5
"""Posts that make a page a live blog that does not say so: in elements of their own, under lines, in one line."""
DECLARED, BOXED, LINES, OPENINGS = 0.95, 0.85, 0.8, 0.7
SHARE: Final = 0.5
"""Share of the body that stands in the posts of a live blog that is not declared."""
TOLD: Final = 0.7
"""Share of the posts that print a time of day, hold body, and stand in the order of their times."""
HOURS: Final = 12
"""Hours between two posts of a live blog on average; what is further apart are stories of their own."""
LOOKED_AT: Final = 6
FRAME: Final = frozenset(("html", "body", "main", "article"))


class LiveRow(Struct, frozen=True):
    """Words that call a page live."""

    language: str
    words: tuple[str, ...]
    example: str


class Timed(Struct, frozen=True):
    """What posts are found by: the page with its roles, the marks, the headline, and whether it is declared live."""

    page: View
    roles: list[Role]
    marks: dict[int, Mark]
    headline: str
    is_declared: bool


class Verdict(Struct, frozen=True):
    """The rule by which a run is a live blog's, and how surely."""

    rule: str
    confidence: float


def verdict(timed: Timed, run: Run) -> Verdict | None:
    """By which rule a run holds a live blog's posts; None for comments, teasers, chronologies and all else."""
    if _is_comments(timed, run) or _is_teasers(timed, run):
        return None
    if timed.is_declared:
        return Verdict("posts/declared", DECLARED)
    marks = [mark for first, last in run.posts if (mark := mark_of(timed.marks, first, last)) is not None]
    told = _by_shape(run, marks)
    if told is None or len(marks) < TOLD * len(run.posts):
        return None
    return told if _is_body(timed, run) and _is_live(timed, run, marks) else None


def mark_of(marks: dict[int, Mark], first: int, last: int) -> Mark | None:
    """The first mark of a post."""
    return next((marks[index] for index in range(first, last) if index in marks), None)


def _by_shape(run: Run, marks: Sequence[Mark]) -> Verdict | None:
    openings = sum(mark.kind == "opening" for mark in marks)
    if openings * 2 > len(marks):
        return Verdict("posts/time-openings", OPENINGS) if len(run.posts) >= FEWEST_OPENINGS else None
    if run.is_boxed:
        return Verdict("posts/elements", BOXED) if len(run.posts) >= FEWEST else None
    return Verdict("posts/time-lines", LINES) if len(run.posts) >= FEWEST_LINES else None


def _is_body(timed: Timed, run: Run) -> bool:
    """Whether most of the posts hold body, and most of the body stands in posts."""
    blocks, roles = timed.page.blocks, timed.roles
    sizes = [
        sum([len(blocks[index].text) for index in range(first, last) if roles[index] == "body"])
        for first, last in run.posts
    ]
    whole = sum([len(blocks[index].text) for index, role in enumerate(roles) if role == "body"])
    return sum(map(bool, sizes)) >= TOLD * len(sizes) and sum(sizes) >= SHARE * whole


def _is_live(timed: Timed, run: Run, marks: Sequence[Mark]) -> bool:
    """Whether the times fall or rise from post to post, within few hours, on a page that calls itself live."""
    if not any(map(says_live, _container_names(timed, run))):
        return False
    times = [mark.published.value[:16] for mark in marks if mark.published is not None]
    dated = [value for value in times if value[0] != "T"]
    times = dated if len(dated) * 2 > len(times) else [value for value in times if value[0] == "T"]
    if len(times) < TOLD * len(run.posts) or len(set(times)) < FEWEST or _are_days_apart(dated):
        return False
    pairs = list(pairwise(times))
    falls, rises = sum(later <= earlier for earlier, later in pairs), sum(later >= earlier for earlier, later in pairs)
    return max(falls, rises) >= TOLD * len(pairs)


def _are_days_apart(times: Sequence[str]) -> bool:
    if len(times) < 2:
        return False
    spread = datetime.fromisoformat(max(times)) - datetime.fromisoformat(min(times))
    return spread.total_seconds() > HOURS * 3600 * len(times)


def _container_names(timed: Timed, run: Run) -> Iterator[str]:
    yield timed.headline
    yield page_key(timed.page.url)
    container: Container | None = run.boxes[0] if run.boxes else run.home
    for _ in range(LOOKED_AT):
        if container is None:
            return
        yield f"{container.classes} {container.id}"
        container = container.parent


def _is_comments(timed: Timed, run: Run) -> bool:
    """Whether an element around says that readers write here."""
    container: Container | None = run.boxes[0] if run.boxes else run.home
    for _ in range(LOOKED_AT):
        if container is None or container.tag in FRAME:
            return False
        if "comments" in timed.page.marks.own(container):
            return True
        container = container.parent
    return False


def _is_teasers(timed: Timed, run: Run) -> bool:
    """Whether half of the posts are links to other pages: their headings, or most of their text."""
    blocks = timed.page.blocks
    heads = [_head(timed, first, last) for first, last in run.posts]
    linked = {head for head in heads if head is not None and blocks[head].link_chars * 2 > len(blocks[head].text)}
    if len(linked) * 2 < len(heads):
        return False
    own = page_key(timed.page.url)
    away = {one.block for one in timed.page.links() if one.block in linked and _leads_away(one.href, own)}
    return len(away) * 2 >= len(heads)


def _leads_away(href: str, own: str) -> bool:
    """Whether an address is another page's: links to a post on this page have a mark behind `#`."""
    return bool(href) and "#" not in href and not href.startswith("?") and (not own or page_key(href) != own)


def _head(timed: Timed, first: int, last: int) -> int | None:
    """The heading of a post, else its longest block."""
    blocks = timed.page.blocks
    heading = next((index for index in range(first, last) if is_heading(blocks[index])), None)
    if heading is not None:
        return heading
    return max(range(first, last), key=lambda index: len(blocks[index].text), default=None)


def live_rows() -> tuple[LiveRow, ...]:
    """All rows of the table."""
    return rows("live", LiveRow)


@cache
def _live_pattern() -> re.Pattern[str]:
    some = sorted({word for row in live_rows() for word in row.words}, key=len, reverse=True)
    either = "|".join(some).replace(" ", r"[\s_-]")
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


def says_live(text: str) -> bool:
    """Whether a headline, an address or a class calls itself live.

    >>> says_live("Storm reaches the coast: live updates")
    True
    """
    return _live_pattern().search(text.casefold()) is not None
