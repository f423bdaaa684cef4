"""The story as schema.org NewsArticle in JSON-LD, safe to stand inside a script element."""

import re
from typing import TypeAlias

from copydesk.export.neutral import web_address, web_url
from copydesk.export.record import dump, line
from copydesk.patterns import pattern
from copydesk.records import Entity, Event, Image, Person, Quote, Reading, Story

__all__ = ["Json", "news_article", "to_jsonld", "to_jsonld_line"]

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

_FREE = {"open": True, "metered": False, "paywalled": False}
_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}
_DATE = pattern(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_DURATION = pattern(r"P(?=\d|T\d)(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?")
_SCRIPT_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def to_jsonld(story: Story) -> str:
    """A NewsArticle as indented JSON-LD; `<`, `>` and `&` are escaped."""
    return dump(news_article(story)).translate(_SCRIPT_ESCAPES)


def to_jsonld_line(story: Story) -> str:
    """A NewsArticle as one line of JSON-LD."""
    return line(news_article(story)).translate(_SCRIPT_ESCAPES)


def news_article(story: Story) -> dict[str, Json]:
    """The NewsArticle as plain values; what the story does not say is left out."""
    url = web_address(story.source)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url or f"urn:sha256:{story.source.sha256}",
        **present(
            url=url,
            mainEntityOfPage={"@type": "WebPage", "@id": url} if url else None,
            headline=story.headline,
            description=story.deck,
            articleBody=story.text,
            articleSection=list(story.section),
            keywords=list(story.tags),
            image=[_image(image) for image in story.images if image.role != "author" and web_url(image.url)],
            inLanguage=story.language,
            isAccessibleForFree=_FREE.get(story.access),
            copyrightNotice=story.copyright,
            correction=list(story.corrections),
            timeRequired=_matching(_DURATION, story.reading_time),
        ),
        **_credits(story),
        **_when_and_where(story),
        **(_reading(story.reading) if story.reading else {}),
    }


def present(**values: Json) -> dict[str, Json]:
    """The values that say something: no None, no empty text, list or object."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def _credits(story: Story) -> dict[str, Json]:
    return present(
        author=[_person(person) for person in story.authors],
        sourceOrganization=_organisation(story.agency),
        publisher=_organisation(story.publisher),
    )


def _when_and_where(story: Story) -> dict[str, Json]:
    dateline = story.dateline
    return present(
        dateline=dateline.text if dateline else None,
        locationCreated={"@type": "Place", "name": dateline.place} if dateline else None,
        datePublished=_matching(_DATE, story.published.value if story.published else None),
        dateModified=_matching(_DATE, story.modified.value if story.modified else None),
    )


def _reading(reading: Reading) -> dict[str, Json]:
    """Everybody and everything that is named, the events with a day, and what was said in quote marks.

    schema.org has no place for indirect speech and for checks.
    """
    entities = (*reading.people, *reading.organisations, *reading.places)
    named = {entity.id: _entity(entity) for entity in entities if entity.is_named and entity.name}
    mentions: list[Json] = [*named.values()]
    mentions.extend(_event(event) for event in reading.events if event.what and event.first)
    return present(
        mentions=mentions,
        hasPart=[_quotation(quote, named) for quote in reading.quotes if _is_claim(quote)],
    )


def _entity(entity: Entity) -> dict[str, Json]:
    others: list[Json] = [variant for variant in entity.variants if variant != entity.name and variant]
    return {"@type": _TYPES.get(entity.type, "Thing"), **present(name=entity.name, alternateName=others)}


def _event(event: Event) -> dict[str, Json]:
    days = present(startDate=_matching(_DATE, event.first), endDate=_matching(_DATE, event.last))
    return {"@type": "Event", **present(name=event.what.text if event.what else None), **days}


def _is_claim(quote: Quote) -> bool:
    """All of it in quote marks, and said."""
    return quote.kind == "direct" and bool(quote.content) and not quote.is_denied


def _quotation(quote: Quote, named: dict[str, dict[str, Json]]) -> dict[str, Json]:
    speaker = named.get(quote.speaker_entity or "")
    by = speaker if speaker and speaker["@type"] in ("Person", "Organization") else None
    return {"@type": "Quotation", **present(text=" ".join(piece.text for piece in quote.content), spokenByCharacter=by)}


def _person(person: Person) -> dict[str, Json]:
    return {
        "@type": "Person",
        **present(name=person.name, jobTitle=person.role, affiliation=_organisation(person.organisation)),
    }


def _organisation(name: str | None) -> dict[str, Json] | None:
    return {"@type": "Organization", "name": name} if name else None


def _image(image: Image) -> dict[str, Json]:
    said = present(url=web_url(image.url), caption=image.caption, creditText=image.credit, description=image.alt)
    return {"@type": "ImageObject", **said}


def _matching(form: re.Pattern[str], value: str | None) -> str | None:
    return value if value and form.fullmatch(value) else None
