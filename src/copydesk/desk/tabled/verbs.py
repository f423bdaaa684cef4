"""Reporting verbs with all that belongs to them: auxiliary, clitics, negation, particle."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from copydesk.desk.tabled.phrases import Phrase
from copydesk.desk.tabled.tables import Cue, Language
from copydesk.desk.tabled.words import Range, Text

__all__ = ["Verb", "verb_at", "verb_ending"]

_INVERTED: Final = re.compile(r"^(?P<verb>\w+?)-(?:t-)?(?P<who>\w+)$")
_FAR: Final = 9
_LONGEST: Final = 7
"""Words that a verb may have with its auxiliary and its clitics."""


class Verb(Struct, frozen=True):
    range: Range
    cue: Cue
    phrase: Phrase | None = None
    is_denied: bool = False
    is_hypothetical: bool = False
    is_plural: bool = False


def verb_at(text: Text, at: int, end: int, language: Language) -> Verb | None:
    """A verb that begins with a word: its auxiliary, its clitics, its negation and adverbs, and the form itself."""
    start, is_denied, has_auxiliary = at, False, False
    is_passive = False
    while at < min(end, start + _LONGEST):
        low = text.low[at]
        inverted = _inverted_form(low, language)
        if inverted:
            return _inverted(text, (start, at, end), inverted, language, is_denied=is_denied)
        if not is_passive and (cues := language.cues.get(low)):
            return _form(text, (start, at, end), cues, language, is_denied=is_denied)
        if language.is_("negation", low):
            is_denied = True
        elif language.is_("auxiliary", low):
            has_auxiliary = True
            is_passive = language.is_("be", low) and not _is_reflexive(text.low[start:at], language)
        elif not (language.is_("clitic", low) or (has_auxiliary and language.is_("linking", low))):
            break
        at += 1
    return _late_verb(text, start, end, language) if has_auxiliary and language.has_capital_nouns else None


def _inverted_form(low: str, language: Language) -> re.Match[str] | None:
    """A verb and the pronoun behind its hyphen: `explique-t-il`."""
    found = _INVERTED.match(low) if "-" in low else None
    return found if found is not None and language.is_("inverts", found["who"]) else None


def _is_reflexive(words: list[str], language: Language) -> bool:
    """Whether a clitic says that "est" is no passive: `s'est défendu`."""
    return any(language.is_("reflexive", word) for word in words)


def _form(
    text: Text, places: tuple[int, int, int], cues: tuple[Cue, ...], language: Language, *, is_denied: bool
) -> Verb | None:
    """The verb of a form that the tables have; None where its particle is missing."""
    start, at, end = places
    cue = _particle(text, at, end, cues)
    if cue is None:
        return None
    is_denied = is_denied or _denied_after(text, at, end, language)
    return Verb(
        (start, at + 1),
        cue,
        None,
        is_denied,
        is_plural=language.ends("plural_ending", text.low[at]) or language.is_("plural_form", text.low[at]),
    )


def _inverted(
    text: Text, places: tuple[int, int, int], inverted: re.Match[str], language: Language, *, is_denied: bool
) -> Verb | None:
    """A French verb with its pronoun behind a hyphen: `explique-t-il`, `a-t-elle ajouté`."""
    start, at, end = places
    phrase = Phrase((at, at + 1), pronoun=inverted["who"])
    is_plural = inverted["who"].endswith("s")
    if not language.is_("auxiliary", inverted["verb"]):
        cue = (language.cues.get(inverted["verb"]) or (Cue(inverted["verb"], "manner"),))[0]
        return Verb((start, at + 1), cue, phrase, is_denied, is_plural=is_plural)
    inner = verb_at(text, at + 1, end, language)
    if inner is None:
        return None
    return Verb((start, inner.range[1]), inner.cue, phrase, inner.is_denied or is_denied, is_plural=is_plural)


def _late_verb(text: Text, start: int, end: int, language: Language) -> Verb | None:
    """A German perfect: `hat Ann Orr am Montag gesagt`; what stands between says who, and whether it was said."""
    for at in range(start + 1, min(end, start + 2 * _FAR)):
        low = text.low[at]
        if text.passage[at] >= 0 or low in ",;:\n":
            return None
        cues = language.cues.get(low)
        is_participle = language.ends("participle_ending", low) or language.begins("participle", low)
        if cues and is_participle:
            denied = any(language.is_("negation", one) for one in text.low[start:at])
            return Verb((start, start + 1), cues[0], None, denied)
    return None


def _denied_after(text: Text, at: int, end: int, language: Language) -> bool:
    """A German negation stands behind its verb: `sagte er nicht`, `sagte Ann Orr nie`."""
    if not language.has_capital_nouns:
        return False
    for index in range(at + 1, min(end, at + _FAR)):
        if text.low[index] in ",:;" or text.passage[index] >= 0:
            return False
        if language.is_("negation", text.low[index]):
            return not any(language.is_("denies_nothing", low) for low in text.low[index + 1 : index + 2])
    return False


def _particle(text: Text, at: int, end: int, cues: tuple[Cue, ...]) -> Cue | None:
    """The verb that a form is here: one with a particle only where its particle follows."""
    following = set(text.low[at + 1 : min(end, at + 3 * _FAR)])
    with_particle = next((cue for cue in cues if cue.particle and cue.particle in following), None)
    return with_particle or next((cue for cue in cues if not cue.particle), None)


def verb_ending(text: Text, first: int, at: int, end: int, language: Language) -> Verb | None:
    """The verb whose form is a word, with all that goes before it in the sentence."""
    low = text.low[at]
    inverted = _inverted_form(low, language)
    if low not in language.cues and not inverted:
        return None
    if inverted and language.is_("auxiliary", inverted["verb"]):
        return None
    start = at
    while start > first and at - start < 6 and _is_verbal(text.low[start - 1], language):
        start -= 1
    if any(language.is_("be", one) for one in text.low[start:at]) and not _is_reflexive(text.low[start:at], language):
        return None
    verb = verb_at(text, start, end, language) or (verb_at(text, at, end, language) if start < at else None)
    if verb is None or (verb.range[1] != at + 1 and not language.has_capital_nouns):
        return None
    unreal = any(language.is_("unreal", one) for one in text.low[max(first, start - 3) : at])
    denied = verb.is_denied or any(language.is_("negation", one) for one in text.low[max(first, start - 2) : start])
    perfect = _participle(text, first, at, verb, language) if language.has_capital_nouns else None
    return perfect or Verb(verb.range, verb.cue, verb.phrase, denied, unreal, verb.is_plural)


def _participle(text: Text, first: int, at: int, verb: Verb, language: Language) -> Verb | None:
    """`Ann Orr hat am Montag gesagt: „…“`: the auxiliary is where the subject is looked for."""
    if not language.begins("participle", text.low[at]):
        return None
    for index in range(at - 1, first - 1, -1):
        if text.low[index] in ",;:":
            return None
        if language.is_("auxiliary", text.low[index]):
            denied = any(language.is_("negation", one) for one in text.low[index:at])
            return Verb((index, index + 1), verb.cue, None, denied)
    return None


def _is_verbal(low: str, language: Language) -> bool:
    return any(language.is_(kind, low) for kind in ("auxiliary", "clitic", "linking", "negation"))
