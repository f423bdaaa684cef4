"""Families, and names that are spoken of as names: neither is the person who bears the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.desk.language_model import Parsed
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.keys import nearly_same
from copydesk.desk.names.named import Named
from copydesk.desk.names.tables import nouns
from copydesk.records.reading import Join, Mention

__all__ = ["families"]

_BEFORE_NAME = re.compile(
    r"(?:spelt|spelled|written|pronounced|transliterated|rendered|surnames?|family name)\s+(?:as\s+)?[\"“']?$"
)


def families(named: Sequence[Named], documents: Sequence[Parsed]) -> tuple[list[Named], list[Draft]]:
    """The mentions without those of families and of bare names, and a draft for each family."""
    rest: list[Named] = []
    by_name: dict[str, Draft] = {}
    bare: list[Named] = []
    for one in named:
        text = documents[one.block].text
        following = re.match(r"\s+(\w+)", text[one.end : one.end + 20])
        if one.kind in ("person", "place") and following and following[1].lower() in nouns("family"):
            _family(one, text, one.end + following.end(), by_name)
        elif one.kind == "person" and _BEFORE_NAME.search(text[max(0, one.start - 40) : one.start]):
            bare.append(one)
        else:
            rest.append(one)
    built = list(by_name.values())
    for draft in built:
        _describe_family(draft, documents, alone=len(built) == 1)
    _note_spellings(bare, built)
    return rest, built


def _family(one: Named, text: str, end: int, by_name: dict[str, Draft]) -> None:
    article = re.search(r"\b[Tt]he $", text[: one.start])
    start = article.start() if article else one.start
    draft = by_name.setdefault(one.name, Draft("group", text[one.start : end]))
    draft.mentions.append(Mention(block=one.block, start=start, end=end, text=text[start:end], kind="full"))


def _describe_family(draft: Draft, documents: Sequence[Parsed], *, alone: bool) -> None:
    """ "The family" is the one family of the story, once it has been named."""
    if not alone:
        return
    for block in range(draft.first[0], len(documents)):
        for match in re.finditer(r"\b[Tt]he family\b", documents[block].text):
            if (block, match.start()) > draft.first:
                draft.mentions.append(
                    Mention(block=block, start=match.start(), end=match.end(), text=match.group(), kind="description")
                )


def _note_spellings(bare: Sequence[Named], built: Sequence[Draft]) -> None:
    for one in bare:
        for draft in built:
            surname = draft.name.rsplit(" ", 1)[0]
            if one.name != surname and nearly_same(one.name, surname):
                reason = f"the text gives {one.name} as a spelling of {surname}"
                draft.reasons.append(Join(variant=one.name, rule="names/spelling-stated", reason=reason))
