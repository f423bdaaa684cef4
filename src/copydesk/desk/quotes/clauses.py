"""Indirect and mixed speech by grammar: what a reporting verb or noun governs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copydesk.desk.quotes.acts import Act, Range
from copydesk.desk.quotes.cues import Cue, Tables
from copydesk.desk.quotes.speakers import is_nominal, leading, noun_phrase, owner_of, speaker_of
from copydesk.desk.quotes.words import Words

__all__ = ["read_clauses"]

_PARENTHETIC: Final = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj"})
_SURE: Final = 0.9
_FAIR: Final = 0.7


def read_clauses(words: Words, tables: Tables) -> Iterator[Act]:
    """The acts of speech that grammar shows in one paragraph."""
    for index, low in enumerate(words.low):
        tag = words.tag[index]
        if words.passage[index] >= 0:
            continue
        if tag.startswith("VB") and low in tables.verbs:
            act = _of_verb(words, index, tables.verbs[low], tables)
        elif tag.startswith("NN") and low in tables.nouns:
            act = _of_noun(words, index, tables.nouns[low], tables)
        elif low == "according":
            act = _according(words, index)
        else:
            continue
        if act is not None and act.content:
            yield act


def _of_verb(words: Words, verb: int, cue: Cue, tables: Tables) -> Act | None:
    if words.tag[verb] == "VBN" and words.dep[verb] in ("acl", "amod") and words.child(verb, "agent") is None:
        return None
    found = _complement(words, verb, cue)
    if found is None:
        return None
    content, last, addressee, rule = found
    subject = speaker_of(words, leading(words, verb, tables.verbs))
    if subject is None and words.tag[verb] == "VBN" and rule in ("quotes/naming", "quotes/object"):
        return None
    if subject is None or not is_nominal(words, subject):
        subject = _name_before(words, verb)
    speaker = noun_phrase(words, subject) if subject is not None else _between_commas(words, verb)
    return Act(
        cue=(verb, last), lemma=cue.lemma, name=cue.name, content=content, rule=rule, addressee=addressee,
        speaker=speaker, confidence=_SURE if speaker else _FAIR,
    )  # fmt: skip


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


_Found = tuple[list[Range], int, Range | None, str]


def _complement(words: Words, verb: int, cue: Cue) -> _Found | None:
    takes = cue.takes
    if "naming" in takes and (found := _naming(words, verb)):
        return found
    if "clause" in takes and (content := _parenthesis(words, verb)):
        return content, verb + 1, _addressee(words, verb, cue), "quotes/parenthesis"
    for kid in sorted(words.kids[verb], key=lambda kid: kid < verb):
        dep = words.dep[kid]
        if (dep in ("ccomp", "xcomp") or (dep == "advcl" and cue.name == "request" and _is_whether(words, kid))) and (found := _clause(words, verb, kid, cue)):
            return found
    if "clause" in takes and (content := _around(words, verb)):
        return content, verb + 1, _addressee(words, verb, cue), "quotes/parenthesis"
    for kid in words.kids[verb]:
        dep, low = words.dep[kid], words.low[kid]
        if dep in ("prep", "prt", "agent") and low in takes and kid > verb and (found := _preposition(words, verb, kid)):
            return found
        if dep == "dobj" and "object" in takes and kid > verb and words.tag[kid] not in ("WP", "WDT"):
            return [_trimmed(words, words.left[kid], _object_end(words, verb, kid))], verb + 1, None, "quotes/object"
    return None


def _object_end(words: Words, verb: int, kid: int) -> int:
    """The end of an object with what it is praised or blamed for: "accused him of theft"."""
    end = words.right[kid] + 1
    for other in words.kids[verb]:
        if other == end and words.dep[other] == "prep" and words.low[other] in ("of", "for", "on", "as", "in"):
            end = words.right[other] + 1
    return end


def _is_set_off(words: Words, verb: int) -> bool:
    """Whether a comma parts what was said from a cue that follows it."""
    subject = words.child(verb, "nsubj")
    first = verb if subject is None else min(verb, words.left[subject])
    return first > 0 and (words.low[first - 1] in _SETTING_OFF or words.passage[first - 1] >= 0)


_SETTING_OFF: Final = frozenset({",", "—", "--", "–", "-", "―", "?", "!"})


def _is_whether(words: Words, kid: int) -> bool:
    mark = words.child(kid, "mark")
    return mark is not None and words.low[mark] in ("if", "whether")


def _clause(words: Words, verb: int, kid: int, cue: Cue) -> _Found | None:
    """A finite clause, or an infinitive with the one who is asked before it."""
    has_to = any(words.low[one] == "to" and words.dep[one] == "aux" for one in words.kids[kid])
    is_finite = not has_to and (words.dep[kid] in ("ccomp", "advcl") or words.tag[kid] == "VBG")
    first, end = words.left[kid], words.right[kid] + 1
    if is_finite and "clause" in cue.takes:
        if kid < verb and words.child(verb, "nsubj") is not None and not _is_set_off(words, verb):
            return None
        end = max([end, *(words.right[one] + 1 for one in words.kids[verb] if one > kid and words.dep[one] == "ccomp")])
        return _split(words, first, end, verb), verb + 1, _addressee(words, verb, cue), "quotes/clause"
    if has_to and "infinitive" in cue.takes and kid > verb:
        asked = words.child(kid, "nsubj")
        to = next(one for one in words.kids[kid] if words.low[one] == "to" and words.dep[one] == "aux")
        asked = asked if asked is not None else words.child(verb, "dobj", "dative")
        addressee = noun_phrase(words, asked) if asked is not None and cue.has_addressee else None
        start = to if cue.has_addressee or asked is None else first
        start = start - 1 if words.low[start - 1] == "not" else start
        return [_trimmed(words, start, end)], verb + 1, addressee, "quotes/infinitive"
    return None


def _addressee(words: Words, verb: int, cue: Cue) -> Range | None:
    if not cue.has_addressee:
        return None
    told = words.child(verb, "dobj", "dative")
    return noun_phrase(words, told) if told is not None else None


def _naming(words: Words, verb: int) -> _Found | None:
    """"called him a liar", "called the plan dangerous", "described it as art"."""
    for kid in words.kids[verb]:
        if kid < verb:
            continue
        dep = words.dep[kid]
        if dep in ("ccomp", "oprd", "xcomp"):
            start = min(kid, words.left[kid])
            named = words.child(verb, "dobj")
            start = min(start, words.left[named]) if named is not None and named > verb else start
            return [_without_pronoun(words, start, words.right[kid] + 1)], verb + 1, None, "quotes/naming"
        if dep == "prep" and words.low[kid] == "as":
            named = words.child(verb, "dobj")
            start = words.left[named] if named is not None and named > verb else kid + 1
            return [_without_pronoun(words, start, words.right[kid] + 1)], verb + 1, None, "quotes/naming"
    return None


def _without_pronoun(words: Words, first: int, end: int) -> Range:
    """The name alone, where what is named is only a pronoun."""
    if words.tag[first] == "PRP" and end - first > 1:
        first += 1
        first += words.low[first] == "as"
    return _trimmed(words, first, end)


def _preposition(words: Words, verb: int, preposition: int) -> _Found | None:
    target = words.child(preposition, "pobj", "pcomp")
    if target is None:
        return None
    end = words.right[preposition] + 1
    for other in words.kids[verb]:
        if words.left[other] == end and words.dep[other] in ("advcl", "xcomp", "ccomp") and words.low[end] in ("to", "for"):
            end = words.right[other] + 1
    content = [_trimmed(words, preposition + 1, end)]
    return content, preposition + 1, None, "quotes/preposition"


def _around(words: Words, verb: int) -> list[Range] | None:
    """The sentence that a cue stands in as a parenthesis: "The bridge, he said, was safe"."""
    head = words.head[verb]
    if head == verb or words.dep[verb] not in _PARENTHETIC or not words.tag[head].startswith(("VB", "NN", "JJ", "MD")):
        return None
    first, end = words.left[verb], words.right[verb] + 1
    if words.child(verb, "nsubj") is None or words.child(verb, "mark") is not None:
        return None
    if words.low[first - 1 : first] not in ([","], ["—"], ["--"], ["-"]) and words.low[first] != ",":
        return None
    return _around_sentence(words, verb) or _pieces(words, (words.left[head], first), (end, words.right[head] + 1))


def _split(words: Words, first: int, end: int, verb: int) -> list[Range]:
    if end <= verb:
        return _around_sentence(words, verb) or _pieces(words, (first, end))
    if first < verb < end:
        return _pieces(words, (first, words.left[verb]), (words.right[verb] + 1, end))
    return _pieces(words, (first, _past_colon(words, _before_dash(words, first, end))))


def _past_colon(words: Words, end: int) -> int:
    """The end of a clause that a colon or "and that" carries on, else the same end."""
    if end >= len(words) or words.unit[end] != words.unit[end - 1]:
        return end
    if words.low[end] == ":" and words.low[end + 1 : end + 2]:
        passage = words.passage[end + 1]
        if passage >= 0:
            return _last_in(words, end + 1, words.passage) + 1
        return _last_in(words, end, words.unit) + 1
    following = words.low[end : end + 3]
    if following[:2] == ["and", "that"] or following == [",", "and", "that"]:
        return _last_in(words, end, words.unit) + 1
    return end


def _last_in(words: Words, index: int, column: list[int]) -> int:
    """The last word that has the same number in a column."""
    number = column[index]
    while index + 1 < len(words) and column[index + 1] == number:
        index += 1
    return index


def _before_dash(words: Words, first: int, end: int) -> int:
    """The end of a clause, at the dash where the writer takes over: "he was pleased — a rare thing"."""
    dashes = [
        index for index in range(first, end)
        if words.low[index] in _DASHES and words.passage[index] < 0 and words.text[words.start[index] - 1].isspace()
    ]  # fmt: skip
    return dashes[0] if len(dashes) == 1 and dashes[0] > first + 1 else end


_DASHES: Final = frozenset({"—", "--", "–", "-", "―"})


def _around_sentence(words: Words, verb: int) -> list[Range] | None:
    """The sentence around "..., she said, ..." with the cue's own clause cut out."""
    bounds = _parenthesis_bounds(words, verb)
    if bounds is None:
        return None
    first, last = bounds
    if first == 0 or words.low[first - 1] != ",":
        return None
    start = first
    while start > 0 and words.unit[start - 1] == words.unit[verb]:
        start -= 1
    while last + 1 < len(words) and words.dep[last + 1] in ("npadvmod", "advmod", "prt") and words.head[last + 1] == verb:
        last = max(last + 1, words.right[last + 1])
    rest = _rest(words, last + 1, verb)
    if rest and first - start <= _ADVERBIAL and not any(words.tag[one].startswith("VB") for one in range(start, first)):
        return _pieces(words, *rest)
    return _pieces(words, (start, first), *rest)


