"""Made-up heads of pages, and what is declared in them."""

from types import SimpleNamespace

import msgspec

from copydesk.fields.access import declared_access
from copydesk.fields.body import declared_bodies
from copydesk.fields.byline.declared import declared_agencies, declared_authors, declared_bylines
from copydesk.fields.candidates import choose
from copydesk.fields.canonical_url import declared_addresses
from copydesk.fields.copyright import declared_copyrights
from copydesk.fields.deck import declared_decks
from copydesk.fields.headline.declared import declared_headlines
from copydesk.fields.images.declared import declared_images
from copydesk.fields.language import declared_languages
from copydesk.fields.posts.declared import declared_posts
from copydesk.fields.published.declared import declared_changes, declared_publications
from copydesk.fields.publisher import declared_publishers
from copydesk.fields.reading_time import declared_reading_times
from copydesk.fields.related import declared_related
from copydesk.fields.section import declared_sections
from copydesk.fields.tags import declared_tags
from copydesk.layout.declarations import declared_page
from copydesk.layout.head import Head, MetaTag, Script

READERS = {
    "headline": declared_headlines,
    "deck": declared_decks,
    "byline": declared_bylines,
    "authors": declared_authors,
    "agency": declared_agencies,
    "published": declared_publications,
    "modified": declared_changes,
    "section": declared_sections,
    "tags": declared_tags,
    "images": declared_images,
    "publisher": declared_publishers,
    "language": declared_languages,
    "canonical_url": declared_addresses,
    "access": declared_access,
    "copyright": declared_copyrights,
    "reading_time": declared_reading_times,
    "body": declared_bodies,
    "related": declared_related,
    "posts": declared_posts,
}
"""The reader of each field's declarations."""
URL = "https://www.example.com/coast/harbour-reopens"


def declared(head, url=None):
    """What a head declares, field by field."""
    page = declared_page(head, url)
    return SimpleNamespace(**{field: tuple(page.once(read)) for field, read in READERS.items()})


def metas(**contents):
    return tuple(MetaTag(name.replace("__", ":"), content, None, "property") for name, content in contents.items())


def page(article=None, *, head=None, graph=(), url=URL, **contents):
    documents = [*graph, *([{"@type": "NewsArticle", **article}] if article is not None else [])]
    scripts = tuple(Script(msgspec.json.encode(one).decode(), (0, 9), index) for index, one in enumerate(documents))
    base = head or Head()
    return declared(
        msgspec.structs.replace(base, metas=base.metas + metas(**contents), scripts=base.scripts + scripts), url
    )


def value(candidates):
    return choose(candidates).value


def names(candidates):
    return [person.name for person in value(candidates) or ()]
