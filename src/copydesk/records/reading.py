"""What the desk makes of a story, as frozen records: people, quotes, times, events in order, checks.

Each annotation names its block, an index into `Story.blocks`, and its characters there, half open.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.records.times import LostValue, StoryTime, Time, TimeType

__all__ = [
    "Check",
    "Entity",
    "EntityType",
    "Event",
    "Excerpt",
    "Gender",
    "Join",
    "LostValue",
    "MainEvent",
    "Mention",
    "MentionKind",
    "Participant",
    "Quote",
    "QuoteKind",
    "Reading",
    "SpeakerOrigin",
    "Status",
    "StoryTime",
    "Time",
    "TimeType",
    "Unread",
    "Verdict",
]

EntityType: TypeAlias = Literal["person", "organisation", "place", "group"]
Gender: TypeAlias = Literal["female", "male"]
MentionKind: TypeAlias = Literal[
    "full",
    "surname",
    "given",
    "honorific",
    "nickname",
    "spelling",
    "initials",
    "acronym",
    "short",
    "description",
    "pronoun",
]
QuoteKind: TypeAlias = Literal["direct", "mixed", "indirect"]
SpeakerOrigin: TypeAlias = Literal["stated", "carried", "unknown"]
Verdict: TypeAlias = Literal["holds", "does not hold", "cannot tell"]
Status: TypeAlias = Literal["stated", "inferred", "undated"]


class Excerpt(Struct, frozen=True, order=True):
    """Some words of the text.

    Attributes:
        block: Index of the block that they stand in.
        start: Their first character in the block's text.
        end: One past the last.
        text: The words.

    """

    block: int
    start: int
    end: int
    text: str


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """One place where an entity is named or meant.

    Attributes:
        block: Index of the block that it stands in.
        start: First character in the block's text.
        end: One past the last.
        text: The characters between the two.
        kind: How it names the entity; `description` and `pronoun` do not name it at all.

    """

    block: int
    start: int
    end: int
    text: str
    kind: MentionKind


class Join(Struct, frozen=True, kw_only=True, gc=False):
    """Why a variant belongs to an entity, or why it was kept apart from another one.

    Attributes:
        variant: The name as printed.
        rule: Id of the rule that decided.
        reason: The same in a sentence.

    """

    variant: str
    rule: str
    reason: str


class Entity(Struct, frozen=True, kw_only=True):
    """A person, organisation, place or family of the story, under all its names.

    Attributes:
        id: `P1`, `O1`, `L1`, `G1` in order of first mention.
        type: What it is; a family or another number of people is a group.
        name: The preferred form: the fullest name as printed, without title. Of somebody unnamed the words that
            describe them, such as "deputy foreign minister".
        is_named: Whether the story gives a name.
        confidence: How often a name found by the same signs is what it is said to be, 0 to 1; below .6 little but
            capitals speaks for it. None of somebody unnamed, and of a family.
        gender: As the story's own words have it, by title, kinship or pronoun; never by the given name.
        relative_of: Id of the person whose partner, mother, lawyer … this one is, where the story says so safely.
        variants: All names as printed, the preferred one first.
        roles: Titles, jobs and descriptions as printed.
        ages: Ages as printed.
        mentions: In reading order, with descriptions and pronouns where the reading is safe.
        reasons: One for each variant that was joined to the name.
        doubts: Names that may be the same and were kept apart, each with the reason.

    """

    id: str
    type: EntityType
    name: str
    is_named: bool = True
    confidence: float | None = None
    gender: Gender | None = None
    relative_of: str | None = None
    variants: tuple[str, ...] = ()
    roles: tuple[Excerpt, ...] = ()
    ages: tuple[Excerpt, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reasons: tuple[Join, ...] = ()
    doubts: tuple[Join, ...] = ()


class Quote(Struct, frozen=True, kw_only=True):
    """One thing that somebody said, with the words that show it.

    Attributes:
        kind: `direct` when all of it stands in quote marks, `mixed` when a part does, else `indirect`.
        content: What was said, without the outer marks: one place for each fragment of an interrupted quote,
            and one for each paragraph of a quote that runs over several.
        quoted: The words inside quote marks.
        nested: Quotes inside the quote: what the speaker says that others said.
        speaker: The speaker as printed; for a carried speaker, the last words that name them.
        speaker_origin: Whether the text states the speaker here, or the speaker was carried over from before.
        speaker_entity: Id of the speaker among the entities that were given.
        speaker_rule: Id of the rule that tells which entity the speaker is; None where none does.
        cue: The verb, noun or colon that reports; None where there is none.
        cue_lemma: Base form of the cue.
        cue_class: Class of the cue in the tables: `statement`, `question`, `request` …
        addressee: Whom the words were said to, as printed.
        addressee_entity: Id of the addressee among the entities that were given.
        when: The day on which it was said, `YYYY-MM-DD`, where the sentence prints one beside the cue.
        when_words: Those words.
        is_denied: The text says that this was not said ("has not said", "declined to say"), or the speaker denies it:
            no claim of the speaker's.
        rule: Id of the rule that found the quote.
        rules: Ids of all rules that had a part, that one first: who speaks, who is spoken to, why it counts as denied,
            which day is its own.
        confidence: How sure that rule is, 0 to 1.
        reason: Why the speaker is carried or unknown.

    """

    kind: QuoteKind
    content: tuple[Excerpt, ...]
    quoted: tuple[Excerpt, ...] = ()
    nested: tuple[Excerpt, ...] = ()
    speaker: Excerpt | None = None
    speaker_origin: SpeakerOrigin = "stated"
    speaker_entity: str | None = None
    speaker_rule: str | None = None
    cue: Excerpt | None = None
    cue_lemma: str | None = None
    cue_class: str | None = None
    addressee: Excerpt | None = None
    addressee_entity: str | None = None
    when: str | None = None
    when_words: Excerpt | None = None
    is_denied: bool = False
    rule: str
    rules: tuple[str, ...] = ()
    confidence: float
    reason: str | None = None


class Participant(Struct, frozen=True, kw_only=True):
    """Somebody or something in an event.

    Attributes:
        block: Index of the block that the words stand in.
        start: Their first character in the block's text.
        end: One past the last.
        text: The words as printed.
        entity: Id of the entity that they name, where one is known.

    """

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
        rules: Ids of all rules that had a part, that one first: what moved the date, what joined several tellings.
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
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class MainEvent(Struct, frozen=True, kw_only=True):
    """What the first paragraph of a story tells: who did what, when, where.

    Attributes:
        what: Its main clause.
        lemma: Base form of the clause's verb.
        who: Those who take part, in the order of the clause: who does it, whom it is done to.
        event: Id of the event of the timeline that it is; None for one without a date and outside the table of verbs.
        when: The day or days of that event in EDTF, as far as the story gives them.
        place: The place where it happens, as printed: in the clause, else in the dateline.
        where: Id of that place among the places of the story.
        is_ahead: The story tells it as something to come.
        rules: `main/clause`, `main/said` where the clause is what somebody says; then what gives the place:
            `main/place` in the clause, `main/place-told` in another that tells the event, `main/dateline`.

    """

    what: Excerpt
    lemma: str
    who: tuple[Participant, ...] = ()
    event: str | None = None
    when: str | None = None
    place: str | None = None
    where: str | None = None
    is_ahead: bool = False
    rules: tuple[str, ...] = ()


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
    """Parts that were not read.

    Attributes:
        parts: What was not read, such as `people` or `quotes`.
        reason: Why not.
        command: The command that brings what is missing, where one does.

    """

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
        main: The event that the story is about, by its first paragraph; None where that tells none.
        checks: What was compared, with verdicts.
        unread: What was not read, and which command brings it.

    """

    people: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[StoryTime, ...] = ()
    events: tuple[Event, ...] = ()
    main: MainEvent | None = None
    checks: tuple[Check, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __repr__(self) -> str:
        """One line: how much was read of each."""
        parts = ("people", "organisations", "places", "quotes", "times", "events", "checks")
        return f"<Reading {', '.join(f'{len(getattr(self, part))} {part}' for part in parts)}>"
