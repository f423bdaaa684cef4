"""Corrections, copyright line, reading time and access as the page shows them."""

from collections.abc import Sequence
from typing import Final

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.view import Visible, spoken
from copydesk.layout.declarations import DeclaredPage, found
from copydesk.layout.jsonld import Json
from copydesk.records import Access, Role
from copydesk.wording.spelling import ends_cut

__all__ = ["declared_access", "visible_access"]

SHORT_BODY: Final = 1_500
FEWER_SIGNS: Final = 0.4


_OPEN: Final = frozenset(
    ("true", "free", "open", "public", "1", "yes", "http://schema.org/true", "https://schema.org/true")
)
_METERED: Final = frozenset(("metered", "meter", "freemium", "registration", "registered"))
_CLOSED: Final = frozenset(
    ("false", "locked", "paid", "premium", "paywall", "paywalled", "subscriber", "subscription", "plus", "restricted",
     "0", "no", "closed", "http://schema.org/false", "https://schema.org/false")
)  # fmt: skip


def visible_access(page: Visible, roles: Sequence[Role], declared_body: str) -> list[Candidate[Access]]:
    """What a wall behind the body, or a body that breaks off, says of access."""
    if not page.body:
        return []
    last = page.blocks[page.last]
    size = sum([len(page.blocks[index].text) for index in page.body])
    walls = [
        block for block in page.blocks[page.last :] if roles[block.index] == "paywall" and block.index - page.last <= 12
    ]
    found: list[Candidate[Access]] = []
    if walls and size < SHORT_BODY:
        found.append(spoken("paywalled", "access/wall", 0.75, walls[0]))
    if ends_cut(last.text):
        found.append(spoken("truncated", "access/breaks-off", 0.8, last))
    elif declared_body and size < FEWER_SIGNS * len(declared_body):
        found.append(spoken("truncated", "access/shorter-than-declared", 0.6, last))
    return found


def declared_access(page: DeclaredPage) -> list[Candidate[Access]]:
    candidates = []
    for origin in found(page, "access"):
        value = _access_value(origin.raw)
        if value is not None:
            candidates.append(propose(origin, value))
    for node in page.articles[:1]:
        part = page.graph.resolve(node.value.get("hasPart"))
        for item in part if isinstance(part, list) else [part]:
            if isinstance(item, dict) and _access_value(item.get("isAccessibleForFree")) == "paywalled":
                locator = node.locator("hasPart")
                candidates.append(
                    Candidate(
                        "paywalled", "access/part", 0.8, "jsonld", locator, str(item.get("cssSelector", "")), node.span
                    )
                )
                break
    return candidates


def _access_value(raw: Json) -> Access | None:
    key = str(raw).strip().lower()
    if key in _OPEN:
        return "open"
    if key in _METERED:
        return "metered"
    return "paywalled" if key in _CLOSED else None
