"""For who outgrows one file: an index mapping and bulk lines for OpenSearch, with family, shares, people and times.

`collapse` on `family` is the one row for a family; the `cjk` analyzer reads scripts without spaces.
"""

from collections.abc import Mapping
from typing import Final

from copydesk.export.neutral import web_url
from copydesk.records import Story

__all__ = ["MAPPING", "bulk_lines"]

_KEYWORD: Final = {"type": "keyword"}
_DATE: Final = {
    "type": "date",
    "format": "strict_date_optional_time||yyyy-MM-dd||yyyy-MM||yyyy",
    "ignore_malformed": True,
}
_TEXT: Final = {"type": "text", "fields": {"cjk": {"type": "text", "analyzer": "cjk"}}}

MAPPING: Final[dict[str, object]] = {
    "mappings": {
        "properties": {
            "family": _KEYWORD,
            "story": _KEYWORD,
            "outlet": _KEYWORD,
            "publisher": _KEYWORD,
            "agency": _KEYWORD,
            "language": _KEYWORD,
            "url": _KEYWORD,
            "headline": _TEXT,
            "deck": _TEXT,
            "text": _TEXT,
            "authors": _KEYWORD,
            "tags": _KEYWORD,
            "people": _KEYWORD,
            "speakers": _KEYWORD,
            "published": _DATE,
            "first_seen": _DATE,
            "last_seen": _DATE,
            "times": _KEYWORD,
        }
    }
}
"""What to create the index with."""


def bulk_lines(story: Story, *, index: str, place: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The two lines of the bulk API for one capture.

    Args:
        story: the record.
        index: name of the index.
        place: what the archive knows besides: id, story, family, outlet, first_seen, last_seen.
    """
    reading = story.reading
    document = {
        **{name: value for name, value in place.items() if name != "id"},
        "publisher": story.publisher,
        "agency": story.agency,
        "language": story.language,
        "url": web_url(story.source.url or story.source.canonical_url),
        "headline": story.headline,
        "deck": story.deck,
        "text": story.text,
        "authors": [author.name for author in story.authors],
        "tags": list(story.tags),
        "published": story.published.value if story.published else None,
        "people": [entity.name for entity in reading.people if entity.is_named] if reading else [],
        "speakers": sorted({quote.speaker.text for quote in reading.quotes if quote.speaker}) if reading else [],
        "times": sorted({time.value for time in reading.times}) if reading else [],
    }
    return {"index": {"_index": index, "_id": str(place["id"])}}, document
