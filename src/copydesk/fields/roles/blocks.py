"""The role of every block of an HTML page: the story first, then what stands around it."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from copydesk.fields.corrections import correction_blocks
from copydesk.fields.reading_time import reading_time_blocks
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.sheet import Container, RawBlock
from copydesk.records import Role, Story
from copydesk.wording.furniture import furniture, is_section_end
from copydesk.wording.spelling import words

__all__ = ["Placement", "placed", "roles_of"]

BY_MARKUP: Final[tuple[tuple[str, Role], ...]] = (
    ("advertisement", "advertisement"),
    ("comments", "comments"),
    ("paywall", "paywall"),
    ("newsletter", "newsletter"),
    ("share", "share"),
    ("author_image", "author_image"),
    ("caption", "caption"),
    ("credit", "credit"),
    ("breadcrumb", "breadcrumb"),
    ("tags", "tags"),
    ("correction", "correction"),
    ("related", "related"),
    ("author_note", "author_note"),
    ("copyright", "copyright"),
    ("reading_time", "reading_time"),
    ("navigation", "navigation"),
    ("footer", "footer"),
)
"""What an element's name makes of its blocks, the first that it says."""
NEAR_ONLY: Final[frozenset[Role]] = frozenset(
    ("caption", "credit", "tags", "breadcrumb", "reading_time", "copyright", "author_image", "correction")
)
SMALL: Final = 24
"""Blocks that an element of these roles holds at most: a page's whole frame is never a caption."""
LONGEST_NAMED: Final = 220
TEASER: Final = 28
MENU: Final = 60
LINKED: Final = 0.6


class Placement(Struct, frozen=True):
    """Blocks whose role the fields have settled, and the repeated blocks with what they repeat."""

    settled: Mapping[int, Role]
    repeats: Mapping[int, int]


def roles_of(page: View, placement: Placement) -> list[Role]:
    """One role for each block, in order."""
    by_container: dict[int, Role | None] = {}
    roles: list[Role] = []
    section: Role | None = None
    for block in page.blocks:
        settled: Role | None = placement.settled.get(block.index)
        if block.index in placement.repeats:
            settled = "duplicate"
        if settled is not None:
            roles.append(settled)
            section = None
            continue
        role, section = _role_told(page, block, by_container, section)
        roles.append(role)
    return roles


def _role_told(
    page: View, block: RawBlock, known: dict[int, Role | None], section: Role | None
) -> tuple[Role, Role | None]:
    """The role that markup, words, the heading over a block, or its place give it; and the section that it is in."""
    index = block.container.index
    marked = known[index] if index in known else _markup_role(page, block.container, known)
    if marked is not None:
        return _refined(block, marked), None
    text = block.text
    if len(text) <= LONGEST_NAMED:
        found = furniture(text)
        if found is not None:
            opens = found.role if block.index > page.first and is_section_end(text) else None
            return found.role, opens
        if "©" in text:
            return "copyright", None
    if section is not None and block.container.tag not in ("h1", "h2"):
        return section, section
    return _by_place(page, block), None


def _refined(block: RawBlock, role: Role) -> Role:
    """Long prose in an element named for short things is something else."""
    if role in ("reading_time", "copyright", "share") and len(block.text) > LONGEST_NAMED:
        return "other"
    if role == "footer" and "©" in block.text:
        return "copyright"
    return role


def _markup_role(page: View, container: Container, known: dict[int, Role | None]) -> Role | None:
    if container.index in known:
        return known[container.index]
    role: Role | None = None
    if not (container.first <= page.first < container.last and page.body):
        marks = page.marks
        own = marks.own(container)
        size = container.last - container.first
        role = _named(own, size) if own else None
        if role is None and container.parent is not None:
            role = _markup_role(page, container.parent, known)
        if role is None and container.tag == "aside":
            role = "related" if size > 1 else None
    known[container.index] = role
    return role


def _named(own: frozenset[str], size: int) -> Role | None:
    """The first role that the marks on an element of so many blocks give it."""
    for mark, role in BY_MARKUP:
        if mark in own and (size <= SMALL or role not in NEAR_ONLY):
            return role
    return None


def _by_place(page: View, block: RawBlock) -> Role:
    size = len(block.text)
    linked = block.link_chars > LINKED * size
    if block.index < page.top:
        return "navigation" if size <= MENU or linked else "other"
    if block.index < page.first:
        return "other"
    if linked:
        return "related" if size >= TEASER else "navigation"
    if block.index > page.last and size <= TEASER:
        return "navigation"
    return "other"


def repeated(page: View, origin: int | None, chosen: Iterable[int], taken: Mapping[int, int]) -> dict[int, int]:
    """Blocks that print a headline or deck again, with the block that they repeat."""
    if origin is None:
        return {}
    indices = set(chosen)
    text = page.blocks[origin].text
    key, size = words(text), len(text)
    first = key.partition(" ")[0]
    return {
        block.index: origin
        for block in page.blocks
        if abs(len(block.text) - size) <= 12
        and block.index not in indices
        and block.index not in taken
        and block.index != origin
        and (first in block.text.casefold() or "\u00ad" in block.text)
        and words(block.text) == key
    }


def placed(view: View | TextSheet, _said: DeclaredPage, _known: Story) -> Finding[None]:
    """With the role of every block: what the fields took, the body, and all else."""
    if isinstance(view, TextSheet):
        return Finding()
    view = view.settling("reading_time", reading_time_blocks(view)).taking("correction", correction_blocks(view))
    settled: dict[int, Role] = {**dict.fromkeys(view.body, "body"), **view.settled}
    titles = [index for index, role in settled.items() if role in ("headline", "deck")]
    repeats = {index: of for index, of in view.repeats.items() if index not in titles}
    for origin in titles:
        repeats |= repeated(view, origin, view.chosen, repeats)
    roles = roles_of(view, Placement(settled, repeats))
    return Finding(view=replace(view, settled=settled, repeats=repeats, roles=roles))
