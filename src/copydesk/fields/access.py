"""Corrections, copyright line, reading time and access as the page shows them."""

from typing import Final

from copydesk.fields.body import declared_bodies
from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.view import Finding, TextSheet, View, found, spoken
from copydesk.layout import declarations
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.jsonld import Json
from copydesk.records import Access, Story
from copydesk.wording.spelling import ends_cut

__all__ = ["access", "declared_access", "visible_access"]

SHORT_BODY: Final = 1_500
FEWER_SIGNS: Final = 0.4
BEHIND: Final = 12
"""Blocks behind the body in which a wall stands."""
WALL_REACH, LEAST_WALL = 4, 16
"""Lines behind the body in which a wall stands, and characters that it has at least: "Log in" is on every page."""


_OPEN: Final = frozenset(
    ("true", "free", "open", "public", "1", "yes", "http://schema.org/true", "https://schema.org/true")
)
_METERED: Final = frozenset(("metered", "meter", "freemium", "registration", "registered"))
_CLOSED: Final = frozenset(
    ("false", "locked", "paid", "premium", "paywall", "paywalled", "subscriber", "subscription", "plus", "restricted",
     "0", "no", "closed", "http://schema.org/false", "https://schema.org/false")
)  # fmt: skip


def visible_access(page: View, declared_body: str) -> list[Candidate[Access]]:
    """What a wall behind the body, or a body that breaks off, says of access."""
    if not page.body:
        return []
    last = page.blocks[page.last]
    size = sum([len(page.blocks[index].text) for index in page.body])
    walls = [block for block in page.with_role("paywall") if 0 <= block.index - page.last <= BEHIND]
    signs: list[Candidate[Access]] = []
    if walls and size < SHORT_BODY:
        signs.append(spoken("paywalled", "access/wall", 0.75, walls[0]))
    if ends_cut(last.text):
        signs.append(spoken("truncated", "access/breaks-off", 0.8, last))
    elif declared_body and size < FEWER_SIGNS * len(declared_body):
        signs.append(spoken("truncated", "access/shorter-than-declared", 0.6, last))
    return signs


def declared_access(page: DeclaredPage) -> list[Candidate[Access]]:
    candidates = []
    for origin in declarations.found(page, "access"):
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


def line_access(sheet: TextSheet) -> list[Candidate[Access]]:
    """What a wall right behind a short body, or a body that breaks off, says of access."""
    body = sheet.with_role("body")
    if not body:
        return []
    last = body[-1]
    behind = [i for i in sheet.with_role("paywall") if 0 < i - last <= WALL_REACH]
    walls = [i for i in behind if len(sheet.lines[i].text) >= LEAST_WALL]
    signs: list[Candidate[Access]] = []
    if walls and sum(len(sheet.lines[i].text) for i in body) < SHORT_BODY:
        signs.append(sheet.candidate(walls[0], "paywalled", "access/wall", 0.7))
    if ends_cut(sheet.lines[last].text):
        signs.append(sheet.candidate(last, "truncated", "access/breaks-off", 0.75))
    return signs


def access(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[Access]:
    """Whether all of the story is there to read."""
    if isinstance(view, TextSheet):
        return view.found("access", line_access(view))
    bodies = said.once(declared_bodies)
    shown = visible_access(view, bodies[0].value if bodies else "")
    return found("access", [*shown, *said.once(declared_access)])
