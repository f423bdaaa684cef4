"""Grammar set right where the language model is often wrong: reporting verbs that hang inside what was said before."""

from __future__ import annotations

from typing import Final

from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.words import Words

__all__ = ["mend"]

_INSIDE: Final = frozenset({"ccomp", "xcomp", "acomp", "attr", "advcl", "conj", "pcomp", "prep"})


def mend(words: Words, tables: Tables) -> None:
    """Hang on the outer cue: "said he was ill and added that", "said he was ill, calling it", "..., while she said"."""
    changed = False
    for index, low in enumerate(words.low):
        if low not in tables.verbs or words.dep[index] not in ("conj", "advcl"):
            continue
        outer = _outer(words, index, tables) if words.tag[index].startswith("VB") else None
        if outer is not None:
            words.hang(index, outer)
            changed = True
    if changed:
        words.measure()


def _outer(words: Words, index: int, tables: Tables) -> int | None:
    has_subject = words.child(index, "nsubj", "nsubjpass") is not None
    if words.dep[index] == "conj":
        return None if has_subject else _cue_above(words, index, tables, words.tag[index])
    if words.low[words.left[index] - 1] != ",":
        return None
    if words.tag[index] == "VBG":
        return None if has_subject else _cue_above(words, index, tables, None)
    is_while = has_subject and words.is_("while", words.left[index])
    return _cue_above(words, index, tables, None) if is_while else None


def _cue_above(words: Words, index: int, tables: Tables, tag: str | None) -> int | None:
    """The reporting verb above the clause that a word hangs in; with a tag, one of the same form."""
    inner = words.head[index]
    if words.low[inner] in tables.verbs and (tag is None or words.tag[inner] == tag):
        return None
    for _ in range(_REACH):
        if words.dep[inner] not in _INSIDE:
            return None
        inner = words.head[inner]
        if words.low[inner] in tables.verbs and inner < index and (tag is None or words.tag[inner] == tag):
            return inner
    return None


_REACH: Final = 5
