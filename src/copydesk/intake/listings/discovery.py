"""What of a site can be followed: the feeds and sitemaps that it names, or has where sites mostly have them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from turbohtml import parse

from copydesk.errors import CopydeskError, NotAStory
from copydesk.intake.listings.listed import Form, Listing
from copydesk.intake.listings.read import listing_in
from copydesk.intake.listings.signs import is_listing
from copydesk.intake.rounds import Rounds
from copydesk.patterns import pattern
from copydesk.records import Capture
from copydesk.settings import DEFAULTS, Settings
from copydesk.urls import joined

__all__ = ["Followed", "Origin", "content_type_of", "discover", "discovered", "feed_links"]

Origin: TypeAlias = Literal["given", "robots.txt", "link", "known place"]

FEED_TYPES: Final = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml")
)
KNOWN_FEEDS: Final = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where content systems put them; asked for only where the page links none."""
KNOWN_SITEMAPS: Final = ("/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml", "/news-sitemap.xml")
"""Asked for only where robots.txt names none."""
MOST_ASKED: Final = 40
"""Feeds and sitemaps of one site that are looked at: an outlet with more names them in an index."""
PAGE_BYTES: Final = 2_000_000

_COMMENTS: Final = pattern(
    r"^(?:comments (?:on|for)|kommentare (?:zu|für)|commentaires (?:sur|pour)|comentarios (?:en|a))\b|[-–:] comments$",
    re.IGNORECASE,
)
_COMMENTS_PATH: Final = pattern(r"/comments(?:/|\.|\?|$)", re.IGNORECASE)


class Followed(NamedTuple):
    """One feed or sitemap of a site, looked at."""

    address: str
    origin: Origin
    form: Form
    title: str | None
    names: int
    """What it names: stories, or the sitemaps of an index."""
    newest: str | None
    """The latest publication or change that it names, as printed."""
    is_comments: bool
    """Whether it names comments, not stories."""


class _Place(NamedTuple):
    address: str
    origin: Origin


def discover(site: str, settings: Settings = DEFAULTS) -> list[Followed]:
    """What can be followed of the site at the address; the home page is fetched, and what it leads to looked at.

    Raises:
        CopydeskError: the home page could not be had; the reason is that of its fetch.
    """
    with Rounds(settings) as rounds:
        return [found for found, _ in discovered(site, rounds, settings)]


def discovered(site: str, rounds: Rounds, settings: Settings = DEFAULTS) -> list[tuple[Followed, Capture]]:
    """The same with rounds that fetch for others too, nothing of theirs under way; each with what was fetched."""
    home = _fetched([_Place(site, "given")], rounds)[0][1]
    if isinstance(home, CopydeskError):
        raise home
    content = home.content if isinstance(home.content, bytes) else home.content.encode()
    if is_listing(content):
        return list(_looked_at([(_Place(site, "given"), home)], settings))
    base = home.answered_url or site
    linked = [_Place(address, "link") for address in feed_links(content, base)]
    mapped = [_Place(address, "robots.txt") for rules in rounds.rules_of(base) for address in rules.sitemaps]
    known = [*(() if linked else KNOWN_FEEDS), *(() if mapped else KNOWN_SITEMAPS)]
    guessed = [_Place(address, "known place") for path in known if (address := joined(base, path))]
    return list(_looked_at(_fetched(_once([*linked, *mapped, *guessed])[:MOST_ASKED], rounds), settings))


def feed_links(content: bytes, base: str) -> list[str]:
    """The feeds that a page links to in its head, in order."""
    found = []
    for link in parse(content[:PAGE_BYTES].decode("utf-8", "replace")).find_all("link"):
        rel, kind, href = (_attribute(link.attr(name)) for name in ("rel", "type", "href"))
        address = joined(base, href.strip()) if href else None
        if address and "alternate" in rel.lower().split() and kind.partition(";")[0].strip().lower() in FEED_TYPES:
            found.append(address)
    return list(dict.fromkeys(address for address in found if address[:4].lower() == "http"))


def content_type_of(capture: Capture) -> str:
    """The media type and charset that the answer states."""
    return next((value for name, value in capture.headers if name.lower() == "content-type"), "")


def _attribute(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else value if isinstance(value, str) else ""


def _once(places: Iterable[_Place]) -> list[_Place]:
    return list({place.address: place for place in reversed([*places])}.values())[::-1]


def _fetched(places: list[_Place], rounds: Rounds) -> list[tuple[_Place, Capture | CopydeskError]]:
    tickets = {rounds.send(place.address): place for place in places}
    got: dict[int, Capture | CopydeskError] = {}
    while len(got) < len(tickets) and (done := rounds.take()) is not None:
        rounds.release(done)
        got[done.ticket] = done.got
    return [(place, got[ticket]) for ticket, place in tickets.items()]


def _looked_at(
    answers: Iterable[tuple[_Place, Capture | CopydeskError]], settings: Settings
) -> Iterator[tuple[Followed, Capture]]:
    """Those of the answers that are feeds or sitemaps; two addresses with one content are one."""
    seen: set[bytes | str] = set()
    for place, got in answers:
        if isinstance(got, Capture) and got.content not in seen:
            seen.add(got.content)
            try:
                listing = listing_in(_bytes(got), got.answered_url or place.address, content_type_of(got), settings)
                yield _summed_up(place, listing), got
            except CopydeskError as error:
                if not isinstance(error, NotAStory):
                    continue


def _bytes(capture: Capture) -> bytes:
    return capture.content if isinstance(capture.content, bytes) else capture.content.encode()


def _summed_up(place: _Place, listing: Listing) -> Followed:
    names, newest = 0, ""
    for named in listing.named:
        names += 1
        said = named.published or named.modified or ""
        newest = max(newest, said) if said[:2].isdigit() else newest or said
    title = listing.title
    is_comments = bool(_COMMENTS_PATH.search(place.address) or (title and _COMMENTS.search(title)))
    return Followed(place.address, place.origin, listing.form, title, names, newest or None, is_comments)
