"""The event that a story is about: the main clause of its first paragraph, with who, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from copydesk.desk.events.clauses import Clause, Clauses
from copydesk.desk.events.table import Table, table
from copydesk.desk.material import Material
from copydesk.records.reading import Entity, Event, Excerpt, MainEvent

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["find_main_event"]

CLAUSE: Final = "main/clause"
SAID: Final = "main/said"
IN_CLAUSE: Final = "main/place"
BESIDE: Final = "main/place-beside"
TOLD_ELSEWHERE: Final = "main/place-told"
DATELINE: Final = "main/dateline"
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
        if rule in known.rules and clause.is_real and clause.who and not clauses.is_quoted(verb.start):
            beside = [clauses.at(one) for one in clauses.grammar.children(verb, "advcl")]
            found = _main_event((clause, *beside), rule, _Where(material, events, known, clauses.beside(clause)))
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
    grammar = clauses.grammar
    root = next((token for token in grammar.tokens[grammar.lead :] if token.dep == "ROOT"), None)
    if root is None or root.tag not in _TOLD:
        return
    content = grammar.children(root, "ccomp")
    is_behind = known.is_form("reports-behind", root) and bool(content) and content[0].index < root.index
    if known.is_form("reports", root) or is_behind:
        said = [one for one in content if one.tag in _TOLD]
        yield from ((one, SAID) for one in said if not known.is_form("states", one))
        if any(_has_quote(clauses, one) for one in said):
            return  # who is quoted is no event
    if not known.is_form("states", root):
        yield root, CLAUSE


class _Where(Struct, frozen=True):
    """What a place is looked for in."""

    material: Material
    events: Sequence[Event]
    known: Table
    beside: tuple[str, ...]


def _has_quote(clauses: Clauses, verb: Token) -> bool:
    """Whether some of a clause stands in quote marks."""
    text = clauses.at(verb).text
    return any(clauses.is_quoted(token.start) for token in clauses.grammar.parsed.within(text.start, text.end))


def _main_event(told: Sequence[Clause], rule: str, where: _Where) -> MainEvent:
    """The event of the first clause; "killed when a bus crashed near Lund" has its place from the others."""
    clause = told[0]
    event = _told(clause, where.events)
    place = next((one for one in _places(told, event, where) if one.rule in where.known.rules), None)
    return MainEvent(
        what=clause.text,
        lemma=clause.lemma,
        who=clause.who,
        event=event.id if event else None,
        when=(event.edtf or event.value) if event and event.status != "undated" else None,
        place=place.name if place else None,
        where=place.entity if place else None,
        is_ahead=clause.is_ahead,
        rules=(rule, place.rule) if place else (rule,),
    )


def _told(clause: Clause, events: Sequence[Event]) -> Event | None:
    """The event of the timeline that the clause tells."""
    return next((event for event in events if clause.text in event.told), None)


class _Place(Struct, frozen=True):
    """Where the main event is: the place as printed, its id where it has one, the rule."""

    name: str
    entity: str | None
    rule: str


def _places(told: Sequence[Clause], event: Event | None, where: _Where) -> Iterator[_Place]:
    """The places of the clause, those under it and its nouns, of others that tell the event, then the dateline's."""
    material = where.material
    named = {entity.id: entity.name for entity in material.entities}
    of_clauses = ((place, IN_CLAUSE) for clause in told for place in clause.where)
    of_event = ((place, TOLD_ELSEWHERE) for place in (event.where if event else ()))
    of_nouns = ((place, BESIDE) for place in where.beside)
    found = (*of_clauses, *of_nouns, *of_event)
    yield from (_Place(named[one], one, rule) for one, rule in found if one in named)
    if material.dateline:
        place = next((one for one in material.entities if _is_called(one, material.dateline or "")), None)
        yield _Place(place.name, place.id, DATELINE) if place else _Place(material.dateline, None, DATELINE)


def _is_called(entity: Entity, name: str) -> bool:
    return entity.type == "place" and name.casefold() in (variant.casefold() for variant in entity.variants)
