"""Dates that no single sentence gives: the start of a captivity, the day of a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from copydesk.desk.events.clauses import Clause, Clauses
from copydesk.desk.events.dates import NEVER, agree, finer, narrowed
from copydesk.desk.events.drafts import Draft, union
from copydesk.desk.events.table import Table
from copydesk.desk.material import Material
from copydesk.desk.times.calendar import as_day
from copydesk.records.reading import StoryTime

__all__ = ["Holding", "all_holdings", "holdings", "infer_meetings", "infer_starts"]

HELD: Final = "events/held-until-release"
MET: Final = "events/met-and-told"
_REACH: Final = 40
_EXACT: Final = re.compile(r"P(\d{1,5})D$")


class Holding(msgspec.Struct, frozen=True):
    """Somebody held for a number of days."""

    clause: Clause
    time: StoryTime
    days: int


def holdings(material: Material, clauses: Clauses, block: int, table: Table) -> Iterator[Holding]:
    """The clauses of a paragraph in which somebody is held for an exact number of days."""
    for time in material.times_in(block):
        found = _EXACT.match(time.value) if time.type == "DURATION" and time.mod is None else None
        token = clauses.grammar.parsed.at(time.start) if found else None
        verb = clauses.grammar.verb_above(token) if token is not None else None
        if found and verb is not None and (table.is_form("held", verb) or _is_end(verb.lemma, time, material, table)):
            yield Holding(clauses.at(verb), time, int(found[1]))


def _is_end(lemma: str, time: StoryTime, material: Material, table: Table) -> bool:
    """ "Freed after 400 days in captivity" says that somebody was held, too."""
    family = table.families.get(lemma)
    if family is None or family.family not in table.releases:
        return False
    following = material.paragraphs[time.block].text[time.end : time.end + _REACH].split()
    is_inside = following[:1] == ["in"]
    return is_inside and not table.words["captivity"].isdisjoint(word.strip(".,;:") for word in following[1:3])


def all_holdings(material: Material, table: Table) -> Iterator[Holding]:
    """The clauses of a story in which somebody is held for an exact number of days."""
    blocks = dict.fromkeys(time.block for time in material.times if _EXACT.match(time.value))
    for block in blocks if material.parsed else ():
        yield from holdings(material, Clauses(material, block, table), block, table)


def infer_starts(drafts: list[Draft], held: Sequence[Holding], material: Material, table: Table) -> None:
    """Date the capture of those who were held for so many days until a dated release (`events/held-until-release`)."""
    for holding in held if HELD in table.rules else ():
        people = {who.entity for who in holding.clause.who if who.entity}
        ends = [one for one in drafts if one.kind in table.releases and one.affected & people and _day(one)]
        if len(ends) == 1:
            _infer_start(drafts, holding, ends[0], material, table)


def _infer_start(drafts: list[Draft], holding: Holding, end: Draft, material: Material, table: Table) -> None:
    last = _day(end)
    assert last is not None
    try:
        counted, plain = last - timedelta(days=holding.days - 1), last - timedelta(days=holding.days)
    except OverflowError:
        return
    said = [time for time in material.times if as_day(time.value) in (counted, plain)]
    day = as_day(said[0].value) if said else None
    manner = "the first and the last day counted" if day == counted else "to the day"
    count = f"{manner}; the text does not date it" if day else "with or without the first day counted"
    reason = f'"{holding.time.text}" before {last}, {count}'
    words = holding.time
    times = (material.excerpt(words.block, words.start, words.end), *end.when.times[:1])
    when = narrowed((day,) if day else (plain, counted), "inferred", HELD, (reason,))
    start = _start_of_capture(drafts, holding, table)
    if start.when.is_dated:
        start.reasons = (*start.reasons, reason) if day and start.when.first == day else start.reasons
        return
    start.when = msgspec.structs.replace(when, times=times)
    start.who = union(holding.clause.who, start.who)
    start.affected |= holding.clause.affected


def _start_of_capture(drafts: list[Draft], holding: Holding, table: Table) -> Draft:
    """The event that began it: an undated capture of the same people, or of others "also"; else the holding itself."""
    people = {who.entity for who in holding.clause.who if who.entity}
    starts = [one for one in drafts if one.kind in table.captures]
    mine = [one for one in starts if one.affected & people]
    also = [one for one in starts if not one.when.is_dated and any(clause.adds for clause in one.clauses)]
    if mine or len(also) == 1:
        return (mine or also)[0]
    drafts.append(Draft([holding.clause], NEVER, (), frozenset()))
    return drafts[-1]


def _day(draft: Draft) -> date | None:
    return draft.when.first if draft.when.first == draft.when.last else None


def infer_meetings(drafts: list[Draft], table: Table) -> None:
    """Two who met, and one who told the other something on a day: one event (`events/met-and-told`)."""
    if MET not in table.rules:
        return
    told = [one for one in drafts if one.clauses[0].lemma in table.words["telling"] and _day(one)]
    for meeting in [one for one in drafts if one.kind == "meeting" and _day(one) is None]:
        people = _people_of_event(meeting)
        said = [one for one in told if len(people) > 1 and _people_of_event(one) >= people]
        days = {_day(one) for one in said}
        if len(days) != 1 or not _allows(meeting, said[0]):
            continue
        words = said[0].clauses[0].text.text
        meeting.when = finer(meeting.when, said[0].when)
        meeting.when = msgspec.structs.replace(meeting.when, status="inferred", rule=MET)
        meeting.who = union(meeting.who, said[0].who)
        meeting.reasons = (*meeting.reasons, f'{MET}: both met, and "{words}" is what was said there')
        for one in said:
            meeting.clauses = [*meeting.clauses, *one.clauses]
            drafts.remove(one)


def _people_of_event(draft: Draft) -> set[str]:
    return {who.entity for who in draft.who if who.entity and who.entity[0] == "P"}


def _allows(meeting: Draft, said: Draft) -> bool:
    return agree(meeting.when, said.when)
