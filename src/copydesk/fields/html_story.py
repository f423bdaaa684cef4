"""The story on an HTML page: body, roles and fields brought together."""

from collections.abc import Sequence
from typing import Final

from copydesk.errors import NotAStory
from copydesk.fields.block_features import Hints
from copydesk.fields.body import Body, body_of
from copydesk.fields.candidates import Candidate, Choice, T, choose
from copydesk.fields.declared import Declared, declared
from copydesk.fields.html_roles import roles_of
from copydesk.layout.blocks import Dom, RawBlock
from copydesk.layout.page import Page
from copydesk.records import Block, Evidence, Image, Kind, Source, Story

__all__ = ["html_story"]

_KINDS: Final[dict[str, Kind]] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "quotation", "pre": "preformatted",
    "tr": "table", "td": "table", "th": "table",
}  # fmt: skip


def html_story(page: Page) -> Story:
    """The story on an HTML page.

    Raises:
        NotAStory: no block reads as the body of a story.
    """
    assert page.dom is not None and page.head is not None
    dom = page.dom
    said = declared(page.head, page.url)
    body = body_of(dom, _hints(said))
    if not body.blocks:
        raise NotAStory("no-body", "no block of the page reads as the body of a story")
    return _assembled(page, dom, said, body)


def _hints(said: Declared) -> Hints:
    return Hints(_first(said.headline), _first(said.deck), _first(said.body))


def _first(candidates: Sequence[Candidate[str]]) -> str:
    return candidates[0].value if candidates else ""


def _assembled(page: Page, dom: Dom, said: Declared, body: Body) -> Story:
    evidence: dict[str, tuple[Evidence, ...]] = {}

    def pick(field: str, candidates: Sequence[Candidate[T]]) -> T | None:
        choice: Choice[T] = choose(candidates)
        evidence[field] = choice.evidence
        return choice.value

    blocks = _blocks(dom, body)
    return Story(
        source=Source(
            url=page.url,
            canonical_url=pick("canonical_url", said.canonical_url),
            kind="html",
            sha256=page.sha256,
            encoding=page.encoding,
            characters=len(page.text),
        ),
        headline=pick("headline", said.headline),
        deck=pick("deck", said.deck),
        byline=pick("byline", said.byline),
        authors=pick("authors", said.authors) or (),
        agency=pick("agency", said.agency),
        published=pick("published", said.published),
        modified=pick("modified", said.modified),
        section=pick("section", said.section) or (),
        tags=pick("tags", said.tags) or (),
        publisher=pick("publisher", said.publisher),
        language=pick("language", said.language),
        access=pick("access", said.access) or "unknown",
        images=_images(said.images),
        reading_time=pick("reading_time", said.reading_time),
        copyright=pick("copyright", said.copyright),
        related=tuple(candidate.value for candidate in said.related),
        text="\n\n".join(dom.blocks[index].text for index in body.blocks),
        blocks=blocks,
        evidence=evidence,
    )


def _images(candidates: Sequence[Candidate[Image]]) -> tuple[Image, ...]:
    return tuple(candidate.value for candidate in candidates)


def _blocks(dom: Dom, body: Body) -> tuple[Block, ...]:
    roles = roles_of(dom, body)
    return tuple(
        Block(role=role, kind=_kind(block), text=block.text, span=block.span, duplicate_of=body.copies.get(block.index))
        for block, role in zip(dom.blocks, roles, strict=True)
    )


def _kind(block: RawBlock) -> Kind:
    kind = _KINDS.get(block.container.tag)
    if kind is not None:
        return kind
    parent = block.container.parent
    for _ in range(3):
        if parent is None:
            break
        if parent.tag in ("blockquote", "li"):
            return _KINDS[parent.tag]
        parent = parent.parent
    return "table" if block.cells else "paragraph"
