"""Words beside a story that the desk leaves out: picture credits, and lines of links in capitals."""

from __future__ import annotations

import re
from typing import Final

from copydesk.records import Role
from copydesk.wording.agencies import find_agencies
from copydesk.wording.captions import split_caption

__all__ = ["is_link_line", "read_part"]

_BRACKETED: Final = re.compile(r"[(\[][^()\[\]]{2,90}[)\]]\s*\.?\s*$")
_CREDIT_MARK: Final = re.compile(
    r"\b(?:photo|photograph|picture|image|illustration|video|foto|bild|crédit|imagen)s?\b|[©/]|\bvia\b|\bgetty\b",
    re.IGNORECASE,
)
_CREDITED: Final = re.compile(
    r"^[(\[]\s*(?:\w+\s+)?(?:photo|image|picture|video|foto|bild)s?\s*(?::|/|(?:by|credit|courtesy|via|von|de)\b)",
    re.IGNORECASE,
)
"""A bracket that names a picture and whose it is needs no agency that is known: "[Featured image by Ann Vale/Orby]"."""
_LINK_WORDS: Final = 4
"""Words of a line in capitals from which it is a link or a label of the page, and no sentence."""


def read_part(text: str, role: Role) -> tuple[int, int]:
    """The characters of a paragraph that are read: without the credit of a caption, or one in brackets at the end."""
    if role == "caption":
        return _without_credit(text)
    match = _BRACKETED.search(text)
    if match is None:
        return 0, len(text)
    is_known = _CREDIT_MARK.search(match[0]) and find_agencies(match[0].strip("()[] ."))
    return 0, match.start() if is_known or _CREDITED.match(match[0]) else len(text)


def _without_credit(text: str) -> tuple[int, int]:
    parted = split_caption(text)
    if parted.credit is None:
        return 0, len(text)
    if parted.caption is None:
        return 0, 0
    words = parted.caption.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else (0, len(text))


def is_link_line(text: str) -> bool:
    """Whether a line of the body stands in capitals: "FED-UP OWNER LEADS RECALL: 'PEOPLE ARE TIRED'"."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    return len(words) >= _LINK_WORDS and text.upper() == text and text.lower() != text
