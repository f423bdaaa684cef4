"""JSON Feed, versions 1 and 1.1."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import msgspec

from copydesk.errors import Unreadable
from copydesk.intake.listings.feeds import plain
from copydesk.intake.listings.listed import Listing, Named

__all__ = ["json_feed"]

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

LONGEST: Final = 10_000


def json_feed(content: bytes, address: str | None) -> Listing | None:
    """The feed in the JSON; None where it is another document.

    Raises:
        Unreadable: `encoding`, the JSON breaks off or is broken: nothing in it can be relied on.
    """
    try:
        document: Json = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Unreadable("encoding", f"the JSON feed is broken: {error}") from error
    if not isinstance(document, dict) or "jsonfeed.org" not in _text(document, "version"):
        return None
    items = document.get("items")
    return Listing(
        form="json",
        named=_each(items if isinstance(items, list) else [], _text(document, "language") or None),
        address=address,
        title=_text(document, "title") or None,
        link=_text(document, "home_page_url") or None,
        own_address=_text(document, "feed_url") or None,
        language=_text(document, "language") or None,
        faults=[] if isinstance(items, list) else [Unreadable("file", "the JSON feed has no list of items")],
    )


def _each(items: "list[Json]", language: str | None) -> Iterator[Named]:
    for number, item in enumerate(items, 1):
        place = f"item {number}"
        if not isinstance(item, dict):
            yield Named(place=place, failure=Unreadable("file", f"{place} of the JSON feed is no object"))
            continue
        yield Named(
            place=place,
            url=_text(item, "url") or _text(item, "external_url") or None,
            title=plain(_text(item, "title")) or None,
            published=_text(item, "date_published") or None,
            modified=_text(item, "date_modified") or None,
            language=_text(item, "language") or language,
            author=_author(item),
            categories=tuple(_texts(item.get("tags"))),
            id=_text(item, "id") or None,
        )


def _author(item: "dict[str, Json]") -> str | None:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return (_text(first, "name") or None) if isinstance(first, dict) else None


def _texts(values: Json) -> Iterator[str]:
    for value in values[:50] if isinstance(values, list) else ():
        if isinstance(value, str) and value.strip():
            yield value.strip()[:LONGEST]


def _text(document: "dict[str, Json]", name: str) -> str:
    value = document.get(name)
    if isinstance(value, str):
        return " ".join(value[:LONGEST].split())
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
