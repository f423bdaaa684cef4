"""Feeds and sitemaps in many dialects and with many faults."""

import gzip
import json

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.intake.listings.dialects import ATOM, DC, FERRY, STRIKE, Dialect, atom, dialects, entry, item, rss

from copydesk.errors import CopydeskError, NotAStory, Refused, Unreadable
from copydesk.intake.listings import read as listings
from copydesk.intake.listings.listed import Listing, Named
from copydesk.intake.listings.pieces import MOST_BROKEN
from copydesk.intake.listings.read import listing_in
from copydesk.intake.listings.signs import is_listing
from copydesk.settings import DEFAULTS

NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def opened(content: str | bytes, address: str | None = "https://courier.test/feed.xml") -> tuple[Listing, list[Named]]:
    listing = listing_in(content.encode() if isinstance(content, str) else content, address)
    return listing, list(listing.named)


def one(content: str) -> Named:
    _, (named,) = opened(content)
    return named


def url(address: str, more: str = "") -> str:
    return f"<url><loc>{address}</loc>{more}</url>"


def sitemap(*urls: str, root: str = "urlset") -> str:
    return f"<{root} {NEWS}>{''.join(urls)}</{root}>"


@pytest.mark.parametrize("dialect", dialects(), ids=lambda dialect: dialect.name)
class TestDialects:
    def test_name_the_same_stories(self, dialect: Dialect) -> None:
        assert is_listing(dialect.content)
        _, named = opened(dialect.content)
        assert tuple((story.url, story.title) for story in named if story.url) == dialect.wanted

    def test_are_read_like_feedparser_where_that_is_right(self, dialect: Dialect) -> None:
        found = feedparser.parse(dialect.content).entries
        theirs = tuple(
            (entry.get("link"), entry.get("title", "").replace("<b>", "").replace("</b>", "")) for entry in found
        )
        theirs = tuple((link, " ".join(title.replace("&amp;", "&").split())) for link, title in theirs)
        assert (theirs == dialect.wanted) is dialect.is_feedparsers


