"""What a reading says, in the words that the card and the exports share."""

import re
from collections.abc import Iterator
from typing import Final

from copydesk.patterns import pattern
from copydesk.records import Entity, Event, MainEvent, Quote, Reading

__all__ = ["about", "beside", "date_of", "is_unsure", "notes_of", "said_of", "speakers", "what_of", "when_and_where"]

_ROLES: Final = 3
_UNSURE: Final = 0.7
"""Confidence below which a name is called unsure: of 23 such people on pages read by hand twelve were people."""
_POSSESSIVE: Final = pattern(r"(?:his|her|their)\s+", re.IGNORECASE)
_TIME: Final = pattern(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


def about(entity: Entity, relative_of: str | None = None) -> str:
    """Age, roles and other names of an entity; of a relative whose they are.

    Args:
        entity: The entity.
        relative_of: The name of the person that it is a relative of.

    """
    roles = list(dict.fromkeys(role.text for role in entity.roles))[:_ROLES]
    if relative_of:
        own = _POSSESSIVE.sub("", roles[0], count=1) if roles and entity.is_named else ""
        roles = [f"{own} of {relative_of}".strip()]
    elif not entity.is_named:
        roles = []
    ages = [age.text for age in entity.ages if not any(age.text in role for role in roles)][:1]
    others = [variant for variant in entity.variants if variant != entity.name]
    also = f"also {', '.join(others)}" if others else ""
    return "; ".join(part for part in (*ages, ", ".join(roles), also, "unsure" if is_unsure(entity) else "") if part)


def is_unsure(entity: Entity) -> bool:
    """Whether little but capitals says that a name is what it is said to be."""
    return entity.confidence is not None and entity.confidence < _UNSURE


def speakers(reading: Reading) -> Iterator[tuple[str | None, list[Quote]]]:
    """Each speaker with what they said, in the order in which they first speak.

    A speaker has the fullest name in the story, one that is not among its entities the words as printed; None stands
    for what is said by nobody knows whom.
    """
    names = {entity.id: entity.name for entity in (*reading.people, *reading.organisations, *reading.places)}
    said: dict[str | None, list[Quote]] = {}
    for quote in reading.quotes:
        printed = quote.speaker.text if quote.speaker else None
        said.setdefault(names.get(quote.speaker_entity or "", printed), []).append(quote)
    yield from said.items()


def said_of(quote: Quote) -> str:
    """What was said: in quote marks where all of it is, else behind the word that reports it."""
    if quote.kind == "direct":
        return " ".join(f"“{piece.text}”" for piece in quote.content)
    text = " … ".join(piece.text for piece in quote.content)
    cue = quote.cue.text.strip(" :") if quote.cue else ""
    if quote.is_denied and quote.cue_lemma != "deny":
        cue = f"not said ({cue})" if cue else "not said"
    return f"{cue}: {text}" if cue else text


def beside(quote: Quote) -> str:
    """What stands beside a quote: how it was said, to whom, on which day, and whether its speaker was carried over.

    A plain "said" to nobody stands for itself and is left out.
    """
    cue = quote.cue.text.strip(" :") if quote.cue and quote.kind == "direct" else ""
    if quote.cue_lemma == "say" and quote.addressee is None:
        cue = ""
    to = f"→ {quote.addressee.text}" if quote.addressee else ""
    day = f"on {quote.when}" if quote.when else ""
    carried = "speaker carried over" if quote.speaker_origin == "carried" else ""
    return ", ".join(part for part in (f"{cue} {to}".strip(), day, carried) if part)


def date_of(event: Event) -> str:
    """The date of an event, as exact as it is known: `2025-02-15`, `1995 to 1999`, `before 2025-02-15`, `undated`."""
    if event.edtf is None:
        return event.value or "undated"
    first, is_span, last = event.edtf.partition("/")
    if not is_span:
        return _TIME.sub(r"\1 \2", first)
    if first in ("..", ""):
        return f"by {last}"
    return f"from {first}" if last in ("..", "") else f"{first} to {last}"


def when_and_where(main: MainEvent) -> str:
    """The day of the main event and its place, as far as they are told, and whether it is still to come."""
    day = _TIME.sub(r"\1 \2", main.when) if main.when else ""
    return ", ".join(part for part in (day, main.place, "to come" if main.is_ahead else "") if part)


def what_of(event: Event) -> str:
    """The clause that tells the event."""
    return event.what.text if event.what else "the story is published"


def notes_of(event: Event) -> str:
    """Whether its date is inferred, and whether it is still to come."""
    notes = ("date inferred" if event.status == "inferred" else "", "to come" if event.is_ahead else "")
    return ", ".join(note for note in notes if note)