_ADVERBIAL: Final = 4
"""Words, with the comma, of "In all, she said, ...", which set the scene and are not what was said."""
_NOT_REST: Final = frozenset(
    "and but while who which as after before when during in at on to with though although of from via".split()
)


def _parenthesis(words: Words, verb: int) -> list[Range] | None:
    """"The bridge, she said, was safe", "As she said, the bridge was safe": marked off by commas on both sides."""
    bounds = _parenthesis_bounds(words, verb)
    if bounds is None:
        return None
    first, last = bounds
    after = words.low[last + 1] if last + 1 < len(words) else "."
    if after not in (",", ".") or (last + 2 < len(words) and words.passage[last + 2] >= 0):
        return None
    is_new = first == 0 or words.unit[first - 1] != words.unit[first]
    if words.low[first - 1] == "as" and after == "," and (first == 1 or words.unit[first - 2] != words.unit[first]):
        return _pieces(words, *_rest(words, last + 1, verb))
    if is_new or words.low[first - 1] != ",":
        return None
    return _around_sentence(words, verb)


def _parenthesis_bounds(words: Words, verb: int) -> Range | None:
    """First and last word of a short clause of subject and cue; None where there is no subject."""
    if words.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    subject = words.child(verb, "nsubj")
    if subject is not None:
        return min(verb, words.left[subject]), max(verb, words.right[subject] if subject > verb else verb)
    named = _between_commas(words, verb)
    return (min(verb, named[0]), max(verb, named[1] - 1)) if named is not None else None


