"""Interviews printed as turns: "SMITH: Good morning." and "Q: Why?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.words import Words

__all__ = ["has_turns", "turn"]

_ENOUGH: Final = 3
"""Turns that make an interview: one paragraph in capitals and a colon is a label."""


def has_turns(paragraphs: Sequence[str], known: Tables) -> bool:
    """Whether a text is printed as turns."""
    names = [match["name"] for match in map(known.patterns["turn"].match, paragraphs) if match]
    return len(names) >= _ENOUGH and len(set(names)) > 1


def turn(words: Words, first: int, end: int) -> Act | None:
    """The turn that the words are, if they begin with its speaker in capitals."""
    match = words.tables.patterns["turn"].match(words.text, words.start[first])
    if match is None:
        return None
    colon = next((index for index in range(first, end) if words.low[index] == ":"), None)
    if colon is None or colon + 1 >= end:
        return None
    named = first + (not words.text[words.start[first]].isalnum())
    return Act(
        cue=(colon, colon + 1), lemma=":", name="turn", speaker=(named, colon), content=[(colon + 1, end)],
        rule="quotes/turn",
    )  # fmt: skip
