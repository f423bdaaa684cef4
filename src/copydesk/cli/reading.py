"""What the desk read in a story, on a terminal: people, who said what, the timeline, what adds up."""

from collections.abc import Iterator
from typing import Final

from copydesk.cli.rows import LABEL, LONGEST, Row, counted, labelled, laid_out
from copydesk.cli.terminal import Terminal, cells, clipped, wrapped
from copydesk.export.neutral import one_line
from copydesk.export.reading import (
    about,
    beside,
    date_of,
    is_unsure,
    notes_of,
    said_of,
    speakers,
    what_of,
    when_and_where,
)
from copydesk.records import Story
from copydesk.records.reading import Check, Event, Reading, Unread

__all__ = ["reading_card", "reading_lines"]

_NARROW: Final = 36
"""Cells for an event: with fewer its date stands above it."""
_INDENT: Final = 2
_LONGEST_DATE: Final = 24


def reading_lines(reading: Reading, terminal: Terminal) -> list[str]:
    """The reading in parts, each behind an empty line; parts with nothing in them are left out."""
    parts = (
        labelled("main event", _main(reading)),
        labelled("people", _people(reading)),
        labelled("named", _named(reading)),
        labelled("said", _said(reading)),
        labelled("timeline", _timeline(reading.events, terminal)),
        labelled("checks", _checks(reading.checks)),
        labelled("not read", _unread(reading.unread)),
    )
    return [line for part in parts for line in _behind_a_line(laid_out(part, terminal))]


def reading_card(story: Story, reading: Reading, terminal: Terminal, name: str | None = None) -> str:
    """The headline with outlet and date, then the reading; above them the source's name, where there are several."""
    published = story.published.value.replace("T", " ") if story.published else None
    whence = " · ".join(one_line(part) for part in (story.publisher, published) if part)
    title = clipped(one_line(story.headline or "(no headline)"), LONGEST)
    lines = [
        *([terminal.strong(clipped(one_line(name), terminal.width))] if name else []),
        *(terminal.bold(line) for line in wrapped(title, terminal.width)),
        *([terminal.dim(clipped(whence, terminal.width))] if whence else []),
        *(reading_lines(reading, terminal) or ["", "Nothing that the desk reads is in it."]),
    ]
    return "\n".join(lines) + ("\n\n" if name else "\n")


def _behind_a_line(lines: list[str]) -> list[str]:
    return ["", *lines] if lines else []


def _main(reading: Reading) -> Iterator[Row]:
    if reading.main:
        yield Row("", reading.main.what.text, when_and_where(reading.main), is_bold=True)


def _people(reading: Reading) -> Iterator[Row]:
    names = {entity.id: entity.name for entity in reading.people}
    for entity in reading.people:
        yield Row("", entity.name, about(entity, names.get(entity.relative_of or "")), is_bold=entity.is_named)


def _named(reading: Reading) -> Iterator[Row]:
    for what, entities in (("organisations", reading.organisations), ("places", reading.places)):
        if entities:
            names = (f"{entity.name} (unsure)" if is_unsure(entity) else entity.name for entity in entities)
            yield Row("", ", ".join(names), what)


def _said(reading: Reading) -> Iterator[Row]:
    for speaker, quotes in speakers(reading):
        yield Row("", speaker or "speaker unknown", is_bold=bool(speaker))
        for quote in quotes:
            yield Row("", said_of(quote), beside(quote), _INDENT)


def _timeline(events: tuple[Event, ...], terminal: Terminal) -> Iterator[Row]:
    dates = [clipped(one_line(date_of(event)), _LONGEST_DATE) for event in events]
    column = max(map(cells, dates), default=0) + 2
    is_narrow = terminal.width - LABEL - column < _NARROW
    for date, event in zip(dates, events, strict=True):
        if is_narrow:
            yield Row("", date, is_bold=True)
        yield Row("", what_of(event), notes_of(event), _INDENT if is_narrow else column, "" if is_narrow else date)


def _checks(checks: tuple[Check, ...]) -> Iterator[Row]:
    """What does not hold in full, the rest counted."""
    failing = [check for check in checks if check.verdict == "does not hold"]
    for check in failing:
        yield Row("", check.sentence, check.rule, is_bold=True)
    if checks:
        unclear = sum(check.verdict == "cannot tell" for check in checks)
        others = f", {unclear} cannot be told" if unclear else ""
        yield Row("", f"{len(checks) - len(failing) - unclear} of {counted(len(checks), 'check')} hold{others}")


def _unread(unread: tuple[Unread, ...]) -> Iterator[Row]:
    for part in unread:
        yield Row("", ", ".join(part.parts), f"{part.reason}{f': {part.command}' if part.command else ''}")
