"""The record of a page that has been read: each part a block with its role, and the body as text."""

from typing import Final

from msgspec import structs

from copydesk.body.copies import Near
from copydesk.fields.candidates import choose
from copydesk.fields.view import TextSheet, View
from copydesk.layout.lines import Line
from copydesk.layout.sheet import RawBlock
from copydesk.records import Block, Evidence, Kind, Role, Story

__all__ = ["recorded"]

BULLETS: Final = ("• ", "- ", "– ", "* ", "· ", "▪ ", "‣ ")
LONGEST_HEADING: Final = 100
_KINDS: Final[dict[str, Kind]] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "quotation", "pre": "preformatted",
    "tr": "table", "td": "table", "th": "table",
}  # fmt: skip


def recorded(story: Story, view: View | TextSheet) -> Story:
    """The story with its text and all parts of the page."""
    text = "\n\n".join(map(view.text, view.with_role("body")))
    if isinstance(view, View):
        source = structs.replace(story.source, canonical_url=view.canonical_url)
        blocks = tuple([_block(block, role, view) for block, role in zip(view.blocks, view.roles, strict=True)])
        return structs.replace(story, source=source, text=text, blocks=blocks)
    near = tuple([_near_copy(view, one) for one in view.roles.near])
    evidence = story.evidence | ({"text": near} if near else {})
    return structs.replace(story, text=text, blocks=_blocks_of_lines(view), evidence=evidence)


def _block(block: RawBlock, role: Role, view: View) -> Block:
    kind = "heading" if block.index in view.headings else _kind_of_block(block)
    return Block(role=role, kind=kind, text=block.text, span=block.span, duplicate_of=view.repeats.get(block.index))


def _kind_of_block(block: RawBlock) -> Kind:
    container = block.container
    kind = _KINDS.get(container.tag)
    if kind is not None:
        return kind
    parent = container.parent
    for _ in range(3):
        if parent is None:
            break
        if parent.tag in ("blockquote", "li"):
            return _KINDS[parent.tag]
        parent = parent.parent
    return "table" if block.cells else "paragraph"


def _blocks_of_lines(sheet: TextSheet) -> tuple[Block, ...]:
    parts = zip(sheet.lines, sheet.roles.roles, sheet.roles.duplicate_of, strict=True)
    return tuple(
        Block(role=named.role, kind=_line_kind(line, named.role), text=line.text, span=line.span, duplicate_of=source)
        for line, named, source in parts
    )


def _line_kind(line: Line, role: Role) -> Kind:
    if role == "headline":
        return "heading"
    if role not in ("body", "duplicate"):
        return "line"
    if line.text.startswith(BULLETS):
        return "list_item"
    return "heading" if len(line.text) <= LONGEST_HEADING and line.text[-1].isalnum() else "paragraph"


def _near_copy(sheet: TextSheet, near: Near) -> Evidence:
    kept = choose([sheet.candidate(near.block, "", "copies/near", 0.9)]).evidence[0]
    other = sheet.lines[near.of].index + 1
    return structs.replace(kept, reason=f"kept: nearly repeats line {other}, but its {near.reason} differs")
