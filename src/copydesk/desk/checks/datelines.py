"""The dateline against the text and against publication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import excerpt_of
from copydesk.desk.material import Material
from copydesk.desk.times.calendar import as_day
from copydesk.records.reading import Excerpt

__all__: list[str] = []

_FURTHEST: Final = 20
_LATE_DAYS: Final = 3


@check("checks/dateline")
def _dateline(desk: Desk) -> Iterator[Finding]:
    """The place that the story is filed from is named in the story too."""
    line = _line(desk.material)
    if line is None:
        return
    again = _dateline_again(desk.material, line)
    if again is None:
        yield Finding("cannot tell", f'The dateline is "{line.text}", and the text does not name it again.', (line,))
    else:
        yield Finding("holds", f'The dateline is "{line.text}", and the text names it again.', (line, again))


@check("checks/dateline-day")
def _dateline_day(desk: Desk) -> Iterator[Finding]:
    """The day in a dateline is the day of publication or shortly before."""
    line, published = _line(desk.material), desk.material.day
    for time in desk.material.times_in(line.block) if line and published else ():
        day = as_day(time.value)
        if line is None or published is None or day is None or time.start > line.end + 3:
            continue
        apart = (published - day).days
        side = "before" if apart >= 0 else "after"
        sentence = f'The dateline says "{time.text}" ({day}), {abs(apart)} days {side} publication on {published}.'
        yield Finding("holds" if -1 <= apart <= _LATE_DAYS else "does not hold", sentence, (excerpt_of(time),))


def _line(material: Material) -> Excerpt | None:
    """The place of the dateline as it stands in the body."""
    place = material.dateline
    for block in material.blocks("body") if place else ():
        start = material.paragraphs[block].text.lower().find((place or "").lower())
        if 0 <= start <= _FURTHEST:
            return material.excerpt(block, start, start + len(place or ""))
    return None


def _dateline_again(material: Material, line: Excerpt) -> Excerpt | None:
    for number, paragraph in enumerate(material.paragraphs):
        start = paragraph.text.lower().find(line.text.lower(), line.end if number == line.block else 0)
        if start >= 0:
            return material.excerpt(number, start, start + len(line.text))
    return None
