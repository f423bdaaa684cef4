"""Everything that a page declares about its story, as candidates for each field."""

import re
from typing import Final

from msgspec import Struct

from copydesk.body.declared import declared_bodies, state_body
from copydesk.fields.byline.declared import (
    declared_agencies,
    declared_authors,
    declared_bylines,
    declared_signatures,
)
from copydesk.fields.candidates import Candidate
from copydesk.fields.declared_topics import declared_sections, declared_tags
from copydesk.fields.headline.declared import declared_decks, declared_headlines
from copydesk.fields.images.declared import declared_images
from copydesk.fields.posts.declared import DeclaredPost, declared_posts
from copydesk.layout.declarations import DeclaredPage, absolute, found, page_of, plain, propose, texts
from copydesk.layout.declared import Head
from copydesk.layout.jsonld import Json
from copydesk.records import Access, Image, Instant, Person, Related
from copydesk.wording.instants.stated import declared_instants, duration, iso_instant

__all__ = ["Declared", "declared", "iso_instant", "state_body"]

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?\Z")
_OPEN: Final = frozenset(
    ("true", "free", "open", "public", "1", "yes", "http://schema.org/true", "https://schema.org/true")
)
_METERED: Final = frozenset(("metered", "meter", "freemium", "registration", "registered"))
_CLOSED: Final = frozenset(
    ("false", "locked", "paid", "premium", "paywall", "paywalled", "subscriber", "subscription", "plus", "restricted",
     "0", "no", "closed", "http://schema.org/false", "https://schema.org/false")
)  # fmt: skip


class Declared(Struct, frozen=True, kw_only=True):
    """The candidates that a page's declarations give, field by field, in the order of trust of their sources."""

    headline: tuple[Candidate[str], ...] = ()
    deck: tuple[Candidate[str], ...] = ()
    byline: tuple[Candidate[str], ...] = ()
    authors: tuple[Candidate[tuple[Person, ...]], ...] = ()
    agency: tuple[Candidate[str], ...] = ()
    published: tuple[Candidate[Instant], ...] = ()
    modified: tuple[Candidate[Instant], ...] = ()
    section: tuple[Candidate[tuple[str, ...]], ...] = ()
    tags: tuple[Candidate[tuple[str, ...]], ...] = ()
    images: tuple[Candidate[Image], ...] = ()
    publisher: tuple[Candidate[str], ...] = ()
    language: tuple[Candidate[str], ...] = ()
    canonical_url: tuple[Candidate[str], ...] = ()
    access: tuple[Candidate[Access], ...] = ()
    copyright: tuple[Candidate[str], ...] = ()
    reading_time: tuple[Candidate[str], ...] = ()
    body: tuple[Candidate[str], ...] = ()
    related: tuple[Candidate[Related], ...] = ()
    posts: tuple[DeclaredPost, ...] = ()
    page_types: tuple[str, ...] = ()
    """Lower-cased types of the JSON-LD nodes and og:type: for telling a story from an index page."""


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
        publisher=tuple(_publishers(page)),
        language=tuple(_languages(page)),
        canonical_url=tuple(_addresses(page)),
        access=tuple(_access(page)),
        copyright=tuple(propose(origin, text) for origin, text in texts(page, "copyright") if len(text) < 300),
        reading_time=tuple(_reading_times(page)),
        body=tuple(declared_bodies(page)),
        related=tuple(_related(page)),
        posts=declared_posts(page),
        page_types=_page_types(page),
    )


def _publishers(page: DeclaredPage) -> list[Candidate[str]]:
    return [
        propose(origin, text) for origin, text in texts(page, "publisher") if len(text) <= 100 and "://" not in text
    ]


def _languages(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for origin, text in texts(page, "language"):
        tag = _language(text)
        if tag:
            candidates.append(propose(origin, tag, text))
    tag = _language(page.head.lang or "")
    if tag:
        candidates.append(Candidate(tag, "language/html", 0.82, "html", "html[lang]", page.head.lang or "", None))
    return candidates


def _language(text: str) -> str | None:
    """The BCP 47 tag in its usual letter case."""
    match = _LANGUAGE.match(text.split(",", 1)[0].strip())
    if not match:
        return None
    primary, script, region = match.groups()
    return "-".join(filter(None, (primary.lower(), script and script.title(), region and region.upper())))


def _addresses(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for link in page.links.get("canonical", ()):
        url = absolute(link.href, page.url)
        if url:
            candidates.append(
                Candidate(url, "canonical/link", 0.95, "html", "link[rel=canonical]", link.href, link.span)
            )
    for tag in page.metas.get("og:url", ()):
        url = absolute(tag.content, page.url)
        if url:
            candidates.append(
                Candidate(url, "canonical/opengraph", 0.85, "meta", "meta[property=og:url]", tag.content, tag.span)
            )
    return candidates


def _access(page: DeclaredPage) -> list[Candidate[Access]]:
    candidates = []
    for origin in found(page, "access"):
        value = _access_value(origin.raw)
        if value is not None:
            candidates.append(propose(origin, value))
    for node in page.articles[:1]:
        part = page.graph.resolve(node.value.get("hasPart"))
        for item in part if isinstance(part, list) else [part]:
            if isinstance(item, dict) and _access_value(item.get("isAccessibleForFree")) == "paywalled":
                locator = node.locator("hasPart")
                candidates.append(
                    Candidate(
                        "paywalled", "access/part", 0.8, "jsonld", locator, str(item.get("cssSelector", "")), node.span
                    )
                )
                break
    return candidates


def _access_value(raw: Json) -> Access | None:
    key = str(raw).strip().lower()
    if key in _OPEN:
        return "open"
    if key in _METERED:
        return "metered"
    return "paywalled" if key in _CLOSED else None


def _reading_times(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for origin in found(page, "reading_time"):
        is_label = origin.row.layer == "meta" and "twitter" in origin.locator
        value = duration(origin.raw) if not is_label or _is_minutes(origin.raw) else None
        if value:
            candidates.append(propose(origin, value))
    return candidates


def _is_minutes(raw: Json) -> bool:
    """`twitter:data` carries anything; a short text that starts with a number and a word is a reading time."""
    return isinstance(raw, str) and bool(
        re.match(r"\s*\d{1,3}\s?(?:min|мин|хв|phút|分|분|dakika|λεπτ|perc|dk|דק|دق)", raw, re.IGNORECASE)
    )


def _related(page: DeclaredPage) -> list[Candidate[Related]]:
    candidates = []
    for origin in found(page, "related"):
        items = origin.raw if isinstance(origin.raw, list) else [origin.raw]
        for entry in items[:30]:
            item = page.graph.resolve(entry)
            address = item.get("url") if isinstance(item, dict) else item
            url = absolute(address, page.url) if isinstance(address, str) else None
            if url:
                name = plain(page.graph, item) if isinstance(item, dict) else ""
                candidates.append(propose(origin, Related(headline=name, url=url), url))
    return candidates


def _page_types(page: DeclaredPage) -> tuple[str, ...]:
    types = [name for node in page.graph.nodes if not node.aside for name in node.types]
    types += [f"og:{tag.content.strip().lower()}" for tag in page.metas.get("og:type", ())]
    return tuple(dict.fromkeys(types))
