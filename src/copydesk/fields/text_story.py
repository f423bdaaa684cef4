"""The story in a plain text: its lines with their roles, its fields, and the record that they make."""

from typing import Final

from msgspec import structs

from copydesk.body.copies import Near
from copydesk.errors import NotAStory
from copydesk.fields.candidates import choose
from copydesk.fields.order import with_fields
from copydesk.fields.refusals import refusal
from copydesk.fields.roles.settle import rejoined, roles_of_lines, without_unseen
from copydesk.fields.view import TextSheet
from copydesk.layout.declarations import declared_page
from copydesk.layout.head import Head
from copydesk.layout.joints import part_glued
from copydesk.layout.lines import Line, lines_of
from copydesk.layout.page import Page
from copydesk.layout.repair import repair
from copydesk.records import Block, Evidence, Kind, Role, Story

__all__ = ["text_story"]

BULLETS: Final = ("• ", "- ", "– ", "* ", "· ", "▪ ", "‣ ")
LONGEST_HEADING: Final = 100


def text_story(page: Page) -> Story:
    """The story in a plain text.

    Raises:
        NotAStory: `empty`, `error-page`, `consent-wall`, `index-page` or `no-body`.
    """
    sheet = _sheet(page)
    said = declared_page(Head(), page.url, page.languages)
    story, _ = with_fields(Story(source=page.source), sheet, said)
    near = tuple([_near(sheet, one) for one in sheet.roles.near])
    return structs.replace(
        story,
        text="\n\n".join([sheet.lines[i].text for i in sheet.with_role("body")]),
        blocks=_blocks(sheet),
        evidence=story.evidence | ({"text": near} if near else {}),
    )


def _sheet(page: Page) -> TextSheet:
    """The lines of a newline-normalised text with their roles."""
    given, joints = part_glued(lines_of(page.text), page.text)
    lines = [_repaired(line) for line in given]
    if not lines:
        raise NotAStory("empty", "the text holds no line")
    roles = roles_of_lines([line.text for line in lines], [line.blanks for line in lines])
    lines, roles = without_unseen(*rejoined(lines, roles, joints))
    refused = refusal([line.text for line in lines], roles)
    if refused:
        raise refused
    return TextSheet(source=page.text, lines=lines, roles=roles, language=page.languages[0] if page.languages else None)


def _repaired(line: Line) -> Line:
    text = repair(line.text)
    return line if text == line.text else Line(text, line.span, line.blanks, line.index)


def _blocks(sheet: TextSheet) -> tuple[Block, ...]:
    parts = zip(sheet.lines, sheet.roles.roles, sheet.roles.duplicate_of, strict=True)
    return tuple(
        Block(role=named.role, kind=_kind(line, named.role), text=line.text, span=line.span, duplicate_of=source)
        for line, named, source in parts
    )


def _kind(line: Line, role: Role) -> Kind:
    if role == "headline":
        return "heading"
    if role not in ("body", "duplicate"):
        return "line"
    if line.text.startswith(BULLETS):
        return "list_item"
    return "heading" if len(line.text) <= LONGEST_HEADING and line.text[-1].isalnum() else "paragraph"


def _near(sheet: TextSheet, near: Near) -> Evidence:
    kept = choose([sheet.candidate(near.block, "", "copies/near", 0.9)]).evidence[0]
    other = sheet.lines[near.of].index + 1
    return structs.replace(kept, reason=f"kept: nearly repeats line {other}, but its {near.reason} differs")
