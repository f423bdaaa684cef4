"""What a field is handed of a page: links and blocks by where they stand and how much they say."""

import pytest

from copydesk.fields.handed import (
    blocks_said,
    letters_between,
    links_counted,
    links_in_role,
    places_of,
    short_links,
)
from copydesk.layout.around import ancestors, innermost, stands_within
from copydesk.layout.dom import read_dom
from copydesk.layout.sheet import Dom
from copydesk.settings import DEFAULTS

PAGE = (
    '<ul><li><a href="/a">Coast</a><li><a href="/b">Harbour and ferries</a></ul>'
    '<article><p>The ferry sails again.</p><p><a href="/a">Coast</a></p></article><a href="/c">X</a>'
)


@pytest.fixture
def dom() -> Dom:
    return read_dom(PAGE, DEFAULTS)


def test_short_links_outside_some_blocks(dom: Dom) -> None:
    def said(first: int, last: int, longest: int, but: frozenset[int] = frozenset()) -> list[tuple[str, int]]:
        return [(one.href, one.block) for one in short_links(dom.anchors, first, last, longest, but)]

    assert said(0, 9, 40) == [("/a", 0), ("/b", 1), ("/a", 3)]
    assert said(0, 9, 10) == [("/a", 0), ("/a", 3)]
    assert said(1, 3, 40) == [("/b", 1)]
    assert said(0, 9, 40, frozenset((0, 3))) == [("/b", 1)]


def test_links_in_blocks_of_a_role(dom: Dom) -> None:
    roles = ["related", "related", "body", "body"]
    assert [one.href for one in links_in_role(dom.anchors, roles, "related", 1, 99)] == ["/a", "/b"]
    assert [one.href for one in links_in_role(dom.anchors, roles, "related", 6, 99)] == ["/b"]
    assert links_in_role(dom.anchors, [], "related", 1, 99) == []


def test_links_are_counted_by_address_and_text(dom: Dom) -> None:
    assert links_counted(dom.anchors, dom.anchors[:2]) == {("/a", "Coast"): 2, ("/b", "Harbour and ferries"): 1}
    assert links_counted(dom.anchors, []) == {}


def test_blocks_by_length_and_place(dom: Dom) -> None:
    assert [block.index for block in blocks_said(dom.blocks, -3, 99, 5, 20)] == [0, 1, 3]
    assert [block.index for block in blocks_said(dom.blocks, 2, 4, 0, 99)] == [2, 3]
    assert letters_between(dom.blocks, 0, 2) == len("Coast") + len("Harbour and ferries")
    assert letters_between(dom.blocks, 3, 2) == 0


def test_places_of_roles() -> None:
    assert places_of(["body", "tags", "body"]) == {"body": [0, 2], "tags": [1]}


@pytest.mark.parametrize("most", [1, 2, 9])
def test_elements_around_an_element(dom: Dom, most: int) -> None:
    inner = dom.blocks[3].container
    around = list(ancestors(inner, most))
    assert stands_within(inner, frozenset(("article",)), most) == any(one.tag == "article" for one in around)
    article = next(one for one in dom.containers if one.tag == "article")
    assert (innermost(inner, {article.index}, most) is article) == (article in around)
    assert innermost(None, {0}) is None
