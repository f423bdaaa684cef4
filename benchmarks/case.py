"""A page beside what a careful reader makes of it: `python -m benchmarks.case PAGE GOLD`.

GOLD is JSON: `lines` with their roles, `entities` with every mention, `quotes` with speakers and cues, `times` with
values, `events` with dates, `checks` in words. Offsets are code points into the page, half open. Each difference is a
line of the output and the exit code is 1 where there is one. What the gold calls optional may be absent, and a mention
that begins or ends inside a word is passed over.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import copydesk
from copydesk import Annotation, SourceMap
from copydesk.records import Entity, Event, Excerpt, Quote, Reading, Story, StoryTime

Span: TypeAlias = tuple[int, int]

_LITERAL: Final = re.compile(r'\d{4}-\d\d-\d\d|"[^"]+"|\b\d+\b')
_LIKE: Final = 0.8
"""Share of a quote's words that a quote of the record has to cover to be the same."""
_DAY: Final = 10


class Line(Struct):
    """A line of the page with the roles that it may have."""

    start: int
    end: int
    roles: tuple[str, ...]


class GoldEntity(Struct):
    """Somebody or something, and every place where it is named or described."""

    id: str
    type: str
    name: str | None
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()


class GoldQuote(Struct):
    """What somebody said; `speaker` and `addressee` are ids of entities."""

    id: str
    kind: str
    content: Span
    text: str
    speaker: str
    cue: Span | None = None
    addressee: str | None = None
    when: str | None = None
    note: str = ""


class GoldTime(Struct):
    """A time expression with its TIMEX3 value."""

    id: str
    start: int
    end: int
    text: str
    type: str
    value: str
    optional: bool = False
    role: str = ""


class GoldEvent(Struct):
    """What happened, with its date or None, and the words that tell it; without them it is the publication."""

    id: str
    date: str | None
    what: str
    who: tuple[str, ...] = ()
    sentence: Span | None = None


class GoldCheck(Struct):
    """A comparison in words."""

    check: str
    verdict: str


class Gold(Struct):
    """All that the careful reader wrote down."""

    lines: tuple[Line, ...]
    entities: tuple[GoldEntity, ...]
    quotes: tuple[GoldQuote, ...]
    times: tuple[GoldTime, ...]
    events: tuple[GoldEvent, ...]
    checks: tuple[GoldCheck, ...]


class Match(NamedTuple):
    """The story with its places in the page, the gold, and which entity of the record is which of the gold."""

    places: SourceMap
    gold: Gold
    ids: dict[str, str]

    @property
    def story(self) -> Story:
        """The record."""
        return self.places.story

    @property
    def reading(self) -> Reading:
        """What the desk read."""
        return self.story.reading or Reading()

    def span(self, annotation: Annotation) -> Span:
        """Where the annotation stands in the page; an empty span where it does not stand there in a row."""
        return self.places.span(annotation) or (0, 0)


def compared(places: SourceMap, gold: Gold) -> list[str]:
    """Every difference between the record and the gold, in words; none where the record holds all of it."""
    match = Match(places, gold, dict(_same_entities(Match(places, gold, {}))))
    parts = (_lines, _entities, _quotes, _times, _events, _checks, _strays)
    return [f"{part.__name__.strip('_')}: {difference}" for part in parts for difference in part(match)]


def sound(gold: Gold, text: str) -> Gold:
    """The gold without mentions that begin or end inside a word of the text."""
    entities = tuple(
        replace(entity, mentions=tuple(span for span in entity.mentions if _is_whole(text, span)))
        for entity in gold.entities
    )
    return replace(gold, entities=entities)


def _is_whole(text: str, span: Span) -> bool:
    return not any(0 < edge < len(text) and text[edge - 1 : edge + 1].isalnum() for edge in span)


def _lines(match: Match) -> Iterator[str]:
    for line in match.gold.lines:
        roles = {block.role for block in match.story.blocks if _overlap(block.span, (line.start, line.end))}
        if not roles & set(line.roles):
            yield f"{line.start}-{line.end} is {', '.join(sorted(roles)) or 'no block'}, not {' or '.join(line.roles)}"


