"""What the desk has read in a story, as the last part of its Markdown."""

from collections.abc import Iterable, Iterator
from typing import Final

from copydesk.export.escaping import escaped
from copydesk.export.reading import about, beside, date_of, notes_of, said_of, speakers, what_of, when_and_where
from copydesk.records import Check, Entity, Event, MainEvent, Reading, Unread

__all__ = ["reading_parts"]

_RULE: Final = "***"
_ORDER: Final = ("does not hold", "cannot tell", "holds")


def reading_parts(reading: Reading) -> list[str]:
    """A rule, then lists under headings: the main event, people, who said what, timeline, checks, what was not read.

    What is not there is left out.
    """
    parts = (
        _listed("What happened", map(_main, (reading.main,) if reading.main else ())),
        _listed("People", _people(reading)),
        _listed("Organisations", map(_name, reading.organisations)),
        _listed("Places", map(_name, reading.places)),
        _said(reading),
        _listed("Timeline", map(_event, reading.events)),
        _listed("Checks", map(_check, sorted(reading.checks, key=lambda check: _ORDER.index(check.verdict)))),
        _listed("Not read", map(_unread, reading.unread)),
    )
    filled = [piece for part in parts for piece in part]
    return [_RULE, *filled] if filled else []


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"## {heading}", "\n".join(lines)] if lines else []


def _main(main: MainEvent) -> str:
    return _with(escaped(main.what.text), when_and_where(main))


def _people(reading: Reading) -> Iterator[str]:
    names = {entity.id: entity.name for entity in reading.people}
    for entity in reading.people:
        yield _with(f"**{escaped(entity.name)}**", about(entity, names.get(entity.relative_of or "")))


def _name(entity: Entity) -> str:
    return _with(f"**{escaped(entity.name)}**", about(entity))


def _said(reading: Reading) -> list[str]:
    parts: list[str] = []
    for speaker, quotes in speakers(reading):
        said = (_with(escaped(said_of(quote)), beside(quote)) for quote in quotes)
        parts += [f"**{escaped(speaker)}**" if speaker else "Speaker unknown", "\n".join(f"- {one}" for one in said)]
    return ["## Who said what", *parts] if parts else []


def _event(event: Event) -> str:
    return _with(f"**{escaped(date_of(event))}** {escaped(what_of(event))}", notes_of(event))


def _check(check: Check) -> str:
    return f"**{check.verdict}** {escaped(check.sentence)}"


def _unread(unread: Unread) -> str:
    return f"{escaped(', '.join(unread.parts))}: {escaped(unread.reason)}"


def _with(text: str, note: str) -> str:
    return f"{text} ({escaped(note)})" if note else text
