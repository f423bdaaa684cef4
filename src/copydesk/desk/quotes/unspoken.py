"""Cues that report nothing, for nobody spoke: "flowers describe", "would have advised", "how about admitting"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.polarity import negated_by
from copydesk.desk.quotes.speakers import can_speak
from copydesk.desk.quotes.words import Words

__all__ = ["refused_by"]

_Ask: TypeAlias = Callable[[Words, Act, int], bool]
_BARE: Final = 2
"""Words of an infinitive that tells nothing: "to do"."""


def refused_by(words: Words, act: Act) -> str | None:
    """The id of the rule by which the cue tells of no speech; None where it does.

    Words in marks are speech for all rules but those with the trait `in-marks`.
    """
    if not words.is_parsed:
        return None
    verb = act.cue[0] if act.cue is not None else None
    if verb is None or act.rule in _BY_SIGNS:
        return next((rule for rule in _SHAPED if rule in words.tables.rules and _SHAPED[rule](words, act)), None)
    is_according = act.rule == "quotes/according"
    if not is_according and not words.tag[verb].startswith("VB"):
        return None
    is_marked = any(words.passage[first] >= 0 for first, _ in act.content)
    for rule in words.tables.refusals:
        if (
            rule.id in _SHAPED
            or (rule.id == _BY_RULES) != is_according
            or (is_marked and "in-marks" not in rule.traits)
        ):
            continue
        if _ASKED[rule.id](words, act, verb):
            return rule.id
    return None


def _is_by_rules(words: Words, act: Act, _verb: int) -> bool:
    """ "According to simple rules": in keeping with them."""
    return act.speaker is not None and words.is_("kept-to", act.speaker[1] - 1)


def _is_of_anybody(words: Words, _act: Act, verb: int) -> bool:
    """ "If you say": what anybody may say."""
    subject = words.child(verb, "nsubj")
    return words.tag[verb] in ("VB", "VBP") and subject is not None and words.is_("anybody", subject)


def _is_if(words: Words, _act: Act, verb: int) -> bool:
    """ "If one mechanic says that all is well"."""
    return words.tag[verb] in ("VBZ", "VBP") and any(words.is_("if", kid) for kid in words.kids[verb])


def _is_needed(words: Words, _act: Act, verb: int) -> bool:
    """ "Needs to explain why": it is still to be said."""
    return words.tag[verb] == "VB" and words.dep[verb] == "xcomp" and words.is_("needing", words.head[verb])


def _is_own(words: Words, act: Act, verb: int) -> bool:
    """ "I ask the tool to go on", "you are asked to choose": what writer and reader do."""
    if act.rule == "quotes/clause":
        subject = words.child(verb, "nsubj")
        return words.tag[verb] == "VBP" and subject is not None and words.low[subject] == "i"
    if act.rule not in _LESSER:
        return False
    is_told = act.speaker is not None and act.speaker[1] - act.speaker[0] == 1 and words.is_("own", act.speaker[0])
    passive = words.child(verb, "nsubjpass")
    return is_told or (passive is not None and words.is_("own", passive))


def _is_asked_for(words: Words, _act: Act, verb: int) -> bool:
    """ "Ask the office to explain what it costs": what somebody is still to say."""
    is_open = words.tag[verb] == "VB" and words.dep[verb] in ("xcomp", "ccomp")
    has_to = any(words.low[kid] == "to" for kid in words.kids[verb])
    return is_open and has_to and words.is_("asking", words.head[verb])


def _is_avoided(words: Words, _act: Act, verb: int) -> bool:
    """ "Avoid asking the tool for long texts"."""
    return words.tag[verb] == "VBG" and words.dep[verb] == "xcomp" and words.is_("avoiding", words.head[verb])


def _is_shown_by(words: Words, act: Act, verb: int) -> bool:
    """ "It explains why the bridge fell": a thing that is pointed at makes it plain."""
    subject = words.child(verb, "nsubj")
    if act.lemma is None or act.lemma not in words.tables.words["makes-plain"] or subject is None:
        return False
    return words.is_("thing", subject) and words.is_("question", act.content[0][0])


def _is_means(words: Words, act: Act, verb: int) -> bool:
    """ "By repeating this step the code finds the way": what a thing does."""
    if act.rule != "quotes/object" or words.dep[verb] != "pcomp" or words.low[words.head[verb]] != "by":
        return False
    subject = words.child(words.head[words.head[verb]], "nsubj")
    return subject is not None and not can_speak(words, subject)


def _is_of_work(words: Words, act: Act, _verb: int) -> bool:
    """ "In “The Tides,” Vale, known for her songs, asks": a title, where only "in" stands before its marks."""
    first, end = act.content[0]
    is_title = words.low[first] == "in" and words.passage[first] < 0 <= words.passage[min(first + 1, end - 1)]
    return act.rule == "quotes/after" and is_title


def _is_untold_by_thing(words: Words, act: Act, verb: int) -> bool:
    """ "The code does not tell us what can go wrong": a thing that says nothing denies nothing."""
    subject = words.child(verb, "nsubj")
    if subject is None or act.rule != "quotes/clause" or words.is_("denied-nobody", subject):
        return False
    return not can_speak(words, subject) and negated_by(words, verb) is not None


def _is_time_of(words: Words, act: Act, verb: int) -> bool:
    """ "He was in the boat, when he told Vale of it, and rowed": when something was told."""
    return act.rule == "quotes/parenthesis" and any(words.low[kid] == "when" for kid in words.kids[verb] if kid < verb)


def _is_made(words: Words, act: Act, _verb: int) -> bool:
    """ "Vale wrote and directed “The Tides of Orby”": a work, and no words."""
    first = act.content[0][0]
    is_more = words.low[first] == "and" and words.passage[first] < 0 and words.tag[first + 1].startswith("VB")
    return act.rule == "quotes/sentence" and is_more


def _is_set_phrase(words: Words, _act: Act, verb: int) -> bool:
    """ "That said, the bridge is old"."""
    around = words.low[max(0, verb - 1) : verb + 2]
    return around == ["that", "said", ","]


def _is_to_be_noted(words: Words, _act: Act, verb: int) -> bool:
    """ "It should be noted that the bridge is old": the writer says so."""
    subject = words.child(verb, "nsubjpass")
    is_open = subject is not None and words.low[subject] == "it" and words.child(verb, "agent") is None
    return is_open and any(words.is_("possible", kid) for kid in words.kids[verb])


def _is_held(words: Words, act: Act, _verb: int) -> bool:
    """ "Hold him liable": a clause of words begins with "he"."""
    return act.rule == "quotes/clause" and words.is_("objective", act.content[0][0])


def _is_occasion(words: Words, _act: Act, verb: int) -> bool:
    """ "Every excuse to say", "the right way to describe it": a reason for words, and no words."""
    if words.tag[verb] != "VB":
        return False
    return words.dep[verb] == "acl" or (words.dep[verb] == "relcl" and words.low[words.left[verb]] == "to")


def _is_supposed(words: Words, _act: Act, verb: int) -> bool:
    """ "Would have advised him to go": nobody did."""
    helping = [kid for kid in words.kids[verb] if words.dep[kid] == "aux"]
    has_have = any(words.low[kid] == "have" for kid in helping)
    return has_have and any(words.is_("supposed", kid) for kid in helping)


def _is_what_of(words: Words, _act: Act, verb: int) -> bool:
    """ "How about admitting that it failed?"."""
    above = words.head[verb]
    is_about = words.dep[verb] == "pcomp" and words.low[above] == "about"
    return is_about and words.is_("what-of", above - 1)


def _is_pointed_at(words: Words, act: Act, _verb: int) -> bool:
    """ "Announce it": a thing that is pointed at, and no words."""
    first, end = act.content[0]
    is_one_word = act.rule == "quotes/object" and len(act.content) == 1 and end - first == 1
    return is_one_word and words.is_("thing", first)


def _is_of_a_thing(words: Words, act: Act, verb: int) -> bool:
    """Things that reveal, signal or describe something: "Imola" suggests a lighter touch."""
    if act.lemma is None or act.lemma not in words.tables.words["of-things"]:
        return False
    if act.speaker is None:
        return words.tag[verb] != "VBN"
    by_thing = act.rule in _LESSER or (words.dep[verb] in ("advcl", "acl") and words.tag[verb] == "VBG")
    subject = words.child(verb, "nsubj")
    if subject is None and words.dep[verb] == "advcl":
        subject = words.child(words.head[verb], "nsubj")
    if subject is None and words.dep[verb] == "acl":
        subject = words.head[verb]
    return by_thing and subject is not None and not can_speak(words, subject)


def _is_wanted(words: Words, _act: Act, verb: int) -> bool:
    """ "Tell readers what it is", "require that it stress the need": wanted, not said."""
    subject = words.child(verb, "nsubj", "nsubjpass")
    if words.tag[verb] == "VB" and words.child(verb, "aux", "auxpass") is None:
        return (subject is None and words.head[verb] == verb) or (subject is not None and subject < verb)
    return words.tag[verb] == "VBP" and subject is not None and words.is_("one-person", subject)


def _is_let(words: Words, _act: Act, verb: int) -> bool:
    """ "Would allow officials to propose a bridge"."""
    if words.tag[verb] != "VB" or words.child(verb, "aux", "auxpass") is None:
        return False
    subject = words.child(verb, "nsubj", "nsubjpass")
    return subject is not None and words.dep[verb] == "ccomp" and words.is_("letting", words.head[verb])


def _is_possible(words: Words, _act: Act, verb: int) -> bool:
    """ "Could help by urging the board"."""
    if words.tag[verb] != "VBG" or words.dep[verb] != "pcomp":
        return False
    return any(words.is_("possible", kid) for kid in words.kids[words.head[words.head[verb]]])


def _is_asked_of_all(words: Words, _act: Act, verb: int) -> bool:
    """ "Residents are asked to report burst pipes": a notice, of nobody who is named."""
    passive = words.child(verb, "auxpass")
    is_now = passive is not None and words.is_("now", passive)
    return is_now and words.is_("notice", verb) and words.child(verb, "agent") is None


def _is_only_pronoun(words: Words, act: Act, _verb: int) -> bool:
    """ "Claimed them as theirs", "criticised him": a pronoun says nothing."""
    first = act.content[0][0]
    is_pronoun = words.tag[first] == "PRP"
    return is_pronoun and (act.rule == "quotes/object" or words.low[first + 1 : first + 2] == ["as"])


def _is_bare(words: Words, act: Act, _verb: int) -> bool:
    """ "Told them what to do": words too few to say anything."""
    return act.rule == "quotes/infinitive" and act.content[-1][1] - act.content[0][0] <= _BARE


def _is_dealt_with(words: Words, act: Act, verb: int) -> bool:
    """ "The film contends with a birth"."""
    return act.rule == "quotes/clause" and words.low[verb + 1 : verb + 2] == ["with"]


def _is_let_in(words: Words, _act: Act, verb: int) -> bool:
    """ "Was admitted to hospital": he said nothing."""
    is_passive = words.tag[verb] == "VBN" and words.child(verb, "auxpass") is not None
    return is_passive and words.is_("let-in", verb) and words.low[verb + 1 : verb + 2] != ["that"]


def _is_difficult(words: Words, _act: Act, verb: int) -> bool:
    """ "It is hard to describe how it sounds": nobody says so."""
    head = words.head[verb]
    if words.tag[verb] != "VB" or words.dep[verb] not in ("xcomp", "ccomp", "advcl"):
        return False
    beside = (kid for kid in words.kids[head] if words.dep[kid] == "acomp")
    return words.is_("difficult", head) or any(words.is_("difficult", kid) for kid in beside)


def _is_only_meant(words: Words, act: Act, verb: int) -> bool:
    """ "Failed to declare the gifts": a verb that only names what somebody did or did not do."""
    is_meant = words.tag[verb] == "VB" and words.dep[verb] in ("xcomp", "advcl", "acl")
    return is_meant and words.tables.has_trait(act.rule, "no-speech")


def _is_not_put_into_words(words: Words, act: Act, verb: int) -> bool:
    """ "Has not claimed responsibility": an object that nobody put into words."""
    return words.tables.has_trait(act.rule, "no-speech") and negated_by(words, verb) is not None


def _is_listed(words: Words, act: Act) -> bool:
    """“The Tides of Orby.” Harbour Press, https://…: a title in a list of sources."""
    return act.rule == "quotes/standing" and "://" in words.text[words.end[act.content[-1][1] - 1] :]


