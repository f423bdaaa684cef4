"""Feeds and sitemaps are told apart from stories."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import NotAStory
from copydesk.layout.listings import listing_of

ITEMS = "<item><title>Ferry back</title><description>&lt;p&gt;The ferry sails again.</description></item>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title><entry><title>Ferry</title></entry></feed>'
URLS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.test/a</loc></url></urlset>'
FEEDS = (
    f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{ITEMS}</channel></rss>',
    f'\n <?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><!-- <b>daily</b> --><rss version="0.91">{ITEMS}</rss>',
    f'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://a.test/rss.dtd"><rss>{ITEMS}</rss>',
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf" xmlns="http://purl.org/rss/1.0/">{ITEMS}</rdf:RDF>',
    f'<!DOCTYPE rss [<!ENTITY a "b"> <!ENTITY c "d">]><rss>{ITEMS}</rss>',
    f"<RSS>{ITEMS}</RSS>",
    ATOM,
    ATOM.replace("<feed xmlns=", "<atom:feed xmlns:atom="),
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "items": []}',
    '{"title": "Ledger", "version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}',
)
SITEMAPS = (
    f'<?xml version="1.0" encoding="UTF-8"?>{URLS}',
    "<sitemapindex><sitemap><loc>https://news.test/1.xml</loc></sitemap></sitemapindex>",
    "https://news.test/a\nhttps://news.test/b\r\n\nhttps://news.test/c\n",
)
OTHERS = (
    "",
    "<rss",
    "https://news.test/a",
    "https://news.test/a\nhttps://news.test/b\nThe ferry sails again.",
    "http is the name of a protocol",
    "<html><body><p>An <rss> is a feed</p></body></html>",
    f"<!DOCTYPE html><html><body><pre>{ATOM}</pre></body></html>",
    "<feeding><p>The gulls were fed.</p></feeding>",
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>',
    '{"headline": "Ferry", "version": "2"}',
    "<!-- <rss> --><p>The ferry</p>",
    "<!-- never closed <rss>",
)


@pytest.mark.parametrize("text", FEEDS)
def test_feeds(text: str) -> None:
    assert listing_of(text) == "feed"


@pytest.mark.parametrize("text", SITEMAPS)
def test_sitemaps(text: str) -> None:
    assert listing_of(text) == "sitemap"


@pytest.mark.parametrize("text", OTHERS)
def test_others(text: str) -> None:
    assert listing_of(text) is None


@pytest.mark.parametrize(("texts", "reason"), [(FEEDS, "feed"), (SITEMAPS, "sitemap")])
def test_they_are_no_stories(texts: tuple[str, ...], reason: str) -> None:
    for text in texts:
        for content in (text + "\n", text.encode(), b"\xef\xbb\xbf" + text.encode(), gzip.compress(text.encode())):
            with pytest.raises(NotAStory, match="names stories") as caught:
                copydesk.read(content)
            assert caught.value.reason == reason


@given(st.text("<?!->:/ rsfedurltRDFx\n", max_size=200))
def test_any_start_is_looked_at(text: str) -> None:
    assert listing_of(text) in (None, "feed", "sitemap")
