"""Which clause a time expression belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from copydesk.desk.events.clauses import Clause, Clauses
from copydesk.desk.events.dates import NEVER, UNTIL_PUBLICATION, When, agree, of_time
from copydesk.desk.events.drafts import Draft
from copydesk.desk.events.table import Table
from copydesk.desk.material import Material
from copydesk.desk.times.calendar import edtf, first_day, last_day
from copydesk.records.reading import StoryTime

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["dated", "undated"]


def dated(material: Material, clauses: Clauses, block: int, table: Table) -> list[Draft]:
    """The events of a paragraph that have a time expression."""
    found: dict[int, list[Draft]] = {}
    for time in material.times_in(block):
        verb = None if time.is_age or clauses.is_quoted(time.start) else _verb(clauses, time)
        if verb is None or not _tells(clauses, verb) or _is_compared(clauses, time):
            continue
        clause = clauses.at(verb)
        then = _looking_ahead(time, clause, material) if LOOKING_AHEAD in table.rules else time
        day = material.day if UNTIL_PUBLICATION in table.rules and not clause.is_ahead else None
        when = of_time(then, _side(clauses, time, table), day)
        if when is None:
            continue
        when = replace(when, rules=(*when.rules, LOOKING_AHEAD)) if then is not time else when
        here = found.setdefault(verb.index, [])
        if not here or not _both(here[-1], when, is_stretch=_starts_stretch(clauses, here[-1].when)):
            here.append(Draft.of(clause, when))
            here[-1].is_ahead |= bool(material.day and when.first and when.first > material.day)
        _widen(here[-1], clauses, verb)
    return [draft for here in found.values() for draft in here]


def _is_compared(clauses: Clauses, time: StoryTime) -> bool:
    """Whether a time only measures: "the largest drop since September 11, 2001" happened on another day."""
    first = clauses.grammar.parsed.at(time.start)
    if first is None or first.index == 0 or NOT_COMPARED not in clauses.table.rules:
        return False
    if not clauses.table.is_form("compared", clauses.grammar.tokens[first.index - 1]):
        return False
    before = clauses.grammar.tokens[max(0, first.index - _COMPARED) : first.index]
    return any(token.sentence == first.sentence and token.tag in ("JJS", "RBS") for token in before)


LOOKING_AHEAD = "events/looking-ahead"
NOT_COMPARED = "events/not-compared"
STRETCH = "events/stretch"
_COMPARED = 8
"""Words before "since" in which a superlative is looked for."""


def _looking_ahead(time: StoryTime, clause: Clause, material: Material) -> StoryTime:
    """A day that was read as past in a clause about what is to come: the next such day."""
    day = last_day(time.value)
    if not clause.is_ahead or day is None or material.day is None or day >= material.day:
        return time
    later = [value for value in time.candidates if (first_day(value) or material.day) > material.day]
    if not later:
        return time
    value = min(later)
    reasons = (*time.reasons, f"the clause looks ahead: {value}, not {time.value}")
    return replace(time, value=value, edtf=edtf(value, time.mod), reasons=reasons)


def _both(draft: Draft, when: When, *, is_stretch: bool) -> bool:
    """Put a second time of one clause into its event: the finer date, the end of a stretch; False for another day."""
    old = draft.when
    times = (*old.times, *when.times)
    if is_stretch and old.first and when.last and old.first <= when.last:
        draft.when = replace(old, last=when.last, value=f"{old.value}/{when.value}", edtf=f"{old.edtf}/{when.edtf}",
                             times=times, rules=(*old.rules, STRETCH))  # fmt: skip
    elif when.days == old.days == 0 and when.first != old.first:
        return False
    else:
        best = when if when.days < old.days or (when.days == old.days and "T" in (when.value or "")) else old
        same = times if agree(old, when) else best.times
        draft.when = replace(best, times=(*best.times, *(one for one in same if one not in best.times)))
    return True


def _starts_stretch(clauses: Clauses, when: When) -> bool:
    before = clauses.grammar.parsed.at(when.times[0].start - 2) if when.times and when.times[0].start > 1 else None
    is_known = STRETCH in clauses.table.rules
    return is_known and before is not None and clauses.table.is_("stretch", before)


def _tells(clauses: Clauses, verb: Token) -> bool:
    return clauses.at(verb).is_real and not clauses.is_about_picture(verb)


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
    return table.side(word)


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
        wide = replace(draft.clauses[0], text=outer.text)
        draft.clauses = [wide]
        draft.who = tuple({(one.entity or one.text): one for one in (*outer.who, *draft.who)}.values())


def undated(clauses: Clauses, known: list[Draft]) -> Iterator[Draft]:
    """The events of the table that have no time expression of their own."""
    taken = {draft.clauses[0].verb for draft in known}
    for clause in clauses.of_families():
        if clause.verb not in taken and clause.affected:
            yield Draft.of(clause, NEVER)