def _entities(match: Match) -> Iterator[str]:
    found = {entity.id: entity for entity in _all_entities(match.reading)}
    own = {gold: found[record] for record, gold in match.ids.items()}
    for entity in match.gold.entities:
        if entity.id in own:
            yield from _entity(match, entity, own[entity.id])
        elif not _in_a_field(match.story, entity.name):
            yield f"{entity.id} {entity.name or 'unnamed'} is missing"


def _entity(match: Match, gold: GoldEntity, entity: Entity) -> Iterator[str]:
    if gold.type != entity.type:
        yield f"{gold.id} {entity.name} is a {entity.type}, not a {gold.type}"
    if gold.name and gold.name != entity.name:
        yield f"{gold.id} is called {entity.name}, not {gold.name}"
    if not gold.name and entity.is_named:
        yield f"{gold.id} is called {entity.name}, and has no name"
    spans = [match.span(mention) for mention in entity.mentions]
    for mention in gold.mentions:
        if not any(_overlap(span, mention) for span in spans):
            yield f"{gold.id} {entity.name} has no mention at {mention}"
    others = [mention for other in match.gold.entities if other.id != gold.id for mention in other.mentions]
    for span, named in zip(spans, entity.mentions, strict=True):
        if span in others and not any(_overlap(span, own) for own in gold.mentions):
            yield f"{gold.id} {entity.name} is not meant by {named.text!r} at {span}"


def _quotes(match: Match) -> Iterator[str]:
    for gold in match.gold.quotes:
        quote = _best_quote(match, gold)
        if quote is None:
            if "optional" not in gold.note:
                yield f"{gold.id} is missing: {gold.text!r}"
            continue
        speaker = match.ids.get(quote.speaker_entity or "")
        if speaker != gold.speaker:
            yield f"{gold.id} is said by {speaker or 'nobody known'}, not by {gold.speaker}"
        if quote.kind != gold.kind:
            yield f"{gold.id} is {quote.kind}, not {gold.kind}"
        if gold.cue and not (quote.cue and _overlap(match.span(quote.cue), gold.cue)):
            yield f"{gold.id} has another cue: {quote.cue and quote.cue.text}"
        addressee = match.ids.get(quote.addressee_entity or "")
        if addressee and addressee != gold.addressee:
            yield f"{gold.id} is said to {addressee}, not to {gold.addressee}"
        if quote.when != gold.when:
            yield f"{gold.id} was said on {quote.when}, not {gold.when}"


def _best_quote(match: Match, gold: GoldQuote) -> Quote | None:
    def likeness(quote: Quote) -> float:
        spans = [match.span(piece) for piece in quote.content]
        common = sum(_overlap(span, gold.content) for span in spans)
        return common / max(gold.content[1] - gold.content[0], sum(end - start for start, end in spans))

    best = max(match.reading.quotes, key=likeness, default=None)
    return best if best and likeness(best) >= _LIKE else None


def _times(match: Match) -> Iterator[str]:
    found = {match.span(time)[0]: time for time in match.reading.times}
    for gold in match.gold.times:
        if gold.role == "publication":
            if not _same_value((match.story.published.value if match.story.published else ""), gold.value):
                yield f"{gold.id} {gold.text!r} is not the time of publication"
        elif gold.role.startswith("reading time"):
            if match.story.reading_time != gold.value:
                yield f"{gold.id} {gold.text!r} is not the reading time"
        else:
            yield from _time(gold, next((time for at, time in found.items() if gold.start <= at < gold.end), None))


def _time(gold: GoldTime, time: StoryTime | None) -> Iterator[str]:
    if time is None:
        if not gold.optional:
            yield f"{gold.id} {gold.text!r} is missing"
    elif not _same_value(time.value, gold.value):
        yield f"{gold.id} {gold.text!r} is {time.value}, not {gold.value}"
    elif (gold.type == "AGE") != time.is_age:
        yield f"{gold.id} {gold.text!r} is {'an age' if time.is_age else 'no age'}"


def _events(match: Match) -> Iterator[str]:
    for gold in match.gold.events:
        if gold.sentence is None:
            event = next((event for event in match.reading.events if event.kind == "publication"), None)
        else:
            event = _told_in(match, gold, gold.sentence)
        if event is None:
            yield f"{gold.id} is missing: {gold.what}"
        elif not _same_date(event, gold.date):
            yield f"{gold.id} is dated {event.edtf or event.value}, not {gold.date}: {gold.what}"
        elif missing := set(gold.who) - {match.ids.get(participant.entity or "") for participant in event.who}:
            yield f"{gold.id} has no {', '.join(sorted(missing))} in it: {gold.what}"


