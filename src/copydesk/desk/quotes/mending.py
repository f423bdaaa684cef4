"""Grammar set right where the language model is often wrong: reporting verbs that hang inside what was said before."""

from __future__ import annotations

from typing import Final

from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.words import Words

__all__ = ["mend"]

_INSIDE: Final = frozenset({"ccomp", "xcomp"})


def mend(words: Words, tables: Tables) -> None:
    """Hang on the outer cue: "said he was ill and added that", "said he was ill, calling it", "..., while she said"."""
    changed = False
    for index, low in enumerate(words.low):
        if low not in tables.verbs or words.dep[index] not in ("conj", "advcl") or not words.tag[index].startswith("VB"):
            continue
        outer = _outer(words, index, tables)
        if outer is not None:
            words.hang(index, outer)
            changed = True
    if changed:
        words.measure()


def _outer(words: Words, index: int, tables: Tables) -> int | None:
    inner = words.head[index]
    outer = words.head[inner]
    if words.dep[inner] not in _INSIDE or words.low[outer] not in tables.verbs or not outer < inner < index:
        return None
    has_subject = words.child(index, "nsubj", "nsubjpass") is not None
    if words.dep[index] == "conj":
        return outer if not has_subject and words.tag[index] == words.tag[outer] else None
    comma = words.low[words.left[index] - 1] == ","
    if words.tag[index] == "VBG":
        return outer if comma and not has_subject else None
    return outer if comma and has_subject and words.low[words.left[index]] == "while" else None
