"""Who speaks: the subject behind a reporting verb or before it."""

from __future__ import annotations

from typing import Final

from copydesk.desk.tabled.phrases import Phrase, read_phrase
from copydesk.desk.tabled.tables import Language
from copydesk.desk.tabled.verbs import Verb
from copydesk.desk.tabled.words import Range, Text

__all__ = ["is_telling", "parts_of", "subject_before", "subject_behind"]

_MOST_BETWEEN: Final = 4
"""Times and addressees between a verb and its subject."""


def subject_behind(text: Text, verb: Verb, end: int, language: Language) -> Phrase | None:
    """Who stands behind the verb, past a time or an addressee: `dijo a los periodistas el ministro`."""
    at, is_past = verb.range[1], False
    for _ in range(_MOST_BETWEEN):
        if at >= end or text.is_mark(at) or text.passage[at] != text.passage[verb.range[0]]:
            return None
        low = text.low[at]
        is_of = language.is_("of", low) and not language.has_capital_nouns
        if language.is_("preposition", low) or is_of:
            at, is_past = _past(text, at, end, language), True
        elif language.is_("determiner", low) or language.is_("pronoun", low) or _is_pronoun(low, language):
            return read_phrase(text, at, end, language)
        elif language.is_("when", low) or language.is_("linking", low) or language.is_("clitic", low):
            at += 1
        elif language.is_("dative", low):
            at = _past(text, at, end, language)
        else:
            phrase = read_phrase(text, at, end, language)
            is_single = phrase and not language.has_capital_nouns and phrase.range[1] - phrase.range[0] == 1
            return None if is_past and is_single else phrase
    return None


def _is_pronoun(low: str, language: Language) -> bool:
    return language.is_("male", low) or language.is_("female", low)


def _past(text: Text, at: int, end: int, language: Language) -> int:
    """Past a preposition and what it governs: its article, its noun, and a date."""
    at += 1
    while at < end and (language.is_("determiner", text.low[at]) or language.is_("dative", text.low[at])):
        at += 1
    at += 1
    while at < end and (text.word[at].isdigit() or text.low[at] == "." or language.is_("when", text.low[at])):
        at += 1
    return at


def subject_before(text: Text, first: int, verb: int, language: Language) -> Phrase | None:
    """Who stands before the verb: the part of the sentence that ends at it, else the first that names somebody."""
    parts = parts_of(text, first, verb, language)
    if not parts:
        return None
    start, end = parts[-1]
    if (antecedent := _name_before_clause(text, start, language)) is not None:
        return antecedent
    whole = read_phrase(text, start, end, language)
    if whole and whole.range[1] >= end:
        earlier = read_phrase(text, parts[-2][0], end, language) if len(parts) > 1 else None
        if earlier and (earlier.range[1] == end or _is_apposed(earlier, whole, parts[-2])):
            return earlier
        return whole
    for start, end in parts:
        phrase = read_phrase(text, start, end, language)
        if phrase and (phrase.range[1] >= end or is_telling(phrase)):
            apposed = read_phrase(text, start, verb, language)
            return apposed or phrase
    return None


def _name_before_clause(text: Text, start: int, language: Language) -> Phrase | None:
    """The name right before a relative clause: `Ann Orr, die berichtete`, `Ann Orr, qui développe`."""
    if start < 2 or text.low[start - 1] != "," or not language.is_("relative", text.low[start]):
        return None
    first = start - 1
    while first > 0 and text.is_capital(first - 1) and text.passage[first - 1] < 0:
        first -= 1
    return read_phrase(text, first, start - 1, language) if first < start - 1 else None


def _is_apposed(earlier: Phrase, whole: Phrase, part: Range) -> bool:
    """`Ann Orr, Sprecherin der Stadt, sagte`: the name stands before what she is."""
    return whole.name is None and whole.pronoun is None and is_telling(earlier) and earlier.range[1] >= part[1]


def is_telling(phrase: Phrase) -> bool:
    """Whether a phrase is somebody's beyond doubt: a name of two words, or a title."""
    return phrase.title is not None or (phrase.name is not None and phrase.name[1] - phrase.name[0] > 1)


def parts_of(text: Text, first: int, end: int, language: Language) -> list[Range]:
    """The parts of a sentence between commas, without small words that open them and brackets behind one of them."""
    found: list[Range] = []
    start = first
    for index in range(first, end + 1):
        if index == end or text.low[index] in ",;:—–()" or text.passage[index] >= 0:
            begin = start
            while begin < index and (language.is_("linking", text.low[begin]) or text.is_mark(begin)):
                begin += 1
            is_bracketed = text.low[start - 1 : start] == ["("] and bool(found) and found[-1][1] == start - 1
            if begin < index and not is_bracketed:
                found.append((begin, index))
            start = index + 1
    return found
