"""Hostile feeds and sitemaps: builders of what is read by `copydesk.intake.listings.read.listing_in`."""

import gzip
import json
import random
from collections.abc import Callable
from typing import Final

from benchmarks.hostile_pages import MEGABYTE

__all__ = ["LISTINGS"]

OPEN, CLOSE = "<rss><channel>", "</channel></rss>"
TITLE, END = f"{OPEN}<item><title>", f"</title></item>{CLOSE}"
LINK, LINK_END = f"{OPEN}<item><link>https://c.test/", f"</link></item>{CLOSE}"
ITEM: Final = "<item><title>Ferry</title><link>https://courier.test/{}</link></item>"


def rss(inside: str, before: str = "") -> bytes:
    """A feed of these items."""
    return f'{before}<rss version="2.0"><channel><title>C</title>{inside}</channel></rss>'.encode("utf-8", "replace")


def urlset(inside: str) -> bytes:
    """A sitemap of these entries."""
    return f"<urlset>{inside}</urlset>".encode()


def items(count: int) -> str:
    return "".join(ITEM.format(number) for number in range(count))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return rss(
        "<item><title>&l11;</title><link>https://courier.test/</link></item>",
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>',
    )


def outside(entity: str) -> Callable[[], bytes]:
    def build() -> bytes:
        return rss("<item><title>&x;</title><link>https://courier.test/</link></item>", f"<!DOCTYPE rss [{entity}]>")

    return build


def bomb(inside: bytes, times: int, layers: int = 1) -> Callable[[], bytes]:
    def build() -> bytes:
        content = gzip.compress(inside * times, 9)
        for _ in range(layers - 1):
            content = gzip.compress(content)
        return content

    return build


def attributes(place: str) -> Callable[[], bytes]:
    many = " ".join(f'a{number}="x"' for number in range(100_000))
    documents = {
        "root": f"<rss {many}><channel>{items(2)}</channel></rss>",
        "item": f"<rss><channel><item {many}><title>a</title><link>https://c.test/</link></item></channel></rss>",
        "name spaces": "<rss {}><channel>{}</channel></rss>".format(
            " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(50_000)), items(2)
        ),
    }
    return documents[place].encode


def deep(opening: str, closing: str, count: int, inside: str = "") -> Callable[[], bytes]:
    return lambda: rss(f"<item><title>{opening * count}{inside}{closing * count}</title></item>")


def noise() -> bytes:
    return b"<rss><channel><item>" + random.Random(7).randbytes(2 * MEGABYTE)


def repeated(text: str, megabytes: float, before: str = OPEN, behind: str = CLOSE) -> Callable[[], bytes]:
    return (before + text * int(megabytes * MEGABYTE / len(text)) + behind).encode


