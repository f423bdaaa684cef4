"""The timeline of a story: its events, each once, in order, with the publication."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from copydesk.desk.events.clauses import Clauses
from copydesk.desk.events.dating import dated, undated
from copydesk.desk.events.drafts import SAME, Draft, join_same
from copydesk.desk.events.inferences import Holding, holdings, infer_meetings, infer_starts
from copydesk.desk.events.links import Link, find_links, follow_links
from copydesk.desk.events.months import follow_months
from copydesk.desk.events.table import Table, table
from copydesk.desk.material import Material
from copydesk.desk.times.calendar import edtf, granularity
from copydesk.records.reading import Event, Excerpt

__all__ = ["find_events"]

UNDATED = "events/undated"
PUBLICATION = "events/publication"
_FAR = date.max


def find_events(material: Material) -> tuple[Event, ...]:
    """The events of a story in order, what has no date at the end; without a language model the publication alone."""
    found = _joined(_drafts(material), table(material.language)) if material.parsed else []
    events = [_event(draft, material) for draft in found]
    if material.published and PUBLICATION in table(material.language).rules:
        events.append(_publication(material.published))
    events.sort(key=_order_of_event)
    return tuple(_numbered(events))


def _joined(drafts: list[Draft], known: Table) -> list[Draft]:
    return join_same(drafts) if SAME in known.rules else drafts


def _drafts(material: Material) -> list[Draft]:
    known = table(material.language)
    found: list[Draft] = []
    links: list[Link] = []
    held: list[Holding] = []
    # The body tells it best: where the headline says the same, its words come second.
    for block in sorted(range(len(material.paragraphs)), key=lambda number: material.paragraphs[number].role != "body"):
        clauses = Clauses(material, block, known)
        here = dated(material, clauses, block, known)
        found += [*here, *(undated(clauses, here) if UNDATED in known.rules else ())]
        links += find_links(material, clauses, block, known)
        held += holdings(material, clauses, block, known)
    found = follow_months(found, material, known)
    joined = _joined(follow_links(_joined(found, known), links, material), known)
    infer_starts(joined, held, material, known)
    infer_meetings(joined, known)
    return joined


def _event(draft: Draft, material: Material) -> Event:
    when, first = draft.when, draft.clauses[0]
    return Event(
        id="",
        what=first.text,
        told=tuple(dict.fromkeys(clause.text for clause in draft.clauses)),
        lemma=first.lemma,
        family=first.family.family if first.family else None,
        who=draft.who,
        where=tuple(dict.fromkeys(place for clause in draft.clauses for place in clause.where)),
        times=when.times,
        value=when.value,
        edtf=when.edtf,
        first=when.first.isoformat() if when.first else None,
        last=when.last.isoformat() if when.last else None,
        granularity=when.granularity,
        status=when.status,
        is_ahead=draft.is_ahead,
        rule=when.rule,
        rules=tuple(dict.fromkeys((when.rule, *when.rules, *draft.rules))),
        reasons=tuple(dict.fromkeys((*when.reasons, *draft.reasons))),
    )


def _publication(published: str) -> Event:
    return Event(
        id="",
        kind="publication",
        what=None,
        value=published,
        edtf=edtf(published, None),
        first=published[:10] if len(published) >= 10 else None,
        last=published[:10] if len(published) >= 10 else None,
        granularity=granularity(published, "none"),
        status="stated",
        rule=PUBLICATION,
        rules=(PUBLICATION,),
    )


def _order_of_event(event: Event) -> tuple[date, date, bool, Excerpt]:
    """What comes first: the earlier first day, then the earlier last one, then what was told first."""
    first = date.fromisoformat(event.first) if event.first else None
    last = date.fromisoformat(event.last) if event.last else None
    what = event.what or Excerpt(0, 0, 0, "")
    # A time before a day stands right before that day, for want of its other end.
    start = first or last or _FAR
    return start, last or _FAR, event.kind == "publication", what


def _numbered(events: Iterable[Event]) -> Iterable[Event]:
    return (replace(event, id=f"E{number}") for number, event in enumerate(events, 1))
