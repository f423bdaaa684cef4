"""Cues that report nothing, for nobody spoke: "flowers describe", "would have advised", "how about admitting"."""

from __future__ import annotations

from functools import cache
from typing import Final

from copydesk.desk.names.tables import nouns, person_nouns, vocabulary
from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.words import Words

__all__ = ["is_unspoken"]

_SUPPOSED: Final = frozenset({"would", "should", "could", "might"})
_WHAT_OF: Final = frozenset({"how", "what"})
_OF_THINGS: Final = frozenset("describe reveal signal hint underline underscore suggest imply threaten promise".split())
"""What things can do as well: for all verbs of the table the rule cost .006 of what PolNeAR's part in view holds."""
_THINGS: Final = frozenset({"it", "this", "that", "them", "these", "those"})
_NAMES: Final = ("NNP", "PRP", "WP")


def is_unspoken(words: Words, act: Act) -> bool:
    """Whether the cue stands in a clause that tells of no speech; words in marks always are some."""
    if act.cue is None or not words.is_parsed or any(words.passage[first] >= 0 for first, _ in act.content):
        return False
    verb = act.cue[0]
    if not words.tag[verb].startswith("VB"):
        return False
    if _is_supposed(words, verb) or _is_what_of(words, verb) or _is_of_a_thing(words, act, verb):
        return True
    return act.rule == "quotes/clause" and words.low[verb + 1 : verb + 2] == ["with"]


def _is_supposed(words: Words, verb: int) -> bool:
    """ "Would have advised him to go": nobody did."""
    helping = {words.low[kid] for kid in words.kids[verb] if words.dep[kid] == "aux"}
    return "have" in helping and not helping.isdisjoint(_SUPPOSED)


def _is_what_of(words: Words, verb: int) -> bool:
    """ "How about admitting that it failed?"."""
    above = words.head[verb]
    is_about = words.dep[verb] == "pcomp" and words.low[above] == "about"
    return is_about and above > 0 and words.low[above - 1] in _WHAT_OF


def _is_of_a_thing(words: Words, act: Act, verb: int) -> bool:
    """ "Announce it", and things that reveal, signal or describe something."""
    if act.rule == "quotes/object" and len(act.content) == 1:
        first, end = act.content[0]
        if end - first == 1 and words.low[first] in _THINGS:
            return True
    if act.lemma not in _OF_THINGS:
        return False
    by_thing = act.rule in ("quotes/object", "quotes/infinitive") or (
        words.dep[verb] == "advcl" and words.tag[verb] == "VBG"
    )
    subject = words.child(verb, "nsubj")
    if subject is None and words.dep[verb] == "advcl":
        subject = words.child(words.head[verb], "nsubj")
    return by_thing and subject is not None and not _can_speak(words, subject)


def _can_speak(words: Words, subject: int) -> bool:
    low = words.low[subject]
    if words.tag[subject].startswith(_NAMES):
        return True
    if not {low, low.removesuffix("s"), low.removesuffix("es")}.isdisjoint(_speaking()):
        return True
    return low.endswith(_AGENTS) and low.removesuffix("s") not in _NO_AGENTS


_AGENTS: Final = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women")
"""Ends of nouns for those who do something: baker, doctor, economist."""
_NO_AGENTS: Final = frozenset(
    "flower number power tower river weather order matter factor error color colour sector motor winter summer".split()
)


@cache
def _speaking() -> frozenset[str]:
    """People, bodies, and what they publish."""
    return person_nouns() | nouns("body") | vocabulary("organisations")["common-short"] | _PUBLISHED


_PUBLISHED: Final = frozenset(
    """police report study survey poll statement letter document paper article review newspaper post filing lawsuit
    indictment complaint affidavit ruling memo email data figures ad video website critic source people some many others
    authority authorities team staff crew family couple victim resident student public media press""".split()
)
