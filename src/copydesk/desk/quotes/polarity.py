"""Whether a cue is said not to have happened: "has not said", "has yet to say", "declined to say", "denied that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.words import Words

__all__ = ["denied_by", "negated_by"]

CUE: Final = "quotes/denied-cue"
NOT: Final = "quotes/denied-not"
NOBODY: Final = "quotes/denied-nobody"
VERB: Final = "quotes/denied-verb"
YET: Final = "quotes/denied-yet"
WITHOUT: Final = "quotes/denied-without"
_HIGHEST: Final = 4
"""Verbs above the cue that are looked at: "is not expected to agree to say"."""
_BEFORE: Final = 4
"""Words before the cue that are looked at where there is no grammar."""


def denied_by(words: Words, act: Act) -> str | None:
    """The id of the rule by which the words were not said, or are not so for the speaker; None where they were said."""
    if act.cue is None:
        return None
    if CUE in words.tables.rules and act.lemma is not None and act.lemma in words.tables.words["denied-cue"]:
        return CUE
    return negated_by(words, act.cue[0])


def negated_by(words: Words, verb: int) -> str | None:
    """The id of the rule by which a verb is said not to have happened; of several the one nearest to it."""
    return next((rule for rule in _negations(words, verb) if rule in words.tables.rules), None)


def _negations(words: Words, verb: int) -> Iterator[str]:
    if not words.is_parsed:
        if any(words.is_("denied-not", at) for at in range(max(0, verb - _BEFORE), verb)):
            yield NOT
        return
    for _ in range(_HIGHEST):
        if _has_not(words, verb):
            yield NOT
        if _of_nobody(words, verb):
            yield NOBODY
        if _is_left_unsaid(words, verb):
            yield WITHOUT
        head = words.head[verb]
        if words.dep[verb] == "xcomp" and words.is_("denying", head):
            yield CUE
        if head == verb or not _hangs_together(words, verb):
            return
        if words.dep[verb] != "conj" and words.is_("denied-verb", head):
            yield VERB
        if words.dep[verb] != "conj" and _is_yet(words, head, verb):
            yield YET
        verb = head


def _has_not(words: Words, verb: int) -> bool:
    """A word for "not" that belongs to the verb; "not only" denies nothing."""
    for kid in words.kids[verb]:
        if kid < verb and words.is_("denied-not", kid):
            return not words.is_("denied-not-only", kid + 1)
    return False


def _of_nobody(words: Words, verb: int) -> bool:
    """ "Nobody said", "no official has said"."""
    subject = words.child(verb, "nsubj")
    if subject is None or subject > verb:
        return False
    beside = (kid for kid in words.kids[subject] if kid < subject and words.passage[kid] < 0)
    if any(words.is_("denied-not", kid) for kid in beside):
        return True
    first = words.child(subject, "det", "neg", "preconj")
    return words.is_("denied-nobody", subject) or (first is not None and words.is_("denied-no", first))


def _is_left_unsaid(words: Words, verb: int) -> bool:
    """ "Stopped short of saying", "left without saying"."""
    before = words.head[verb]
    if words.dep[verb] != "pcomp" or before == verb:
        return False
    return words.is_("denied-without", before) or words.is_("denied-short", before - 1)


def _hangs_together(words: Words, verb: int) -> bool:
    """Whether what is above a verb holds for it as well: "declined to say", "has not confirmed or denied"."""
    if words.dep[verb] == "conj":
        between = range(words.head[verb] + 1, verb)
        return words.child(verb, "nsubj") is None and any(words.is_("either", at) for at in between)
    return words.dep[verb] == "xcomp" and words.low[words.left[verb]] == "to"


def _is_yet(words: Words, head: int, verb: int) -> bool:
    """ "has yet to say"."""
    return words.is_("having", head) and any(words.is_("yet", at) for at in range(head, verb))
