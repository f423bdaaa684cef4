"""A story as rows of the tables: pure functions, one for each table, in the order of `columns.toml`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final, NamedTuple

from copydesk.export.neutral import without_foreign_scheme
from copydesk.export.tables.columns import Row, Value
from copydesk.export.tables.places import PlacedStory, Spans
from copydesk.layout.source_map import Annotation, plain_span
from copydesk.records import Entity, Event, Excerpt, Failure, Instant, Mention, Quote, Reading, Span, Story, StoryTime

__all__ = ["ROWS", "Told", "failure_row", "told", "utc"]


class Told(NamedTuple):
    """A story with its id and its place in the tables, and the names of the entities that its reading knows by id."""

    id: str
    position: int
    story: Story
    names: dict[str, str]
    spans: Spans | None = None
    """Places in the source, where they were looked up."""

    @property
    def reading(self) -> Reading:
        """What the desk made of the story, empty where it was not asked."""
        return self.story.reading or _NOT_READ

    def key(self, own: str | None) -> str | None:
        """The id of something in the story as it is in the whole corpus."""
        return f"{self.id}/{own}" if own else None

    def span(self, at: Annotation) -> Span | None:
        """The annotation's place in the source; without the source only where the block stands there to the letter."""
        if self.spans is None:
            return plain_span(self.story, at)
        return self.spans.get((at.block, at.start, at.end))


_NOT_READ: Final = Reading()


def told(record: Story | PlacedStory, key: str, position: int) -> Told:
    """The story under its id, at its place among the stories."""
    story, spans = (record, None) if isinstance(record, Story) else (record.story, record.spans())
    reading = story.reading or _NOT_READ
    entities = (*reading.people, *reading.organisations, *reading.places)
    return Told(key, position, story, {entity.id: entity.name for entity in entities}, spans)


def failure_row(failure: Failure) -> Row:
    """The row of a source that gave no story."""
    place: Row = {"name": failure.name, "url": failure.url, "warc_offset": failure.offset}
    return _storable({**place, "reason": failure.reason, "message": failure.message})


def utc(instant: Instant | None) -> str | None:
    """The instant in UTC to the second, such as `2025-04-17T15:00:00Z`; None where no offset is known."""
    try:
        moment = datetime.fromisoformat(instant.value) if instant else None
        if moment is None or moment.utcoffset() is None:
            return None
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):  # a page may print February 31, or the year 1 in a zone ahead of UTC
        return None


def _stories(told: Told) -> Iterator[Row]:
    story = told.story
    key: Row = {"id": told.id, "position": told.position, "name": story.source.name}
    yield {**key, **_head(story), **_page(story), **_pictures(story), **_notes(story), **_origin(story), **_body(story)}


def _origin(story: Story) -> Row:
    source = story.source
    return {
        "url": _url(source.url),
        "answered_url": _url(source.answered_url),
        "canonical_url": _url(source.canonical_url),
        "status": source.status,
        "fetched_at": source.fetched_at,
        "kind": source.kind,
        "sha256": source.sha256,
        "warc_id": source.warc.id if source.warc else None,
        "warc_date": source.warc.date if source.warc else None,
        "warc_offset": source.warc.offset if source.warc else None,
        "warnings": tuple(warning.message for warning in source.warnings),
    }


def _head(story: Story) -> Row:
    return {
        "headline": story.headline,
        "kicker": story.kicker,
        "deck": story.deck,
        "byline": story.byline,
        "authors": tuple(person.name for person in story.authors),
        "agency": story.agency,
        "dateline": story.dateline.place if story.dateline else None,
        **_instant("published", story.published),
        **_instant("modified", story.modified),
    }


def _instant(name: str, instant: Instant | None) -> Row:
    return {
        name: instant.value if instant else None,
        f"{name}_zone": instant.zone if instant else None,
        f"{name}_utc": utc(instant),
    }


def _page(story: Story) -> Row:
    return {
        "publisher": story.publisher,
        "section": story.section,
        "tags": story.tags,
        "language": story.language,
        "access": story.access,
    }


def _pictures(story: Story) -> Row:
    pictures = [image for image in story.images if image.role != "author"]
    return {
        "images": tuple(_url(image.url) or "" for image in pictures),
        "image_caption": pictures[0].caption if pictures else None,
        "image_credit": pictures[0].credit if pictures else None,
    }


def _notes(story: Story) -> Row:
    return {
        "reading_time": story.reading_time,
        "copyright": story.copyright,
        "corrections": story.corrections,
        "related": tuple(related.headline for related in story.related),
    }


def _body(story: Story) -> Row:
    return {"unread": _unread(story.reading), "text": story.text}


def _unread(reading: Reading | None) -> tuple[str, ...] | None:
    if reading is None:
        return None
    return tuple(f"{', '.join(unread.parts)}: {unread.reason}" for unread in reading.unread)


def _entities(told: Told, entities: Iterable[Entity]) -> Iterator[Row]:
    for position, entity in enumerate(entities, 1):
        yield {
            "id": told.key(entity.id),
            "story_id": told.id,
            "position": position,
            "type": entity.type,
            "name": entity.name,
            "is_named": entity.is_named,
            "confidence": entity.confidence,
            "gender": entity.gender,
            "relative_of_id": told.key(entity.relative_of),
            "variants": entity.variants,
            "roles": _words(entity.roles),
            "ages": _words(entity.ages),
            "mentions": len(entity.mentions),
            **_place(told, next(iter(entity.mentions), None)),
        }


