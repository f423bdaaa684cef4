"""Noun phrases that can speak: "la ministre de l'Intérieur, Anna Martin", "ein Sprecher der Polizei", "ella"."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from copydesk.desk.tabled.tables import Language, given_genders
from copydesk.desk.tabled.words import Range, Text

__all__ = ["Phrase", "is_given", "name_at", "read_phrase"]

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
        is_alone = start + 1 >= end or text.is_mark(start + 1)
        if is_alone or not language.is_("determiner", low):
            return Phrase((start, start + 1), pronoun=low)
    if language.is_("honorific", low):
        name = name_at(text, start + 1 + (text.low[start + 1 : start + 2] == ["."]), end, language)
        return Phrase((start, name[1]), name, start) if name else None
    if language.is_("determiner", low):
        return _phrase_with_article(text, start, end, language)
    return _named_phrase(text, start, end, language) if text.is_capital(start) else None


def _named_phrase(text: Text, start: int, end: int, language: Language) -> Phrase | None:
    """A phrase without an article: a name, or a title and a name."""
    run = name_at(text, start, end, language)
    if run is None or (
        _is_small_in_phrase(text.low[start], language)
        and (run[1] - start == 1 or not language.is_("of", text.low[start]))
    ):
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


def _opens(text: Text, run: Range, language: Language) -> bool:
    """Whether words with capitals only open a sentence: "Mit Ann Orr", "Desde"; "De Orr" may be a name."""
    low = text.low[run[0]]
    return _is_small_in_phrase(low, language) and (run[1] - run[0] == 1 or not language.is_("of", low))


def _is_small_in_phrase(low: str, language: Language) -> bool:
    kinds = ("stop", "preposition", "of", "linking", "when", "clitic", "as")
    return any(language.is_(kind, low) for kind in kinds) or language.ends("small_ending", low)


def _is_particle(text: Text, at: int, language: Language) -> bool:
    """Whether a small word can stand in a name; "der" and "den" only behind another: "von der Leyen"."""
    low = text.word[at]
    return language.is_("particle", low) or (
        language.is_("second_particle", low) and language.is_("particle", text.low[at - 1])
    )


def is_given(word: str, language: Language) -> bool:
    """Whether a word is a given name, with all of its parts, and no everyday word of the language."""
    known = given_genders()
    return not language.is_("not_given", word.lower()) and all(part in known for part in word.split("-"))


def _is_full(name: Range | None) -> bool:
    return name is not None and name[1] - name[0] > 1


def _without_title(text: Text, run: Range, language: Language) -> Range | None:
    """What is left of words with capitals when titles and what belongs to them are taken off: the name."""
    first, end = run
    titled = [index for index in range(first, end) if language.title(text.word[index]) is not None]
    begin = titled[-1] + 1 if titled else first
    given = next((index for index in range(begin, end - 1) if is_given(text.word[index], language)), None)
    if given is not None and language.has_capital_nouns:
        return given, end
    return (begin, end) if begin < end else None


def _phrase_with_article(text: Text, start: int, end: int, language: Language) -> Phrase | None:
    """A phrase with an article: its noun, what hangs on it, and the name in it or behind a comma."""
    at = start + 1
    while at < end and language.is_("determiner", text.low[at]):
        at += 1
    walk = _Walk(text, at, end, language)
    stop = min(end, start + _LONGEST)
    here = text.passage[start]
    while walk.at < stop and text.passage[walk.at] == here and walk.name is None and walk.step():
        pass
    if walk.head is None:
        return None
    phrase = Phrase((start, _trimmed_end(text, start, walk.at, language)), walk.name, walk.title)
    return phrase if walk.name else _with_apposition(text, phrase, end, language)


class _Walk:
    """Walks over the words behind an article and takes note of the noun, its title and its name."""

    def __init__(self, text: Text, at: int, end: int, language: Language) -> None:
        self.at = at
        self.head: int | None = None
        self.title: int | None = None
        self.name: Range | None = None
        self._text, self._end, self._language = text, end, language
        self._behind_of = False

    def step(self) -> bool:
        """Take the next word; false where the phrase ends before it."""
        low, language = self._text.low[self.at], self._language
        if low.isdigit() or language.is_("age", low):
            self.at += 1
        elif self.head is None and language.has_capital_nouns and language.is_("preposition", low):
            self._skip_attribute()
        elif self._text.is_capital(self.at) or low[0].isdigit():
            self._capitals()
        elif language.is_("of", low) and self.head is not None:
            self._behind_of = True
            self.at += 1
        elif self._behind_of and language.is_("determiner", low):
            self.at += 1
        elif self._ends(low):
            return False
        else:
            self._small()
        return True

    def _skip_attribute(self) -> None:
        """`der für die Aufsicht zuständige Minister`: past the preposition and its noun."""
        while self.at < self._end and not self._text.is_capital(self.at) and not self._text.is_mark(self.at):
            self.at += 1
        self.at += 1

    def _ends(self, low: str) -> bool:
        language = self._language
        if language.is_("stop", low) or self._text.is_mark(self.at) or low in language.cues:
            return True
        if self.head is None:
            return False
        return language.ends("verb_form", low) or (language.has_capital_nouns and not self._behind_of)

    def _capitals(self) -> None:
        text, language = self._text, self._language
        run = name_at(text, self.at, self._end, language) or (self.at, self.at + 1)
        self.name = _name_in(text, run, language, is_first=self.head is None, behind_of=self._behind_of)
        self.head = self.at if self.head is None else self.head
        if language.has_capital_nouns and self.title is None:
            self.title = next((one for one in range(*run) if language.title(text.word[one]) is not None), None)
        self.at = run[1]
        self._behind_of = False

    def _small(self) -> None:
        language = self._language
        self.head = self.at if self.head is None else self.head
        is_noun = not language.has_capital_nouns and not self._behind_of
        if is_noun and self.title is None and language.title(self._text.low[self.at]) is not None:
            self.title = self.at
        self.at += 1
        self._behind_of = self._behind_of and language.has_capital_nouns


def _trimmed_end(text: Text, start: int, end: int, language: Language) -> int:
    while end - 1 > start and (language.is_("of", text.low[end - 1]) or language.is_("determiner", text.low[end - 1])):
        end -= 1
    return end


def _name_in(text: Text, run: Range, language: Language, *, is_first: bool, behind_of: bool) -> Range | None:
    """The name of the head among words with capitals: behind "of" only what follows a place or an office there."""
    first, end = run
    given = [index for index in range(first, end - 1) if is_given(text.word[index], language)]
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
    """ "Sprecher der Polizei": a noun with what it belongs to."""
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
        while step < end and _is_particle(text, step, language):
            step += 1
        if text.low[at] == "." and (len(text.word[at - 1]) == 1 or language.is_("honorific", text.low[at - 1])):
            step = at + 1
        if step >= end or not text.is_capital(step) or text.passage[step] != text.passage[start]:
            break
        if language.is_("determiner", text.low[step]) and text.word[step] != text.word[step].title():
            break
        at = step + 1
    return start, at