def _between_commas(words: Words, verb: int) -> Range | None:
    """The few words between a cue and the comma before or after it: ", many argue," and ", said Doyle and others,"."""
    first = verb
    while first > 0 and verb - first < _FEW and words.low[first - 1] not in (",", ".") and words.passage[first - 1] < 0:
        first -= 1
    if first < verb and words.low[first - 1] == "," and words.tag[verb - 1].startswith(("NN", "PRP", "JJ", "DT")):
        return first, verb
    last = verb + 1
    while last < len(words) and last - verb <= _FEW and words.low[last] not in (",", ".") and words.passage[last] < 0:
        last += 1
    if first == verb and last > verb + 1 and words.low[last : last + 1] == [","] and words.tag[verb + 1][:3] in _NAMES:
        return verb + 1, last
    return None


_FEW: Final = 5
_NAMES: Final = frozenset({"NNP", "DT", "NNS", "PRP"})


def _rest(words: Words, comma: int, verb: int) -> list[Range]:
    """What goes on after "she said,"; nothing where the writer goes on."""
    if words.low[comma : comma + 1] != [","] or comma + 1 >= len(words):
        return []
    if words.tag[comma + 1] == "VBG" or words.low[comma + 1] in _NOT_REST or words.passage[comma + 1] >= 0:
        return []
    end = comma + 1
    while end < len(words) and words.unit[end] == words.unit[verb]:
        end += 1
    return [(comma + 1, end)]


