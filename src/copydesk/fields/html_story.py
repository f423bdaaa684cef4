"""The story on an HTML page: body, roles and fields brought together."""

from typing import Final

from msgspec import structs

from copydesk.body.find import body_by
from copydesk.body.recovered import Recovered, Told, recovered
from copydesk.body.trees import Trees, load_trees
from copydesk.fields.body import declared_bodies
from copydesk.fields.headline.declared import declared_headlines
from copydesk.fields.order import hints_of, with_fields
from copydesk.fields.refusals import refuse
from copydesk.fields.view import View, view_of
from copydesk.layout.declarations import DeclaredPage, declared_page
from copydesk.layout.page import Page
from copydesk.layout.sheet import RawBlock
from copydesk.records import Block, Kind, Role, Story

__all__ = ["html_story"]

_KINDS: Final[dict[str, Kind]] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "quotation", "pre": "preformatted",
    "tr": "table", "td": "table", "th": "table",
}  # fmt: skip


def html_story(page: Page, trees: Trees | None = None) -> Story:
    """The story on an HTML page; `trees` stand in for the body model that ships.

    Raises:
        NotAStory: `error-page`, `consent-wall`, `index-page` or `no-body`.
    """
    assert page.dom is not None and page.head is not None
    said = declared_page(page.head, page.url)
    body = body_by(trees or load_trees("body"), page.dom, hints_of(said))
    found = recovered(page.dom, page.head, _told(said), body)
    if found is None:
        refuse(page.dom, body, said)
    draft, view = with_fields(Story(source=page.source), view_of(page.dom, body, url=page.url), said)
    assert isinstance(view, View)
    story = _assembled(draft, view)
    return story if found is None else _with_recovered(story, found)


def _told(said: DeclaredPage) -> Told:
    bodies = tuple((one.value, one.span, one.locator) for one in said.once(declared_bodies) if one.span is not None)
    return Told(said.types, tuple(one.value for one in said.once(declared_headlines)), bodies)


def _with_recovered(story: Story, found: Recovered) -> Story:
    """The story with the body from a script; what little the page shows of it becomes a copy of its first paragraph."""
    first = len(story.blocks)
    shown = [
        structs.replace(block, role="duplicate", duplicate_of=first) if block.role == "body" else block
        for block in story.blocks
    ]
    hidden = [Block(role="body", kind="paragraph", text=text, span=found.span) for text in found.paragraphs]
    return structs.replace(
        story,
        text="\n\n".join(found.paragraphs),
        blocks=(*shown, *hidden),
        posts=(),
        evidence={**story.evidence, "text": (found.evidence,)},
    )


def _assembled(story: Story, view: View) -> Story:
    blocks = [(block, role) for block, role in zip(view.blocks, view.roles, strict=True)]
    return structs.replace(
        story,
        source=structs.replace(story.source, canonical_url=view.canonical_url),
        text="\n\n".join([block.text for block, role in blocks if role == "body"]),
        blocks=tuple([_block(block, role, view) for block, role in blocks]),
    )


def _block(block: RawBlock, role: Role, view: View) -> Block:
    kind = "heading" if block.index in view.headings else _kind(block)
    return Block(role=role, kind=kind, text=block.text, span=block.span, duplicate_of=view.repeats.get(block.index))


def _kind(block: RawBlock) -> Kind:
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
