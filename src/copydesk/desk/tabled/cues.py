"""Reporting words beside a quoted passage: behind it, before it, and in the midst of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from copydesk.desk.tabled.phrases import Phrase, read_phrase
from copydesk.desk.tabled.tables import Cue, Language
from copydesk.desk.tabled.words import Range, Text

__all__ = ["Report", "behind", "in_front", "inside"]

_INVERTED: Final = re.compile(r"^(?P<verb>\w+)-(?:t-)?(?P<who>ils?|elles?)$")
_OPENERS: Final = frozenset(",—–-")
_SURE: Final = 0.8
_LOOSE: Final = 0.6
_PHRASED: Final = 0.75
_COLON: Final = 0.7
_MOST_BETWEEN: Final = 4
_FAR: Final = 9


class Report(Struct, frozen=True):
    """Words that report: who speaks, the verb, where they begin and end, the rule, and how sure it is.

    `is_denied` where the words say that it was not said; `is_open` where the verb leaves its subject out.
    """

    speaker: Phrase | None
    cue: Range
    lemma: str
    name: str
    range: Range
    rule: str
    confidence: float
    is_denied: bool = False
    is_open: bool = False
    is_plural: bool = False


class _Verb(Struct, frozen=True):
    range: Range
    cue: Cue
    phrase: Phrase | None = None
    is_denied: bool = False
    is_hypothetical: bool = False
    is_plural: bool = False


def behind(text: Text, first: int, end: int, language: Language) -> Report | None:
    """What reports a passage from behind it: `, sagte Ann Orr am Montag`, `, selon la mairie`."""
    at = first
    while at < end and text.low[at] in _OPENERS:
        at += 1
    if (phrased := _phrased(text, at, end, language, "before")) is not None:
        return phrased
    start = at
    while at < end and at - start < 3 and language.is_("linking", text.low[at]):
        at += 1
    verb = _verb_at(text, at, end, language)
    if verb is None:
        return _subject_first(text, at, end, language) or _behind_subject(text, start, end, language) or (
            _any_verb(text, at, end, language) if at == start and start > first else None
        )
    return _with_subject(text, verb, (first, end), language)


def inside(text: Text, number: int, language: Language) -> Iterator[Report]:
    """What reports in the midst of a passage, as the French and the Spanish press print it: `« Oui, dit Ann Orr. »`."""
    indexes = [index for index in range(len(text)) if text.passage[index] == number]
    if not indexes or not language.words.get("inside"):
        return
    end = indexes[-1]
    for index in indexes[1:-1]:
        if text.low[index] not in ",—–":
            continue
        verb = _verb_at(text, index + 1, end, language)
        if verb is None or verb.is_denied or verb.cue.only_beside_marks and verb.phrase is None:
            continue
        report = _with_subject(text, verb, (index, end), language)
        if report and report.speaker and _is_inside(text, report, language) and report.range[1] <= end:
            yield report


def _is_inside(text: Text, report: Report, language: Language) -> bool:
    """Whether an aside is one: closed by a mark, its speaker no first person and no plain noun."""
    speaker = report.speaker
    closes = text.low[report.range[1]] in ",.—–?!…" or text.passage[report.range[1]] < 0
    named = speaker is not None and (speaker.name or speaker.title is not None or speaker.pronoun)
    return closes and bool(named)


def in_front(text: Text, first: int, end: int, language: Language) -> Report | None:
    """What reports a passage from before it: `Ann Orr sagte: „…“`, `El alcalde afirmó que "…"`."""
    is_colon = text.low[end - 1] == ":" if end > first else False
    stop = end - is_colon
    for at in range(stop - 1, first - 1, -1):
        if text.passage[at] >= 0:
            break
        verb = _verb_ending(text, first, at, stop, language)
        if verb is not None:
            return _in_front_of(text, verb, (first, stop), is_colon=is_colon, language=language)
    for at in range(first, min(stop, first + _FAR)):
        if (phrased := _phrased(text, at, stop, language, "before")) is not None and phrased.speaker:
            return phrased
    return _colon(text, first, stop, language) if is_colon else None


def _in_front_of(
    text: Text, verb: _Verb, within: Range, *, is_colon: bool, language: Language
) -> Report | None:
    first, stop = within
    after = _subject_behind(text, verb, stop, language)
    if after and not language.has_capital_nouns and not (after.name or after.title is not None or after.pronoun):
        after = None
    before = _subject_before(text, first, verb.range[0], language)
    speaker, words = before, (verb.range[0], stop)
    if before is None or (language.has_capital_nouns and after is not None and not _adjoins(before, verb)):
        speaker = after or before
    if verb.phrase is not None:
        speaker = verb.phrase
    sure = _SURE if is_colon else _LOOSE
    rule = "quotes/before" if is_colon else "quotes/sentence"
    if verb.is_hypothetical or verb.cue.only_beside_marks and not is_colon:
        return None
    return Report(
        speaker, verb.range, verb.cue.lemma, verb.cue.name, words, rule, sure, verb.is_denied,
        is_open=speaker is None and bool(language.words.get("drops")), is_plural=verb.is_plural,
    )  # fmt: skip


def _adjoins(phrase: Phrase, verb: _Verb) -> bool:
    return phrase.range[1] == verb.range[0]


def _verb_at(text: Text, at: int, end: int, language: Language) -> _Verb | None:
    """A verb that begins with a word: its auxiliary, its clitics, its negation and adverbs, and the form itself."""
    start, denied, hypothetical = at, False, False
    has_auxiliary = False
    while at < end and at - start < 7:
        low = text.low[at]
        inverted = _INVERTED.match(low) if language.code == "fr" else None
        if inverted and language.is_("auxiliary", inverted["verb"]):
            phrase = Phrase((at, at + 1), pronoun=inverted["who"])
            inner = _verb_at(text, at + 1, end, language)
            return _Verb((start, inner.range[1]), inner.cue, phrase, inner.is_denied or denied,
                         is_plural=inverted["who"].endswith("s")) if inner else None  # fmt: skip
        if inverted:
            cue = (language.cues.get(inverted["verb"]) or (Cue(inverted["verb"], "manner"),))[0]
            phrase = Phrase((at, at + 1), pronoun=inverted["who"])
            return _Verb((start, at + 1), cue, phrase, denied, is_plural=inverted["who"].endswith("s"))
        if language.is_("negation", low):
            denied = True
        elif language.is_("auxiliary", low):
            has_auxiliary = True
        elif cues := language.cues.get(low):
            particle = _particle(text, at, end, cues)
            if particle is None:
                return None
            plural = low.endswith(tuple(language.words.get("plural_ending", ())))
            denied = denied or _denied_after(text, at, end, language)
            return _Verb((start, at + 1), particle, None, denied, hypothetical, plural)
        elif not (language.is_("clitic", low) or has_auxiliary and language.is_("linking", low)):
            break
        at += 1
    return _late_verb(text, start, end, language) if has_auxiliary and language.has_capital_nouns else None


def _late_verb(text: Text, start: int, end: int, language: Language) -> _Verb | None:
    """A German perfect: `hat Ann Orr am Montag gesagt`; what stands between says who, and whether it was said."""
    for at in range(start + 1, min(end, start + 2 * _FAR)):
        low = text.low[at]
        if text.passage[at] >= 0 or low in ",;:\n":
            return None
        cues = language.cues.get(low)
        if cues and low.startswith(tuple(language.words.get("participle", ()))) or cues and low.endswith("iert"):
            denied = any(language.is_("negation", one) for one in text.low[start:at])
            return _Verb((start, start + 1), cues[0], None, denied)
    return None


def _denied_after(text: Text, at: int, end: int, language: Language) -> bool:
    """A German negation stands behind its verb: `sagte er nicht`, `sagte Ann Orr nie`."""
    if not language.has_capital_nouns:
        return False
    for index in range(at + 1, min(end, at + _FAR)):
        if text.low[index] in ",:;" or text.passage[index] >= 0:
            return False
        if language.is_("negation", text.low[index]):
            return text.low[index + 1 : index + 2] not in (["nur"], ["ohne"])
    return False


def _particle(text: Text, at: int, end: int, cues: tuple[Cue, ...]) -> Cue | None:
    """The verb that a form is here: one with a particle only where its particle follows."""
    following = set(text.low[at + 1 : min(end, at + 3 * _FAR)])
    with_particle = next((cue for cue in cues if cue.particle and cue.particle in following), None)
    return with_particle or next((cue for cue in cues if not cue.particle), None)


def _verb_ending(text: Text, first: int, at: int, end: int, language: Language) -> _Verb | None:
    """The verb whose form is a word, with all that goes before it in the sentence."""
    low = text.low[at]
    inverted = _INVERTED.match(low) if language.code == "fr" else None
    if low not in language.cues and not inverted:
        return None
    if inverted and language.is_("auxiliary", inverted["verb"]):
        return None
    start = at
    while start > first and at - start < 6 and _is_verbal(text.low[start - 1], language):
        start -= 1
    verb = _verb_at(text, start, end, language) or (_verb_at(text, at, end, language) if start < at else None)
    if verb is None or verb.range[1] != at + 1 and not language.has_capital_nouns:
        return None
    unreal = any(language.is_("unreal", one) for one in text.low[max(first, start - 3) : at])
    denied = verb.is_denied or any(language.is_("negation", one) for one in text.low[max(first, start - 2) : start])
    if low.startswith(tuple(language.words.get("participle", ()))) and language.has_capital_nouns:
        return _participle(text, first, at, verb, language)
    return _Verb(verb.range, verb.cue, verb.phrase, denied, unreal, verb.is_plural)


def _participle(text: Text, first: int, at: int, verb: _Verb, language: Language) -> _Verb | None:
    """`Ann Orr hat am Montag gesagt: „…“`: the auxiliary is where the subject is looked for."""
    for index in range(at - 1, first - 1, -1):
        if text.low[index] in ",;:":
            return None
        if language.is_("auxiliary", text.low[index]):
            denied = any(language.is_("negation", one) for one in text.low[index:at])
            return _Verb((index, index + 1), verb.cue, None, denied)
    return None


def _is_verbal(low: str, language: Language) -> bool:
    return any(language.is_(kind, low) for kind in ("auxiliary", "clitic", "linking", "negation"))


def _with_subject(text: Text, verb: _Verb, within: Range, language: Language) -> Report | None:
    """The report of a verb behind a passage, with who follows it."""
    first, end = within
    if verb.is_hypothetical:
        return None
    speaker = verb.phrase or _subject_behind(text, verb, end, language)
    stop = speaker.range[1] if speaker and speaker.range[1] > verb.range[1] else verb.range[1]
    is_open = speaker is None and bool(language.words.get("drops"))
    if speaker is None and not is_open:
        return None
    return Report(
        speaker, verb.range, verb.cue.lemma, verb.cue.name, (first, stop), "quotes/after", _SURE, verb.is_denied,
        is_open=is_open, is_plural=verb.is_plural,
    )  # fmt: skip


def _subject_behind(text: Text, verb: _Verb, end: int, language: Language) -> Phrase | None:
    """Who stands behind the verb, past a time or an addressee: `dijo a los periodistas el ministro`."""
    at, is_past = verb.range[1], False
    for _ in range(_MOST_BETWEEN):
        if at >= end or text.is_mark(at) or text.passage[at] != text.passage[verb.range[0]]:
            return None
        low = text.low[at]
        if language.is_("preposition", low):
            at, is_past = _past(text, at, end, language), True
        elif language.is_("determiner", low):
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


def _past(text: Text, at: int, end: int, language: Language) -> int:
    """Past a preposition and what it governs: its article, its noun, and a date."""
    at += 1
    while at < end and (language.is_("determiner", text.low[at]) or language.is_("dative", text.low[at])):
        at += 1
    at += 1
    while at < end and (text.word[at].isdigit() or text.low[at] == "." or language.is_("when", text.low[at])):
        at += 1
    return at


def _subject_before(text: Text, first: int, verb: int, language: Language) -> Phrase | None:
    """Who stands before the verb: the part of the sentence that ends at it, else the first that names somebody."""
    parts = _parts(text, first, verb, language)
    if not parts:
        return None
    start, end = parts[-1]
    whole = read_phrase(text, start, end, language)
    if whole and whole.range[1] >= end:
        apposed = read_phrase(text, parts[-2][0], end, language) if len(parts) > 1 else None
        return apposed if apposed and apposed.range[1] == end else whole
    for start, end in parts:
        phrase = read_phrase(text, start, end, language)
        if phrase and (phrase.range[1] >= end or _is_telling(phrase)):
            apposed = read_phrase(text, start, verb, language)
            return apposed or phrase
    return None


def _is_telling(phrase: Phrase) -> bool:
    """Whether a phrase is somebody's beyond doubt: a name of two words, or a title."""
    return phrase.title is not None or phrase.name is not None and phrase.name[1] - phrase.name[0] > 1


