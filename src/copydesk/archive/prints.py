"""Rare fingerprints of a document: two documents that share some are compared word by word, no others are."""

from collections.abc import Sequence
from typing import Final

from copydesk.archive.documents import Document
from copydesk.archive.words import WORDS_VERSION

__all__ = ["IN_COMMON", "PRINTS_VERSION", "enough_in_common", "prints_of"]

PRINTS_VERSION: Final = WORDS_VERSION * 100 + 1
"""Rises when the same document would give other prints; what an archive holds of an older version is made anew."""
PER_PARAGRAPH: Final = 4
"""Prints kept of each paragraph, the smallest: 31 a document, recall .993 of the pairs with two in common."""
IN_COMMON: Final = 2
"""Prints in common that make a candidate."""

_FIRST, _SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_MASK: Final = 2**64 - 1
_HALF: Final = 2**63


def prints_of(document: Document) -> tuple[int, ...]:
    """The prints of a document, sorted: signed numbers of 64 bits, the same on every machine.

    Three content words in a row make a print, and each paragraph keeps its smallest. Where a paragraph is shorter,
    all of its words are one; none where it has fewer than two.
    """
    prints: set[int] = set()
    for words in document.paragraphs():
        prints.update(_smallest(words))
    return tuple(sorted(prints))


def _smallest(words: Sequence[int]) -> list[int]:
    if len(words) < 3:
        return [((words[0] * _FIRST + words[1] * _SECOND) & _MASK) - _HALF] if len(words) == 2 else []
    rows = zip(words, words[1:], words[2:], strict=False)
    found = {(one * _FIRST + two * _SECOND + three * _THIRD) & _MASK for one, two, three in rows}
    return [print_ - _HALF for print_ in sorted(found)[:PER_PARAGRAPH]]


def enough_in_common(prints: Sequence[int]) -> int:
    """How many of a document's prints another one must have to be compared with it."""
    return min(IN_COMMON, len(prints))
