"""The agency as a page declares and prints it."""

import pytest
from tests.fields.declared_pages import page, value

import copydesk


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Agence France-Presse", "AFP"),
        ("The Associated Press", "AP"),
        ("dpa", "dpa"),
        ("afp", "AFP"),
        ("ANSA", "ANSA"),
        ("Sana", None),
        ("sana", None),
    ],
)
def test_a_declared_agency_is_known_by_its_short_name(name, agency):
    read = page({"author": [{"name": "Ada Berg"}, {"name": name}]})
    assert value(read.agency) == agency


def test_a_declared_and_a_printed_agency_are_one_under_their_short_name():
    node = '{"@type": "NewsArticle", "author": {"name": "Agence France-Presse"}}'
    body = "<p>The ferry to Lunde sails again from Monday, the head of the port said after three weeks of repairs.</p>"
    html = (
        f'<script type="application/ld+json">{node}</script>'
        f"<article><h1>Ferry sails again</h1><p>(AFP) – {body[3:]}{body * 2}</article>"
    )
    story = copydesk.read(html, kind="html")
    assert story.agency == "AFP"
    assert {one.layer for one in story.evidence["agency"]} == {"jsonld", "html"}
    assert [one.reason for one in story.evidence["agency"][1:]] == [f"agrees with {story.evidence['agency'][0].rule}"]
