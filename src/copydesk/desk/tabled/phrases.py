"""Noun phrases that can speak: "la ministre de l'Intérieur, Anna Martin", "ein Sprecher der Polizei", "ella"."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from copydesk.desk.names.tables import given_names
from copydesk.desk.tabled.tables import Language
from copydesk.desk.tabled.words import Range, Text

__all__ = ["Phrase", "name_at", "read_phrase"]

_LONGEST: Final = 14
_FURTHEST: Final = 7
"""Words that a time or an addressee between verb and speaker may have."""
_BEHIND_NAME: Final = frozenset(",.;:!?…)—–-\n")


class Phrase(Struct, frozen=True):
    """Somebody in words: the whole phrase, the name of its head or apposition, and what the head is called."""

    range: Range
    name: Range | None = None
    title: int | None = None
    pronoun: str | None = None


def read_phrase(text: Text, start: int, end: int, language: Language) -> Phrase | None:
    """The phrase that begins with a word and names somebody, as far as it reaches; None where none begins there."""
    if start >= end:
        return None
    low = text.low[start]
    if language.is_("male", low) or language.is_("female", low) or language.is_("pronoun", low):
        is_article = language.has_capital_nouns and start + 1 < end and text.is_capital(start + 1)
        if not (is_article and language.is_("determiner", low)):
            return Phrase((start, start + 1), pronoun=low)
    if language.is_("honorific", low):
        name = name_at(text, start + 1 + (text.low[start + 1 : start + 2] == ["."]), end, language)
        return Phrase((start, name[1]), name, start) if name else None
    if language.is_("determiner", low):
        return _described(text, start, end, language)
    return _named(text, start, end, language) if text.is_capital(start) else None


def _named(text: Text, start: int, end: int, language: Language) -> Phrase | None:
    """A phrase without an article: a name, or a title and a name."""
    run = name_at(text, start, end, language)
    if run is None or run[1] - run[0] == 1 and _is_small(text.low[start], language):
        return None
    name = _without_title(text, run, language)
    title = start if name != run else None
    whole = run
    if language.has_capital_nouns and not _is_full(name):
        whole = _with_genitive(text, run, end, language)
        name = name if whole == run else None
    if name is None:
        return _with_apposition(text, Phrase(whole, None, title), end, language)
    return Phrase(whole, name, title)


def _is_small(low: str, language: Language) -> bool:
    return any(language.is_(kind, low) for kind in ("stop", "preposition", "of", "linking", "when", "clitic", "as"))


def _is_given(word: str) -> bool:
    return word.split("-")[0] in given_names()


def _is_full(name: Range | None) -> bool:
    return name is not None and name[1] - name[0] > 1


def _without_title(text: Text, run: Range, language: Language) -> Range | None:
    """What is left of words with capitals when titles and what belongs to them are taken off: the name."""
    first, end = run
    titled = [index for index in range(first, end) if language.title(text.word[index]) is not None]
    begin = titled[-1] + 1 if titled else first
    given = next((index for index in range(begin, end - 1) if _is_given(text.word[index])), None)
    if given is not None and language.has_capital_nouns:
        return given, end
    return (begin, end) if begin < end else None


def _described(text: Text, start: int, end: int, language: Language) -> Phrase | None:
    """A phrase with an article: its noun, what hangs on it, and the name in it or behind a comma."""
    at = start + 1
    while at < end and language.is_("determiner", text.low[at]):
        at += 1
    head, name, title = None, None, None
    behind_of = False
    stop = min(end, start + _LONGEST)
    while at < stop and text.passage[at] < 0:
        low = text.low[at]
        if text.is_capital(at) or text.word[at][0].isdigit():
            run = name_at(text, at, end, language) or (at, at + 1)
            found = _name_in(text, run, language, is_first=head is None, behind_of=behind_of)
            head = at if head is None else head
            if language.has_capital_nouns and title is None:
                title = next((one for one in range(*run) if language.title(text.word[one]) is not None), None)
            at = run[1]
            if found is not None:
                name = found
                break
            behind_of = False
        elif language.is_("of", low) and head is not None:
            behind_of = True
            at += 1
        elif behind_of and language.is_("determiner", low):
            at += 1
        elif language.is_("stop", low) or text.is_mark(at) or low in language.cues:
            break
        elif language.has_capital_nouns and head is not None and not behind_of:
            break
        else:
            is_head = not language.has_capital_nouns and not behind_of
            head = at if head is None else head
            if is_head and title is None and language.title(low) is not None:
                title = at
            at += 1
            behind_of = behind_of and language.has_capital_nouns
    if head is None:
        return None
    phrase = Phrase((start, _trimmed(text, start, at, language)), name, title)
    return phrase if name else _with_apposition(text, phrase, end, language)


def _trimmed(text: Text, start: int, end: int, language: Language) -> int:
    while end - 1 > start and (language.is_("of", text.low[end - 1]) or language.is_("determiner", text.low[end - 1])):
        end -= 1
    return end


def _name_in(text: Text, run: Range, language: Language, *, is_first: bool, behind_of: bool) -> Range | None:
    """The name of the head among words with capitals: behind "of" only what follows a place or an office there."""
    first, end = run
    given = [index for index in range(first, end - 1) if _is_given(text.word[index])]
    if behind_of:
        later = [index for index in given if index > first]
        return (later[0], end) if later else None
    if language.has_capital_nouns:
        titled = [index for index in range(first, end) if language.title(text.word[index]) is not None]
        begin = titled[-1] + 1 if titled else first + is_first
        begin = given[0] if given and (not titled or given[0] > titled[-1]) else begin
        return (begin, end) if begin < end else None
    if is_first:
        return (first, end) if given[:1] == [first] else None
    return first, end


def _with_apposition(text: Text, phrase: Phrase, end: int, language: Language) -> Phrase:
    """The phrase with the name behind its comma: "el alcalde de Lubrín, Ana Soler,"."""
    comma = phrase.range[1]
    if comma + 1 >= end or text.low[comma] != "," or not text.is_capital(comma + 1):
        return phrase
    run = name_at(text, comma + 1, end, language)
    if run is None or run[1] - run[0] < 2 or not _is_closed(text, run[1]):
        return phrase
    name = _without_title(text, run, language)
    return Phrase((phrase.range[0], run[1]), name, phrase.title) if name else phrase


def _is_closed(text: Text, index: int) -> bool:
    return index >= len(text) or text.low[index] in _BEHIND_NAME or text.passage[index] >= 0


def _with_genitive(text: Text, run: Range, end: int, language: Language) -> Range:
    """"Sprecher der Polizei": a noun with what it belongs to."""
    at = run[1]
    if at + 1 >= end or not language.is_("genitive", text.low[at]) or language.title(text.word[run[1] - 1]) is None:
        return run
    at += 1
    while at < end and not text.is_mark(at) and not text.is_capital(at) and not language.is_("stop", text.low[at]):
        at += 1
    return (run[0], at + 1) if at < end and text.is_capital(at) else run


def name_at(text: Text, start: int, end: int, language: Language) -> Range | None:
    """Words with capitals in a row, with the particles of names between them: "Ursula von der Leyen"."""
    if start >= end or not text.is_capital(start) or text.passage[start] >= 0 > text.passage[start - 1]:
        return None
    at = start + 1
    while at < end and at - start < _FURTHEST:
        step = at
        while step < end and language.is_("particle", text.low[step]) and text.word[step].islower():
            step += 1
        if text.low[at] == "." and len(text.word[at - 1]) == 1:
            step = at + 1
        if step >= end or not text.is_capital(step) or text.passage[step] != text.passage[start]:
            break
        if language.is_("determiner", text.low[step]) and text.word[step] != text.word[step].title():
            break
        at = step + 1
    return start, at
