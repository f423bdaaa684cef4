"""The person whose own site a page stands on: the address bears the name, and the site is called or owned so."""

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import pairwise
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
MOST_WORDS: Final = 12
LEAST_TOGETHER: Final = 8
"""Letters of a whole name in an address."""
_OWNED: Final = pattern(r"['’]s\b")
"""Behind it stands what is the owner's: "Jane Roe's Notebook"."""
_RIGHTS: Final = pattern(
    r"(?:©|\bcopyright\b)[ ©]*(?:\d{4}(?: ?[-–] ?\d{4})?)?,? ?(?:by )?([^.|·,;:()\d©]{5,40})", re.IGNORECASE
)


def owner(
    blocks: list[RawBlock], anchors: list[Anchor], *, url: str | None, small: Container[str], site: str | None = None
) -> tuple[RawBlock, str] | None:
    """The owner's name and the block that prints it; `small` are words that are no surname here.

    The address bears the name, or the site (`site` is what it calls itself) is called and owned by one person.
    """
    host = _letters(urls.host_of(url))
    if not host or not blocks:
        return None
    seen: set[str] = set()
    for block, text, is_site in _titles(blocks, anchors, site):
        name = untitled(_OWNED.split(text.strip(" |/–—-"))[0])
        if not _is_person(name, small):
            name = _named_as(host, text, small)
        if name and (_bears(host, name) or ((is_site or name in seen) and not _is_first_names(name))):
            return block, name
        seen.add(name)
    return None


def _is_person(name: str, small: Container[str]) -> bool:
    return _is_known(name) and name.split()[1].casefold() not in small


def _is_known(name: str) -> bool:
    words = name.split()
    return len(words) == 2 and is_name(name) and is_given_name(words[0].casefold())


def _is_first_names(name: str) -> bool:
    """Whether both words of a name are given names, as magazines and shops are called."""
    return all(map(is_given_name, name.casefold().split()))


def _bears(host: str, name: str) -> bool:
    return any(len(word) >= SHORTEST and _letters(word) in host for word in name.split())


def _named_as(host: str, text: str, small: Container[str]) -> str:
    """Two words of a line that together are the whole name of the host: "janeroe.example" and "Notes by Jane Roe"."""
    bare = host.removeprefix("www")
    for pair in pairwise(text.split()[:MOST_WORDS]):
        if _begins_otherwise(pair[0], bare):
            continue  # seen at once of most
        name = " ".join(pair).strip(" |,.:–—-")
        if _begins_otherwise(name, bare):
            continue
        together = _letters(name)
        if len(together) >= LEAST_TOGETHER and bare.startswith(together) and _is_person(name, small):
            return name
    return ""


def _begins_otherwise(name: str, bare: str) -> bool:
    """Whether a name begins with another plain letter than the host."""
    first = name[:1]
    return first.isascii() and first.isalpha() and first.lower() != bare[:1]


def _titles(blocks: list[RawBlock], anchors: list[Anchor], site: str | None) -> Iterator[tuple[RawBlock, str, bool]]:
    if site:
        yield blocks[0], site, True
    for anchor in anchors[: 4 * AT_START]:
        if anchor.text and anchor.block < len(blocks) and _is_front(anchor.href):
            yield blocks[anchor.block], anchor.text, False
    for block in blocks[-AT_END:]:
        found = _RIGHTS.search(block.text[:LONGEST])
        if found:
            yield block, re.sub(r"(?i)\ball rights reserved\b.*", "", found[1]), False
    for block in blocks[:AT_START]:
        yield block, block.text[:LONGEST], False


def _is_front(address: str) -> bool:
    """Whether an address is that of a site's first page."""
    host = address.find("://")
    path = address.find("/", host + 3) if host >= 0 else 0
    is_bare = "?" not in address and "#" not in address
    if not address or (is_bare and address[path : path + 1] == "/" and address[path + 1 : path + 2].isalnum()):
        return False  # seen at once of most
    return urls.split(address).path in ("/", "")


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalpha() and char.isascii())
