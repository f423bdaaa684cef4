"""Rare fingerprints of a document: two documents that share some are compared word by word, no others are."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from copydesk.archive.documents import Document
from copydesk.archive.words import WORDS_VERSION

__all__ = [
    "IN_COMMON",
    "MOST_FAMILIES",
    "PRINTS_VERSION",
    "candidates_of",
    "enough_in_common",
    "prints_of",
    "prints_to_keep",
]

PRINTS_VERSION: Final = WORDS_VERSION * 100 + 1
"""Rises when the same document would give other prints; what an archive holds of an older version is made anew."""
PER_PARAGRAPH: Final = 4
"""Prints kept of each paragraph, the smallest: 24 a document of the development set. Recall of the pairs .984, of the
families .9987; with 4 it is .990 and .9987 at 32 a document, with 2 and one in common .990 and .9992 at 2.5 times the
candidates."""
IN_COMMON: Final = 2
"""Prints in common that make a candidate."""
MOST_FAMILIES: Final = 32
"""Families that have a print before it counts as a phrase of the trade ("all rights reserved") and is no longer asked.
1.5 candidates a document; without a limit 15, and the same pairs."""

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


def candidates_of(prints: Sequence[int], holders: Mapping[int, Sequence[int]]) -> list[int]:
    """Those to compare a document with, the ones with most prints in common first.

    Args:
        prints: of the document.
        holders: for a print those that are kept with it, one of each family (see `prints_to_keep`).
    """
    counts: Counter[int] = Counter()
    for print_ in prints:
        found = holders.get(print_, ())
        if len(found) <= MOST_FAMILIES:
            counts.update(found)
    least = enough_in_common(prints)
    return [one for count, one in sorted((-count, one) for one, count in counts.items()) if -count >= least]


def prints_to_keep(prints: Iterable[int], holders: Mapping[int, Sequence[int]], family: Collection[int]) -> list[int]:
    """The prints that a document is to be found by: those that nobody of its family is found by yet.

    A copy adds little: 300 copies of one story keep 38 rows instead of 9,079, and none is lost, as any of them is found
    by way of the others. A limit on the documents of a print instead lost 226 of them.
    """
    return [print_ for print_ in prints if _is_new(holders.get(print_, ()), family)]


def _is_new(holders: Sequence[int], family: Collection[int]) -> bool:
    return len(holders) <= MOST_FAMILIES and not any(one in family for one in holders)
