"""Rare fingerprints of a document: two documents that share some are compared word by word, no others are."""

from array import array
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

_FIRST: Final = 0x2E3779B9
_SECOND: Final = 0x35EBCA77
_THIRD: Final = 0x27D4EB2F
_HALF: Final = 1 << 31
_MASK: Final = (1 << 32) - 1


def prints_of(document: Document) -> tuple[int, ...]:
    """The prints of a document, sorted: signed numbers of 32 bits, the same on every machine.

    Three content words in a row make a print, and each paragraph keeps its smallest. Where a paragraph has two, they
    are one; none where it has fewer.
    """
    words = document.all_words()
    prints: set[int] = set()
    first = 0
    for end in document.paragraph_ends():
        if end - first > 2:
            rows = _rows(words, first, end - 2)
            rows.sort()
            prints.update(rows[:PER_PARAGRAPH])
        elif end - first == 2:
            print_ = (words[first] * _FIRST + words[first + 1] * _SECOND + _HALF) & _MASK
            prints.add(print_ - _HALF)
        first = end
    return tuple(sorted(prints))


def _rows(words: "array[int]", first: int, end: int) -> list[int]:
    """For each word of the stretch the print of it and the two after it."""
    one, two, rows = words[first], words[first + 1], []
    for place in range(first, end):
        three = words[place + 2]
        print_ = (one * _FIRST + two * _SECOND + three * _THIRD + _HALF) & _MASK
        rows.append(print_ - _HALF)
        one, two = two, three
    return rows


def enough_in_common(prints: Sequence[int]) -> int:
    """How many of a document's prints another one must have to be compared with it."""
    return min(IN_COMMON, len(prints))


def candidates_of(prints: Sequence[int], holders: Mapping[int, Sequence[int]]) -> list[int]:
    """Those to compare a document with, the ones with most prints in common first.

    Args:
        prints: of the document.
        holders: for a print those that are kept with it, one of each family (see `prints_to_keep`).
    """
    counts: dict[int, int] = {}
    for print_ in prints:
        others = holders.get(print_)
        if others and len(others) <= MOST_FAMILIES:
            for one in others:
                counts[one] = counts.get(one, 0) + 1
    least = enough_in_common(prints)
    found = sorted([(-count, one) for one, count in counts.items() if count >= least])
    return [one for _, one in found]


def prints_to_keep(prints: Iterable[int], holders: Mapping[int, Sequence[int]], family: Collection[int]) -> list[int]:
    """The prints that a document is to be found by: those that nobody of its family is found by yet.

    A copy adds little: 300 copies of one story keep 38 rows instead of 9,079, and none is lost, as any of them is found
    by way of the others. A limit on the documents of a print instead lost 226 of them.
    """
    return [print_ for print_ in prints if print_ not in holders or _is_new(holders[print_], family)]


def _is_new(holders: Sequence[int], family: Collection[int]) -> bool:
    return len(holders) <= MOST_FAMILIES and not any(one in family for one in holders)
