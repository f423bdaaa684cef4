"""Which clause a time expression belongs to, and what "days after" makes of the clause behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from copydesk.desk.events.clauses import Clauses
from copydesk.desk.events.dates import NEVER, When, of_time
from copydesk.desk.events.drafts import Draft
from copydesk.desk.events.table import Table
from copydesk.desk.material import Material
from copydesk.desk.reading import StoryTime

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["dated", "sequels"]

_LENGTH: Final = re.compile(r"P(\d{1,4})([DW])$")


def dated(material: Material, clauses: Clauses, block: int, table: Table) -> list[Draft]:
    """The events of a paragraph that have a time expression."""
    found: dict[int, Draft] = {}
    for time in material.times_in(block):
        verb = None if time.is_age or material.is_quoted(block, time.start) else _verb(clauses, time)
        when = of_time(time, _side(clauses, time, table), material.day) if verb is not None else None
        if verb is None or when is None or not _tells(clauses, verb):
            continue
        clause = clauses.at(verb)
        if verb.index in found:
            _both(found[verb.index], when)
        else:
            found[verb.index] = Draft.of(clause, when)
            found[verb.index].is_ahead |= material.day is not None and bool(when.first and when.first > material.day)
        _widen(found[verb.index], clauses, verb)
    return list(found.values())


def _both(draft: Draft, when: When) -> None:
    """Two times in one clause: the finer where they agree, from the first to the last where they do not."""
    old = draft.when
    if when.days < old.days and old.first and when.first and old.first <= when.first and (old.last or when.last):
        draft.when = msgspec.structs.replace(when, times=(*when.times, *old.times))
    else:
        draft.when = msgspec.structs.replace(old, times=(*old.times, *when.times))


def _tells(clauses: Clauses, verb: Token) -> bool:
    return clauses.at(verb).is_real


def _verb(clauses: Clauses, time: StoryTime) -> Token | None:
    """The verb of the clause that a time expression stands in."""
    tokens = clauses.grammar.parsed.within(time.start, time.end)
    if not tokens:
        return None
    inside = {token.index for token in tokens}
    top = next((token for token in tokens if token.head not in inside or token.head == token.index), tokens[0])
    return clauses.grammar.verb_above(top)


def _side(clauses: Clauses, time: StoryTime, table: Table) -> str | None:
    """What the word before a time makes of it: before, after, until."""
    before = clauses.grammar.parsed.at(time.start - 2) if time.start > 1 else None
    word = before.text.lower() if before is not None else ""
    # "After Friday's storm" dates the storm, and nothing before it.
    return table.bounds.get(word)


def _widen(draft: Draft, clauses: Clauses, verb: Token) -> None:
    """A thing that a clause says more about: "shown in a video released in April" is told by both clauses."""
    grammar = clauses.grammar
    noun = grammar.head(verb)
    if verb.dep != "acl" or clauses.named(noun) is not None or noun.dep != "pobj":
        return
    above = grammar.verb_above(grammar.head(noun))
    if above is None or above.index >= verb.index:
        return
    outer = clauses.at(above)
    if outer.is_real and len(draft.clauses) == 1 and outer.text.start <= draft.clauses[0].text.start:
        wide = msgspec.structs.replace(draft.clauses[0], text=outer.text)
        draft.clauses = [wide]
        draft.who = tuple({(one.entity or one.text): one for one in (*outer.who, *draft.who)}.values())


def sequels(material: Material, clauses: Clauses, block: int, known: list[Draft]) -> Iterator[Draft]:
    """Clauses that are dated by another one: "released on February 15, days after a minister urged …"."""
    grammar = clauses.grammar
    by_verb = {draft.clauses[0].verb: draft for draft in known}
    for token in grammar.tokens:
        word = token.text.lower()
        if token.dep not in ("mark", "prep") or word not in ("after", "before"):
            continue
        inner = grammar.head(token) if token.dep == "mark" else next(iter(grammar.children(token, "pcomp")), None)
        outer = grammar.verb_above(grammar.head(inner if inner and token.dep == "mark" else token)) if inner else None
        if inner is None or outer is None or not grammar.is_clause(inner) or not clauses.at(inner).is_real:
            continue
        if inner.index in by_verb or outer.index not in by_verb or material.is_quoted(block, inner.start):
            continue
        length = next((time for time in material.times_in(block) if time.end == token.start - 1), None)
        when = _sequel(by_verb[outer.index].when, word, length, material)
        if when is not None:
            yield Draft.of(clauses.at(inner), when)


def _sequel(main: When, word: str, length: StoryTime | None, material: Material) -> When | None:
    day = main.first if main.first == main.last else None
    if day is None or length is None or length.type != "DURATION" or not main.times:
        return None
    found = _LENGTH.match(length.value)
    here = main.times[0]
    times = (material.excerpt(length.block, length.start, length.end), here)
    side = -1 if word == "after" else 1
    rule = f"events/{word}-clause"
    if found is None:
        last = day - timedelta(days=1) if side < 0 else None
        first = None if side < 0 else day + timedelta(days=1)
        edtf = f"../{last}" if last else f"{first}/.."
        reason = f'"{length.text} {word}" puts it {"before" if side < 0 else "after"} "{here.text}" ({day})'
        return When(first=first, last=last, value=day.isoformat(), edtf=edtf, granularity="before" if last else "after",
                    status="inferred", rule=rule, times=times, reasons=(reason,))  # fmt: skip
    other = day + side * timedelta(days=int(found[1]) * (7 if found[2] == "W" else 1))
    reason = f'{other} is "{length.text}" {"before" if side < 0 else "after"} "{here.text}" ({day})'
    return When(first=other, last=other, value=other.isoformat(), edtf=other.isoformat(), granularity="day",
                status="inferred", rule=rule, times=times, reasons=(reason,))  # fmt: skip


def undated(clauses: Clauses, known: list[Draft]) -> Iterator[Draft]:
    """The events of the table that have no time expression of their own."""
    taken = {draft.clauses[0].verb for draft in known}
    for clause in clauses.of_families():
        if clause.verb not in taken and clause.affected:
            yield Draft.of(clause, NEVER)
