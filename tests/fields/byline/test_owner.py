"""The owner of a site that bears its owner's name."""

import pytest

from copydesk.fields.byline.owner import owner
from copydesk.layout.dom import read_dom
from copydesk.settings import DEFAULTS

STORY = "<p>The ferry sails again on Tuesday, three weeks after it struck a rock in the harbour.</p>" * 12


def found(html: str, url: str | None = "https://janelunde.example/notes/ferry", site: str | None = None) -> str | None:
    dom = read_dom(html, DEFAULTS)
    one = owner(dom.blocks, dom.anchors, url=url, small=frozenset({"harbour"}), site=site)
    return one[1] if one else None


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Jane Lunde</p>{STORY}",
        f'<nav><a href="/">Jane Lunde //</a></nav>{STORY}',
        f"{STORY}<footer>© 2025 Jane Lunde. All rights reserved.</footer>",
        f"{STORY}<p>Copyright 2012-2025 by Jane Lunde</p>",
    ],
)
def test_the_site_names_its_owner(html) -> None:
    assert found(html) == "Jane Lunde"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"{STORY}<p>© 2025 Jane Lunde</p>", "https://courier.example/ferry"),
        (f"{STORY}<p>© 2025 Jane Lunde</p>", None),
        (f"{STORY}<p>© 2025 Jane Harbour</p>", "https://janeharbour.example/"),
        (f"{STORY}<p>© 2025 Example Brands</p>", "https://examplebrands.example/"),
        (f"{STORY}<p>Jane Lunde</p>{STORY}", "https://janelunde.example/"),
    ],
)
def test_other_names(html, url) -> None:
    assert found(html, url) is None


def test_a_site_that_calls_itself_by_a_persons_name() -> None:
    assert found(STORY, "https://azurefields.example/ferry", "Jane Lunde") == "Jane Lunde"
    assert found(STORY, "https://azurefields.example/ferry", "Jane Claire") is None, "two given names: a magazine"
    assert found(STORY, "https://azurefields.example/ferry", "Lunde Courier") is None


def test_a_person_by_whom_a_site_is_called_and_owned() -> None:
    page = f'<nav><a href="/">Jane Lunde</a></nav>{STORY}<footer>© 2025 Jane Lunde. Made with care.</footer>'
    assert found(page, "https://jalu.example/ferry") == "Jane Lunde"
    assert found(f"<p>Jane Lunde</p>{STORY}<p>© 2025 Lars Pelt</p>", "https://jalu.example/ferry") is None


def test_the_whole_name_of_the_address_among_other_words() -> None:
    assert found(f"<p>Public notes - Web page of Jane Lunde</p>{STORY}") == "Jane Lunde"


def test_the_owner_of_a_notebook() -> None:
    page = read_dom("<div>Erik Pelt's Notebook</div><h1>Ferries</h1><p>The ferry sails again.</p>", DEFAULTS)
    found = owner(page.blocks, page.anchors, url="https://erikpelt.example/ferries", small=())
    assert found is not None
    assert found[1] == "Erik Pelt"


@pytest.mark.parametrize(
    ("href", "is_front"),
    [
        ("/", True),
        ("https://x.example", True),
        ("https://x.example/?a=/b", True),
        ("/a", False),
        ("//x.example/a", False),
    ],
)
def test_the_link_to_the_first_page_names_the_site(href, is_front) -> None:
    assert found(f'{"<p>Menu</p>" * 8}<a href="{href}">Jane Lunde</a>{STORY}') == ("Jane Lunde" if is_front else None)
