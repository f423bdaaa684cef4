"""The byline in a line of text that may print the time, a place or a picture credit too."""

import re
from functools import lru_cache
from typing import Final

from copydesk.fields.bylines import Byline, read_byline
from copydesk.fields.instants import find_instants
from copydesk.fields.text_features import has_credit

__all__ = ["SURE_BYLINE", "byline_in"]

SURE_BYLINE, SURE_CREDIT = 0.5, 0.7
LONGEST: Final = 160
_JOINTS: Final = re.compile(r"\s*[|/·•–—,;]\s*")


@lru_cache(maxsize=512)
def byline_in(line: str) -> Byline | None:
    """Who signed, if the line says so: read whole, or what is left of it beside its dates."""
    if len(line) > LONGEST or line[-1] in "?!:" or (line[-1] == "." and line.count(" ") > 12):
        return None
    byline = read_byline(line)
    if byline.confidence >= SURE_BYLINE:
        return None if byline.confidence < SURE_CREDIT and len(line) > 30 and has_credit(line) else byline
    found = find_instants(line, limit=2)
    if found:
        return _beside(line, min(hit.start for hit in found), max(hit.end for hit in found))
    return byline if byline.people else None


def _beside(line: str, start: int, end: int) -> Byline | None:
    parts = [part for part in _JOINTS.split(line[:start] + "|" + line[end:]) if 3 < len(part) <= 60]
    readings = [read_byline(part) for part in parts]
    named = [reading for reading in readings if reading.people or reading.agency]
    return max(named, key=lambda reading: reading.confidence, default=None)
