"""The event that a story is about: the main clause of its first paragraph, with who, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from copydesk.desk.events.clauses import Clause, Clauses
from copydesk.desk.events.table import Table, table
from copydesk.desk.material import Material
from copydesk.records.reading import Entity, Event, Excerpt, MainEvent

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["find_main_event"]

_FEWEST: Final = 8
"""Words of a paragraph that can be a story's first one: less is a label, a greeting or a date."""
_TOLD: Final = frozenset({"VBD", "VBZ", "VBN", "VBP", "VB", "VBG"})


def find_main_event(material: Material, events: Sequence[Event]) -> MainEvent | None:
    """What the first paragraph tells; None without a language model, or where it tells nothing that happens."""
    if not material.parsed:
        return None
    known = table(material.language)
    lead = next((block for block in material.blocks("body") if len(material.parsed[block].tokens) >= _FEWEST), None)
    if lead is None:
        return None
    clauses = Clauses(material, lead, known)
    for verb, rule in _main_verbs(clauses, known):
        clause = clauses.at(verb)
        if clause.is_real and clause.who and not material.is_quoted(lead, verb.start):
            beside = [clauses.at(one) for one in clauses.grammar.children(verb, "advcl")]
            found = _main_event((clause, *beside), rule, material, events)
            return replace(found, what=_with_content(clause, verb, clauses, material))
    return None


def _with_content(clause: Clause, verb: Token, clauses: Clauses, material: Material) -> Excerpt:
    """The clause with what is decided, feared or found in it: "The bridge stays open, the council decided"."""
    content = [clauses.at(one).text for one in clauses.grammar.children(verb, "ccomp") if one.tag in _TOLD]
    pieces = (clause.text, *content)
    start, end = min(one.start for one in pieces), max(one.end for one in pieces)
    return material.excerpt(clause.block, start, end)


def _main_verbs(clauses: Clauses, known: Table) -> Iterator[tuple[Token, str]]:
    """The verb of the first sentence; where it only reports, that of what it reports comes first."""
    root = next((token for token in clauses.grammar.tokens if token.dep == "ROOT"), None)
    if root is None or root.tag not in _TOLD:
        return
    if root.lemma in known.reports:
        yield from ((said, "main/said") for said in clauses.grammar.children(root, "ccomp") if said.tag in _TOLD)
    if root.lemma not in known.states:
        yield root, "main/clause"


def _main_event(told: Sequence[Clause], rule: str, material: Material, events: Sequence[Event]) -> MainEvent:
    """The event of the first clause; "killed when a bus crashed near Lund" has its place from the others."""
    clause = told[0]
    event = _told(clause, events)
    place, where = _place(told, event, material)
    is_dated_there = place is None and bool(material.dateline)
    if is_dated_there:
        place, where = _of_dateline(material)
    return MainEvent(
        what=clause.text,
        lemma=clause.lemma,
        who=clause.who,
        event=event.id if event else None,
        when=(event.edtf or event.value) if event and event.status != "undated" else None,
        place=place,
        where=where,
        is_ahead=clause.is_ahead,
        rules=(rule, "main/dateline") if is_dated_there else (rule,),
    )


def _told(clause: Clause, events: Sequence[Event]) -> Event | None:
    """The event of the timeline that the clause tells."""
    return next((event for event in events if clause.text in event.told), None)


def _place(told: Sequence[Clause], event: Event | None, material: Material) -> tuple[str | None, str | None]:
    """The first place of the clause and those under it, else of the other clauses that tell the event."""
    named = {entity.id: entity for entity in material.entities}
    for known in (*(place for clause in told for place in clause.where), *(event.where if event else ())):
        if known in named:
            return named[known].name, known
    return None, None


def _of_dateline(material: Material) -> tuple[str | None, str | None]:
    place = next((one for one in material.entities if _is_called(one, material.dateline or "")), None)
    return (place.name, place.id) if place else (material.dateline, None)


def _is_called(entity: Entity, name: str) -> bool:
    return entity.type == "place" and name.casefold() in (variant.casefold() for variant in entity.variants)
