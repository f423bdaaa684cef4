"""The author's name at the start of a note about the author ("Jane Doe is a freelance writer in Leeds")."""

from functools import cache
from typing import Final

from copydesk.records import Person
from copydesk.wording.bylines.opening import words_of
from copydesk.wording.bylines.pieces import is_job
from copydesk.wording.bylines.read import Byline
from copydesk.wording.names import is_name, tidy_name

__all__ = ["read_biography"]

LONGEST: Final = 1_200
CONFIDENCE: Final = 0.5
JOB_WITHIN: Final = 14
"""Words after the verb in which the job stands."""


def read_biography(text: str) -> Byline | None:
    """The person whom a paragraph introduces as a writer; None for other paragraphs."""
    if len(text) > LONGEST or not text[:1].isupper():
        return None
    head = text.split(" ", 5)
    if _verbs().isdisjoint([token.casefold() for token in head[2:5]]):
        return None  # as of most
    tokens = text.split(" ", JOB_WITHIN + 6)[: JOB_WITHIN + 5]
    for at in range(2, min(5, len(tokens) - 2)):
        if tokens[at].casefold() in _verbs():
            name = " ".join(tokens[:at]).strip(",")
            if is_name(name) and is_job([token.strip(",.;") for token in tokens[at + 1 :]]):
                return Byline((Person(name=tidy_name(name)),), None, text[:160], "byline/biography", CONFIDENCE)
            return None
    return None


@cache
def _verbs() -> frozenset[str]:
    return words_of("verb")
