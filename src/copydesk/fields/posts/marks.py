"""Lines and time elements that print when a post of a live blog was written."""

import re
import sys
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.fields.view import View
from copydesk.layout.sheet import RawBlock, TimeTag
from copydesk.patterns import pattern
from copydesk.records import Instant
from copydesk.wording.instants.find import find_instants
from copydesk.wording.instants.stated import iso_instant
from copydesk.wording.signs import CLOCK

__all__ = ["Mark", "is_heading", "post_marks", "signer", "without_time"]

MarkKind: TypeAlias = Literal["element", "line", "opening"]

NEEDS: Final = CLOCK
LONGEST: Final = 90
"""Characters of a line that is nothing but a post's time and who signs it."""
WORDS: Final = 9
OPENING: Final = 48
"""Characters within which the time that opens a post ends."""
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ATTRIBUTES: Final = ("datetime", "content", "title")

_CLOCK: Final = r"""(?<![\d.:,/-])(?P<printed>(?P<hour>[01]?\d|2[0-3])
    (?:[:h]|\s?[hH]\s?|(?P<dot>\.))(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:%€$]|[.,/-]\d)
    (?:\s?(?P<half>[aApP])\.?[mM]\b\.?)?(?P<word>\s?(?:Uhr|uhr|hrs?|klo|kl|u|h)\b\.?)?)"""
_ANYWHERE: Final = pattern(_CLOCK, re.VERBOSE)
_FIGURES: Final = pattern(r"\d\s?[:.hH]\s?\d\d")
_OPENING: Final = pattern(
    rf"""[^\w\s]{{0,5}}\s?(?:kl\.?\s|klo\s|às\s|alle\s|ore\s)?{_CLOCK}
    (?:\s?\(?(?:GMT|UTC|BST|CET|CEST|MEZ|MESZ|IST|[ECMP][SD]?T|A[EW]?[SD]T)\)?(?!\w))?
    (?:(?P<after>\s?[:\-–—|+\])•·>]{{1,4}}\s?)|\s|\Z)""",
    re.VERBOSE,
)
_FILLER: Final = pattern(
    r"""\d+|[^\W\d_]{0,9}(?:day|tag|ago)\b
    |\b(?:key\s(?:event|moment)|breaking(?:\snews)?|pinned(?:\spost)?|updated?|posted|published|at|um|vor)\b
    |\b(?:hours?|hrs?|mins?|minutes?|uhr|am|pm)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BY: Final = pattern(r"(?:by|von|par|por|door|av|af)\s+", re.IGNORECASE)


class Mark(Struct, frozen=True):
    """The block that a post's time stands in; `value` is an instant, or a time of day as `T14:32`."""

    block: int
    kind: MarkKind
    published: Instant | None
    end: int
    """Where the time ends in the block's text."""


def post_marks(page: View, region: range) -> dict[int, Mark]:
    """The mark of each block that has one, in the order of the page."""
    beside: dict[int, TimeTag] = {}
    for tag in page.times:
        if tag.block in region:
            beside.setdefault(tag.block, tag)
    found = {}
    for index in sorted({*beside, *page.having(NEEDS, region, sys.maxsize)}):
        block, near = page.blocks[index], beside.get(index)
        if near is None and not _FIGURES.search(block.text, 0, LONGEST):
            continue
        mark = _mark(block, near, page.language)
        if mark is not None:
            found[index] = mark
    return found


def without_time(text: str, mark: Mark) -> str:
    """The text behind the time that opens it."""
    return text[mark.end :].lstrip(" :-–—|+])•·>") if mark.kind == "opening" else text


def signer(text: str, mark: Mark) -> str:
    """What a post's line holds besides its time: the name of who wrote it, if it names one."""
    if mark.published is not None and mark.published.text:
        text = text.replace(mark.published.text, " ", 1)
    rest = _FILLER.sub(" ", _ANYWHERE.sub(" ", text))
    return _BY.sub("", " ".join(rest.split()).strip(" ,;|·•-–—()[]"))


def _mark(block: RawBlock, tag: TimeTag | None, language: str | None) -> Mark | None:
    text = block.text
    opening = _OPENING.match(text, 0, OPENING)
    if opening is not None and _is_clock(opening, strict=opening["after"] is None):
        rest = text[opening.end() :]
        if rest and _opens(block, rest, parted=opening["after"] is not None):
            return Mark(block.index, "opening", _stated(tag) or _clock(opening), opening.end())
    if len(text) > LONGEST or len(text.split()) > WORDS + 4:
        return None
    stated = _stated(tag)
    if stated is not None or (tag is not None and tag.text):
        return Mark(block.index, "element", stated or _printed(text, language), len(text))
    clock = _ANYWHERE.search(text)
    if clock is None or not _is_clock(clock, strict=True) or not _is_little_but_time(text):
        return None
    return Mark(block.index, "line", _printed(text, language), len(text))


def is_heading(block: RawBlock) -> bool:
    """Whether the block stands in a heading element."""
    container = block.container
    return container.tag in HEADINGS or (container.parent is not None and container.parent.tag in HEADINGS)


def _opens(block: RawBlock, rest: str, *, parted: bool) -> bool:
    """Whether what follows the time is the post itself, and not the name of who wrote it."""
    return (
        is_heading(block)
        or len(rest) > LONGEST
        or len(rest.split()) > WORDS
        or (parted and not _is_little_but_time(rest))
    )


def _is_little_but_time(text: str) -> bool:
    """Whether a line holds little besides its time: a date, the words around it, a name."""
    rest = _FILLER.sub(" ", _ANYWHERE.sub(" ", text))
    return len([word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 1]) <= 5


def _is_clock(match: re.Match[str], *, strict: bool) -> bool:
    """Figures with a dot are a time only where a word says so, or a dash or colon parts them from what follows."""
    return not strict or not match["dot"] or bool(match["half"] or match["word"])


def _stated(tag: TimeTag | None) -> Instant | None:
    """The instant in the element's attributes, where it has a time of day."""
    if tag is None:
        return None
    for name in ATTRIBUTES:
        raw = tag.attr(name)
        instant = iso_instant(raw) if raw else None
        if instant is not None and "T" in instant.value:
            return Instant(value=instant.value, zone=instant.zone, text=tag.text or instant.text)
    return None


def _printed(text: str, language: str | None) -> Instant | None:
    """The instant that a line prints, or its time of day alone."""
    dated = next(iter(find_instants(text, language=language, limit=1)), None)
    if dated is not None and "T" in dated.instant.value:
        return dated.instant
    clock = _ANYWHERE.search(text)
    return _clock(clock) if clock is not None else None


def _clock(match: re.Match[str]) -> Instant:
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    return Instant(value=f"T{hour:02d}:{match['minute']}", zone="unknown", text=match["printed"])