def _parts(text: Text, first: int, end: int, language: Language) -> list[Range]:
    """The parts of a sentence between commas, without the small words that open them."""
    found, start = [], first
    for index in range(first, end + 1):
        if index == end or text.low[index] in ",;:—–()" or text.passage[index] >= 0:
            begin = start
            while begin < index and (language.is_("linking", text.low[begin]) or text.is_mark(begin)):
                begin += 1
            if begin < index:
                found.append((begin, index))
            start = index + 1
    return found


def _phrased(text: Text, at: int, end: int, language: Language, place: str) -> Report | None:
    """Words that lead to a speaker without a verb: `selon la mairie`, `laut Polizei`, `so Ann Orr`."""
    for row in language.phrases:
        words = row.words.split()
        if row.place != place or text.low[at : at + len(words)] != words:
            continue
        speaker = _of_phrase(text, at + len(words), end, language)
        if speaker is not None:
            stop = speaker.range[1]
            return Report(speaker, (at, at + len(words)), row.words, row.name, (at, stop), "quotes/according", _PHRASED)
    return None


def _of_phrase(text: Text, at: int, end: int, language: Language) -> Phrase | None:
    if at < end and language.is_("dative", text.low[at]):
        at += 1
        phrase = read_phrase(text, at, end, language)
        return phrase and Phrase((at - 1, phrase.range[1]), phrase.name, phrase.title)
    return read_phrase(text, at, end, language)


