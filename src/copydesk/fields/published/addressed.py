"""What the address says of the day: the day itself, the month alone, and when a web archive took the page."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.patterns import pattern
from copydesk.records import Instant
from copydesk.wording.instants.find import date_in_url

__all__ = ["addressed", "by_address"]

_MONTH: Final = pattern(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!\d{1,2}/)")
_SNAPSHOT: Final = pattern(r"/((?:19|20)\d\d)(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/(?=https?:/|www\.)")
"""Web archives put the moment to the second before the address that they took."""
IN_MONTH: Final = 0.5
"""What is left of the doubt about a printed day where the address names its month: of 1,816 development pages four are
dated rightly that were not, and none wrongly."""
TAKEN: Final = 0.4
"""Applied to the day on which an archive took the page: its own bar prints it."""

Found = Candidate[Instant]


def addressed(url: str | None) -> list[Found]:
    """The day that the address names, if it names one."""
    found = date_in_url(url) if url else None
    if found is None or url is None:
        return []
    rule = f"published/{found.rule.replace('/', '-')}"
    return [Candidate(found.instant, rule, found.confidence, "http", "url", found.instant.text, None)]


def by_address(printed: Sequence[Found], url: str | None) -> list[Found]:
    """Printed days, surer in the month that the address names, less sure on the day when an archive took the page."""
    month, taken = _MONTH.search(url or ""), _SNAPSHOT.search(url or "")
    if month is None and taken is None:
        return [*printed]
    named = f"{month[1]}-{month[2]}-" if month else None
    snapshot = f"{taken[1]}-{taken[2]}-{taken[3]}" if taken else None
    return [_weighed(one, named, snapshot) for one in printed]


def _weighed(one: Found, month: str | None, snapshot: str | None) -> Found:
    if snapshot is not None and one.value.value.startswith(snapshot):
        return structs.replace(one, confidence=one.confidence * TAKEN)
    if month is not None and one.value.value.startswith(month):
        return structs.replace(one, confidence=1 - (1 - one.confidence) * IN_MONTH)
    return one
