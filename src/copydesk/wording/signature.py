"""Lines that sign a story."""

from typing import NamedTuple

from copydesk.records import Role
from copydesk.wording.bylines.line import SURE_BYLINE, byline_in
from copydesk.wording.bylines.opening import is_mixed, is_opened
from copydesk.wording.instants.find import find_instants
from copydesk.wording.lines import has_figure
from copydesk.wording.signals import signs_of
from copydesk.wording.signs import DATE, DIGIT, OPEN

__all__ = ["LONGEST_SIGNATURE", "SURE_SIGNATURE", "Named", "signature", "signed"]


LONGEST_STAMP = 140
LONGEST_SIGNATURE, LONGEST_MIXED, SURE_SIGNATURE = 80, 160, 0.8


class Named(NamedTuple):
    """A role, the rule that gave it, and how sure that is."""

    role: Role
    rule: str
    confidence: float


def signature(line: str) -> Named | None:
    """Byline or time where the line says little else, in so many words: what no paragraph of a story looks like."""
    if len(line) > LONGEST_MIXED:
        return None
    signs = signs_of(line)
    if len(line) > LONGEST_SIGNATURE and not (signs & OPEN and signs & DIGIT and is_mixed(line)):
        return None
    # Only a line that opens with a word such as "By" is so sure; reading all as names would take long.
    byline = byline_in(line) if signs & OPEN and is_opened(line) else None
    if byline is not None and byline.confidence >= SURE_SIGNATURE:
        return Named("byline", byline.rule, byline.confidence)
    return _stamp(line) if line[-1] not in ".!?" else None


def signed(line: str, bar: float = SURE_BYLINE) -> Named | None:
    """Byline or time, the two by which a story is signed."""
    byline = byline_in(line)
    if byline is not None and byline.confidence >= bar:
        return Named("byline", byline.rule, max(byline.confidence, SURE_BYLINE))
    return _stamp(line)


def _stamp(line: str) -> Named | None:
    may_date = len(line) <= LONGEST_STAMP and signs_of(line) & DATE and has_figure(line)
    found = find_instants(line, limit=2) if may_date else []
    if not found or sum([hit.end - hit.start for hit in found]) < 0.3 * len(line):
        return None
    is_modified = all(hit.kind == "modified" for hit in found)
    return Named("modified" if is_modified else "published", found[0].rule, found[0].confidence)