def _told_in(match: Match, gold: GoldEvent, sentence: Span) -> Event | None:
    """Of the events that the words tell, the one with the right date; else the first."""
    told = [
        event
        for event in match.reading.events
        if any(_overlap(match.span(excerpt), sentence) for excerpt in (*event.told, *_what(event)))
    ]
    return next((event for event in told if _same_date(event, gold.date)), next(iter(told), None))


def _what(event: Event) -> tuple[Excerpt, ...]:
    return (event.what,) if event.what else ()


def _checks(match: Match) -> Iterator[str]:
    said = [f"{check.sentence} {' '.join(span.text for span in check.spans)}" for check in match.reading.checks]
    for gold in match.gold.checks:
        literals = {literal.strip('"') for literal in _LITERAL.findall(gold.check)}
        if not any(_holds(literals, sentence) for sentence in said):
            yield f"nothing compares {', '.join(sorted(literals))}: {gold.check}"


def _holds(literals: Iterable[str], sentence: str) -> bool:
    return all(word in sentence for literal in literals for word in _telling(literal.split()))


def _telling(words: list[str]) -> list[str]:
    """Names and numbers, where there are any: "in February" is compared by its month."""
    return [word for word in words if not word[0].islower()] or words


def _strays(match: Match) -> Iterator[str]:
    """Mentions outside headline, deck, captions and body of the story."""
    read = [line for line in match.gold.lines if {"headline", "deck", "caption", "body"} & set(line.roles)]
    for entity in _all_entities(match.reading):
        for mention in entity.mentions:
            span = match.span(mention)
            if not any(_overlap(span, (line.start, line.end)) for line in read):
                yield f"{entity.name} is found at {span}, which is not of the story"


def _same_entities(match: Match) -> Iterator[tuple[str, str]]:
    """Each entity of the record with the one of the gold that most of its mentions are."""
    for entity in _all_entities(match.reading):
        spans = [match.span(mention) for mention in entity.mentions if mention.kind != "pronoun"]
        votes: Counter[str] = Counter()
        for one in match.gold.entities:
            votes[one.id] += sum(_overlap(span, own) for own in one.mentions for span in spans)
        if votes.total():
            yield entity.id, votes.most_common(1)[0][0]


def _all_entities(reading: Reading) -> tuple[Entity, ...]:
    return (*reading.people, *reading.organisations, *reading.places)


def _in_a_field(story: Story, name: str | None) -> bool:
    fields = (story.publisher, story.agency, story.copyright, *(image.credit for image in story.images))
    return bool(name) and any(name in field for field in fields if field and name)


def _same_value(value: str, gold: str) -> bool:
    """Equal, or equal to the day where the gold gives a part of the day, and to the minute where it gives a time."""
    if "T" in gold and not gold.startswith("P"):
        length = _DAY if gold[_DAY + 1 : _DAY + 2].isalpha() else len("2025-04-17T20:30")
        return value[:length] == gold[:length]
    return value == gold


def _same_date(event: Event, gold: str | None) -> bool:
    if gold is None:
        return event.status == "undated"
    if gold.startswith("before "):
        return event.first is None and bool(event.last) and str(event.last) < gold.removeprefix("before ")
    if not gold[:4].isdigit():  # words such as "late 1990s": the years decide
        return bool(event.first) and set(re.findall(r"\d{3}", gold)) <= {str(event.first)[:3]}
    return bool(event.edtf or event.value) and _same_value(event.edtf or event.value or "", gold)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def main() -> None:
    """Read the page, print the differences; the exit code is 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    gold = sound(msgspec.json.decode(given.gold.read_bytes(), type=Gold), given.page.read_text(encoding="utf-8"))
    places = SourceMap(copydesk.read(given.page, desk=True), given.page.read_bytes())
    differences = compared(places, gold)
    for difference in differences:
        print(difference)
    counts = {name: len(getattr(gold, name)) for name in Gold.__struct_fields__}
    print(f"{len(differences)} differences; compared {', '.join(f'{count} {name}' for name, count in counts.items())}")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
