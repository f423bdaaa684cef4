"""What the title of a page says besides the headline."""

import pytest

import copydesk
from copydesk.fields.publisher import titled_publisher
from copydesk.layout.declarations import declared_page
from copydesk.layout.head import Head

HEADLINE = "Ferry to Lunde sails again"


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        (f"{HEADLINE} - Küstenbote", "Küstenbote"),
        (f"{HEADLINE} | Coast | The Lunde Courier", "The Lunde Courier"),
        (HEADLINE, None),
        (f"{HEADLINE} - what to know", None),
        (f"{HEADLINE} - 12 March 2024", None),
        ("Another story - Küstenbote", None),
    ],
)
def test_the_outlet_behind_the_headline(title: str, publisher: str | None) -> None:
    found = titled_publisher(declared_page(Head(title=title)), HEADLINE)
    assert [one.value for one in found] == ([publisher] if publisher else [])


def test_a_declared_outlet_goes_first() -> None:
    body = (
        "<p>The ferry between Lunde and the islands sails again since Tuesday, three weeks after it struck a rock.</p>"
    )
    page = "<title>{title}</title>{meta}<article><h1>{title_only}</h1>{body}{more}</article>"
    shared = {
        "title": f"{HEADLINE} - Courier",
        "title_only": HEADLINE,
        "body": body,
        "more": body.replace("rock", "reef"),
    }
    declared = '<meta property="og:site_name" content="The Courier">'
    assert copydesk.read(page.format(meta="", **shared)).publisher == "Courier"
    assert copydesk.read(page.format(meta=declared, **shared)).publisher == "The Courier"