class TestFeeds:
    def test_all_that_an_item_says(self) -> None:
        more = (
            "<pubDate>Thu, 26 Nov 2026 08:30:00 +0100</pubDate><guid isPermaLink='false'>c-17</guid>"
            "<category>Sea</category><category>Lunde</category>"
            "<dc:creator>Anna Holt</dc:creator><dc:language>da</dc:language>"
        )
        story = one(rss(item(*STRIKE, more), names=DC))
        assert (story.place, story.published, story.id) == ("item 1", "Thu, 26 Nov 2026 08:30:00 +0100", "c-17")
        assert (story.author, story.language, story.categories) == ("Anna Holt", "da", ("Sea", "Lunde"))

    def test_all_that_an_entry_says(self) -> None:
        more = (
            "<published>2026-11-26T08:30:00+01:00</published><updated>2026-11-26T09:00:00+01:00</updated>"
            "<author><name>Anna Holt</name></author><category term='sea' label='Sea'/>"
        )
        story = one(atom(entry(*STRIKE, more)))
        assert (story.published, story.modified) == ("2026-11-26T08:30:00+01:00", "2026-11-26T09:00:00+01:00")
        assert (story.author, story.categories) == ("Anna Holt", ("Sea",))

    def test_what_the_feed_says_of_itself(self) -> None:
        syndication = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' xmlns:atom='http://www.w3.org/2005/Atom'"
        head = (
            "<language>en-gb</language><ttl>15</ttl><sy:updatePeriod>hourly</sy:updatePeriod>"
            "<sy:updateFrequency>2</sy:updateFrequency><atom:link rel='self' href='https://courier.test/rss'/>"
        )
        listing, _ = opened(rss(head=head, names=syndication))
        assert (listing.form, listing.layer, listing.title) == ("rss", "feed", "The Courier")
        assert (listing.link, listing.own_address) == ("https://courier.test/", "https://courier.test/rss")
        assert (listing.language, listing.seconds) == ("en-gb", 1_800)

    def test_the_page_among_the_links_of_an_entry(self) -> None:
        links = (
            '<link rel="self" href="https://courier.test/api/1"/><link rel="enclosure" href="https://courier.test/a.mp3"/>'
            '<link rel="alternate" type="application/json" href="https://courier.test/1.json"/>'
            '<link rel="alternate" type="text/html" href="https://courier.test/1"/>'
        )
        assert one(f"<feed {ATOM}><entry><title>A</title>{links}</entry></feed>").url == "https://courier.test/1"

    def test_a_picture_of_the_channel_is_no_title(self) -> None:
        picture = "<image><title>Logo</title><link>https://courier.test/logo</link></image>"
        listing, named = opened(rss(head=picture))
        assert listing.title == "The Courier"
        assert len(named) == 2

    def test_an_item_in_a_section_of_text_is_none(self) -> None:
        quoted = item(*FERRY, f"<description><![CDATA[an {OTHER} and <br> a & b]]></description>")
        _, named = opened(rss(quoted + item("https://courier.test/b", "bare & broken")))
        assert [story.url for story in named] == [FERRY[0], "https://courier.test/b"]

    def test_what_is_broken_is_told_and_the_rest_read(self) -> None:
        _, named = opened(
            rss(item(*FERRY).replace("&", "and") + "\n" + item(STRIKE[0], "Strike<br> ends") + "\n" + TWO_MORE)
        )
        assert [story.url for story in named] == [FERRY[0], None, "https://courier.test/3", "https://courier.test/4"]
        assert isinstance(named[1].failure, Unreadable)
        assert "item 2, on line 3, is broken" in str(named[1].failure)

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.test"]
    )
    def test_links_to_no_page_are_refused(self, link: str) -> None:
        story = one(rss(item(link, "x")))
        assert story.url is None
        assert isinstance(story.failure, Refused)
        assert story.failure.reason == "scheme"

    def test_an_item_without_a_link_says_so(self) -> None:
        story = one(rss("<item><title>Nothing</title></item>"))
        assert str(story.failure) == "item 1 names no address"

    def test_an_address_counts_once(self) -> None:
        _, named = opened(rss(item(*STRIKE) + item(*STRIKE)))
        assert len(named) == 1

    def test_declared_entities_are_not_expanded(self) -> None:
        types = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        story = one(rss(item(STRIKE[0], "&b;&f;"), declaration=types))
        assert story.title == "&b;&f;"


OTHER = item("https://x.test/", "x")
TWO_MORE = item("https://courier.test/3", "Three") + item("https://courier.test/4", "Four")


class TestJsonFeed:
    def test_is_read(self) -> None:
        items = [
            {
                "id": 7,
                "url": STRIKE[0],
                "title": STRIKE[1],
                "date_published": "2026-11-26T08:30:00+01:00",
                "tags": ["Sea"],
            },
            {"id": "8", "external_url": FERRY[0], "authors": [{"name": "Anna Holt"}]},
            "not an object",
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "language": "en", "items": items}
        content = json.dumps(feed).encode()
        assert is_listing(content)
        listing, named = opened(content)
        assert (listing.form, listing.title) == ("json", "The Courier")
        assert [story.url for story in named] == [STRIKE[0], FERRY[0], None]
        assert (named[0].id, named[0].categories, named[0].language) == ("7", ("Sea",), "en")
        assert named[1].author == "Anna Holt"

    def test_that_breaks_off_is_unreadable(self) -> None:
        with pytest.raises(Unreadable, match="broken"):
            opened(b'{"version": "https://jsonfeed.org/version/1", "items": [')

    def test_other_json_is_no_feed(self) -> None:
        assert not is_listing(b'{"version": "1", "items": []}')
        with pytest.raises(NotAStory):
            opened(b'{"version": "1", "items": []}')


