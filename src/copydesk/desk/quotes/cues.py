"""The tables of words that report speech, by form."""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.tables.reader import codes, section

__all__ = ["Cue", "Row", "Tables", "tables"]

_DOUBLED: Final = frozenset("bdgklmnprt")


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
    beats: dict[str, str]
    denied: dict[str, str] = {}
    unspoken: dict[str, str] = {}


class Tables(Struct, frozen=True):
    """Forms of the reporting verbs and nouns, the rows that they come from, and what speakers do beside their words."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    rows: tuple[Row, ...]
    beats: frozenset[str]
    denied: dict[str, frozenset[str]]
    unspoken: dict[str, frozenset[str]]


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
    beats = {form for lemma in raw.beats["verbs"].split() for form in _verb_forms(lemma)}
    denied = {kind: frozenset(raw.denied.get(kind, "").split()) for kind in ("not", "nobody", "cues")}
    denied["verbs"] = frozenset(form for lemma in raw.denied.get("verbs", "").split() for form in _verb_forms(lemma))
    unspoken = {kind: frozenset(raw.unspoken.get(kind, "").split()) for kind in _UNSPOKEN}
    known = frozenset(beats.union(raw.beats["forms"].split()))
    return Tables(forms, nouns, raw.verbs + raw.nouns, known, denied, unspoken)


_UNSPOKEN: Final = (
    "supposed", "anybody", "possible", "letting", "needing", "kept-to", "asked", "what-of", "of-things", "things",
    "published", "no-agents", "agents",
)  # fmt: skip


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
