"""Days in the paths of URLs."""

import re
from datetime import date

from copydesk.patterns import pattern
from copydesk.wording.instants.calendars import day_of
from copydesk.wording.instants.dates import DateHit, hints_of, read_month

FIRST_YEAR = 1990
"""No page of the web is older."""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
# Right of the addresses of the development pages that have one, by `truth`: folders 161 of 171, dashed 20 of 20,
# compact 17 of 18; day first stood in one.
_FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "url/folders",
        0.9,
        pattern(rf"/{_YEAR}/(?P<month>\d{{1,2}}|[a-z]{{3,9}})/(?P<day>\d{{1,2}})(?![^/._\-])", re.IGNORECASE),
    ),
    ("url/dashed", 0.85, pattern(rf"(?<![\d]){_YEAR}[-_./](?P<month>\d{{1,2}})[-_./](?P<day>\d{{1,2}})(?!\d)")),
    ("url/folders", 0.8, pattern(rf"/{_YEAR}[-/]?(?P<month>\d\d)/?(?P<day>\d\d)/")),
    ("url/compact", 0.75, pattern(rf"(?<![^/._\-,]){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?![^/._\-])")),
    ("url/day-first", 0.6, pattern(rf"(?<![^/._\-])(?P<day>\d\d)[-.](?P<month>\d\d)[-.]{_YEAR}(?![^/._\-])")),
)
_HINTS = hints_of("en", None)
_LONGEST = 2000


def date_in_path(url: str) -> DateHit | None:
    """The day that the path names, by the surest form."""
    end = min(min((at for mark in "?#" if (at := url.find(mark)) >= 0), default=len(url)), _LONGEST)
    start = url.find("/", url.find("://") + 3) if "://" in url[:12] else 0
    for rule, confidence, form in _FORMS if start >= 0 else ():
        for match in form.finditer(url, start, end):
            day = _day(match)
            if day is not None:
                return DateHit(
                    day, match.start("day" if rule == "url/day-first" else "year"), match.end(), rule, confidence
                )
    return None


def _day(match: re.Match[str]) -> date | None:
    year, month = int(match["year"]), match["month"].lower()
    named = None if month.isdigit() else read_month(month, _HINTS)
    number = int(month) if month.isdigit() else (named[0] if named else 0)
    return day_of(year, number, int(match["day"])) if year >= FIRST_YEAR else None
