"""Whether all of the story is there to read."""

from typing import Final, NamedTuple

from copydesk.fields.body import declared_bodies
from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout import declarations
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.jsonld import Json
from copydesk.records import Access, Story
from copydesk.wording.spelling import ends_cut

__all__ = ["access", "declared_access", "visible_access"]

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


class Signs(NamedTuple):
    """How far behind the body a wall stands, its least length, and how sure a wall and a broken end are."""

    reach: int
    least: int
    wall: float
    cut: float


# "Log in" is on every page: of the lines of a dump a wall is a longer one, and near.
BLOCKS, LINES = Signs(12, 1, 0.75, 0.8), Signs(4, 16, 0.7, 0.75)


def visible_access(page: View | TextSheet, declared_body: str) -> list[Candidate[Access]]:
    """What a wall right behind a short body, or a body that breaks off, says of access."""
    if not page.body:
        return []
    known = BLOCKS if isinstance(page, View) else LINES
    size = sum([len(page.text(index)) for index in page.body])
    behind = [index for index in page.with_role("paywall") if 0 <= index - page.last <= known.reach]
    walls = [index for index in behind if len(page.text(index)) >= known.least]
    signs: list[Candidate[Access]] = []
    if walls and size < SHORT_BODY:
        signs.append(page.candidate(walls[0], "paywalled", "access/wall", known.wall))
    if ends_cut(page.text(page.last)):
        signs.append(page.candidate(page.last, "truncated", "access/breaks-off", known.cut))
    elif declared_body and size < FEWER_SIGNS * len(declared_body):
        signs.append(page.candidate(page.last, "truncated", "access/shorter-than-declared", 0.6))
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


def access(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[Access]:
    """Whether all of the story is there to read."""
    bodies = said.once(declared_bodies)
    shown = visible_access(view, bodies[0].value if bodies else "")
    return view.found("access", [*shown, *said.once(declared_access)])
