"""The byline in a line of text that may print the time, a place or a picture credit too."""

from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from copydesk.patterns import pattern
from copydesk.records import Person
from copydesk.wording.bylines.read import Byline, read_byline
from copydesk.wording.instants.find import find_instants
from copydesk.wording.lines import has_credit

__all__ = ["SURE_BYLINE", "byline_in", "is_bare", "supported"]

SURE_BYLINE, SURE_CREDIT = 0.5, 0.7
LONGEST: Final = 160
OPENED: Final = 0.85
BARE_NAME: Final = 0.45
"""A bare name reads weakly by itself; under a headline it is a byline more often than not."""
BY_DATE, ECHOED, TOPICAL = 0.15, 0.15, -0.25
"""What a date beside a bare name, the name elsewhere on the page, and the name in the story itself add."""
_BARE_RULES: Final = frozenset({"byline/name-only", "byline/name-and-role", "byline/east-asian-name"})
_JOINTS: Final = pattern(r"\s*[|/·•–—,;]\s*")
_SPACED_NAME: Final = pattern(r"[\u4e00-\u9fff々]{1,3}[ \u3000][\u4e00-\u9fff々\u3040-\u30ff]{1,4}")


@lru_cache(maxsize=512)
def byline_in(line: str) -> Byline | None:
    """Who signed, if the line says so: read whole, or what is left of it beside its dates."""
    if len(line) > LONGEST or line[-1] in "?!:" or (line[-1] == "." and line.count(" ") > 12):
        return None
    line = _once(line)
    byline = read_byline(line)
    if byline.confidence >= SURE_BYLINE:
        return None if byline.confidence < SURE_CREDIT and len(line) > 30 and has_credit(line) else byline
    if "|" in line and (signed := _opened(line)):
        return signed
    found = find_instants(line, limit=2)
    if found:
        beside = _beside(line, min(hit.start for hit in found), max(hit.end for hit in found))
        return beside or (byline if byline.people else None)
    if byline.people:
        return byline
    if _SPACED_NAME.fullmatch(line):
        return Byline((Person(name=line),), None, line, "byline/east-asian-name", 0.3)
    return None


def _opened(line: str) -> Byline | None:
    """The part between bars that opens as bylines do."""
    readings = (read_byline(part) for part in line.split("|") if 3 < len(part) <= 60)
    return next((reading for reading in readings if reading.people and reading.confidence >= OPENED), None)


def is_bare(byline: Byline) -> bool:
    """Whether the line gave nothing but names, without a word such as "By"."""
    return byline.rule in _BARE_RULES


def supported(byline: Byline, *, by_date: bool, echoed: bool, topical: bool) -> Byline:
    """A bare byline with the confidence that its place and the rest of the page lend it; others as they are."""
    if not is_bare(byline):
        return byline
    return replace(byline, confidence=BARE_NAME + BY_DATE * by_date + ECHOED * echoed + TOPICAL * topical)


def _once(line: str) -> str:
    """The first half of a line that says the same twice: the name over a portrait and under it."""
    middle = len(line) // 2
    return line[:middle] if len(line) > 8 and line[middle] == " " and line[:middle] == line[middle + 1 :] else line


def _beside(line: str, start: int, end: int) -> Byline | None:
    parts = [part for part in _JOINTS.split(line[:start] + "|" + line[end:]) if 3 < len(part) <= 60]
    readings = [read_byline(part) for part in parts]
    named = [reading for reading in readings if reading.people or reading.agency]
    return max(named, key=lambda reading: reading.confidence, default=None)
