"""Indirect and mixed speech by grammar: what a reporting verb or noun governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from copydesk.desk.quotes.acts import Act, Range
from copydesk.desk.quotes.cues import Cue, Tables
from copydesk.desk.quotes.extents import around, between_commas, parenthesis, pieces, rest_of_sentence, split_around
from copydesk.desk.quotes.speakers import is_behind_apposition, is_nominal, leading, noun_phrase, owner_of, speaker_of
from copydesk.desk.quotes.words import Words

__all__ = ["read_clauses"]

_Found: TypeAlias = tuple[list[Range], int, Range | None, str]
"""Content, end of the cue, addressee, rule."""
_SETTING_OFF: Final = frozenset({",", "—", "--", "–", "-", "―", "?", "!"})
_NEAR: Final = 6


def read_clauses(words: Words, tables: Tables) -> Iterator[Act]:
    """The acts of speech that grammar shows in one paragraph."""
    for index, low in enumerate(words.low):
        tag = words.tag[index]
        if words.passage[index] >= 0:
            continue
        if tag.startswith("VB") and low in tables.verbs:
            act = _of_verb(words, index, tables.verbs[low], tables)
        elif tag.startswith("NN") and low in tables.nouns:
            act = _act_of_noun(words, index, tables.nouns[low], tables)
        elif words.is_("according", index):
            act = _according(words, index)
        else:
            continue
        if act is not None and act.content:
            yield act


_FEW = 2
"""Words of a thing that somebody has: "her name"."""


def _of_verb(words: Words, verb: int, cue: Cue, tables: Tables) -> Act | None:
    if any(ask(words, verb) and rule in words.tables.rules for rule, ask in _NO_ACT.items()):
        return None
    found = _complement(words, verb, cue)
    if found is None:
        return None
    content, last, addressee, rule = found
    subject = speaker_of(words, leading(words, verb, tables.verbs))
    is_passive = words.tag[verb] == "VBN" and words.child(verb, "agent") is None and not _has_done(words, verb)
    is_named_so = is_passive and (rule == "quotes/naming" or (subject is None and rule == "quotes/object"))
    if is_named_so and NAMED_SO in words.tables.rules:
        return None
    if subject is None or not is_nominal(words, subject):
        subject = _name_before(words, verb)
    speaker = noun_phrase(words, subject) if subject is not None else between_commas(words, verb)
    if NAME_ONLY in words.tables.rules and _is_a_name_only(words, rule, content, speaker):
        return None
    return Act(
        cue=(verb, last), lemma=cue.lemma, name=cue.name, content=content, rule=rule, addressee=addressee,
        speaker=speaker, is_weaker=speaker is None,
    )  # fmt: skip


def _is_done_to(words: Words, verb: int) -> bool:
    """ "The plan announced on Monday": by whom is not told."""
    is_done = words.tag[verb] == "VBN" and words.dep[verb] in ("acl", "amod")
    return is_done and words.child(verb, "agent") is None and not is_behind_apposition(words, verb)


def _is_asked(words: Words, verb: int) -> bool:
    """ "Asked if he would stand, Vale said": who asked is not told."""
    return words.tag[verb] == "VBN" and words.dep[verb] == "advcl" and not _has_help(words, verb)


def _is_when_asked(words: Words, verb: int) -> bool:
    """ "When asked what she took, the actress said": the same."""
    return words.is_("asked", verb) and words.is_("before-asked", verb - 1)


NAMED_SO: Final = "quotes/not-named-so"
NAME_ONLY: Final = "quotes/not-name-only"
_NO_ACT: Final[Mapping[str, Callable[[Words, int], bool]]] = {
    "quotes/not-done-to": _is_done_to,
    "quotes/not-asked": _is_asked,
    "quotes/not-when-asked": _is_when_asked,
}


def _has_done(words: Words, verb: int) -> bool:
    """Whether a participle is of the active: "has called him a liar"; "outlets referred to as legacy" say nothing."""
    return any(words.is_("having", kid) for kid in words.kids[verb])


def _has_help(words: Words, verb: int) -> bool:
    """Whether a participle has a helping verb, a subject or an agent of its own."""
    return words.child(verb, "aux", "auxpass", "nsubj", "nsubjpass", "agent") is not None


def _is_a_name_only(words: Words, rule: str, content: Sequence[Range], speaker: Range | None) -> bool:
    """ "In houses called Mill View", "mentioned her name": words without marks that tell nothing."""
    if not content or any(words.passage[first] >= 0 for first, _ in content):
        return False
    if rule == "quotes/naming":
        return speaker is None
    first, last = content[0][0], content[-1][1]
    return rule == "quotes/object" and words.tag[first] == "PRP$" and last - first <= _FEW


def _name_before(words: Words, verb: int) -> int | None:
    """The name or pronoun right before a verb that grammar gives no subject."""
    if words.child(verb, "auxpass") is not None or words.tag[verb] in ("VBG", "VB", "VBN"):
        return None
    for index in range(verb - 1, max(-1, verb - 4), -1):
        if words.tag[index] in ("NNP", "NNPS", "PRP", "NNS"):
            return index
        if not words.tag[index].startswith(("RB", "MD", "VB")):
            return None
    return None


def _complement(words: Words, verb: int, cue: Cue) -> _Found | None:
    takes = cue.takes
    if "naming" in takes and (found := _naming(words, verb)):
        return found
    is_aside = "clause" in takes and (cue.has_addressee or not _has_object(words, verb))
    if is_aside and (content := parenthesis(words, verb)):
        return content, verb + 1, _addressee(words, verb, cue), "quotes/parenthesis"
    for kid in sorted(words.kids[verb], key=lambda kid: kid < verb):
        if _is_complement(words, kid, cue) and (found := _clause(words, verb, kid, cue)):
            return found
    if is_aside and (content := around(words, verb)):
        return content, verb + 1, _addressee(words, verb, cue), "quotes/parenthesis"
    return _phrase_reported(words, verb, takes)


def _has_object(words: Words, verb: int) -> bool:
    """Whether a verb has an object outside of marks: "Vale added a goal", which says nothing of what is around it."""
    found = words.child(verb, "dobj")
    return found is not None and found > verb and words.passage[found] < 0


def _phrase_reported(words: Words, verb: int, takes: frozenset[str]) -> _Found | None:
    """What a verb reports with a preposition or an object: "called for a truce", "denied the claim"."""
    for kid in words.kids[verb]:
        if kid < verb:
            continue
        dep = words.dep[kid]
        if dep in ("prep", "prt", "agent") and words.low[kid] in takes and (found := _preposition(words, verb, kid)):
            return found
        if dep == "dobj" and "object" in takes and words.tag[kid] not in ("WP", "WDT"):
            content = pieces(words, (words.left[kid], _object_end(words, verb, kid)))
            return content, verb + 1, None, "quotes/object"
    return None


def _is_complement(words: Words, kid: int, cue: Cue) -> bool:
    dep = words.dep[kid]
    return dep in ("ccomp", "xcomp") or (dep == "advcl" and cue.name == "request" and _is_whether(words, kid))


def _object_end(words: Words, verb: int, kid: int) -> int:
    """The end of an object with what it is praised or blamed for: "accused him of theft"."""
    end = words.right[kid] + 1
    for other in words.kids[verb]:
        if other == end and words.dep[other] == "prep" and words.is_("blamed-for", other):
            end = words.right[other] + 1
    return end


def _is_cue_set_off(words: Words, verb: int) -> bool:
    """Whether a comma parts what was said from a cue that follows it."""
    subject = words.child(verb, "nsubj")
    first = verb if subject is None else min(verb, words.left[subject])
    return first > 0 and (words.low[first - 1] in _SETTING_OFF or words.passage[first - 1] >= 0)


def _is_whether(words: Words, kid: int) -> bool:
    mark = words.child(kid, "mark")
    return mark is not None and words.is_("whether", mark)


def _clause(words: Words, verb: int, kid: int, cue: Cue) -> _Found | None:
    """A finite clause, or an infinitive."""
    to = next((one for one in words.kids[kid] if words.low[one] == "to" and words.dep[one] == "aux"), None)
    if to is not None:
        return _infinitive(words, verb, kid, cue, to) if "infinitive" in cue.takes and kid > verb else None
    if "clause" not in cue.takes or (words.dep[kid] == "xcomp" and words.tag[kid] != "VBG"):
        return None
    if kid < verb and words.child(verb, "nsubj") is not None and not _is_cue_set_off(words, verb):
        return None
    ends = [words.right[one] + 1 for one in words.kids[verb] if one > kid and words.dep[one] == "ccomp"]
    content = split_around(words, words.left[kid], max([words.right[kid] + 1, *ends]), verb)
    return content, verb + 1, _addressee(words, verb, cue), "quotes/clause"


def _infinitive(words: Words, verb: int, kid: int, cue: Cue, to: int) -> _Found:
    """ "promised to help", "asked the mayor to resign": who is asked is spoken to, and not part of what was said."""
    asked = words.child(kid, "nsubj")
    asked = asked if asked is not None else words.child(verb, "dobj", "dative")
    addressee = noun_phrase(words, asked) if asked is not None and cue.has_addressee else None
    start = to if cue.has_addressee or asked is None else words.left[kid]
    start -= words.low[start - 1] == "not"
    return pieces(words, (start, words.right[kid] + 1)), verb + 1, addressee, "quotes/infinitive"


def _addressee(words: Words, verb: int, cue: Cue) -> Range | None:
    if not cue.has_addressee:
        return None
    told = words.child(verb, "dobj", "dative")
    return noun_phrase(words, told) if told is not None else None


def _naming(words: Words, verb: int) -> _Found | None:
    """ "called him a liar", "called the plan dangerous", "described it as art"."""
    for kid in words.kids[verb]:
        if kid < verb:
            continue
        dep = words.dep[kid]
        if dep in ("ccomp", "oprd", "xcomp"):
            start = min(kid, words.left[kid])
            named = words.child(verb, "dobj")
            start = min(start, words.left[named]) if named is not None and named > verb else start
            return _without_pronoun(words, start, words.right[kid] + 1), verb + 1, None, "quotes/naming"
        if dep == "prep" and words.low[kid] == "as":
            named = words.child(verb, "dobj")
            start = words.left[named] if named is not None and named > verb else kid + 1
            return _without_pronoun(words, start, words.right[kid] + 1), verb + 1, None, "quotes/naming"
    return None


def _without_pronoun(words: Words, first: int, end: int) -> list[Range]:
    """The name alone, where what is named is only a pronoun."""
    if words.tag[first] == "PRP" and end - first > 1:
        first += 1
        first += words.low[first] == "as"
    return pieces(words, (first, end))


def _preposition(words: Words, verb: int, preposition: int) -> _Found | None:
    target = words.child(preposition, "pobj", "pcomp")
    if target is None:
        return None
    end = words.right[preposition] + 1
    for other in words.kids[verb]:
        goes_on = words.left[other] == end and words.dep[other] in ("advcl", "xcomp", "ccomp")
        if goes_on and words.is_("aim", end):
            end = words.right[other] + 1
    content = pieces(words, (preposition + 1, end))
    return content, preposition + 1, None, "quotes/preposition"


def _act_of_noun(words: Words, noun: int, cue: Cue, tables: Tables) -> Act | None:
    for kid in words.kids[noun]:
        if kid < noun or words.dep[kid] not in ("acl", "ccomp", "relcl"):
            continue
        lows = [words.low[one] for one in words.kids[kid] if one < kid]
        is_that = "that" in lows and words.dep[kid] != "relcl" and "clause" in cue.takes
        if not is_that and not ("to" in lows and "infinitive" in cue.takes):
            continue
        said = words.head[words.head[noun]]
        if is_that and words.dep[noun] == "pobj" and words.low[said] in tables.verbs and noun - said <= _NEAR:
            return _said_in(words, said, kid, tables.verbs[words.low[said]])
        owner = owner_of(words, noun)
        return Act(
            cue=(noun, noun + 1), lemma=cue.lemma, name=cue.name, rule="quotes/noun",
            speaker=noun_phrase(words, owner) if owner is not None else None,
            content=pieces(words, (words.left[kid], words.right[kid] + 1)),
        )  # fmt: skip
    return None


def _said_in(words: Words, verb: int, clause: int, cue: Cue) -> Act:
    """ "said in a statement that ...": the clause is what the verb reports."""
    subject = speaker_of(words, verb)
    return Act(
        cue=(verb, verb + 1), lemma=cue.lemma, name=cue.name, rule="quotes/clause",
        speaker=noun_phrase(words, subject) if subject is not None and is_nominal(words, subject) else None,
        content=pieces(words, (words.left[clause], words.right[clause] + 1)),
    )  # fmt: skip


def _according(words: Words, index: int) -> Act | None:
    """ "According to the police, ..." and "..., according to the police"."""
    to = words.child(index, "prep")
    source = words.child(to, "pobj") if to is not None else None
    if to is None or source is None:
        return None
    content = rest_of_sentence(words, index)
    return Act(
        cue=(index, to + 1), lemma="according", name="statement", content=content, rule="quotes/according",
        speaker=noun_phrase(words, source),
    )  # fmt: skip