def _is_label(words: Words, act: Act) -> bool:
    """ "DIRECTOR: Ann Vale", "Dinner: “Marry me” pie": a list, in which nobody speaks."""
    first, end = act.content[0]
    if act.rule == "quotes/turn":
        return end - first <= _LABEL and all(
            words.tag[at].startswith(("NN", "IN", "CC", "DT")) for at in range(first, end)
        )
    behind = end + 1 if words.low[end : end + 1] and not words.low[end][0].isalnum() else end
    is_noun = behind < len(words) and words.passage[behind] < 0 and words.tag[behind].startswith("NN")
    return act.rule == "quotes/colon" and behind == end and is_noun


_OF_NAMES: Final = ("NN", "IN", "CC", "DT")
_LABEL: Final = 4
"""Words of a turn that can be a name and no more."""
_LESSER: Final = ("quotes/object", "quotes/infinitive", "quotes/preposition")
_BY_SIGNS: Final = ("quotes/turn", "quotes/colon")


def _is_taken(words: Words, act: Act, _verb: int) -> bool:
    """ "Claimed the prize", "the flood claimed 14 lives": taken, and not said."""
    is_taking = act.rule == "quotes/object" and act.lemma is not None and act.lemma in words.tables.words["taking"]
    return is_taking and not any(words.is_("claimed", at) for one in act.content for at in range(*one))


