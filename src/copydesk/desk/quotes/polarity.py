"""Whether a cue is said not to have happened: "has not said", "has yet to say", "declined to say", "denied that"."""

from __future__ import annotations

from typing import Final

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.unspoken import is_unspoken
from copydesk.desk.quotes.words import Words

__all__ = ["is_denied", "is_no_report"]

_NOT_SPEECH: Final = frozenset({"quotes/object", "quotes/preposition"})
_HIGHEST: Final = 4
"""Verbs above the cue that are looked at: "is not expected to agree to say"."""
_BEFORE: Final = 4
"""Words before the cue that are looked at where there is no grammar."""


def is_denied(words: Words, act: Act, tables: Tables) -> bool:
    """Whether the text says that the words were not said, or the speaker that they are not so."""
    if act.cue is None:
        return False
    return act.lemma in tables.denied["cues"] or _is_negated(words, act.cue[0], tables)


def is_no_report(words: Words, act: Act, tables: Tables) -> bool:
    """ "failed to declare the gifts", "has not claimed responsibility": an object that nobody put into words."""
    if is_unspoken(words, act, tables) or (
        act.cue is not None and words.is_parsed and _is_of_no_speech(words, act.cue[0])
    ):
        return True
    if act.cue is None or act.rule not in _NOT_SPEECH or any(words.passage[one[0]] >= 0 for one in act.content):
        return False
    verb = act.cue[0]
    is_only_meant = words.tag[verb] == "VB" and words.dep[verb] in ("xcomp", "advcl", "acl")
    return is_only_meant or _is_negated(words, verb, tables)


def _is_of_no_speech(words: Words, verb: int) -> bool:
    """ "Was admitted to hospital", "it is hard to describe how it sounds": nobody says so."""
    if words.tag[verb] == "VBN" and words.low[verb] == "admitted" and words.child(verb, "auxpass") is not None:
        return "that" not in words.low[verb + 1 : verb + 2]
    head = words.head[verb]
    if words.tag[verb] != "VB" or words.dep[verb] not in ("xcomp", "ccomp", "advcl"):
        return False
    return words.low[head] in _DIFFICULT or _has_difficult(words, head)


def _has_difficult(words: Words, verb: int) -> bool:
    return any(words.low[kid] in _DIFFICULT and words.dep[kid] == "acomp" for kid in words.kids[verb])


_DIFFICULT: Final = frozenset({"hard", "difficult", "easy", "impossible", "tough", "possible"})


def _is_negated(words: Words, verb: int, tables: Tables) -> bool:
    if not words.is_parsed:
        return not tables.denied["not"].isdisjoint(words.low[max(0, verb - _BEFORE) : verb])
    for _ in range(_HIGHEST):
        if _has_not(words, verb, tables) or _of_nobody(words, verb, tables):
            return True
        head = words.head[verb]
        if head == verb or not _hangs_together(words, verb):
            return False
        if words.dep[verb] != "conj" and (words.low[head] in tables.denied["verbs"] or _is_yet(words, head, verb)):
            return True
        verb = head
    return False


def _has_not(words: Words, verb: int, tables: Tables) -> bool:
    """A word for "not" that belongs to the verb; "not only" denies nothing."""
    for kid in words.kids[verb]:
        if kid < verb and words.low[kid] in tables.denied["not"]:
            return words.low[kid + 1 : kid + 2] != ["only"]
    return False


def _of_nobody(words: Words, verb: int, tables: Tables) -> bool:
    """ "Nobody said", "no official has said"."""
    subject = words.child(verb, "nsubj")
    if subject is None or subject > verb:
        return False
    first = words.child(subject, "det", "neg")
    return words.low[subject] in tables.denied["nobody"] or (
        first is not None and words.low[first] in ("no", "neither")
    )


def _hangs_together(words: Words, verb: int) -> bool:
    """Whether what is above a verb holds for it as well: "declined to say", "has not confirmed or denied"."""
    if words.dep[verb] == "conj":
        between = words.low[words.head[verb] + 1 : verb]
        return words.child(verb, "nsubj") is None and ("or" in between or "nor" in between)
    return words.dep[verb] == "xcomp" and words.low[words.left[verb]] == "to"


def _is_yet(words: Words, head: int, verb: int) -> bool:
    """ "has yet to say"."""
    return words.low[head] in ("has", "have", "had") and "yet" in words.low[head:verb]
