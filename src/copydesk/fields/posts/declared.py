"""The posts of a live blog as the page declares them."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from copydesk.layout.declarations import DeclaredPage, plain
from copydesk.layout.jsonld import Json
from copydesk.records import Instant
from copydesk.wording.instants.stated import iso_instant
from copydesk.wording.spelling import clean, words

__all__ = ["LIVE_TYPE", "DeclaredPost", "declared_posts"]

LIVE_TYPE: Final = "liveblogposting"
MOST: Final = 2_000
"""Posts of one page that are looked at."""
OPENING: Final = 400
"""Characters of a post's text that are kept: enough to recognise it."""


class DeclaredPost(Struct, frozen=True):
    """One update: its headline and opening as `words` spells them, its instant and who signs it."""

    headline: str
    opening: str
    published: Instant | None
    author: str | None
    locator: str


def declared_posts(page: DeclaredPage) -> tuple[DeclaredPost, ...]:
    """The updates that the page's live blog lists, in its order."""
    return tuple(islice(_updates(page), MOST))


def _updates(page: DeclaredPage) -> Iterator[DeclaredPost]:
    for node in page.graph.of_type(LIVE_TYPE):
        key = next((key for key in node.value if key.lower() == "liveblogupdate"), None)
        if node.aside or key is None:
            continue
        updates = page.graph.resolve(node.value[key])
        for number, update in enumerate(updates if isinstance(updates, list) else [updates]):
            value = page.graph.resolve(update)
            if isinstance(value, dict):
                yield _post(page, value, f"{node.locator(key)}/{number}")


def _post(page: DeclaredPage, value: dict[str, Json], locator: str) -> DeclaredPost:
    body = value.get("articleBody") or value.get("text")
    stated = value.get("datePublished")
    return DeclaredPost(
        headline=words(plain(page.graph, value.get("headline"))),
        opening=words(clean(body[: 2 * OPENING])[:OPENING]) if isinstance(body, str) else "",
        published=iso_instant(stated) if isinstance(stated, str) else None,
        author=_author(page, value.get("author")),
        locator=locator,
    )


def _author(page: DeclaredPage, value: Json) -> str | None:
    """The person; an organisation signs the page, not the post."""
    some = page.graph.resolve(value[0] if isinstance(value, list) and value else value)
    if isinstance(some, dict) and str(some.get("@type")).lower().endswith("organization"):
        return None
    return plain(page.graph, some) or None
