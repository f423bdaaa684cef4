"""How long the page says that the story takes to read."""

import re
from typing import Final

from copydesk.fields.candidates import Candidate, agreeing, propose
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout import declarations
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.jsonld import Json
from copydesk.patterns import pattern
from copydesk.records import Story
from copydesk.wording import reading_times
from copydesk.wording.signs import LENGTH as LENGTH_SIGN

__all__ = ["declared_reading_times", "duration", "reading_time", "reading_time_blocks", "visible_reading_times"]


NEEDS: Final = LENGTH_SIGN
LONGEST, LONGEST_ALONE = 80, 40
"""Characters of lines with a reading time, and of lines that are one and nothing else."""
_DURATION = pattern(r"P(?:\d+D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?\Z")
_MINUTES = pattern(r"(\d{1,3})\s*(?:['′]|[^\W\d_]|\Z)")


def duration(raw: Json) -> str | None:
    """An ISO 8601 duration of reading: `PT5M` from `PT5M`, `5 min read` or the number 5."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return f"PT{int(raw)}M" if 0 < raw <= 300 else None
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    if match := _DURATION.match(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        total = hours * 60 + minutes + round(seconds / 60)
        return f"PT{total}M" if total else None
    match = _MINUTES.match(text)
    return f"PT{int(match.group(1))}M" if match and 0 < int(match.group(1)) <= 300 else None


def visible_reading_times(page: View) -> list[Candidate[str]]:
    """Reading times printed around the headline."""
    times = []
    for index in page.having(NEEDS, page.header, LONGEST):
        value = reading_times.reading_time(page.text(index))
        if value:
            times.append(spoken(value, "reading-time/line", 0.9, page.blocks[index]))
    return times


def reading_time_blocks(page: View) -> list[int]:
    """The lines around the headline that are a reading time and nothing else."""
    return [i for i in page.having(NEEDS, page.header, LONGEST_ALONE) if reading_times.reading_time(page.text(i))]


def declared_reading_times(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for origin in declarations.found(page, "reading_time"):
        is_label = origin.row.layer == "meta" and "twitter" in origin.locator
        value = duration(origin.raw) if not is_label or _is_minutes(origin.raw) else None
        if value:
            candidates.append(propose(origin, value))
    return candidates


def _is_minutes(raw: Json) -> bool:
    """`twitter:data` carries anything; a short text that starts with a number and a word is a reading time."""
    return isinstance(raw, str) and bool(
        re.match(r"\s*\d{1,3}\s?(?:min|мин|хв|phút|分|분|dakika|λεπτ|perc|dk|דק|دق)", raw, re.IGNORECASE)
    )


def _line_reading_times(sheet: TextSheet) -> list[Candidate[str]]:
    places = sheet.with_role("reading_time", "published", "modified", "byline")
    times = [(i, reading_times.reading_time(sheet.lines[i].text)) for i in places]
    return [sheet.candidate(i, time) for i, time in times if time]


def reading_time(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """How long the page claims that the story takes to read."""
    if isinstance(view, TextSheet):
        return view.found("reading_time", _line_reading_times(view))
    return view.found("reading_time", agreeing([*visible_reading_times(view), *said.once(declared_reading_times)], str))
