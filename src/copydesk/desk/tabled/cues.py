"""Reporting words beside a quoted passage: behind it, before it, and in the midst of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.desk.tabled.phrases import Phrase, is_given, read_phrase
from copydesk.desk.tabled.subjects import is_telling, parts_of, subject_before, subject_behind
from copydesk.desk.tabled.tables import Language, sure
from copydesk.desk.tabled.verbs import Verb, verb_at, verb_ending
from copydesk.desk.tabled.words import Range, Text

__all__ = ["Report", "behind", "in_front", "inside"]

_OPENERS: Final = frozenset(",—–-")
ANY_VERB: Final = "quotes/after-any-verb"
_FAR: Final = 9
_LONGEST: Final = 80
"""Words before the marks in which a verb is looked for."""


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
    verb = verb_at(text, at, end, language)
    if verb is None:
        is_right_behind = at == start > first
        return (
            _subject_first(text, at, end, language)
            or _behind_subject(text, start, end, language)
            or (_any_verb(text, at, end, language) if is_right_behind else None)
            or _later(text, first, end, language)
        )
    report = _with_subject(text, verb, (first, end), language)
    return None if report and at == first and not _has_speaker(report) else report


def _has_speaker(report: Report) -> bool:
    """Whether the speaker is named, has a title or is a pronoun: needed where no comma parts marks and verb."""
    speaker = report.speaker
    return speaker is not None and bool(speaker.name or speaker.title is not None or speaker.pronoun)


def inside(text: Text, number: int, language: Language) -> Iterator[Report]:
    """What reports in the midst of a passage, as the French and the Spanish press print it: `« Oui, dit Ann Orr. »`."""
    if not language.words.get("inside"):
        return
    first, stop = text.ranges[number]
    end = stop - 1
    for index in range(first + 1, end):
        if text.low[index] not in ",—–":
            continue
        verb = verb_at(text, index + 1, end, language)
        if verb is None or verb.is_denied or (verb.cue.only_beside_marks and verb.phrase is None):
            continue
        report = _with_subject(text, verb, (index, end), language)
        if report and report.speaker and _is_inside(text, report) and report.range[1] <= end:
            yield _with_office(text, report, end, language)


def _with_office(text: Text, report: Report, end: int, language: Language) -> Report:
    """The aside with what the speaker is behind a comma: `dit Ann Orr, directrice du port.`"""
    at = report.range[1]
    if at + 1 >= end or text.low[at] != ",":
        return report
    noun = at + 1 + language.is_("determiner", text.low[at + 1])
    if language.title(text.word[noun]) is None:
        return report
    while noun < end and text.low[noun] not in ",.—–":
        noun += 1
    return msgspec.structs.replace(report, range=(report.range[0], noun))


def _is_inside(text: Text, report: Report) -> bool:
    """Whether an aside is one: closed by a mark, its speaker no first person and no plain noun."""
    at = report.range[1]
    closes = at >= len(text) or text.low[at] in ",.—–?!…" or text.passage[at] < 0
    return closes and _has_speaker(report)


def in_front(text: Text, first: int, end: int, language: Language) -> Report | None:
    """What reports a passage from before it: `Ann Orr sagte: „…“`, `El alcalde afirmó que "…"`."""
    is_colon = end > first and text.low[end - 1] == ":"
    stop = end - is_colon
    first = max(first, stop - _LONGEST)
    report = _by_verb(text, (first, stop), is_colon=is_colon, language=language)
    if report and (report.speaker or report.is_open or not is_colon):
        return report
    for at in range(first, min(stop, first + _FAR)):
        if (phrased := _phrased(text, at, stop, language, "before")) is not None:
            return phrased
    if not is_colon:
        return None
    return _linked(text, first, stop, language) or _colon(text, first, stop, language) or report


def _by_verb(text: Text, within: Range, *, is_colon: bool, language: Language) -> Report | None:
    """What the last verb before the marks reports; one that names nobody only where no other verb does."""
    first, stop = within
    unnamed: Report | None = None
    for at in range(stop - 1, first - 1, -1):
        if text.passage[at] >= 0:
            break
        verb = verb_ending(text, first, at, stop, language)
        report = _in_front_of(text, verb, within, is_colon=is_colon, language=language) if verb else None
        if report and (report.speaker or report.is_open or not is_colon):
            return report
        unnamed = unnamed or report
    return unnamed


def _linked(text: Text, first: int, stop: int, language: Language) -> Report | None:
    """`„…“ Und: „…“`: only small words before the colon, so that who spoke goes on."""
    is_small = all(language.is_("linking", low) or low in _OPENERS for low in text.low[first:stop])
    if stop == first or not is_small:
        return None
    words = (first, stop)
    weaker = sure("quotes/colon", weaker=True)
    return Report(None, words, ":", "statement", words, "quotes/colon", weaker, is_open=True)


def _in_front_of(text: Text, verb: Verb, within: Range, *, is_colon: bool, language: Language) -> Report | None:
    first, stop = within
    after = subject_behind(text, verb, stop, language)
    if after and not language.has_capital_nouns and not (after.name or after.title is not None or after.pronoun):
        after = None
    before = subject_before(text, first, verb.range[0], language)
    speaker, words = before, (verb.range[0], stop)
    if before is None or (language.has_capital_nouns and after is not None and not _adjoins(before, verb)):
        speaker = after or before
    if verb.phrase is not None:
        speaker = verb.phrase
    rule = "quotes/before" if is_colon else "quotes/sentence"
    is_near = is_colon and stop - verb.range[1] < _FAR
    if verb.is_hypothetical or (verb.cue.only_beside_marks and not is_near):
        return None
    return Report(
        speaker, verb.range, verb.cue.lemma, verb.cue.name, words, rule, sure(rule), verb.is_denied,
        is_open=speaker is None and bool(language.words.get("drops")), is_plural=verb.is_plural,
    )  # fmt: skip


def _adjoins(phrase: Phrase, verb: Verb) -> bool:
    return phrase.range[1] == verb.range[0]


def _with_subject(text: Text, verb: Verb, within: Range, language: Language) -> Report | None:
    """The report of a verb behind a passage, with who follows it."""
    first, end = within
    if verb.is_hypothetical:
        return None
    speaker = verb.phrase or subject_behind(text, verb, end, language)
    stop = speaker.range[1] if speaker and speaker.range[1] > verb.range[1] else verb.range[1]
    is_open = speaker is None and bool(language.words.get("drops"))
    if speaker is None and not is_open:
        return None
    return Report(
        speaker, verb.range, verb.cue.lemma, verb.cue.name, (first, stop), "quotes/after", sure("quotes/after"),
        verb.is_denied, is_open=is_open, is_plural=verb.is_plural,
    )  # fmt: skip


def _phrased(text: Text, at: int, end: int, language: Language, place: str) -> Report | None:
    """Words that lead to a speaker without a verb: `selon la mairie`, `laut Polizei`, `so Ann Orr`."""
    for row in language.phrases:
        words = row.words.split()
        if row.place != place or text.low[at : at + len(words)] != words:
            continue
        speaker = _subject_phrase(text, at + len(words), end, language)
        if speaker is not None:
            stop = speaker.range[1]
            cue, certain = (at, at + len(words)), sure("quotes/according")
            return Report(speaker, cue, row.words, row.name, (at, stop), "quotes/according", certain)
    return None


def _subject_phrase(text: Text, at: int, end: int, language: Language) -> Phrase | None:
    if at < end and (language.is_("dative", text.low[at]) or language.is_("of", text.low[at])):
        at += 1
        phrase = read_phrase(text, at, end, language)
        return phrase and Phrase((at - 1, phrase.range[1]), phrase.name, phrase.title)
    return read_phrase(text, at, end, language)


def _later(text: Text, first: int, end: int, language: Language) -> Report | None:
    """`… „sehr hoch“ und niemand zahle, sagte Ann Orr`: a clause further on in the sentence reports."""
    for at in range(first + 1, min(end, first + 4 * _FAR)):
        if text.low[at] != ",":
            continue
        verb = verb_at(text, at + 1, end, language)
        report = verb and not verb.cue.only_beside_marks and _with_subject(text, verb, (at, end), language)
        if report and report.speaker and _is_inside(text, report):
            return msgspec.structs.replace(report, rule="quotes/sentence", confidence=sure("quotes/sentence"))
    return None


def _subject_first(text: Text, at: int, end: int, language: Language) -> Report | None:
    """`, wie Ann Orr sagte`, `, según ha explicado Ann Orr`: a clause of its own behind the passage."""
    if at >= end or not language.is_("as", text.low[at]):
        return None
    verb = verb_at(text, at + 1, end, language)
    if verb is not None:
        return _with_subject(text, verb, (at, end), language)
    speaker = read_phrase(text, at + 1, end, language)
    if speaker is None:
        return None
    for index in range(speaker.range[1], min(end, speaker.range[1] + _FAR)):
        verb = verb_at(text, index, end, language)
        if verb is not None:
            return Report(speaker, verb.range, verb.cue.lemma, verb.cue.name, (at, verb.range[1]), "quotes/after",
                          sure("quotes/after"), verb.is_denied, is_plural=verb.is_plural)  # fmt: skip
        if text.low[index] in ",;:":
            break
    return None


def _behind_subject(text: Text, at: int, end: int, language: Language) -> Report | None:
    """`« Oui », Ann Orr a déclaré`: rare, and only with the speaker right before the verb."""
    speaker = read_phrase(text, at, end, language)
    if speaker is None or speaker.range[1] >= end or language.has_capital_nouns:
        return None
    verb = verb_at(text, speaker.range[1], end, language)
    if verb is None or (speaker.name is None and speaker.pronoun is None):
        return None
    weaker = sure("quotes/after", weaker=True)
    return Report(speaker, verb.range, verb.cue.lemma, verb.cue.name, (at, verb.range[1]), "quotes/after", weaker,
                  verb.is_denied, is_plural=verb.is_plural)  # fmt: skip


def _any_verb(text: Text, at: int, end: int, language: Language) -> Report | None:
    """A verb that is in no table, right behind the comma, and somebody named or with a title behind it."""
    start = at
    while (
        at < end
        and at - start < 3
        and (language.is_("clitic", text.low[at]) or language.is_("auxiliary", text.low[at]))
    ):
        at += 1
    if (
        at + 1 >= end
        or not text.word[at].islower()
        or len(text.word[at]) < 4
        or _is_small_in_cue(text.low[at], language)
    ):
        return None
    if not text.low[at].endswith(tuple(language.words.get("verb_ending", ()))):
        return None
    speaker = read_phrase(text, at + 1, end, language)
    is_past = bool(language.words.get("drops")) and language.ends("past_ending", text.low[at])
    if speaker is None and is_past and text.is_mark(at + 1):
        words = (start, at + 1)
        return Report(None, words, text.low[at], "manner", words, ANY_VERB, sure(ANY_VERB), is_open=True)
    if speaker is None or not (speaker.name or speaker.title is not None or speaker.pronoun):
        return None
    return Report(speaker, (start, at + 1), text.low[at], "manner", (start, speaker.range[1]), ANY_VERB, sure(ANY_VERB))


def _is_small_in_cue(low: str, language: Language) -> bool:
    kinds = ("stop", "preposition", "determiner", "of", "linking", "no_verb", "as", "when", "dative")
    return any(language.is_(kind, low) for kind in kinds)


def _is_described(text: Text, phrase: Phrase, language: Language) -> bool:
    """Whether two German words with capitals are an adjective and its noun: "Ernster Nachsatz"."""
    if phrase.name is None or not is_telling(phrase):
        return False
    first = text.word[phrase.name[0]]
    return language.ends("adjective_ending", first) and not is_given(first, language)


def _colon(text: Text, first: int, stop: int, language: Language) -> Report | None:
    """A name and a colon: `Ann Orr: „…“`; or a sentence about somebody that a colon ends."""
    parts = parts_of(text, first, stop, language)
    if not parts:
        return None
    phrase = read_phrase(text, *parts[0], language)
    if phrase is None or (phrase.name is None and phrase.title is None):
        return None
    is_alone = phrase.range[1] >= parts[0][1]
    if phrase.title is None and _is_described(text, phrase, language):
        return None
    is_clear = is_alone or is_telling(phrase) or not language.has_capital_nouns
    if not is_clear and _is_small_in_cue(text.low[phrase.range[1]], language):
        return None
    if len(parts) > 1 and not (is_alone and phrase.name and is_telling(phrase)):
        return None
    certain = sure("quotes/colon", weaker=not is_alone)
    return Report(phrase, (stop, stop + 1), ":", "statement", (first, stop), "quotes/colon", certain)
