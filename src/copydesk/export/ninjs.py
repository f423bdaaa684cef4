"""The story as IPTC ninjs 3.1 (News in JSON)."""

from datetime import datetime

from copydesk.export.jsonld import Json, present
from copydesk.export.neutral import web_address, web_url
from copydesk.export.record import dump, line
from copydesk.patterns import pattern
from copydesk.records import Image, Instant, Reading, Related, Story

__all__ = ["news_item", "to_ninjs", "to_ninjs_line"]

_STANDARD: dict[str, Json] = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_REPRESENTATION = {"open": "full", "paywalled": "partial", "truncated": "partial"}
_MOMENT = pattern(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)")


def to_ninjs(story: Story) -> str:
    """A ninjs 3.1 item as indented JSON."""
    return dump(news_item(story))


def to_ninjs_line(story: Story) -> str:
    """A ninjs 3.1 item as one line of JSON."""
    return line(news_item(story))


def news_item(story: Story) -> dict[str, Json]:
    """The ninjs item as plain values.

    ninjs knows no time without a zone: a date that lacks one stands in `edNote`, as the page prints it.
    """
    first, last = _moment(story.published), _moment(story.modified)
    return {
        "uri": _uri(story),
        "type": "text",
        "standard": _STANDARD,
        **present(
            representationType=_REPRESENTATION.get(story.access),
            language=story.language,
            firstCreated=first,
            versionCreated=last or first,
            copyrightNotice=story.copyright,
            edNote=_zoneless(story),
            by=story.byline,
            located=story.dateline.place if story.dateline else None,
        ),
        **_texts(story),
        **_concepts(story),
        **_named(story.reading),
        "altIds": [{"role": "sha256", "value": story.source.sha256}],
    }


def _uri(story: Story) -> str:
    source = story.source
    return web_address(source) or f"urn:sha256:{source.sha256}"


def _texts(story: Story) -> dict[str, Json]:
    return present(
        headlines=[*_said("main", story.headline), *_said("kicker", story.kicker)],
        descriptions=[
            *_said("deck", story.deck),
            *(note for text in story.corrections for note in _said("correction", text)),
        ],
        bodies=[_body(story.text)] if story.text else [],
    )


def _said(role: str, text: str | None) -> list[Json]:
    return [{"role": role, "contentType": "text/plain", "value": text}] if text else []


def _body(text: str) -> dict[str, Json]:
    return {
        "role": "main",
        "contentType": "text/plain",
        "charCount": len(text),
        "wordCount": len(text.split()),
        "value": text,
    }


def _concepts(story: Story) -> dict[str, Json]:
    sources = [(person.name, "author") for person in story.authors]
    sources += [(name, role) for name, role in ((story.agency, "originated"), (story.publisher, "published")) if name]
    subjects = [(name, "category") for name in story.section] + [(name, "keyword") for name in story.tags]
    return present(
        infoSources=[{"name": name, "role": role} for name, role in sources],
        subjects=[{"name": name, "rel": rel} for name, rel in subjects],
        associations=[
            *(item for image in story.images for item in _picture(image)),
            *(item for related in story.related for item in _related(related)),
        ],
    )


def _named(reading: Reading | None) -> dict[str, Json]:
    """Who and what is named in the story; ninjs has no place for quotes, dates and checks."""
    if reading is None:
        return {}
    return present(
        people=[{"name": person.name} for person in reading.people if person.type == "person" and person.is_named],
        organisations=[{"name": organisation.name} for organisation in reading.organisations],
        places=[{"name": place.name} for place in reading.places],
    )


def _picture(image: Image) -> list[Json]:
    url = web_url(image.url)
    if not url or image.role == "author":
        return []
    return [
        {
            "name": image.caption or image.alt or "picture",
            "rel": f"{image.role} picture",
            "uri": url,
            "type": "picture",
            **present(
                by=image.credit,
                descriptions=[*_said("caption", image.caption), *_said("alt", image.alt)],
                renditions=[{"name": "original", "href": url}],
            ),
        }
    ]


def _related(related: Related) -> list[Json]:
    url = web_url(related.url)
    return [{"name": related.headline, "rel": "related", "uri": url, "type": "text"}] if url else []


def _moment(instant: Instant | None) -> str | None:
    parts = _MOMENT.fullmatch(instant.value) if instant else None
    if not parts:
        return None
    moment = f"{parts[1]}{parts[2] or ':00'}{parts[3]}"
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return None
    return moment


def _zoneless(story: Story) -> str | None:
    dates = (("Published", story.published), ("Modified", story.modified))
    notes = [
        f"{label} {instant.value}, printed as {instant.text!r}: no full time with a zone."
        for label, instant in dates
        if instant and not _moment(instant)
    ]
    return " ".join(notes)