def _subject_first(text: Text, at: int, end: int, language: Language) -> Report | None:
    """`, wie Ann Orr sagte`, `, según ha explicado Ann Orr`: a clause of its own behind the passage."""
    if at >= end or not language.is_("as", text.low[at]):
        return None
    verb = _verb_at(text, at + 1, end, language)
    if verb is not None:
        return _with_subject(text, verb, (at, end), language)
    speaker = read_phrase(text, at + 1, end, language)
    if speaker is None:
        return None
    for index in range(speaker.range[1], min(end, speaker.range[1] + _FAR)):
        verb = _verb_at(text, index, end, language)
        if verb is not None:
            return Report(speaker, verb.range, verb.cue.lemma, verb.cue.name, (at, verb.range[1]), "quotes/after",
                          _SURE, verb.is_denied, is_plural=verb.is_plural)  # fmt: skip
        if text.low[index] in ",;:":
            break
    return None


def _behind_subject(text: Text, at: int, end: int, language: Language) -> Report | None:
    """`« Oui », Ann Orr a déclaré`: rare, and only with the speaker right before the verb."""
    speaker = read_phrase(text, at, end, language)
    if speaker is None or speaker.range[1] >= end or language.has_capital_nouns:
        return None
    verb = _verb_at(text, speaker.range[1], end, language)
    if verb is None or speaker.name is None and speaker.pronoun is None:
        return None
    return Report(speaker, verb.range, verb.cue.lemma, verb.cue.name, (at, verb.range[1]), "quotes/after", _LOOSE,
                  verb.is_denied, is_plural=verb.is_plural)  # fmt: skip


