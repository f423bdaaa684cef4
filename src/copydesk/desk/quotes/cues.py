"""The tables of `quotes`: words that report speech by form, small words by what they tell, rules and patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.desk.rules import PatternRow, Rule, WordRow
from copydesk.tables.reader import codes, section

__all__ = ["Cue", "Row", "Tables", "tables"]

_DOUBLED: Final = frozenset("bdgklmnprt")
_AS_VERBS: Final = frozenset({"beat", "denied-verb"})
"""Kinds of words whose rows list base forms: all forms of them are meant."""


class Cue(Struct, frozen=True):
    """A word that reports: its base form, its class, what it may take, whether its object is who was spoken to."""

    lemma: str
    name: str
    takes: frozenset[str]
    has_addressee: bool


class Row(Struct, frozen=True):
    """A class of words with an example that it reads."""

    name: str = msgspec.field(name="class")
    lemmas: str
    takes: frozenset[str]
    example: str
    speaker: str
    cue: str
    content: str
    addressee: bool = False


class _CuesFile(Struct, frozen=True):
    verbs: tuple[Row, ...]
    nouns: tuple[Row, ...]
    forms: dict[str, str]
    words: tuple[WordRow, ...]
    patterns: tuple[PatternRow, ...]
    rules: tuple[Rule, ...]


class Tables(Struct, frozen=True):
    """All that the reader of quotes goes by in a language.

    Attributes:
        verbs: Forms of the reporting verbs.
        nouns: Forms of the nouns for something said.
        rows: The rows of both, for their examples.
        words: Small words by what they tell: `personal`, `question`, `denied-verb` …
        patterns: Patterns by what they find.
        rules: Every rule by its id, in the order in which rules of one kind are asked; one without a row is off.

    """

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    rows: tuple[Row, ...]
    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    rules: dict[str, Rule]
    refusals: tuple[Rule, ...]

    def has_trait(self, rule: str, trait: str) -> bool:
        """Whether a rule has a trait."""
        return rule in self.rules and trait in self.rules[rule].traits


def tables(language: str = "en") -> Tables:
    """The tables of a language by its BCP 47 code; of a language that has none, the English ones."""
    code = language.partition("-")[0].lower()
    return _load(code if code in codes("quotes") else "en")


@cache
def _load(code: str) -> Tables:
    raw = section(code, "quotes", _CuesFile)
    verbs = _by_lemma(raw.verbs)
    forms = {form: cue for lemma, cue in verbs.items() for form in _verb_forms(lemma)}
    forms.update({form: verbs[lemma] for form, lemma in raw.forms.items() if lemma in verbs})
    nouns = {form: cue for lemma, cue in _by_lemma(raw.nouns).items() for form in (lemma, _with_s(lemma))}
    return Tables(
        verbs=forms,
        nouns=nouns,
        rows=raw.verbs + raw.nouns,
        words={row.kind: _words_of_row(row) for row in raw.words},
        patterns={row.kind: re.compile(row.pattern) for row in raw.patterns},
        rules={rule.id: rule for rule in raw.rules},
        refusals=tuple(rule for rule in raw.rules if rule.does == "refuses"),
    )


def _words_of_row(row: WordRow) -> frozenset[str]:
    words = row.words.split()
    if row.kind in _AS_VERBS:
        return frozenset([*(form for lemma in words for form in _verb_forms(lemma)), *row.forms.split()])
    return frozenset(words)


def _by_lemma(rows: tuple[Row, ...]) -> dict[str, Cue]:
    """One cue for each base form; a word of several rows takes what each of them takes, its class is the first."""
    cues: dict[str, Cue] = {}
    for row in rows:
        for lemma in row.lemmas.split():
            known = cues.get(lemma)
            takes = row.takes | known.takes if known else row.takes
            told = row.addressee or (known is not None and known.has_addressee)
            cues[lemma] = Cue(lemma, known.name if known else row.name, takes, told)
    return cues


def _verb_forms(lemma: str) -> tuple[str, ...]:
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    regular = (lemma, _with_s(lemma), f"{stem}ed", f"{stem}ing")
    if lemma[-1] in _DOUBLED and lemma[-2] in "aeiou" and lemma.replace("qu", "q")[-3] not in "aeiou":
        return (*regular, f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")
    return regular


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
