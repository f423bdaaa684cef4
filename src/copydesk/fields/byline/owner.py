"""The person whose own site a page stands on: the address bears the name, and the site is called or owned so."""

import re
import unicodedata
from collections.abc import Container, Iterator
from typing import Final

from copydesk import urls
from copydesk.layout.sheet import Anchor, RawBlock
from copydesk.patterns import pattern
from copydesk.wording.likeness import is_given_name
from copydesk.wording.names import is_name, untitled

__all__ = ["owner"]

AT_START, AT_END = 6, 8
"""Blocks at the page's start and end in which a site names itself."""
LONGEST: Final = 200
SHORTEST: Final = 4
_OWNED: Final = pattern(r"['’]s\b")
"""Behind it stands what is the owner's: "Jane Roe's Notebook"."""
_RIGHTS: Final = pattern(
    r"(?:©|\bcopyright\b)[ ©]*(?:\d{4}(?: ?[-–] ?\d{4})?)?,? ?(?:by )?([^.|·,;:()\d©]{5,40})", re.IGNORECASE
)


def owner(
    blocks: list[RawBlock], anchors: list[Anchor], *, url: str | None, small: Container[str]
) -> tuple[RawBlock, str] | None:
    """The owner's name and the block that prints it; `small` are words that are no surname here."""
    host = _letters(urls.host_of(url))
    if not host or not blocks:
        return None
    for block, text in _titles(blocks, anchors):
        name = untitled(_OWNED.split(text.strip(" |/–—-"))[0])
        words = name.split()
        if len(words) == 2 and is_name(name) and is_given_name(words[0].casefold()):
            surname = words[1].casefold()
            if surname not in small and any(len(word) >= SHORTEST and _letters(word) in host for word in words):
                return block, name
    return None


def _titles(blocks: list[RawBlock], anchors: list[Anchor]) -> Iterator[tuple[RawBlock, str]]:
    for anchor in anchors[: 4 * AT_START]:
        if anchor.block < len(blocks) and urls.split(anchor.href).path in ("/", "") and anchor.href and anchor.text:
            yield blocks[anchor.block], anchor.text
    for block in blocks[-AT_END:]:
        found = _RIGHTS.search(block.text[:LONGEST])
        if found:
            yield block, re.sub(r"(?i)\ball rights reserved\b.*", "", found[1])
    for block in blocks[:AT_START]:
        yield block, block.text[:LONGEST]


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalpha() and char.isascii())
