"""A person's gender as the story prints it: by title, kinship and pronoun, never by the given name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from copydesk.desk.names.tables import nouns, title_genders
from copydesk.records.reading import Excerpt, Gender, Mention

__all__ = ["printed_gender"]

_COMPLEMENT: Final = re.compile(r"\b(?:of|for|at|to|in|from|who)\b.*")
_WRITTEN: Final[dict[str, Gender]] = {"m": "male", "f": "female"}


def printed_gender(mentions: Sequence[Mention], roles: Iterable[Excerpt]) -> Gender | None:
    """What the words for a person say; None where they say nothing, or both."""
    told = {_gender_of_mention(mention) for mention in mentions} | {_gender_of_phrase(role.text) for role in roles}
    told -= {""}
    return _WRITTEN[told.pop()] if len(told) == 1 else None


def _gender_of_mention(mention: Mention) -> str:
    low = mention.text.lower()
    if mention.kind == "pronoun":
        return "m" if low in nouns("he") else "f" if low in nouns("she") else ""
    if mention.kind == "description":
        return _gender_of_phrase(mention.text)
    return title_genders().get(low.split()[0], "") if " " in low else ""


def _gender_of_phrase(text: str) -> str:
    """By the last word of the noun: "the spokeswoman for Orrin"; "his mother", who is not his."""
    words = _COMPLEMENT.sub("", text.lower()).split()
    last = words[-1] if words else ""
    known = "m" if last in nouns("man") else "f" if last in nouns("woman") else ""
    return known or title_genders().get(last, "")
