"""Rare fingerprints of a document: two documents that share some are compared word by word, no others are."""

import sys
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
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

PRINTS_VERSION: Final = WORDS_VERSION * 100 + 2
"""Rises when the same document would give other prints; what an archive holds of an older version is made anew."""
PER_PARAGRAPH: Final = 4
"""Prints kept of each paragraph, the smallest: 32 a document of the development set. Recall of the pairs .990, of the
families .9987; with 3 it is .984 and .9987 at 24 a document, with 2 and one in common .990 and .9992 at 2.5 times the
candidates."""
IN_COMMON: Final = 2
"""Prints in common that make a candidate."""
MOST_FAMILIES: Final = 32
"""Families that have a print before it counts as a phrase of the trade ("all rights reserved") and is no longer asked.
1.5 candidates a document; without a limit 15, and the same pairs."""

# Odd and under 2 ** 30, so that three words of 32 bits times one each add up to less than 2 ** 64.
_FIRST, _SECOND, _THIRD = 0x2E3779B9, 0x35EBCA77, 0x27D4EB2F
_LANE: Final = 64
_IS_BIG: Final = sys.byteorder == "big"


def prints_of(document: Document) -> tuple[int, ...]:
    """The prints of a document, sorted: signed numbers of 32 bits, the same on every machine.

    Three content words in a row make a print, and each paragraph keeps its smallest. Where a paragraph has two, they
    are one; none where it has fewer.
    """
    words = document.all_words()
    rows = _rows(words)
    prints: set[int] = set()
    for first, end in pairwise((0, *document.paragraph_ends())):
        if end - first > 2:
            prints.update(sorted(rows[first : end - 2])[:PER_PARAGRAPH])
        elif end - first == 2:
            prints.add(_rows(words[first:end])[0])
    return tuple(sorted(prints))


def _rows(words: "array[int]") -> "array[int]":
    """For each word the print of it and the two after it.

    All of them at once: each word is 64 bits of one long number, which is multiplied as a whole.
    """
    lanes = array("Q", words)
    if _IS_BIG:
        lanes.byteswap()
    number = int.from_bytes(lanes.tobytes(), "little")
    mixed = number * _FIRST + (number >> _LANE) * _SECOND + (number >> 2 * _LANE) * _THIRD
    halves = array("i", mixed.to_bytes(len(words) * _LANE // 8, "little"))
    if _IS_BIG:
        halves.byteswap()
    return halves[::2]


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
        found = holders.get(print_)
        if found and len(found) <= MOST_FAMILIES:
            counts.update(found)
    least = enough_in_common(prints)
    return [one for count, one in sorted((-count, one) for one, count in counts.items()) if -count >= least]


def prints_to_keep(prints: Iterable[int], holders: Mapping[int, Sequence[int]], family: Collection[int]) -> list[int]:
    """The prints that a document is to be found by: those that nobody of its family is found by yet.

    A copy adds little: 300 copies of one story keep 38 rows instead of 9,079, and none is lost, as any of them is found
    by way of the others. A limit on the documents of a print instead lost 226 of them.
    """
    return [print_ for print_ in prints if print_ not in holders or _is_new(holders[print_], family)]


def _is_new(holders: Sequence[int], family: Collection[int]) -> bool:
    return len(holders) <= MOST_FAMILIES and not any(one in family for one in holders)
