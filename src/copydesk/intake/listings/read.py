"""A feed or sitemap, whatever it is written in, and the stories that it names."""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Final

from msgspec.structs import replace

from copydesk.errors import CopydeskError, NotAStory, Refused, Unreadable
from copydesk.formats import wide_encoding
from copydesk.gzips import unpack
from copydesk.intake.listings import feeds, sitemaps
from copydesk.intake.listings.json_feed import json_feed
from copydesk.intake.listings.listed import Listing, Named
from copydesk.intake.listings.pieces import MOST_BROKEN, Broken, Frame, frame_of, pieces_of
from copydesk.patterns import pattern
from copydesk.settings import DEFAULTS, Settings
from copydesk.urls import joined, split

__all__ = ["MOST_NAMED", "listing_in"]

MOST_NAMED: Final = 50_000
"""What one sitemap may name by its protocol; a feed of more is none that anyone follows."""

_ADDRESS: Final = pattern(r"https?://\S+", re.IGNORECASE)
_WHOLE: Final = pattern(r"https?://[^\s/?#@\\\[\]]+(?:[/?#][^\s<>]*)?")
_STATED: Final = pattern(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET: Final = pattern(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FORMS: Final = {"rss": "rss", "rdf": "rdf", "feed": "atom", "urlset": "urlset", "sitemapindex": "sitemapindex"}


def listing_in(
    content: bytes, address: str | None = None, content_type: str = "", settings: Settings = DEFAULTS
) -> Listing:
    """The feed or sitemap in the bytes. Nothing that it names is opened.

    Its stories come one by one while the listing is parsed. An item that is broken, names nothing that can be
    fetched, or names it twice does not end it: the first two have a `failure`, of the third the first one counts.

    Args:
        content: as it came, perhaps gzipped.
        address: where it came from, for links without a host.
        content_type: of the answer, for its charset.
        settings: `max_bytes`, of what comes out of the gzip.

    Raises:
        NotAStory: `empty`; `index-page` where it is neither feed nor sitemap.
        Refused: `size`.
        Unreadable: `encoding`, damaged gzip or JSON.
    """
    if len(content) > settings.max_bytes:
        raise Refused("size", f"the listing is over {settings.max_bytes} bytes; raise max_bytes to read it")
    content = unpack(content, settings.max_bytes)
    if not content.strip():
        raise NotAStory("empty", "the feed or sitemap is empty")
    listing = _opened(content, address, content_type)
    if listing is None:
        raise NotAStory("index-page", "it is neither a feed nor a sitemap")
    base = joined(address, listing.link or "") or address
    listing.named = _addressed(_within(listing, listing.named), base)
    return listing


def _opened(content: bytes, address: str | None, content_type: str) -> Listing | None:
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return json_feed(content.removeprefix(codecs.BOM_UTF8), address)
    text = _text(content, content_type)
    frame = frame_of(text)
    if frame is not None:
        return _in_xml(text, frame, address)
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if lines and all(map(_ADDRESS.fullmatch, lines)):
        return Listing(form="addresses", named=map(_line, enumerate(lines, 1)), address=address, faults=[])
    return None


def _line(numbered: tuple[int, str]) -> Named:
    return sitemaps.address_in(f"line {numbered[0]}", numbered[1])


def _in_xml(text: str, frame: Frame, address: str | None) -> Listing:
    head = feeds.head_of(frame) if frame.root not in ("urlset", "sitemapindex") else feeds.HeadLines()
    faults: list[CopydeskError] = []
    if frame.head is None:
        faults.append(Unreadable("file", "what the listing says of itself is broken XML"))
    return Listing(
        form=_FORMS[frame.root],  # type: ignore[arg-type]  # the values are the forms
        named=_named(text, frame, faults),
        address=address,
        title=feeds.plain(head.first("title")),
        link=feeds.page_address(head),
        own_address=feeds.own_address(head),
        language=head.first("language", "dc:language") or _language(frame),
        seconds=feeds.seconds_of(head),
        faults=faults,
    )


def _language(frame: Frame) -> str | None:
    value = frame.head.attr("xml:lang") if frame.head is not None else None
    return value if isinstance(value, str) and value else None


def _named(text: str, frame: Frame, faults: list[CopydeskError]) -> Iterator[Named]:
    known: sitemaps.Publications = {}
    broken = 0
    is_sitemap = frame.root in ("urlset", "sitemapindex")
    read = partial(sitemaps.named_in, "", known={}) if is_sitemap else None
    for number, piece in enumerate(pieces_of(text, frame, read), 1):
        place = f"{frame.item} {number}"
        if isinstance(piece, Broken):
            broken += 1
            message = f"{place}, on line {piece.line}, is broken: {piece.reason}"
            yield Named(place=place, failure=Unreadable("file", message))
        elif isinstance(piece, tuple):
            yield sitemaps.plainly_named(place, piece)
        elif is_sitemap:
            yield sitemaps.named_in(place, piece, known)
        else:
            yield feeds.named_in(place, piece)
    if broken >= MOST_BROKEN:
        faults.append(Unreadable("file", f"{MOST_BROKEN} items are broken; what stands behind them was not read"))


def _addressed(named: Iterable[Named], base: str | None) -> Iterator[Named]:
    """Each with its address made absolute, or the reason why there is none; every address once."""
    seen: set[str] = set()
    for one in named:
        if one.failure is not None:
            yield one
            continue
        if one.url and _WHOLE.fullmatch(one.url):
            if one.url not in seen:
                seen.add(one.url)
                yield one
            continue
        url = joined(base, one.url) if one.url else None
        if url is None:
            yield replace(one, url=None, failure=Unreadable("not-found", f"{one.place} names no address"))
        elif url not in seen:
            seen.add(url)
            yield _checked(one, url)


def _checked(one: Named, url: str) -> Named:
    if _is_web(url):
        return replace(one, url=url)
    message = f"{one.place} names {url[:200]}, which is not an http(s) address"
    return replace(one, url=None, failure=Refused("scheme", message))


def _is_web(url: str) -> bool:
    parts = split(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _within(listing: Listing, named: Iterator[Named]) -> Iterator[Named]:
    yield from islice(named, MOST_NAMED)
    if next(named, None) is not None:
        message = f"it names more than {MOST_NAMED:,} addresses; those behind them were left out"
        listing.faults.append(Refused("size", message))


def _text(content: bytes, content_type: str) -> str:
    """Decoded; a listing that is UTF-8 throughout is UTF-8, whatever it says."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    wide = wide_encoding(content[:4_096])
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _decoded(content, content_type)


def _decoded(content: bytes, content_type: str) -> str:
    stated, charset = _STATED.match(content[:1_000]), _CHARSET.search(content_type)
    names = [charset[1] if charset else "", stated[1].decode() if stated else "", "windows-1252"]
    for name in filter(None, names):
        try:
            return content.decode("windows-1252" if name.lower() in ("iso-8859-1", "latin1") else name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return content.decode(errors="replace")
