"""The section `speech` of a language: its reporting verbs, titles and small words."""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.desk.names.tables import given_names
from copydesk.desk.quotes.cues import tables
from copydesk.tables.reader import codes, section

__all__ = ["Cue", "Language", "Row", "given_genders", "language", "languages", "sure"]

_GERMAN: Final = "capital"


class Cue(Struct, frozen=True):
    """A form of a reporting verb: its base form, its class, the particle that must follow, how it may be used."""

    lemma: str
    name: str
    particle: str = ""
    only_beside_marks: bool = False


class Row(Struct, frozen=True):
    """Reporting verbs of one class with an example: the words as they stand, the speaker and what was said."""

    name: str = msgspec.field(name="class")
    example: str
    speaker: str | None
    content: str | None
    regular: str = ""
    """Base forms, whose forms the endings give."""
    forms: str = ""
    """`base: form form+particle …`, one verb a line."""
    only_beside_marks: bool = False


class Phrase(Struct, frozen=True):
    """Words that lead to a speaker without a verb ("selon"), or stand behind one ("zufolge")."""

    words: str
    place: str
    example: str
    speaker: str
    content: str
    name: str = msgspec.field(name="class", default="statement")


class _TablesFile(Struct, frozen=True):
    nouns: str
    """`capital` where every noun has a capital, else `small`."""
    words: dict[str, str]
    endings: dict[str, str]
    verbs: tuple[Row, ...]
    phrases: tuple[Phrase, ...]
    titles: dict[str, str]
    given: dict[str, str]


class Language(Struct, frozen=True):
    """The tables of one language.

    Attributes:
        code: `de`, `fr`, `es`.
        has_capital_nouns: Whether every noun begins with a capital.
        words: Small words by what they do: `determiner`, `of`, `preposition`, `negation` …
        cues: Forms of the reporting verbs.
        phrases: Words that lead to a speaker without a verb.
        titles: Titles and jobs with the gender that they tell, empty where they tell none.
        endings: Ends of compounds that are titles, longest first.
        rows: The rows of verbs, for their examples.

    """

    code: str
    has_capital_nouns: bool
    words: dict[str, frozenset[str]]
    cues: dict[str, tuple[Cue, ...]]
    phrases: tuple[Phrase, ...]
    titles: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    def is_(self, kind: str, word: str) -> bool:
        """Whether a word in small letters does what a kind of small words does."""
        return word in self.words.get(kind, ())

    def ends(self, kind: str, word: str) -> bool:
        """Whether a word in small letters has one of the endings of a kind."""
        return word.endswith(tuple(self.words.get(kind, ())))

    def begins(self, kind: str, word: str) -> bool:
        """Whether a word in small letters begins as those of a kind do."""
        return word.startswith(tuple(self.words.get(kind, ())))

    def title(self, word: str) -> str | None:
        """The gender that a title tells, empty where it tells none; None of a word that is no title."""
        low = word.lower()
        if low in self.titles:
            return self.titles[low]
        return next(
            (gender for ending, gender in self.endings if low.endswith(ending) and len(low) > len(ending)), None
        )


@cache
def languages() -> tuple[str, ...]:
    """The languages that have these tables."""
    return codes("speech")


@cache
def language(code: str) -> Language:
    """The tables of a language; KeyError where it has none."""
    file = section(code, "speech", _TablesFile)
    titles = {kind: lines.split() for kind, lines in file.titles.items()}
    known = {word: gender for kind, gender in _GENDERS.items() for word in titles.get(kind, ())}
    ends = {word: gender for kind, gender in _GENDERS.items() for word in titles.get(f"{kind}_ending", ())}
    return Language(
        code=code,
        has_capital_nouns=file.nouns == _GERMAN,
        words={kind: frozenset(words.split()) for kind, words in file.words.items()},
        cues=_cues(file),
        phrases=file.phrases,
        titles=known,
        endings=tuple(sorted(ends.items(), key=lambda pair: -len(pair[0]))),
        rows=file.verbs,
    )


def sure(rule: str, *, weaker: bool = False) -> float:
    """How sure a rule is where tables alone read: what its row says, the lesser figure where less is told."""
    figures = tables().rules[rule].tabled
    return figures[-1] if weaker else figures[0]


@cache
def given_genders() -> dict[str, str]:
    """`male`, `female` or nothing for each given name, those of all languages with these tables among them."""
    known = {name: _LETTERS[letter] for name, letter in given_names().items()}
    for code in languages():
        for gender, names in section(code, "speech", _TablesFile).given.items():
            known |= dict.fromkeys(names.split(), gender)
    return known


_LETTERS: Final = {"m": "male", "f": "female", "x": ""}
_GENDERS: Final = {"male": "male", "female": "female", "either": ""}


def _cues(file: _TablesFile) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for row in file.verbs:
        listed = [line.partition(":") for line in row.forms.splitlines() if line.strip()]
        pairs = [(lemma.strip(), forms.split()) for lemma, _, forms in listed]
        pairs += [(lemma, _regular(lemma, file.endings)) for lemma in row.regular.split()]
        for lemma, forms in pairs:
            for form in forms:
                word, _, particle = form.partition("+")
                cue = Cue(lemma, row.name, particle, row.only_beside_marks)
                found[word] = (*found.get(word, ()), cue)
    return found


def _regular(lemma: str, endings: dict[str, str]) -> list[str]:
    ending = next(one for one in sorted(endings, key=len, reverse=True) if lemma.endswith(one))
    return [form.replace("~", lemma.removesuffix(ending)) for form in endings[ending].split()]
