"""What a caption says of its picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import excerpt_of, words
from copydesk.desk.times.calendar import as_day

__all__: list[str] = []


@check("checks/file-photo")
def _file_photo(desk: Desk) -> Iterator[Finding]:
    """A file photo shows an earlier day; its caption must not give it the day of the news."""
    material = desk.material
    news = {event.first for event in desk.events if event.kind == "event" and event.first == event.last and event.first}
    # A file photo may be of yesterday; only one of the day of publication, or a later one, is no file photo.
    recent = {day for day in news if material.day is not None and date.fromisoformat(day) >= material.day}
    for block in material.blocks("caption"):
        text = material.paragraphs[block].text
        phrase = next((one for one in words(material.language).file if one in text.lower()), None)
        if phrase is None:
            continue
        start = text.lower().index(phrase)
        marked = material.excerpt(block, start, start + len(phrase))
        clash = [time for time in material.times_in(block) if (day := as_day(time.value)) and day.isoformat() in recent]
        if clash:
            sentence = f'The caption says "{marked.text}" and "{clash[0].text}", a day of the news ({clash[0].value}).'
            yield Finding("does not hold", sentence, (marked, excerpt_of(clash[0])))
        else:
            sentence = f'The caption says "{marked.text}": its picture is older than the news and shows none of it.'
            yield Finding("holds", sentence, (marked,))
