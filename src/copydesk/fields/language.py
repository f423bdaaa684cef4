"""The language of the story: what the page says and, where its text says otherwise, the text."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.listed import listed_languages
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.layout.language import detected_language
from copydesk.records import Story
from copydesk.wording.subtags import shortest

__all__ = ["DETECTED_RULE", "declared_languages", "language", "languages"]

OPENING: Final = 200
"""Characters of the first paragraph that stand in the evidence."""
BLOCKS, LINES = 12, 40
"""Paragraphs of the body by which its language is told."""
DETECTED_RULE: Final = "language/detected"
CONTRADICTED: Final = 0.2
"""What is left of a declaration that the text contradicts: less than any bar."""
UNDER_DECLARED: Final = 0.5
"""The most that the text's own language gets beside a declaration that it does not contradict."""


def declared_languages(page: DeclaredPage) -> list[Candidate[str]]:
    """The languages that the page and its container declare, in their shortest form."""
    stated = enumerate(page.languages)
    candidates = [Candidate(tag, "language/stated", 0.8 - 0.2 * (i > 0), "http", "/", tag) for i, tag in stated]
    for origin, text in texts(page, "language"):
        tag = shortest(text)
        if tag:
            candidates.append(propose(origin, tag, text))
    tag = shortest(page.head.lang or "")
    if tag:
        candidates.append(Candidate(tag, "language/html", 0.82, "html", "html[lang]", page.head.lang or "", None))
    return candidates


def languages(declared: Sequence[Candidate[str]], text: str, opening: Candidate[str]) -> list[Candidate[str]]:
    """What is declared and what the text is in; a declaration that the text contradicts is worth next to nothing.

    Args:
        declared: What the page or its container says.
        text: The story's text, or the most of it that is known.
        opening: Where the text begins, for the evidence.
    """
    # Beside such a declaration it matters not how sure the text's own language is, only which.
    stated = [one.value for one in declared if one.confidence >= UNDER_DECLARED]
    detected = detected_language(text, stated)
    if detected is None:
        return list(declared)
    told = replace(opening, value=detected.language, rule=DETECTED_RULE, confidence=detected.confidence)
    believed = [
        replace(one, confidence=round(one.confidence * CONTRADICTED, 4)) if detected.contradicts(one.value) else one
        for one in declared
    ]
    if any(one.confidence >= UNDER_DECLARED for one in believed):
        told = replace(told, confidence=min(told.confidence, UNDER_DECLARED))
    return [*believed, told]


def language(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """What is declared or stated, held against what the body is written in; the fields after it read by it."""
    one = view.found("language", _held(view, [*said.once(declared_languages), *said.once(listed_languages)]))
    return replace(one, view=replace(view, language=one.value))


def _held(view: View | TextSheet, declared: Sequence[Candidate[str]]) -> list[Candidate[str]]:
    if not view.body:
        return list(declared)
    first = view.candidate(view.body[0], "", "", 0.0)
    opening = replace(first, layer="inferred", text=first.text[:OPENING])
    read = view.body[: BLOCKS if isinstance(view, View) else LINES]
    return languages(declared, " ".join(map(view.text, read)), opening)
