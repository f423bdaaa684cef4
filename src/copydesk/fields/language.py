"""The language of the story: what the page says and, where its text says otherwise, the text."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.layout.language import detected_language
from copydesk.wording.subtags import shortest

__all__ = ["DETECTED_RULE", "declared_languages", "languages"]

DETECTED_RULE: Final = "language/detected"
CONTRADICTED: Final = 0.2
"""What is left of a declaration that the text contradicts: less than any bar."""
UNDER_DECLARED: Final = 0.5
"""The most that the text's own language gets beside a declaration that it does not contradict."""


def declared_languages(page: DeclaredPage) -> list[Candidate[str]]:
    """The languages that the page declares, in their shortest form."""
    candidates = []
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
    found = detected_language(text)
    if found is None:
        return list(declared)
    told = replace(opening, value=found.language, rule=DETECTED_RULE, confidence=found.confidence)
    believed = [
        replace(one, confidence=round(one.confidence * CONTRADICTED, 4)) if found.contradicts(one.value) else one
        for one in declared
    ]
    if any(one.confidence >= UNDER_DECLARED for one in believed):
        told = replace(told, confidence=min(told.confidence, UNDER_DECLARED))
    return [*believed, told]
