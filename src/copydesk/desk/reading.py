"""What the desk makes of a story, as frozen records: people, quotes, times, events in order, checks."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.desk.quotes.records import Excerpt, Quote
from copydesk.desk.records import Entity
from copydesk.desk.times.records import Time

__all__ = ["Check", "Event", "Participant", "Reading", "Status", "StoryTime", "Unread", "Verdict"]

Verdict: TypeAlias = Literal["holds", "does not hold", "cannot tell"]
Status: TypeAlias = Literal["stated", "inferred", "undated"]


class StoryTime(Time, frozen=True, kw_only=True):
    """A time expression with the block that it stands in; `start` and `end` count in that block's text."""

    block: int


class Participant(Struct, frozen=True, kw_only=True):
    """Somebody or something in an event: the words as printed, and the entity they name where one is known."""

    block: int
    start: int
    end: int
    text: str
    entity: str | None = None


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened or is to happen, as the story tells it.

    Attributes:
        id: `E1`, `E2` … in the order of the timeline; what has no date comes last.
        kind: `publication` for the story's own, else `event`.
        what: The clause that tells it best; None for a publication whose words stand in no block.
        told: Every clause that tells it, the best one among them.
        lemma: Base form of its verb.
        family: Class of the verb in the table of events (`release`, `attack`, `meeting` …); None outside it.
        who: Those who take part, each once.
        where: Ids of the places that the clauses name.
        times: The time expressions that date it, the finest first.
        value: TIMEX3 value; None for an undated event.
        edtf: The same in EDTF; `../2025-02-14` is a time before.
        first: The first day that it can be on, as far as it is known.
        last: The last day that it can be on.
        granularity: The unit that the date is exact to; `before` or `after` where only an order is known.
        status: `stated` where the clause has its time, `inferred` where other sentences give it, else `undated`.
        is_ahead: The story tells it as something to come.
        rule: Id of the rule that dated it, or found it.
        reasons: Why it has its date, and why several clauses are one event.

    """

    id: str
    kind: Literal["event", "publication"] = "event"
    what: Excerpt | None
    told: tuple[Excerpt, ...] = ()
    lemma: str | None = None
    family: str | None = None
    who: tuple[Participant, ...] = ()
    where: tuple[str, ...] = ()
    times: tuple[Excerpt, ...] = ()
    value: str | None = None
    edtf: str | None = None
    first: str | None = None
    last: str | None = None
    granularity: str | None = None
    status: Status
    is_ahead: bool = False
    rule: str
    reasons: tuple[str, ...] = ()


class Check(Struct, frozen=True, kw_only=True):
    """One thing that adds up in the story, or does not.

    Attributes:
        rule: Id of the check, such as `checks/weekday-date`.
        verdict: About the story's own words only, never about the world.
        sentence: What was compared, with what result.
        spans: The words that were compared.

    """

    rule: str
    verdict: Verdict
    sentence: str
    spans: tuple[Excerpt, ...]


class Unread(Struct, frozen=True, kw_only=True):
    """Parts that were not read, why, and the command that brings what is missing."""

    parts: tuple[str, ...]
    reason: str
    command: str | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """What a story says: who, who said what, when, in which order, and what adds up.

    Attributes:
        people: People and families, under all their names.
        organisations: Organisations, under all their names.
        places: Places and countries.
        quotes: What was said, in reading order.
        times: Time expressions, in reading order.
        events: The timeline; undated events stand at its end.
        checks: What was compared, with verdicts.
        unread: What was not read, and which command brings it.

    """

    people: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[StoryTime, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()
    unread: tuple[Unread, ...] = ()