def json_feed(items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": items}).encode()


def index(inside: str) -> bytes:
    return f"<sitemapindex>{inside}</sitemapindex>".encode()


def urls(count: int) -> str:
    return "".join(f"<url><loc>https://c.test/{number}</loc></url>" for number in range(count))


def news_map(count: int) -> bytes:
    """A sitemap with news tags; one title of ten has an ampersand."""
    own = (
        "<url><loc>https://courier.test/2026/11/26/story-{0}-ferry-back-in-service</loc>"
        "<lastmod>2026-11-26T08:30:00+01:00</lastmod><news:news><news:publication><news:name>The Saltmarsh Courier"
        "</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-11-26T08:30:00+01:00"
        "</news:publication_date><news:title>Ferry {0} back in service {1}more</news:title></news:news></url>\n"
    )
    entries = "".join(own.format(number, "" if number % 10 else "&amp; ") for number in range(count))
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {names}>{entries}</urlset>'.encode()


def large_entity() -> bytes:
    types = f'<!DOCTYPE rss [<!ENTITY x "{"a" * MEGABYTE}">]>'
    return rss(f"<item><title>{'&x;' * 1_000}</title></item>", types)


def other_links() -> bytes:
    schemes = ("javascript", "file", "data")
    return rss("".join(f"<item><link>{scheme}:x{n}</link></item>" for n in range(5_000) for scheme in schemes))


PREFIXES: Final = "".join(f"<item><n{n}:x/><link>https://c.test/{n}</link></item>" for n in range(5_000))
PICTURE: Final = "<i:image xmlns:i='urn:i'><i:loc>x</i:loc></i:image>"
STYLE: Final = "<?xml-stylesheet href='file:///etc/passwd'?>"
INCLUDED: Final = "<item xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></item>"
LISTINGS: Final[tuple[tuple[str, Callable[[], bytes]], ...]] = (
    ("entities in entities", laughs),
    ("entity of a file", outside('<!ENTITY x SYSTEM "file:///etc/passwd">')),
    ("entity of an address", outside('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">')),
    ("parameter entity of an address", outside('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;')),
    ("document type at an address", lambda: rss(items(2), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">')),
    (
        "entity of a megabyte, 1,000 times",
        lambda: rss(f"<item><title>{'&x;' * 1_000}</title></item>", f'<!DOCTYPE rss [<!ENTITY x "{"a" * MEGABYTE}">]>'),
    ),
    ("style sheet of a file", lambda: rss(items(2), STYLE)),
    ("XInclude of a file", lambda: rss(INCLUDED)),
    ("20,000 items", lambda: rss(items(20_000))),
    ("100,000 items", lambda: rss(items(100_000))),
    ("100,000 items of one address", lambda: rss(ITEM.format(1) * 100_000)),
    ("100,000 broken items", lambda: rss("<item><b></item>\n" * 100_000)),
    ("100,000 items without an end", lambda: rss("<item><title>a" * 100_000)),
    ("every second item broken", lambda: rss((ITEM.format(1) + "<item><b></item>") * 20_000)),
    ("100,000 attributes on the root", attributes("root")),
    ("100,000 attributes on an item", attributes("item")),
    ("50,000 name spaces", attributes("name spaces")),
    ("5,000 prefixes without a name space", lambda: rss(PREFIXES)),
    ("200,000 levels in a title", deep("<b>", "</b>", 200_000)),
    ("200,000 levels without an end", deep("<b>", "", 200_000)),
    ("200,000 items in items", repeated("<item>", 1.2)),
    ("5 MB of <", repeated("<", 5)),
    ("5 MB of &", repeated("&", 5, TITLE, END)),
    ("5 MB of <!--", repeated("<!--", 5)),
    ("5 MB of <![CDATA[", repeated("<![CDATA[", 5)),
    ("5 MB of ]]>", repeated("]]>", 5, TITLE, END)),
    ("5 MB of <?", repeated("<?", 5)),
    ("5 MB of <!DOCTYPE", repeated("<!DOCTYPE ", 5, "")),
    ("5 MB of <item", repeated("<item ", 5)),
    ("5 MB of </item>", repeated("</item>", 5)),
    ("5 MB of &amp;", repeated("&amp;", 5, TITLE, END)),
    ("title of 30 MB", repeated("ferry ", 30, TITLE, END)),
    (
        "title of 3 MB in CDATA",
        repeated("<&", 3, TITLE + "<![CDATA[", "]]>" + END),
    ),
    (
        "address of 3 MB",
        repeated("a", 3, LINK, LINK_END),
    ),
    ("head of 10 MB", repeated("<x>y</x>", 10)),
    ("50,000 categories", lambda: rss(f"<item><link>https://c.test/</link>{'<category>a</category>' * 50_000}</item>")),
    ("50,000 links", lambda: rss(f"<item>{'<link>https://c.test/</link>' * 50_000}</item>")),
    (
        "links of other kinds",
        lambda: rss(
            "".join(f"<item><link>{s}:x{n}</link></item>" for n in range(5_000) for s in ("javascript", "file", "data"))
        ),
    ),
    ("control characters", repeated("\x01\x0b", 3, TITLE, END)),
    ("random bytes", noise),
    ("says UTF-16 and is not", lambda: rss(items(100), '<?xml version="1.0" encoding="UTF-16"?>')),
    ("an encoding that nobody has", lambda: b"<?xml version='1.0' encoding='x-none'?>" + rss(items(100)) + b"\xff"),
    ("UTF-16 without a mark", lambda: rss(items(100)).decode().encode("utf-16-le")),
    ("UTF-7", lambda: b"<?xml version='1.0' encoding='utf-7'?>" + rss(items(10) + "+ADw-") + b"\xff"),
    ("gzip bomb of 2 GB", bomb(b" " * MEGABYTE, 2_000)),
    ("gzip bomb in gzip", bomb(b" " * MEGABYTE, 1_000, 2)),
    ("gzip that breaks off", lambda: gzip.compress(rss(items(50_000)))[:-100]),
    ("sitemap of 50,000", lambda: urlset(urls(50_000))),
    ("sitemap of 50,000 with news tags", lambda: news_map(50_000)),
    (
        "sitemap of 400,000",
        lambda: urlset("".join(f"<url><loc>https://c.test/{n}</loc></url>" for n in range(400_000))),
    ),
    ("sitemap of pictures", lambda: urlset(f"<url><loc>https://c.test/</loc>{PICTURE * 50_000}</url>")),
    (
        "index that names itself",
        lambda: b"<sitemapindex>" + b"<sitemap><loc>https://c.test/i.xml</loc></sitemap>" * 50_000 + b"</sitemapindex>",
    ),
    ("a million lines of addresses", lambda: b"".join(b"https://c.test/%d\n" % n for n in range(1_000_000))),
    ("JSON Feed of 100,000", lambda: json_feed([{"url": f"https://c.test/{n}", "title": "a"} for n in range(100_000)])),
    ("JSON Feed, 100,000 deep", lambda: b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000),
    ("JSON Feed of numbers", lambda: json_feed([*range(200_000)])),
)
