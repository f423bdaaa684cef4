"""Feeds in XML: RSS 0.9 to 2.0, RDF and Atom, with Dublin Core and syndication elements."""

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from turbohtml import Element

from copydesk.intake.listings.listed import Named
from copydesk.intake.listings.pieces import Frame
from copydesk.patterns import pattern

__all__ = ["HeadLines", "head_of", "named_in", "plain"]

PUBLISHED: Final = ("pubDate", "published", "dc:date", "dcterms:issued", "issued", "dcterms:created", "created", "date")
MODIFIED: Final = ("updated", "dcterms:modified", "modified", "atom:updated", "a10:updated", "lastBuildDate")
PERIODS: Final = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
"""Of the module `syndication` of RSS 1.0, in seconds; without a period it is daily."""
PAGES: Final = ("", "text/html", "application/xhtml+xml")
MOST_CATEGORIES: Final = 50
LONGEST: Final = 10_000
"""Characters of one value: what is longer is cut, for no title and no address is."""

_TAG: Final = pattern(r"<[/!]?[A-Za-z][^<>]{0,2000}>")
_MARKED: Final = pattern(r"[<&]")


class HeadLines(dict[str, list[Element]]):
    """The children of an element by name, in their order; what has the element's own prefix stands without it."""

    @classmethod
    def of(cls, element: Element) -> "HeadLines":
        """Those of this element."""
        own = element.tag.rpartition(":")[0]
        found = cls()
        for child in element.children:
            if isinstance(child, Element):
                name = child.tag
                if own and name.startswith(own + ":"):
                    name = name[len(own) + 1 :]
                found.setdefault(name, []).append(child)
        return found

    def first(self, *names: str) -> str | None:
        """The text of the first element with one of the names, tried in their order, that has a text."""
        for name in names:
            for element in self.get(name, ()):
                if text := " ".join(element.text[:LONGEST].split()):
                    return text
        return None


def head_of(frame: Frame) -> HeadLines:
    """What the feed says of itself."""
    if frame.head is None:
        return HeadLines()
    own = HeadLines.of(frame.head)
    channels = own.get("channel") or [one for name, found in own.items() if name.endswith(":channel") for one in found]
    return HeadLines.of(channels[0]) if channels else own


def named_in(place: str, item: Element) -> Named:
    """What an item or entry says, its address as printed."""
    lines = HeadLines.of(item)
    link = _link(lines, item)
    return Named(
        place=place,
        url=link,
        title=plain(lines.first("title", "dc:title")),
        published=lines.first(*PUBLISHED),
        modified=lines.first(*MODIFIED),
        language=lines.first("dc:language", "language") or _attribute(item, "xml:lang"),
        publisher=lines.first("dc:publisher"),
        author=_author(lines),
        categories=tuple(dict.fromkeys(_categories(lines))),
        id=lines.first("guid", "id") or _attribute(item, "rdf:about"),
    )


def plain(text: str | None) -> str | None:
    """Words without the markup that feeds write into titles, once escaped or twice.

    >>> plain("Ferry &amp; <b>bridge</b> reopen")
    'Ferry & bridge reopen'
    """
    if not text or not _MARKED.search(text):
        return text
    return " ".join(unescape(_TAG.sub("", unescape(text))).split()) or None


def seconds_of(lines: HeadLines) -> float | None:
    """How long the feed wants to be left alone."""
    minutes = _number(lines.first("ttl"))
    period = lines.first("sy:updatePeriod")
    often = _number(lines.first("sy:updateFrequency")) or 1.0
    stated = [minutes * 60] if minutes else []
    if period or "sy:updateFrequency" in lines:
        stated.append(PERIODS.get((period or "daily").lower(), 86_400) / often)
    return max(stated, default=None)


def own_address(lines: HeadLines) -> str | None:
    """The address that a feed gives for itself."""
    links: Iterable[Element] = [one for name in ("atom:link", "link", "atom10:link") for one in lines.get(name, ())]
    return next((_attribute(one, "href") for one in links if _attribute(one, "rel") == "self"), None)


def page_address(lines: HeadLines) -> str | None:
    """The page that a feed stands for."""
    return _alternate(lines.get("link", ())) or lines.first("link")


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 < number < 1e7 else None


def _link(lines: HeadLines, item: Element) -> str | None:
    links = lines.get("link", [])
    found = _alternate(links) or lines.first("link") or _alternate(lines.get("atom:link", ()))
    if found:
        return found
    for guid in lines.get("guid", ()):
        text = guid.text.strip()
        if (_attribute(guid, "isPermaLink") or "true").lower() != "false" and text[:4].lower() == "http":
            return text[:LONGEST]
    return _attribute(item, "rdf:about")


def _alternate(links: Iterable[Element]) -> str | None:
    """The page among the links of Atom: `alternate`, a page of HTML first."""
    found = [one for one in links if _attribute(one, "href") and _attribute(one, "rel") in (None, "", "alternate")]
    pages = [one for one in found if (_attribute(one, "type") or "") in PAGES]
    return next((_attribute(one, "href") for one in (*pages, *found)), None)


def _author(lines: HeadLines) -> str | None:
    for author in lines.get("author", ()):
        name = HeadLines.of(author).first("name")
        if name:
            return name
    return lines.first("dc:creator", "author")


def _categories(lines: HeadLines) -> Iterator[str]:
    for element in [*lines.get("category", ()), *lines.get("dc:subject", ())][:MOST_CATEGORIES]:
        said = _attribute(element, "label") or _attribute(element, "term") or element.text
        if words := plain(" ".join(said[:LONGEST].split())):
            yield words


def _attribute(element: Element, name: str) -> str | None:
    value = element.attr(name)
    return value.strip()[:LONGEST] if isinstance(value, str) else None