def _is_of_no_name(words: Words, act: Act, _verb: int) -> bool:
    """ "Who asked not to be named": a footing, and no words."""
    last = act.content[0][1] - 1
    return act.rule == "quotes/infinitive" and words.is_("unnamed", last) and words.low[act.content[0][0]] == "not"


def _is_open(words: Words, _act: Act, verb: int) -> bool:
    """ "It is not clear whether she said so"."""
    return any(words.is_("unsure", kid) for kid in words.kids[verb])


def _is_question(words: Words, _act: Act, verb: int) -> bool:
    """ "Did Vale say that the bridge was safe?"."""
    subject, helping = words.child(verb, "nsubj"), words.child(verb, "aux")
    return words.head[verb] == verb and subject is not None and helping is not None and helping < words.left[subject]


_BY_RULES: Final = "quotes/not-by-rules"
_SHAPED: Final[Mapping[str, Callable[[Words, Act], bool]]] = {
    "quotes/not-listed": _is_listed,
    "quotes/not-label": _is_label,
}
"""What has no verb that reports: refused by its shape alone."""
_ASKED: Final[Mapping[str, _Ask]] = {
    _BY_RULES: _is_by_rules,
    "quotes/not-anybody": _is_of_anybody,
    "quotes/not-if": _is_if,
    "quotes/not-needed": _is_needed,
    "quotes/not-own": _is_own,
    "quotes/not-asked-for": _is_asked_for,
    "quotes/not-avoided": _is_avoided,
    "quotes/not-shown-by": _is_shown_by,
    "quotes/not-means": _is_means,
    "quotes/not-held": _is_held,
    "quotes/not-time-of": _is_time_of,
    "quotes/not-made": _is_made,
    "quotes/not-set-phrase": _is_set_phrase,
    "quotes/not-to-be-noted": _is_to_be_noted,
    "quotes/not-of-work": _is_of_work,
    "quotes/not-told-by-thing": _is_untold_by_thing,
    "quotes/not-occasion": _is_occasion,
    "quotes/not-supposed": _is_supposed,
    "quotes/not-how-about": _is_what_of,
    "quotes/not-pointed-at": _is_pointed_at,
    "quotes/not-a-thing": _is_of_a_thing,
    "quotes/not-wanted": _is_wanted,
    "quotes/not-let": _is_let,
    "quotes/not-possible": _is_possible,
    "quotes/not-notice": _is_asked_of_all,
    "quotes/not-pronoun": _is_only_pronoun,
    "quotes/not-bare": _is_bare,
    "quotes/not-with": _is_dealt_with,
    "quotes/not-let-in": _is_let_in,
    "quotes/not-difficult": _is_difficult,
    "quotes/not-meant": _is_only_meant,
    "quotes/not-put-into-words": _is_not_put_into_words,
    "quotes/not-taken": _is_taken,
    "quotes/not-whether": _is_open,
    "quotes/not-a-question": _is_question,
    "quotes/not-unnamed": _is_of_no_name,
}
"""The condition of each rule that refuses a quote; which are asked, and in which order, the table says."""