class TestSitemaps:
    def test_news_tags(self) -> None:
        news = (
            "<lastmod>2026-11-26</lastmod><news:news><news:publication><news:name>The Courier</news:name>"
            "<news:language>en</news:language></news:publication><news:publication_date>2026-11-26T08:30:00+01:00"
            "</news:publication_date><news:title>Strike ends &amp; ferry sails</news:title></news:news>"
        )
        listing, (story,) = opened(sitemap(url(STRIKE[0], news)))
        assert (listing.form, listing.layer) == ("urlset", "sitemap")
        assert story == Named(
            place="url 1",
            url=STRIKE[0],
            title="Strike ends & ferry sails",
            published="2026-11-26T08:30:00+01:00",
            modified="2026-11-26",
            language="en",
            publisher="The Courier",
        )

    def test_addresses_of_pictures_are_none_of_stories(self) -> None:
        picture = '<image:image xmlns:image="urn:i"><image:loc>https://courier.test/a.jpg</image:loc></image:image>'
        assert one(sitemap(url(STRIKE[0], picture))).url == STRIKE[0]

    def test_an_index(self) -> None:
        listing, named = opened(
            sitemap("<sitemap><loc>https://courier.test/1.xml</loc></sitemap>", root="sitemapindex")
        )
        assert listing.is_index
        assert [entry.url for entry in named] == ["https://courier.test/1.xml"]

    def test_lines(self) -> None:
        content = b"https://courier.test/1\r\n\r\nhttps://courier.test/2\r\n"
        assert is_listing(content)
        listing, named = opened(content)
        assert (listing.form, [entry.url for entry in named]) == (
            "addresses", ["https://courier.test/1", "https://courier.test/2"],
        )  # fmt: skip

    def test_gzipped(self) -> None:
        content = gzip.compress(sitemap(url(STRIKE[0])).encode())
        assert is_listing(content)
        assert [entry.url for entry in opened(content)[1]] == [STRIKE[0]]

    def test_a_bare_ampersand_in_an_address(self) -> None:
        _, named = opened(sitemap(url("https://courier.test/?a=1&b=2"), url("https://courier.test/?a=1&amp;b=3")))
        assert [entry.url for entry in named] == ["https://courier.test/?a=1&b=2", "https://courier.test/?a=1&b=3"]

    def test_more_than_may_be_named_is_said(self, monkeypatch) -> None:
        monkeypatch.setattr(listings, "MOST_NAMED", 3)
        listing, named = opened(sitemap(*(url(f"https://courier.test/{number}") for number in range(5))))
        assert len(named) == 3
        assert [fault.reason for fault in listing.faults] == ["size"]

    def test_pieces_join_without_loss(self) -> None:
        count = 9_000
        _, named = opened(sitemap(*(url(f"https://courier.test/{number:05}/{'x' * 60}") for number in range(count))))
        assert [story.url[21:26] for story in named if story.url] == [f"{number:05}" for number in range(count)]

    def test_a_hundred_broken_ones_are_enough(self) -> None:
        listing, named = opened(sitemap(*["<url><loc>x</lok></url>\n"] * 500))
        assert len(named) == MOST_BROKEN
        assert len(listing.faults) == 1


class TestNoListing:
    @pytest.mark.parametrize(
        ("content", "error"),
        [
            (b"", NotAStory),
            (b"  \n", NotAStory),
            (b"<html><h1>Ferry</h1></html>", NotAStory),
            (b"https://courier.test/ and words", NotAStory),
            (gzip.compress(b"<rss>" * 100)[:-12], Unreadable),
        ],
    )
    def test_says_why(self, content: bytes, error: type[CopydeskError]) -> None:
        with pytest.raises(error):
            opened(content)

    def test_a_page_is_none(self) -> None:
        assert not is_listing(b"<!DOCTYPE html><html><body><p>The <code>&lt;rss&gt;</code> element")
        assert not is_listing(b"https://courier.test/one")
        assert not is_listing(b"<rdf:RDF xmlns:rdf='x'></rdf:RDF>")

    def test_bombs_stop_at_the_limit(self) -> None:
        content = gzip.compress(b"<rss>" + b" " * 3_000_000)
        with pytest.raises(Refused, match="limit"):
            listing_in(content, None, "", replace(DEFAULTS, max_bytes=1_000_000))


