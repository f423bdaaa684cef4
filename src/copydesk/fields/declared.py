"""Everything that a page declares about its story, as candidates for each field."""

from copydesk.fields.access import declared_access
from copydesk.fields.body import declared_bodies
from copydesk.fields.byline.declared import (
    declared_agencies,
    declared_authors,
    declared_bylines,
    declared_signatures,
)
from copydesk.fields.candidates import propose
from copydesk.fields.canonical_url import declared_addresses
from copydesk.fields.deck import declared_decks
from copydesk.fields.headline.declared import declared_headlines
from copydesk.fields.images.declared import declared_images
from copydesk.fields.language import declared_languages
from copydesk.fields.posts.declared import declared_posts
from copydesk.fields.published.declared import declared_instants
from copydesk.fields.publisher import declared_publishers
from copydesk.fields.reading_time import declared_reading_times
from copydesk.fields.related import declared_related
from copydesk.fields.section import declared_sections
from copydesk.fields.tags import declared_tags
from copydesk.fields.view import Declared
from copydesk.layout.declarations import DeclaredPage, page_of, texts
from copydesk.layout.head import Head

__all__ = ["declared"]


def declared(head: Head, url: str | None = None) -> Declared:
    """All candidates that the page's declarations give."""
    page = page_of(head, url)
    headlines = declared_headlines(page)
    signatures = declared_signatures(page)
    return Declared(
        headline=tuple(headlines),
        deck=tuple(declared_decks(page, headlines[0].value if headlines else None)),
        byline=tuple(declared_bylines(signatures)),
        authors=tuple(declared_authors(signatures)),
        agency=tuple(declared_agencies(signatures)),
        published=tuple(declared_instants(page, "published")),
        modified=tuple(declared_instants(page, "modified")),
        section=tuple(declared_sections(page)),
        tags=tuple(declared_tags(page)),
        images=tuple(declared_images(page)),
        publisher=tuple(declared_publishers(page)),
        language=tuple(declared_languages(page)),
        canonical_url=tuple(declared_addresses(page)),
        access=tuple(declared_access(page)),
        copyright=tuple(propose(origin, text) for origin, text in texts(page, "copyright") if len(text) < 300),
        reading_time=tuple(declared_reading_times(page)),
        body=tuple(declared_bodies(page)),
        related=tuple(declared_related(page)),
        posts=declared_posts(page),
        page_types=_page_types(page),
        title=head.title or "",
        title_span=head.title_span,
    )


def _page_types(page: DeclaredPage) -> tuple[str, ...]:
    types = [name for node in page.graph.nodes if not node.aside for name in node.types]
    types += [f"og:{tag.content.strip().lower()}" for tag in page.metas.get("og:type", ())]
    return tuple(dict.fromkeys(types))
