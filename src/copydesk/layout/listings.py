"""Feeds and sitemaps: documents that name stories and tell none."""

import re
from typing import Final, Literal, TypeAlias

from copydesk.patterns import pattern

__all__ = ["Listing", "listing_of"]

Listing: TypeAlias = Literal["feed", "sitemap"]

SAMPLE: Final = 16_384
FEW: Final = 2
"""A text of one address is no sitemap: it may be a page that was handed over by its address."""

_ELEMENTS: Final[dict[str, Listing]] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_ROOT: Final = pattern(r"<(?:[a-z][\w.-]{0,30}:)?([a-z]+)(?=[\s/>])[^<>]{0,4000}>", re.IGNORECASE)
_DECLARATIONS: Final = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"), ("]", ">"))
"""What stands above the first element; a document type may hold declarations of its own, in brackets."""
_RSS_1: Final = pattern(r"purl\.org/rss/1\.0|my\.netscape\.com/rdf|channel\.netscape\.com/rdf")
_JSON_FEED: Final = pattern(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_ADDRESS: Final = pattern(r"https?://\S+", re.IGNORECASE)


def listing_of(text: str) -> Listing | None:
    """What the text is when it lists stories for programs: RSS, Atom, RDF or JSON Feed, or a sitemap as XML or text.

    >>> listing_of('<?xml version="1.0"?><rss version="2.0"><channel>')
    'feed'
    >>> listing_of("https://news.test/1\\nhttps://news.test/2")
    'sitemap'
    """
    start = text[:SAMPLE].lstrip()
    if start.startswith("<"):
        return _listed_by(_root(start))
    if start.startswith("{"):
        return "feed" if _JSON_FEED.search(start) else None
    return "sitemap" if start[:4].lower() == "http" and _is_list_of_addresses(text) else None


def _root(start: str) -> re.Match[str] | None:
    """The first element behind declarations and comments."""
    at = 0
    while found := next((ends for ends in _DECLARATIONS if start.startswith(ends[0], at)), None):
        end = start.find(found[1], at)
        if end < 0:
            return None
        at = end + len(found[1])
        while start[at : at + 1].isspace():
            at += 1
    return _ROOT.match(start, at)


def _listed_by(root: re.Match[str] | None) -> Listing | None:
    name = root[1].lower() if root else ""
    if root and name == "rdf" and not _RSS_1.search(root[0]):
        return None
    return _ELEMENTS.get(name)


def _is_list_of_addresses(text: str) -> bool:
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return len(lines) >= FEW and all(map(_ADDRESS.fullmatch, lines))
