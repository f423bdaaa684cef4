"""The desk: a story or a bare text in, its reading out. One pass of the language model serves names, quotes, events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from copydesk.desk import language_model
from copydesk.desk.checks import run_checks
from copydesk.desk.copy import Place, copy_of, paragraphs_of, placed
from copydesk.desk.events import find_events, find_main_event
from copydesk.desk.material import Material, Paragraph
from copydesk.desk.names import find_people_and_places
from copydesk.desk.quotes import find_quotes
from copydesk.desk.quotes.when import dated
from copydesk.desk.tabled import languages as tabled_languages
from copydesk.desk.tabled import read_by_tables
from copydesk.desk.times import find_times, solve
from copydesk.desk.times.language import languages
from copydesk.layout.language import detected_language
from copydesk.layout.source_map import Annotation, SourceMap, plain_span
from copydesk.records import Capture, Span, Story
from copydesk.records.reading import Entity, Quote, Reading, StoryTime, Unread

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed

__all__ = ["annotate", "read_desk", "source_span", "with_reading"]

_BREAK: Final = "\n\n"
_PEOPLE: Final = frozenset({"person", "group"})
_ENTITIES: Final = ("people", "organisations", "places")
_COMMAND: Final = "pip install 'copydesk[desk]'"
_NAMED: Final = ("people without title, quote, byline, keyword or known given name", "organisations", "places")
_UNTABLED: Final = (*_NAMED, "quotes without quote marks", "events")
"""What tables alone do not tell."""
_TELLING: Final = 40
"""Paragraphs by which the language is told."""
# Quotes and events are read from English grammar; times have tables of their own for more languages.
_MODEL_LANGUAGES: Final = frozenset({"en"})


class _Known(msgspec.Struct, frozen=True):
    """What is known of a text besides its words."""

    published: str | None
    language: str
    dateline: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    """Names that the page gives beside its text, each with the rule that gives it."""


def read_desk(story: Story) -> Reading:
    """What a story says: headline, deck, captions and body, each copy once.

    Every annotation gives `block`, an index into `story.blocks`, and `[start, end)` in that block's text.
    Without the extra `desk` the reading holds times, the checks on them and quotes in quote marks, with their speakers
    as printed, and `unread` names the rest.
    """
    paragraphs, places = copy_of(story)
    published = story.published.value if story.published else None
    dateline = story.dateline.place if story.dateline else None
    return _read_placed(paragraphs, places, _Known(published, story.language or "en", dateline, _stated_names(story)))


def _stated_names(story: Story) -> tuple[tuple[str, str], ...]:
    signed = [(author.name, "names/byline") for author in story.authors]
    return (*signed, *((tag, "names/keyword") for tag in story.tags))


def with_reading(story: Story) -> Story:
    """The same story with its reading."""
    return msgspec.structs.replace(story, reading=read_desk(story))


def annotate(text: str, *, published: str | None = None, language: str = "en") -> Reading:
    """What a bare text says. The text is one block: `block` is 0 and offsets count in the text itself.

    Args:
        text: Paragraphs parted by blank lines; a paragraph that stands twice is read once.
        published: The publication instant in its own zone, ISO 8601; without it times stay open that need it.
        language: BCP 47 code; where the text is plainly in another, that one counts.

    """
    paragraphs, places = paragraphs_of(text)
    return _read_placed(paragraphs, places, _Known(published, language))


def source_span(story: Story, annotation: Annotation, source: bytes | str | Capture | None = None) -> Span:
    """The span of an annotation's words in the source that the story was read from.

    Args:
        story: The story.
        annotation: Anything with `block`, `start` and `end`.
        source: What the story was read from; for many annotations make one `copydesk.SourceMap` of it. A block that
            stands in its source letter by letter, as most do in plain text, can do without.

    Raises:
        ValueError: The block stands in the source with markup or the like, and no source is given; the story was read
            from another; or the words do not stand there in a row.
    """
    span = SourceMap(story, source).span(annotation) if source is not None else plain_span(story, annotation)
    if span is None and source is None:
        raise ValueError("the block stands in its source with markup or other spaces: hand over the source as well")
    if span is None:
        raise ValueError("the annotation's words do not stand in the source in a row: it has no span there")
    return span


def _read_placed(paragraphs: tuple[Paragraph, ...], places: tuple[Place, ...], known: _Known) -> Reading:
    texts = [paragraph.text for paragraph in paragraphs]
    tag = _language_of(texts, known.language)
    language = tag.split("-")[0].lower()
    unread = _unread(language)
    parsed = language_model.parse(texts) if not unread else ()
    entities, quotes = _people_and_quotes(texts, parsed, language, known)
    times = _times(texts, known.published, tag)
    material = Material(
        paragraphs=paragraphs,
        published=known.published,
        dateline=known.dateline,
        language=language,
        parsed=parsed,
        entities=entities,
        quotes=dated(quotes, times, texts, known.published),
        times=times,
    )
    return placed(_reading_of(material, unread), places)


def _people_and_quotes(
    texts: Sequence[str], parsed: Sequence[Parsed], language: str, known: _Known
) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
    """People, organisations and places with the quotes: by the model, by marks alone, or by tables."""
    if language in _MODEL_LANGUAGES:
        entities = find_people_and_places(parsed) if parsed else ()
        return entities, find_quotes(texts, parsed or None, entities)
    return read_by_tables(texts, language, known.names) if language in tabled_languages() else ((), ())


def _language_of(texts: Sequence[str], stated: str) -> str:
    """What is stated, unless the text is in another language: one read as English by mistake has made-up people."""
    found = detected_language(" ".join(texts[:_TELLING]))
    return found.language if found is not None and found.contradicts(stated) else stated


def _reading_of(material: Material, unread: tuple[Unread, ...]) -> Reading:
    events = find_events(material)
    return Reading(
        people=tuple(entity for entity in material.entities if entity.type in _PEOPLE),
        organisations=tuple(entity for entity in material.entities if entity.type == "organisation"),
        places=tuple(entity for entity in material.entities if entity.type == "place"),
        quotes=material.quotes,
        times=material.times,
        events=events,
        main=find_main_event(material, events),
        checks=run_checks(material, events),
        unread=unread,
    )


def _unread(language: str) -> tuple[Unread, ...]:
    if language in language_model.NAMERS:
        return _unread_names(language)
    if language not in _MODEL_LANGUAGES:
        parts = _UNTABLED if language in tabled_languages() else (*_ENTITIES, "quotes", "events")
        unread = Unread(parts=parts, reason=f"there is no language model for {language}")
        if language in languages():
            return (unread,)
        return (unread, Unread(parts=("times in words",), reason=f"there is no table of times for {language}"))
    if not language_model.is_installed():
        parts = (*_ENTITIES, "quotes without quote marks", "events")
        return (Unread(parts=parts, reason="the language model is not installed", command=_COMMAND),)
    return ()


def _unread_names(language: str) -> tuple[Unread, ...]:
    """What is left out in a language that has a model for names alone."""
    reason = f"the language model for {language} finds names alone"
    unread = Unread(parts=_UNTABLED[len(_NAMED) :], reason=reason)
    if language_model.has_namer(language):
        return (unread,)
    extra = language_model.NAMERS[language][1]
    missing = f"the language model for {language} is not installed"
    return Unread(parts=_NAMED, reason=missing, command=f"pip install 'copydesk[{extra}]'"), unread


def _times(texts: Sequence[str], published: str | None, language: str) -> tuple[StoryTime, ...]:
    """The times of all paragraphs, read as one text, so that one paragraph can settle another."""
    text = _BREAK.join(texts)
    found = solve(find_times(text, published=published, language=language), text, published=published)
    times: list[StoryTime] = []
    block, offset = 0, 0
    for time in found:
        while block < len(texts) and time.start >= offset + len(texts[block]):
            offset += len(texts[block]) + len(_BREAK)
            block += 1
        if block < len(texts) and offset <= time.start and time.end <= offset + len(texts[block]):
            fields = msgspec.structs.asdict(time) | {"start": time.start - offset, "end": time.end - offset}
            times.append(StoryTime(block=block, **fields))
    return tuple(times)
