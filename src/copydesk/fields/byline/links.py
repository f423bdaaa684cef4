"""Links to the pages of authors: what they are called, and which blocks hold them."""

import re
from typing import Final

from msgspec import Struct

from copydesk.kept import kept
from copydesk.layout.sheet import Anchor
from copydesk.tables.reader import rows
from copydesk.wording.bylines.read import Byline, read_byline
from copydesk.wording.names import is_name

__all__ = ["AuthorPath", "author_links", "author_paths", "linked_byline"]

LONGEST: Final = 80
LONGEST_ADDRESS: Final = 300
LONGEST_PART: Final = 24
"""Letters of the longest word of the table, and some."""
_LONGEST_PART = LONGEST_PART


class AuthorPath(Struct, frozen=True):
    """Words that stand in the address of an author's page before the name; unsure ones lead to other pages too."""

    sure: bool
    words: tuple[str, ...]
    example: str


def author_paths() -> tuple[AuthorPath, ...]:
    """All rows of the table."""
    return rows("author_paths", AuthorPath)


def author_links(anchors: list[Anchor]) -> dict[int, list[str]]:
    """The texts of links to authors' pages, by the block that they stand in."""
    found: dict[int, list[str]] = {}
    for anchor in anchors:
        if _is_author(anchor):
            found.setdefault(anchor.block, []).append(anchor.text)
    return found


def _is_author(anchor: Anchor) -> bool:
    address = anchor.href
    if len(anchor.text) > LONGEST or not ("/" in address or "=" in address):
        return False
    match = _pattern().search(address[:LONGEST_ADDRESS]) if _may_match(address[:LONGEST_ADDRESS]) else None
    if match is None:
        rel = anchor.rel
        return "author" in rel and "author" in rel.split()
    return bool(match["sure"] or match["query"]) or is_name(anchor.text)


def _may_match(address: str) -> bool:
    """Whether an address has a part or a name that the pattern looks for; few have, and this is quickly seen."""
    parts = _parts()
    start = 0
    for place, letter in enumerate(address):
        if letter == "/":
            if start < place <= start + _LONGEST_PART and address[start:place].lower() in parts:
                return True
            start = place + 1
        elif letter == "u" or letter == "U":
            if address[max(place - 1, 0) : place + 5].lower().startswith(("author", "autor")):
                return True
        elif letter > "\x7f":
            return True
    return address[start:].lower() in parts


@kept
def _parts() -> frozenset[str]:
    return frozenset(word.partition("/")[0].lower() for row in author_paths() for word in row.words)


def linked_byline(line: Byline, texts: list[str], publisher: str | None, *, read: str | None = None) -> Byline:
    """The line's byline, or that of its links where the line by itself names other people or none.

    Args:
        line: how the line was read.
        texts: what its links say.
        publisher: its name is never taken for a person.
        read: the line, where it was read as a marked one is.
    """
    text = " | ".join(dict.fromkeys(text for text in texts if text))
    if text == read:
        return line
    linked = read_byline(text, publisher=publisher, labelled=True)
    named, others = ({person.name for person in one.people} for one in (line, linked))
    return line if not others or (named and (named <= others or others <= named)) else linked


@kept
def _pattern() -> re.Pattern[str]:
    sure, unsure = (
        "|".join(re.escape(word) for row in author_paths() if row.sure is sure for word in row.words)
        for sure in (True, False)
    )
    return re.compile(
        rf"/(?:(?P<sure>{sure})|(?:{unsure}))/[^/?#]|[?&](?P<query>_?author|autor|author_name)=", re.IGNORECASE
    )