def _any_verb(text: Text, at: int, end: int, language: Language) -> Report | None:
    """A verb that is in no table, right behind the comma, and somebody named or with a title behind it."""
    start = at
    while at < end and at - start < 3 and (language.is_("clitic", text.low[at]) or language.is_("auxiliary", text.low[at])):
        at += 1
    if at + 1 >= end or not text.word[at].islower() or len(text.word[at]) < 4 or _is_small(text.low[at], language):
        return None
    if not text.low[at].endswith(tuple(language.words["verb_ending"])):
        return None
    speaker = read_phrase(text, at + 1, end, language)
    if speaker is None or not (speaker.name or speaker.title is not None or speaker.pronoun):
        return None
    return Report(speaker, (start, at + 1), text.low[at], "manner", (start, speaker.range[1]), "quotes/after-any-verb", _LOOSE)


def _is_small(low: str, language: Language) -> bool:
    kinds = ("stop", "preposition", "determiner", "of", "linking", "no_verb", "as", "when", "dative")
    return any(language.is_(kind, low) for kind in kinds)


def _colon(text: Text, first: int, stop: int, language: Language) -> Report | None:
    """A name and a colon: `Ann Orr: „…“`; or a sentence about somebody that a colon ends."""
    parts = _parts(text, first, stop, language)
    if not parts:
        return None
    phrase = read_phrase(text, *parts[0], language)
    if phrase is None or phrase.name is None and phrase.title is None:
        return None
    is_alone = phrase.range[1] >= parts[0][1]
    if len(parts) > 1 and is_alone and not phrase.name:
        return None
    sure = _COLON if is_alone else _LOOSE
    return Report(phrase, (stop, stop + 1), ":", "statement", (first, stop), "quotes/colon", sure)
