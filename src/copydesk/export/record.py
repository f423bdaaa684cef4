"""The whole record as JSON: every field present, in the order of the record, empty ones as null, [] or {}."""

from typing import TypeVar

import msgspec
from msgspec import Struct

from copydesk.export.neutral import json_escaped, without_foreign_scheme
from copydesk.records import Image, Related, Story
from copydesk.records.plain import encoded

__all__ = ["dump", "line", "to_json", "to_jsonl"]

Record = TypeVar("Record", bound=Struct)


def to_json(story: Story) -> str:
    """The record as indented JSON, ending in a newline."""
    return dump(_guarded(story))


def to_jsonl(story: Story) -> str:
    """The record as one line of JSON, ending in a newline."""
    return line(_guarded(story))


def dump(value: object) -> str:
    """Any record or plain value as indented JSON; the same value always gives the same text."""
    return json_escaped(msgspec.json.format(encoded(value), indent=2)) + "\n"


def line(value: object) -> str:
    """Any record or plain value as one line of JSON."""
    return json_escaped(encoded(value)) + "\n"


def _guarded(story: Story) -> Story:
    source = story.source
    return _replaced(
        story,
        source=_replaced(
            source,
            url=_guarded_url(source.url),
            answered_url=_guarded_url(source.answered_url),
            canonical_url=_guarded_url(source.canonical_url),
        ),
        images=tuple(_guarded_image(image) for image in story.images),
        related=tuple(_guarded_related(related) for related in story.related),
    )


def _guarded_image(image: Image) -> Image:
    return _replaced(image, url=_guarded_url(image.url) or "")


def _guarded_related(related: Related) -> Related:
    return _replaced(related, url=_guarded_url(related.url))


def _guarded_url(url: str | None) -> str | None:
    return without_foreign_scheme(url) if url else url


def _replaced(record: Record, **changes: object) -> Record:
    return msgspec.structs.replace(record, **changes)