def _pieces(words: Words, *ranges: Range) -> list[Range]:
    trimmed = (_trimmed(words, first, end) for first, end in ranges if first < end)
    return [(first, end) for first, end in trimmed if first < end]


def _trimmed(words: Words, first: int, end: int) -> Range:
    """A range without the punctuation at its ends; quote marks and brackets stay."""
    while first < end and words.low[first] in _TRIMMED_FIRST:
        first += 1
    while end > first and words.low[end - 1] in _TRIMMED:
        end -= 1
    return first, end


_TRIMMED: Final = frozenset({",", ".", ";", ":", "-", "--", "—", "–", "and", "but"})
_TRIMMED_FIRST: Final = _TRIMMED | {"that"}


def _of_noun(words: Words, noun: int, cue: Cue, tables: Tables) -> Act | None:
    for kid in words.kids[noun]:
        if kid < noun or words.dep[kid] not in ("acl", "ccomp", "relcl"):
            continue
        lows = [words.low[one] for one in words.kids[kid] if one < kid]
        is_that = "that" in lows and words.dep[kid] != "relcl" and "clause" in cue.takes
        is_to = "to" in lows and "infinitive" in cue.takes
        if is_that or is_to:
            owner = owner_of(words, noun)
            said = words.head[words.head[noun]]
            if is_that and words.dep[noun] == "pobj" and words.low[said] in tables.verbs and noun - said <= _NEAR:
                return _said_in(words, said, kid, tables.verbs[words.low[said]])
            return Act(
                cue=(noun, noun + 1), lemma=cue.lemma, name=cue.name, rule="quotes/noun", confidence=_FAIR,
                speaker=noun_phrase(words, owner) if owner is not None else None,
                content=_pieces(words, (words.left[kid], words.right[kid] + 1)),
            )  # fmt: skip
    return None


_NEAR: Final = 6


def _said_in(words: Words, verb: int, clause: int, cue: Cue) -> Act:
    """"said in a statement that ...": the clause is what the verb reports."""
    subject = speaker_of(words, verb)
    return Act(
        cue=(verb, verb + 1), lemma=cue.lemma, name=cue.name, rule="quotes/clause", confidence=_SURE,
        speaker=noun_phrase(words, subject) if subject is not None and is_nominal(words, subject) else None,
        content=_pieces(words, (words.left[clause], words.right[clause] + 1)),
    )  # fmt: skip


def _according(words: Words, index: int) -> Act | None:
    """"According to the police, ..." and "..., according to the police"."""
    to = words.child(index, "prep")
    source = words.child(to, "pobj") if to is not None else None
    if to is None or source is None:
        return None
    content = _rest_of_sentence(words, index)
    return Act(
        cue=(index, to + 1), lemma="according", name="statement", content=content, rule="quotes/according",
        speaker=noun_phrase(words, source), confidence=_SURE,
    )  # fmt: skip


def _rest_of_sentence(words: Words, index: int) -> list[Range]:
    """The sentence without the phrase that names the source."""
    start, end = index, index
    while start > 0 and words.unit[start - 1] == words.unit[index]:
        start -= 1
    while end < len(words) and words.unit[end] == words.unit[index]:
        end += 1
    after = words.right[index] + 1
    if start == index:
        return _pieces(words, (after, end))
    return _pieces(words, (start, index), *([(after, end)] if words.low[after : after + 1] == [","] else []))
