"""Which pages are no story."""

import pytest
from msgspec import structs
from tests.fields.visible_pages import BODY, PROSE

from copydesk.body.find import Body
from copydesk.errors import NotAStory
from copydesk.fields.refusals import refuse
from copydesk.layout.declarations import declared_page
from copydesk.layout.dom import read_dom
from copydesk.layout.head import Head
from copydesk.settings import DEFAULTS

LINKS = "".join(f'<h3><a href="/{n}">Headline number {n} of this long front page</a></h3>' for n in range(30))


def refusal(html: str, *types: str) -> str | None:
    dom = read_dom(html, DEFAULTS)
    body = Body(tuple(block.index for block in dom.blocks if block.container.classes == "b"), {}, ())
    try:
        refuse(dom, body, structs.replace(declared_page(Head()), types=types))
    except NotAStory as error:
        return error.reason
    return None


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<h1>Page not found</h1><p>There is nothing here.</p>", "error-page"),
        ("<title>404</title><p>Nothing.</p>", "error-page"),
        ("<h2>Cookies</h2><p>We use cookies to store data and ask for your consent.</p>", "consent-wall"),
        (LINKS, "index-page"),
        ("<p>Hello there.</p>", "no-body"),
        (f"<h1>Ferry sails again</h1>{BODY}", None),
        (f'<h1>Ferry sails again</h1><p class="b">{PROSE}</p>', None),
        (f'<h1>Why a 404 is called a 404</h1><p class="b">{PROSE * 5}</p>', None),
    ],
)
def test_reasons(html: str, reason: str | None) -> None:
    """Short stories pass, and stories about errors."""
    assert reason == refusal(html)


def test_a_declared_story_passes_though_it_is_short() -> None:
    assert refusal(f'<h1>Access denied to the pier</h1><p class="b">{PROSE}</p>', "newsarticle") is None
