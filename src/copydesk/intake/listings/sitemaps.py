"""Sitemaps: `urlset` with its news tags, `sitemapindex`, and lists of addresses."""

from typing import Final

from turbohtml import Element

from copydesk.intake.listings.listed import Named
from copydesk.intake.listings.shapes import Values

__all__ = ["Publications", "address_in", "named_in", "plainly_named"]

LONGEST: Final = 10_000

Publications = dict[str, tuple[str | None, str | None]]
"""Name and language by the text of the element: a sitemap says one thing fifty thousand times."""


def named_in(place: str, url: Element, known: Publications) -> Named:
    """What a `url` or `sitemap` says, its address as printed."""
    address = modified = title = published = language = publisher = None
    for child in url.children:
        if type(child) is not Element:
            continue
        name = child.tag
        if name == "loc" or name.endswith(":loc"):
            address = address or child.text[:LONGEST].strip()
        elif name == "lastmod" or name.endswith(":lastmod"):
            modified = child.text[:LONGEST].strip()
        elif name.endswith("news"):
            title, published, language, publisher = _news(child, known)
    return Named(
        place=place,
        url=address,
        title=title,
        published=published,
        modified=modified,
        language=language,
        publisher=publisher,
    )


def plainly_named(place: str, values: Values) -> Named:
    """The same from the texts of its elements."""
    url, title, published, modified, language, publisher = values
    return Named(
        place=place,
        url=url,
        title=" ".join(title.split()) if title and "  " in title else title,
        published=published,
        modified=modified,
        language=language or None,
        publisher=publisher or None,
    )


def address_in(place: str, line: str) -> Named:
    """A line of a list of addresses."""
    return Named(place=place, url=line.strip()[:LONGEST])


def _news(news: Element, known: Publications) -> tuple[str | None, str | None, str | None, str | None]:
    title = published = publisher = language = None
    for child in news.children:
        if type(child) is not Element:
            continue
        name = child.tag
        if name.endswith("title"):
            title = " ".join(child.text[:LONGEST].split())
        elif name.endswith("publication_date"):
            published = child.text[:LONGEST].strip()
        elif name.endswith("publication"):
            publisher, language = _publication(child, known)
    return title, published, language, publisher


def _publication(element: Element, known: Publications) -> tuple[str | None, str | None]:
    text = element.text[:LONGEST]
    found = known.get(text)
    if found is None:
        said = {one.tag.rpartition(":")[2]: one.text.strip() for one in element.children if type(one) is Element}
        found = known[text] = (said.get("name") or None, said.get("language") or None)
    return found
