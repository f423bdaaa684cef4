"""Who speaks: the subject of a reporting verb, by grammar."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Final

from copydesk.desk.names.tables import nouns, person_nouns, vocabulary
from copydesk.desk.quotes.acts import Range
from copydesk.desk.quotes.words import Words

__all__ = [
    "agent_of",
    "can_speak",
    "is_behind_apposition",
    "is_nominal",
    "leading",
    "noun_phrase",
    "owner_of",
    "speaker_of",
    "subject_of",
    "without_day",
]

_NAMES: Final = ("NNP", "PRP", "WP")
_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_KEPT: Final = frozenset("prep compound flat amod nummod nmod poss case appos cc conj det punct".split())
_SAME_SUBJECT: Final = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep"})
_REACH: Final = 8
"""Steps up the tree in search of a subject."""


def subject_of(words: Words, verb: int) -> int | None:
    """The word that names the speaker of a verb: its own subject, or that of the verb it hangs on."""
    for _ in range(_REACH):
        subject = _own_subject(words, verb)
        if subject is not None:
            return _antecedent_of(words, verb, subject)
        head, dep = words.head[verb], words.dep[verb]
        if dep == "xcomp" and (moved := _moved_to(words, verb)) is not None:
            return moved
        if is_behind_apposition(words, verb):
            return words.head[head] if words.dep[head] == "appos" else head
        if dep == "acl" and words.tag[verb] in ("VBG", "VB"):
            return _issuer_of_noun(words, head)
        if dep == "relcl":
            return head
        if head == verb or dep not in _SAME_SUBJECT:
            return None
        verb = head
    return None


def _moved_to(words: Words, verb: int) -> int | None:
    """Whom something makes speak: in "the pressure led Vale to announce" it is Vale."""
    above = words.child(words.head[verb], "dobj")
    if words.tag[verb] != "VB" or above is None or not words.head[verb] < above < verb:
        return None
    return above if words.is_("moving", words.head[verb]) and can_speak(words, above) else None


def is_behind_apposition(words: Words, verb: int) -> bool:
    """Whether a verb only looks like a participle: "Norrby Steel, a firm in Lund, announced that it would close"."""
    is_participle = words.tag[verb] == "VBN" and words.dep[verb] == "acl"
    is_parted = is_participle and verb > 0 and words.low[verb - 1] == ","
    return is_parted and words.child(verb, "ccomp") is not None and words.child(words.head[verb], "appos") is not None


def _own_subject(words: Words, verb: int) -> int | None:
    """The subject that hangs on a verb; of several the nearest before it, as a dateline can look like another."""
    subjects = [kid for kid in words.kids[verb] if words.dep[kid] in _SUBJECTS]
    return max((kid for kid in subjects if kid < verb), default=min(subjects, default=None))


def _antecedent_of(words: Words, verb: int, subject: int) -> int:
    while words.is_("relative", subject) and words.dep[verb] in ("relcl", "conj", "ccomp"):
        if words.dep[verb] == "relcl":
            return words.head[verb]
        verb = words.head[verb]
    return subject


def _issuer_of_noun(words: Words, noun: int) -> int:
    """In "issued a statement saying" and "wrote on Gabbler, accusing" the writer, else the noun itself."""
    verb = words.head[noun]
    if words.dep[noun] == "dobj" and words.is_("document", noun):
        subject = subject_of(words, verb)
        if subject is not None:
            return subject
    if words.dep[noun] == "pobj" and words.is_("posted-on", verb) and words.tag[noun].startswith("NNP"):
        subject = subject_of(words, words.head[verb])
        return noun if subject is None else subject
    return _leader(words, noun)


def _leader(words: Words, noun: int) -> int:
    """In "began the crisis insisting" and "noted in a broadcast announcing" who did so: a thing insists on nothing."""
    if words.dep[noun] not in ("dobj", "pobj") or can_speak(words, noun):
        return noun
    verb = words.head[noun] if words.dep[noun] == "dobj" else words.head[words.head[noun]]
    subject = subject_of(words, verb) if words.tag[verb].startswith("VB") else None
    return noun if subject is None or not can_speak(words, subject) else subject


def can_speak(words: Words, subject: int) -> bool:
    """Whether a noun is somebody, a body or a print that tells something."""
    low, known = words.low[subject], words.tables.words
    if words.tag[subject].startswith(_NAMES):
        return True
    forms = {low, low.removesuffix("s"), low.removesuffix("es")}
    if not forms.isdisjoint(_speaking()) or not forms.isdisjoint(known["published"]):
        return True
    return low.endswith(tuple(known["agent-ending"])) and forms.isdisjoint(known["no-agent"])


@cache
def _speaking() -> frozenset[str]:
    """People and bodies."""
    return person_nouns() | nouns("body") | vocabulary("organisations")["common-short"]


def speaker_of(words: Words, verb: int) -> int | None:
    """The word that names the speaker of a verb in either voice; None where a passive names none."""
    if words.tag[verb] == "VBN":
        agent = agent_of(words, verb)
        if agent is not None:
            return agent
        if words.child(verb, "auxpass") is not None:
            return None
    return subject_of(words, verb)


def leading(words: Words, verb: int, verbs: Container[str]) -> int:
    """The verb whose subject a participle shares: said in "..., she said, adding that ...", else the verb itself."""
    if words.tag[verb] != "VBG" or not _is_behind_comma(words, verb):
        return verb
    root = verb
    for index in range(verb - 2, max(-1, verb - _FAR), -1):
        if words.unit[index] != words.unit[verb]:
            break
        if words.passage[index] >= 0 or words.tag[index] not in ("VBD", "VBZ", "VBP"):
            continue
        if words.low[index] in verbs and verb - index < _CLOSE and "," not in words.low[index + 1 : verb - 1]:
            return index
        if words.head[index] == index and words.child(index, "nsubj") is not None:
            root = index
    return root


def _is_behind_comma(words: Words, verb: int) -> bool:
    before = verb - 1
    return before > 0 and (words.low[before] == "," or (words.passage[before] >= 0 and words.low[before - 1] == ","))


_CLOSE: Final = 9
_FAR: Final = 60


def is_nominal(words: Words, word: int) -> bool:
    """Whether a word can be the head of a name or a description."""
    if not words.is_parsed:
        return True
    if words.is_("day", word) or "(" in words.low[max(0, word - 3) : word]:
        return False
    return words.tag[word].startswith(("NN", "PRP", "WP", "WDT", "DT", "CD", "JJ"))


def agent_of(words: Words, verb: int) -> int | None:
    """The word after "by" of a passive."""
    by = words.child(verb, "agent")
    return words.child(by, "pobj", "pcomp") if by is not None else None


def owner_of(words: Words, noun: int) -> int | None:
    """Whose noun it is: "the mayor's claim", "a claim by the mayor", "the mayor made the claim"."""
    owner = words.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in words.kids[noun]:
        if words.dep[kid] in ("prep", "agent") and words.is_("owned-by", kid):
            owner = words.child(kid, "pobj")
            if owner is not None:
                return owner
    if words.dep[noun] in ("dobj", "pobj"):
        verb = words.head[noun]
        verb = words.head[verb] if words.dep[verb] == "prep" else verb
        if words.tag[verb].startswith("VB") and words.is_("issuing", verb):
            return subject_of(words, verb)
    return None


def noun_phrase(words: Words, noun: int) -> Range:
    """The words of a name or a description as printed, without relative clauses and what follows them."""
    first, last = words.left[noun], noun
    if words.tag[noun].startswith(("PRP", "WP")):
        return noun, noun + 1
    for kid in words.kids[noun]:
        if kid > noun:
            if words.dep[kid] not in _KEPT or words.low[kid] in (",", "--", "—", "(", ":", ";"):
                break
            last = max(last, _last_of(words, kid))
    passage = words.passage[noun]
    while first < noun and (words.passage[first] != passage or not words.text[words.start[first]].isalnum()):
        first += 1
    while last > noun and not words.text[words.end[last] - 1].isalnum() and words.low[last] != ".":
        last -= 1
    return without_day(words, (first, last + 1))


def without_day(words: Words, phrase: Range) -> Range:
    """The words for a speaker without the day behind them: "Lund Monday said", "Tapes of Lund on Monday"."""
    first, end = phrase
    if end - first > 1 and words.is_("day", end - 1):
        end -= 1
        end -= end - first > 1 and words.is_("before-day", end - 1)
    return first, end


def _last_of(words: Words, word: int) -> int:
    """Last word of what hangs on a word, before a clause begins in it."""
    last, waiting = word, [word]
    while waiting:
        word = waiting.pop()
        last = max(last, word)
        for kid in words.kids[word]:
            if kid > word:
                if words.dep[kid] in ("relcl", "acl", "advcl") or words.low[kid] in (",", "--", "—"):
                    break
                waiting.append(kid)
    return last
