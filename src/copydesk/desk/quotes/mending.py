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
        if low not in tables.verbs or not words.tag[index].startswith("VB") or words.passage[index] >= 0:
            continue
        outer = _outer(words, index, tables) if words.dep[index] in ("conj", "advcl") else None
        if outer is not None:
            words.hang(index, outer)
        is_mended = _mend_content(words, index, tables) or _mend_aside(words, index, tables)
        changed |= outer is not None or is_mended
    if changed:
        words.measure()


def _mend_content(words: Words, verb: int, tables: Tables) -> bool:
    """ "Told the inquest that the ferry had no lights": the clause is what was told, and no clause of the inquest."""
    told = words.child(verb, "dobj") if tables.verbs[words.low[verb]].has_addressee else None
    clause = words.child(told, "acl", "relcl") if told is not None else None
    if told is None or clause is None or clause < told:
        return False
    mark = words.child(clause, "mark")
    if mark is None or mark != told + 1 or words.low[mark] != "that":
        return False
    words.hang(clause, verb)
    words.dep[clause] = "ccomp"
    return True


def _mend_aside(words: Words, verb: int, tables: Tables) -> bool:
    """ "The plan, said Vale, would fail", "The plan, Vale said, would fail": the plan does not speak."""
    roles = ("nsubj", "nsubjpass") if tables.verbs[words.low[verb]].has_addressee else ("nsubj", "nsubjpass", "dobj")
    subjects = [kid for kid in words.kids[verb] if words.dep[kid] in roles and words.tag[kid].startswith(_NOMINAL)]
    inner = next((kid for kid in subjects if kid > verb or "," not in words.low[kid:verb]), None)
    outer = subjects[0] if subjects else None
    if inner is None or outer is None or outer == inner or words.dep[outer] == "dobj" or outer > verb:
        return False
    first, last = min(inner, verb), max(inner, verb)
    is_closed = words.low[last + 1 : last + 2] == [","] and "," in words.low[outer + 1 : first]
    content = words.head[verb] if words.dep[verb] == "parataxis" else words.child(verb, "ccomp")
    if not is_closed or content is None or content < last or words.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return False
    words.hang(outer, content)
    words.dep[inner] = "nsubj"
    words.turn_over(verb, content)
    return True


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


_NOMINAL: Final = ("NN", "DT")
_REACH: Final = 5
