"""How long the page says that the story takes to read."""

import re

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.view import Visible, spoken
from copydesk.layout.declarations import DeclaredPage, found
from copydesk.layout.jsonld import Json
from copydesk.wording.reading_times import reading_time

__all__ = ["declared_reading_times", "duration", "reading_time_blocks", "visible_reading_times"]


_DURATION = re.compile(r"P(?:\d+D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?\Z")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:['′]|[^\W\d_]|\Z)")


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


def visible_reading_times(page: Visible) -> list[Candidate[str]]:
    """Reading times printed around the headline."""
    found = []
    for index in page.header:
        block = page.blocks[index]
        if len(block.text) <= 80:
            value = reading_time(block.text)
            if value:
                found.append(spoken(value, "reading-time/line", 0.9, block))
    return found


def reading_time_blocks(page: Visible) -> list[int]:
    """The lines around the headline that are a reading time and nothing else."""
    blocks = [page.blocks[index] for index in page.header]
    return [block.index for block in blocks if len(block.text) <= 40 and reading_time(block.text)]


def declared_reading_times(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for origin in found(page, "reading_time"):
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
