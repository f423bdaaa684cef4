"""Small pages for the tests of what is visible: paragraphs with class `b` are the body."""

from msgspec.structs import replace

from copydesk.body.find import Body
from copydesk.fields.view import View, view_of
from copydesk.layout.dom import read_dom
from copydesk.settings import DEFAULTS

PROSE = "The ferry between Lunde and the islands sails again since Tuesday, three weeks after it struck a rock in fog."
BODY = f'<p class="b">{PROSE}</p><p class="b">{PROSE.replace("ferry", "boat")}</p>'


def page_of(html: str, *, url: str | None = "https://news.example/coast/ferry", headline: str | None = None) -> View:
    """The page with its body known, and the block that reads `headline` as its headline."""
    dom = read_dom(html, DEFAULTS)
    body = tuple(block.index for block in dom.blocks if block.container.classes == "b")
    page = view_of(dom, Body(body, {}, ()), url=url)
    page = replace(page, language="en", sites=frozenset(("the courier",)))
    return page.with_headline(next((block.index for block in dom.blocks if block.text == headline), None))
