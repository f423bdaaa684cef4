"""Rows of the tables by which quotes and events are read: words by what they tell, patterns, and the rules."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["PatternRow", "Rule", "WordRow"]


class _Row(Struct, frozen=True, kw_only=True):
    """What a row says that has an example.

    Attributes:
        id: `quotes/words/KIND` or `events/words/KIND`, of a pattern the same with `patterns`.
        example: A text that comes out as `gives`, and otherwise without the row.
        gives: What the desk makes of the example, a line each.
        marks_only: The example is read without the language model, by quote marks alone.
        frame: The example is read as the text of a `page`, or as a `caption` of one.

    """

    id: str
    example: str
    gives: tuple[str, ...]
    marks_only: bool = False
    frame: str = ""

    @property
    def kind(self) -> str:
        """The last part of the id."""
        return self.id.rpartition("/")[2]


class WordRow(_Row, frozen=True, kw_only=True):
    """Words that tell a reader the same.

    Attributes:
        words: The words in small letters, parted by white space.
        forms: Further forms of them, where `words` are base forms of verbs.

    """

    words: str
    forms: str = ""


class PatternRow(_Row, frozen=True, kw_only=True):
    """A pattern that a reader looks for."""

    pattern: str


class Rule(Struct, frozen=True, kw_only=True):
    """A rule of the desk: what it says, how sure it is, and an example that it decides.

    Attributes:
        id: As the record names it.
        does: What is decided: `finds` a quote or an event, `refuses` one, `denies` it, `speaker`, `addressee`, `dates`,
            `joins`, `main`, `place`.
        says: The rule in a sentence.
        confidence: How sure what it decides is, 0 to 1; of a rule for speakers the share that is left of the quote's.
        tabled: Both figures where tables alone read, in German, French and Spanish.
        weaker: The same where less is told: nobody is named, or there is no word that reports.
        traits: What others may ask of it, as the comment above the rows says.
        language: That of the example.
        example: A text in which it fires.
        gives: What the desk makes of the example, a line each.

    """

    id: str
    does: str
    says: str
    confidence: float = 1.0
    weaker: float | None = None
    tabled: tuple[float, ...] = ()
    traits: frozenset[str] = frozenset()
    language: str = "en"
    example: str
    gives: tuple[str, ...]
    marks_only: bool = False
    frame: str = ""
