"""Cues that report nothing, for nobody spoke: "flowers describe", "would have advised", "how about admitting"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, TypeAlias

from copydesk.desk.names.tables import nouns, person_nouns, vocabulary
from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.words import Words

__all__ = ["is_unspoken"]

_Known: TypeAlias = Mapping[str, frozenset[str]]

_NAMES: Final = ("NNP", "PRP", "WP")


def is_unspoken(words: Words, act: Act, tables: Tables) -> bool:
    """Whether the cue stands in a clause that tells of no speech; words in marks are some unless anybody may say so."""
    known = tables.unspoken
    if act.cue is None or not words.is_parsed:
        return False
    if act.rule == "quotes/according":
        return _is_by_rules(words, act, known)
    verb = act.cue[0]
    if not words.tag[verb].startswith("VB"):
        return False
    if _is_of_anybody(words, verb, known):
        return True
    if any(words.passage[first] >= 0 for first, _ in act.content):
        return False
    if _is_supposed(words, verb, known) or _is_what_of(words, verb, known) or _is_of_a_thing(words, act, known):
        return True
    if _is_wanted(words, act, known) or _is_only_pointed_at(words, act):
        return True
    return act.rule == "quotes/clause" and words.low[verb + 1 : verb + 2] == ["with"]


def _is_of_anybody(words: Words, verb: int, known: _Known) -> bool:
    """ "If you say", "if somebody says", "every excuse to say", "needs to explain": what anybody may say."""
    subject = words.child(verb, "nsubj")
    if words.tag[verb] in ("VB", "VBP") and subject is not None and words.low[subject] in known["anybody"]:
        return True
    if words.tag[verb] in ("VBZ", "VBP") and any(words.low[kid] == "if" for kid in words.kids[verb]):
        return True
    is_needed = words.dep[verb] == "xcomp" and words.low[words.head[verb]] in known["needing"]
    return words.tag[verb] == "VB" and (is_needed or words.dep[verb] == "acl")


def _is_by_rules(words: Words, act: Act, known: _Known) -> bool:
    """ "According to simple rules": in keeping with them."""
    if act.speaker is None:
        return False
    return words.low[act.speaker[1] - 1] in known["kept-to"]


def _is_wanted(words: Words, act: Act, known: _Known) -> bool:
    """ "Tell readers what it is", "require that it stress the need", "could help by urging": wanted, not said."""
    verb = act.cue[0] if act.cue else 0
    subject = words.child(verb, "nsubj", "nsubjpass")
    if words.tag[verb] == "VB":
        if words.child(verb, "aux", "auxpass") is not None:
            is_let = words.low[words.head[verb]] in known["letting"]
            return subject is not None and words.dep[verb] == "ccomp" and is_let
        return (subject is None and words.head[verb] == verb) or (subject is not None and subject < verb)
    if words.tag[verb] == "VBP" and subject is not None and words.low[subject] in ("it", "he", "she"):
        return True
    above = words.head[verb]
    if words.tag[verb] == "VBG" and words.dep[verb] == "pcomp":
        return any(words.low[kid] in known["possible"] for kid in words.kids[words.head[above]])
    return _is_asked_of_all(words, verb, known)


def _is_asked_of_all(words: Words, verb: int, known: _Known) -> bool:
    """ "Residents are asked to report burst pipes": a notice, of nobody who is named."""
    passive = words.child(verb, "auxpass")
    is_now = passive is not None and words.low[passive] in ("is", "are")
    return is_now and words.low[verb] in known["asked"] and words.child(verb, "agent") is None


def _is_only_pointed_at(words: Words, act: Act) -> bool:
    """ "Claimed them as theirs", "told them what to do": words too few to say anything."""
    first, end = act.content[0][0], act.content[-1][1]
    if words.tag[first] == "PRP" and words.low[first + 1 : first + 2] == ["as"]:
        return True
    if act.rule == "quotes/object":
        return words.tag[first] == "PRP"
    return act.rule == "quotes/infinitive" and end - first <= _BARE


_BARE: Final = 2
"""Words of an infinitive that tells nothing: "to do"."""


def _is_supposed(words: Words, verb: int, known: _Known) -> bool:
    """ "Would have advised him to go": nobody did."""
    helping = {words.low[kid] for kid in words.kids[verb] if words.dep[kid] == "aux"}
    return "have" in helping and not helping.isdisjoint(known["supposed"])


def _is_what_of(words: Words, verb: int, known: _Known) -> bool:
    """ "How about admitting that it failed?"."""
    above = words.head[verb]
    is_about = words.dep[verb] == "pcomp" and words.low[above] == "about"
    return is_about and above > 0 and words.low[above - 1] in known["what-of"]


def _is_of_a_thing(words: Words, act: Act, known: _Known) -> bool:
    """ "Announce it", and things that reveal, signal or describe something."""
    verb = act.cue[0] if act.cue else 0
    if act.rule == "quotes/object" and len(act.content) == 1:
        first, end = act.content[0]
        if end - first == 1 and words.low[first] in known["things"]:
            return True
    if act.lemma not in known["of-things"]:
        return False
    if act.speaker is None:
        return words.tag[verb] != "VBN"  # “Imola” suggests a lighter touch
    by_thing = act.rule in ("quotes/object", "quotes/infinitive") or (
        words.dep[verb] == "advcl" and words.tag[verb] == "VBG"
    )
    subject = words.child(verb, "nsubj")
    if subject is None and words.dep[verb] == "advcl":
        subject = words.child(words.head[verb], "nsubj")
    return by_thing and subject is not None and not _can_speak(words, subject, known)


def _can_speak(words: Words, subject: int, known: _Known) -> bool:
    low = words.low[subject]
    if words.tag[subject].startswith(_NAMES):
        return True
    forms = {low, low.removesuffix("s"), low.removesuffix("es")}
    if not forms.isdisjoint(_speaking()) or not forms.isdisjoint(known["published"]):
        return True
    return low.endswith(tuple(known["agents"])) and forms.isdisjoint(known["no-agents"])


@cache
def _speaking() -> frozenset[str]:
    """People and bodies."""
    return person_nouns() | nouns("body") | vocabulary("organisations")["common-short"]