def _people(told: Told) -> Iterator[Row]:
    return _entities(told, told.reading.people)


def _organisations(told: Told) -> Iterator[Row]:
    return _entities(told, told.reading.organisations)


def _places(told: Told) -> Iterator[Row]:
    return _entities(told, told.reading.places)


def _quotes(told: Told) -> Iterator[Row]:
    for position, quote in enumerate(told.reading.quotes, 1):
        yield {
            "id": told.key(f"Q{position}"),
            "story_id": told.id,
            "position": position,
            "kind": quote.kind,
            "text": _joined(quote.content),
            "quoted": _words(quote.quoted),
            **_speaker(told, quote),
            **_addressee(told, quote),
            "when": quote.when,
            "rule": quote.rule,
            "rules": quote.rules,
            "confidence": quote.confidence,
            "reason": quote.reason,
            "pieces": len(quote.content),
            **_place(told, next(iter(quote.content), None)),
        }


def _speaker(told: Told, quote: Quote) -> Row:
    return {
        "speaker": _text(quote.speaker),
        "speaker_origin": quote.speaker_origin,
        "speaker_id": told.key(quote.speaker_entity),
        "speaker_name": told.names.get(quote.speaker_entity or ""),
        "speaker_rule": quote.speaker_rule,
        "is_denied": quote.is_denied,
        "cue": _text(quote.cue),
        "cue_lemma": quote.cue_lemma,
        "cue_class": quote.cue_class,
    }


def _addressee(told: Told, quote: Quote) -> Row:
    return {
        "addressee": _text(quote.addressee),
        "addressee_id": told.key(quote.addressee_entity),
        "addressee_name": told.names.get(quote.addressee_entity or ""),
    }


def _times(told: Told) -> Iterator[Row]:
    for position, time in enumerate(told.reading.times, 1):
        yield {
            "id": told.key(f"T{position}"),
            "story_id": told.id,
            "position": position,
            "text": time.text,
            "type": time.type,
            "value": time.value,
            "granularity": time.granularity,
            "mod": time.mod,
            "edtf": time.edtf,
            "is_age": time.is_age,
            "anchored": time.anchored,
            "rule": time.rule,
            "reasons": time.reasons,
            **_place(told, time),
        }


def _events(told: Told) -> Iterator[Row]:
    for position, event in enumerate(told.reading.events, 1):
        yield {
            "id": told.key(event.id),
            "story_id": told.id,
            "position": position,
            "kind": event.kind,
            "what": _text(event.what),
            "lemma": event.lemma,
            "family": event.family,
            **_parties(told, event),
            "times": _words(event.times),
            "value": event.value,
            "edtf": event.edtf,
            "first": event.first,
            "last": event.last,
            "granularity": event.granularity,
            "status": event.status,
            "is_ahead": event.is_ahead,
            "rule": event.rule,
            "rules": event.rules,
            "reasons": event.reasons,
            **_place(told, event.what),
        }


def _parties(told: Told, event: Event) -> Row:
    return {
        "who": tuple(participant.text for participant in event.who),
        "who_ids": tuple(f"{told.id}/{participant.entity}" for participant in event.who if participant.entity),
        "places": tuple(told.names.get(place, "") for place in event.where),
        "place_ids": tuple(f"{told.id}/{place}" for place in event.where),
    }


def _checks(told: Told) -> Iterator[Row]:
    for position, check in enumerate(told.reading.checks, 1):
        yield {
            "id": told.key(f"C{position}"),
            "story_id": told.id,
            "position": position,
            "rule": check.rule,
            "verdict": check.verdict,
            "sentence": check.sentence,
            "words": _words(check.spans),
            **_place(told, next(iter(check.spans), None)),
        }


def _place(told: Told, at: Excerpt | Mention | StoryTime | None) -> Row:
    start, end = (told.span(at) if at else None) or (None, None)
    return {
        "block": at.block if at else None,
        "block_start": at.start if at else None,
        "block_end": at.end if at else None,
        "source_start": start,
        "source_end": end,
    }


def _joined(content: tuple[Excerpt, ...]) -> str:
    text = content[0].text if content else ""
    for before, piece in pairwise(content):
        text += (" " if piece.block == before.block else "\n\n") + piece.text
    return text


def _words(excerpts: tuple[Excerpt, ...]) -> tuple[str, ...]:
    return tuple(excerpt.text for excerpt in excerpts)


def _text(excerpt: Excerpt | None) -> str | None:
    return excerpt.text if excerpt else None


def _url(url: str | None) -> str | None:
    return without_foreign_scheme(url) if url else url


def _storable(row: Row) -> Row:
    """The row as every kind of table can hold it: a lone surrogate becomes `?`, NUL the replacement character."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(_plain_text, value))
    return _plain_text(value) if isinstance(value, str) else value


def _plain_text(text: str) -> str:
    plain = text if text.isascii() else text.encode("utf-8", "replace").decode()
    return plain.replace("\0", "\ufffd")


def _each_storable(rows: Callable[[Told], Iterator[Row]]) -> Callable[[Told], Iterator[Row]]:
    return lambda told: map(_storable, rows(told))


ROWS: Final = {
    "stories": _each_storable(_stories),
    "people": _each_storable(_people),
    "organisations": _each_storable(_organisations),
    "places": _each_storable(_places),
    "quotes": _each_storable(_quotes),
    "times": _each_storable(_times),
    "events": _each_storable(_events),
    "checks": _each_storable(_checks),
}
"""The rows of a story in each table."""
