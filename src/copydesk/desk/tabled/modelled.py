"""Names that a model for names alone finds in a language that is read by tables: people, organisations, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from copydesk.desk import language_model
from copydesk.desk.language_model import NamedPart
from copydesk.records.reading import Entity, Join, Mention

__all__ = ["bodies_and_places", "found_names", "modelled_people"]

_KINDS: Final[dict[str, tuple[Literal["organisation", "place"], str]]] = {
    "ORG": ("organisation", "O"),
    "LOC": ("place", "L"),
}
_LEAST: Final = 2
"""Letters of a name of which there is at least so much."""


def modelled_people(paragraphs: Sequence[str], found: Sequence[NamedPart]) -> tuple[tuple[str, str], ...]:
    """The names of people that the model saw, each with the rule that gives it."""
    names = dict.fromkeys(paragraphs[one.text][one.start : one.end] for one in found if one.label == "PER")
    return tuple((name, "names/model") for name in names)


def bodies_and_places(
    paragraphs: Sequence[str], found: Sequence[NamedPart], people: Sequence[Entity]
) -> tuple[Entity, ...]:
    """Organisations and places, each string of the text one; what names a person is left out."""
    taken = {variant for person in people for variant in person.variants}
    placed: dict[tuple[str, str], list[Mention]] = {}
    for one in found:
        text = paragraphs[one.text][one.start : one.end]
        if one.label in _KINDS and text[0].isupper() and len(text) >= _LEAST and text not in taken:
            mention = Mention(block=one.text, start=one.start, end=one.end, text=text, kind="full")
            placed.setdefault((one.label, text), []).append(mention)
    return tuple(_numbered_entities(placed))


def _numbered_entities(placed: dict[tuple[str, str], list[Mention]]) -> Iterator[Entity]:
    counts = dict.fromkeys(_KINDS, 0)
    for (label, name), mentions in placed.items():
        kind, letter = _KINDS[label]
        counts[label] += 1
        reason = Join(variant=name, rule="names/model", reason="the language model of the language sees it so")
        number, named = f"{letter}{counts[label]}", tuple(mentions)
        yield Entity(id=number, type=kind, name=name, variants=(name,), mentions=named, reasons=(reason,))


def found_names(paragraphs: Sequence[str], language: str) -> tuple[NamedPart, ...]:
    """What the model of the language sees; nothing where it is not installed."""
    return language_model.names_in(paragraphs, language) if language_model.has_namer(language) else ()
