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
    """Whether the cue stands in a clause that tells of no speech; words in marks always are some."""
    if act.cue is None or not words.is_parsed or any(words.passage[first] >= 0 for first, _ in act.content):
        return False
    verb = act.cue[0]
    if not words.tag[verb].startswith("VB"):
        return False
    known = tables.unspoken
    if _is_supposed(words, verb, known) or _is_what_of(words, verb, known) or _is_of_a_thing(words, act, known):
        return True
    return act.rule == "quotes/clause" and words.low[verb + 1 : verb + 2] == ["with"]


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
