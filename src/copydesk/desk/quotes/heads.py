"""The word that a speaker's phrase is about: "Vale's sister, Tova Lomme" is Lomme or a sister, and never Vale."""

from __future__ import annotations

from copydesk.desk.quotes.acts import Range
from copydesk.desk.quotes.words import Words
from copydesk.records import Span

__all__ = ["heads_of"]

_NOMINAL = ("NN", "PRP", "WP", "CD", "JJ", "DT", "FW", "WDT")
_DEEPEST = 3
"""Appositions of appositions that are followed."""


def heads_of(words: Words, phrase: Range) -> tuple[Span, ...]:
    """The characters of the head of a phrase and of its appositions, the head first; without a model none."""
    if not words.is_parsed:
        return ()
    head = _head_of_phrase(words, phrase)
    found = [head]
    for _ in range(_DEEPEST):
        beside = words.child(found[-1], "appos")
        if beside is None or beside in found:
            break
        found.append(beside)
    return tuple((words.start[one], words.end[one]) for one in found)


def _head_of_phrase(words: Words, phrase: Range) -> int:
    """The word that hangs on nothing inside the phrase; of several the first that can be somebody."""
    first, end = phrase
    tops = [at for at in range(first, end) if words.head[at] == at or not first <= words.head[at] < end]
    nominal = [at for at in tops if words.tag[at].startswith(_NOMINAL)]
    return (nominal or tops or [end - 1])[0]