@given(st.text(max_size=300), st.integers(0, 400), st.sampled_from(["", "<", "&", "]]>", "<![CDATA[", "</item>", "\0"]))
def test_no_damage_raises_or_invents_an_address(noise: str, at: int, mark: str) -> None:
    whole = rss(declaration='<?xml version="1.0"?>')
    damaged = whole[:at] + mark + noise[:20] + whole[at:]
    try:
        _, named = opened(damaged.encode("utf-8", "surrogatepass"))
    except CopydeskError:
        return
    for story in named:
        assert (story.url is None) is (story.failure is not None)
        assert story.url is None or story.url.startswith("http")


class TestShapes:
    """Items tagged alike are read by what the first of them tells: the same as one by one."""

    @staticmethod
    def told(items: list[str]) -> list[tuple[str | None, ...]]:
        text = f"<urlset xmlns:news='urn:n' xmlns:image='urn:i'>{''.join(items)}</urlset>"
        fields = ("url", "title", "published", "modified", "language", "publisher")
        return [tuple(getattr(one, field) for field in fields) for one in listing_in(text.encode()).named]

    @staticmethod
    def entry(number: int, title: str = "Ferry", before: str = "", after: str = "", blank: str = "") -> str:
        return (
            f"<url>{before}<loc>{blank}https://courier.test/{number}{blank}</loc>{after}<news:news><news:publication>"
            f"<news:name>The Courier</news:name><news:language>en</news:language></news:publication>"
            f"<news:publication_date>2026-11-26</news:publication_date><news:title>{title}</news:title></news:news></url>"
        )

    @pytest.mark.parametrize(
        "title",
        [
            "Ferry &amp; bridge", "&lt;b&gt; &quot;x&quot; &apos;", "&amp;lt;", "Ferry &nbsp; bridge",
            "Ferry & bridge", "&#8211; x",
            "<![CDATA[Ferry & <b>]]>", "a > b", "a ]]> b", " Ferry\n  back ", "Ferry  back", "",
            "Ferry\x0bback", "Ferry\xa0back",
            "<!-- no -->Ferry", "<b>Ferry</b>", "Fähre 渡船", "\ufffe",
        ],
    )  # fmt: skip
    def test_whatever_stands_in_a_title(self, title: str) -> None:
        """In the midst of others as by itself, where the parser reads it."""
        plain = [self.entry(number) for number in range(3)]
        alone = self.told([self.entry(3, title)])
        assert self.told([*plain, self.entry(3, title), self.entry(4)])[3:4] == alone
        assert self.told([*plain, self.entry(3, title), self.entry(4)])[4][0] == "https://courier.test/4"

    def test_shapes_take_turns(self) -> None:
        picture = "<image:image><image:loc>https://courier.test/x.jpg</image:loc></image:image>"
        ways = [
            {},
            {"after": "<lastmod>2026-11-27</lastmod>"},
            {"after": picture},
            {"before": picture * 2},
            {"blank": "\n "},
        ]
        items = [self.entry(number, **ways[number % len(ways)]) for number in range(40)]
        assert self.told(items) == [self.told([item])[0] for item in items]

    def test_more_shapes_than_are_remembered(self) -> None:
        items = [self.entry(number, before="<priority>1</priority>" * number) for number in range(30)]
        assert self.told(items) == [self.told([item])[0] for item in items]

    def test_a_broken_entry_costs_itself(self) -> None:
        items = [self.entry(number) for number in range(6)]
        items[3] = items[3].replace("</news:title>", "")
        listing = listing_in(f"<urlset xmlns:news='urn:n'>{''.join(items)}</urlset>".encode())
        named = list(listing.named)
        assert [one.url for one in named if one.url] == [f"https://courier.test/{number}" for number in (0, 1, 2, 4, 5)]
        assert len([one for one in named if one.failure]) == 1
        assert [one.place for one in named] == [f"url {number}" for number in range(1, 7)]
