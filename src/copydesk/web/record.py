"""The fields of a story as rows: value, confidence, origin, and for one of them what won and what lost."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from copydesk.records import Evidence, Image, Person, Related, Story
from copydesk.web.lit import lit
from copydesk.web.shape import Row, clipped
from copydesk.web.sure import origin, steps_of, word_of
from copydesk.web.text import when

__all__ = ["FIELDS", "CandidateRow", "FieldRow", "candidates_of", "fields_of", "label_of", "shown_fields"]

FIELDS: Final = (
    "headline", "kicker", "deck", "byline", "authors", "agency", "dateline", "published", "modified", "section",
    "tags", "publisher", "language", "access", "images", "reading_time", "copyright", "corrections", "canonical_url",
)  # fmt: skip
"""In the order in which a record is read."""


class FieldRow(Row, frozen=True, kw_only=True):
    """A field: its value in words; confidence and origin are those of the evidence that was chosen."""

    field: str
    label: str
    value: str
    confidence: float | None = None
    word: str = ""
    steps: int = 0
    origin: str = ""
    rule: str = ""
    candidates: int = 0
    lost: int = 0


class CandidateRow(Row, frozen=True, kw_only=True):
    """One candidate for a field: whether it won, where its words stand, and why not where it lost."""

    field: str
    key: int
    chosen: bool
    text: str
    confidence: float
    word: str
    steps: int
    origin: str
    rule: str
    reason: str
    block: int | None = None
    start: int | None = None
    end: int | None = None
    unlit: str = ""


def label_of(field: str) -> str:
    """The field's name for people.

    >>> label_of("reading_time")
    'Reading time'
    """
    return field.replace("_", " ").capitalize().replace(" url", " address")


def fields_of(story: Story) -> Iterator[FieldRow]:
    """The fields that have a value, or candidates that lost."""
    for field in shown_fields(story):
        value, entries = _value(story, field), story.evidence.get(field, ())
        if value or entries:
            yield _row(field, value, entries)


def shown_fields(story: Story) -> tuple[str, ...]:
    """All fields in the order in which they are read; the text itself is none of them."""
    return (*FIELDS, *sorted(set(story.evidence) - {*FIELDS, "text"}))


def candidates_of(story: Story, field: str) -> Iterator[CandidateRow]:
    """The candidates of a field, the winner first, each place of its words a row."""
    entries = sorted(story.evidence.get(field, ()), key=lambda entry: not entry.chosen)
    for key, entry in enumerate(entries, 1):
        for place in lit(story, entry):
            yield CandidateRow(
                field=field,
                key=key,
                chosen=entry.chosen,
                text=clipped(entry.text),
                confidence=entry.confidence,
                word=word_of(entry.confidence),
                steps=steps_of(entry.confidence),
                origin=clipped(origin(entry), 300),
                rule=entry.rule,
                reason=clipped(entry.reason),
                block=place.block,
                start=place.start if place.block is not None else None,
                end=place.end if place.block is not None else None,
                unlit=place.why,
            )


def _row(field: str, value: str, entries: tuple[Evidence, ...]) -> FieldRow:
    row = FieldRow(
        field=field,
        label=label_of(field),
        value=clipped(value),
        candidates=len(entries),
        lost=sum(_is_against(entry) for entry in entries),
    )
    chosen = next((entry for entry in entries if entry.chosen), None)
    if chosen is None:
        return row
    return replace(
        row,
        confidence=chosen.confidence,
        word=word_of(chosen.confidence),
        steps=steps_of(chosen.confidence),
        origin=clipped(origin(chosen), 300),
        rule=chosen.rule,
    )


def _is_against(entry: Evidence) -> bool:
    """Whether the candidate says something else than the one that was chosen."""
    return not entry.chosen and not (entry.reason or "").startswith("agrees with")


def _value(story: Story, field: str) -> str:
    if field == "canonical_url":
        return story.source.canonical_url or ""
    if field in ("published", "modified"):
        instant = story.published if field == "published" else story.modified
        return f"{when(instant.value)}{_ZONES.get(instant.zone, '')}" if instant else ""
    if field == "dateline":
        return story.dateline.place if story.dateline else ""
    if field == "section":
        return " / ".join(story.section)
    if field == "reading_time":
        return _spelled(story.reading_time or "")
    value: object = getattr(story, field, None)
    if isinstance(value, tuple):
        return (" · " if field in _SENTENCES else ", ").join(map(_item, value))
    return "" if value in (None, "unknown") else str(value)


_SENTENCES: Final = ("related", "images", "corrections", "posts")
"""Fields whose values have commas of their own."""
_MINUTES: Final = re.compile(r"PT(\d+)M")
_ZONES: Final = {"stated": "", "inferred": ", zone inferred", "unknown": ", no zone printed"}


def _spelled(duration: str) -> str:
    """An ISO 8601 duration of minutes in words; any other as it is.

    >>> _spelled("PT2M"), _spelled("PT1M"), _spelled("PT1H")
    ('2 minutes', '1 minute', 'PT1H')
    """
    minutes = _MINUTES.fullmatch(duration)
    return duration if minutes is None else f"{minutes[1]} minute{'s' * (minutes[1] != '1')}"


def _item(value: object) -> str:
    if isinstance(value, Person):
        return f"{value.name} ({value.role})" if value.role else value.name
    if isinstance(value, Related):
        return value.headline
    if isinstance(value, Image):
        return value.url or value.caption or value.alt or "a picture"
    return str(value)
