"""How feeds and sitemaps begin."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from copydesk.formats import wide_encoding
from copydesk.gzips import opening
from copydesk.patterns import pattern

__all__ = ["is_listing"]

SAMPLE: Final = 65_536

_ROOT: Final = pattern(
    rb"<(?:[a-z][\w.-]{0,30}:)?(rss|feed|rdf|urlset|sitemapindex)(?=[\s/>])([^<>]{0,16000})", re.IGNORECASE
)
_RSS_1: Final = pattern(rb"purl\.org/rss/1\.0|my\.netscape\.com/rdf|channel\.netscape\.com/rdf")
_BEFORE: Final = pattern(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_JSON: Final = pattern(rb'\A\s*\{.{0,16000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)
_ADDRESSES: Final = pattern(rb"\A\s*https?://\S+\s*[\r\n]\s*https?://\S+", re.IGNORECASE)


def is_listing(content: bytes) -> bool:
    """Whether the bytes, gzipped or not, begin as a feed or a sitemap does; pages do not."""
    start = opening(content, SAMPLE)
    if start[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) or wide_encoding(start[:4_096]):
        start = start.replace(b"\0", b"").lstrip(b"\xff\xfe")
    start = start.removeprefix(BOM_UTF8)
    if _JSON.match(start) or _ADDRESSES.match(start):
        return True
    before = _BEFORE.match(start)
    root = _ROOT.match(start, before.end() if before else 0)
    return root is not None and (root[1].lower() != b"rdf" or _RSS_1.search(root[2]) is not None)
