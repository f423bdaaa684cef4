"""Tags and section path from the visible page."""

from msgspec.structs import replace
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.related import visible_related
from copydesk.fields.section import visible_sections
from copydesk.fields.tags import visible_tags
from copydesk.records import Role

TITLE = "Ferry to Lunde sails again"


def test_tags_by_relation_and_by_markup() -> None:
    page = page_of(
        f'<h1>{TITLE}</h1>{BODY}<p><a rel="tag" href="/a">Ferries</a></p>'
        '<ul class="tags"><li><a href="/b">Lunde</a></li></ul>',
        headline=TITLE,
    )
    found = visible_tags(page)
    assert {one.rule: one.value for one in found.candidates} == {"tags/rel": ("Ferries",), "tags/markup": ("Lunde",)}


def test_links_of_the_menu_are_no_tags() -> None:
    page = page_of(f'<nav class="tags"><a href="/tag/x">Ferries</a></nav><h1>{TITLE}</h1>{BODY}', headline=TITLE)
    assert visible_tags(page).candidates == []


def test_path_without_home_and_story() -> None:
    path = '<a href="/">Home</a> <a href="/n">News</a> <a href="/n/c">Coast</a>'
    html = f'<div class="breadcrumb">{path} <a href="#">{TITLE}</a></div><h1>{TITLE}</h1>{BODY}'
    assert [one.value for one in visible_sections(page_of(html, headline=TITLE))] == [("News", "Coast")]


def test_path_in_a_menu_that_only_its_label_calls_so() -> None:
    path = '<a href="/n">News</a> <a href="/n/c">Coast</a>'
    for label, found in (("Breadcrumb", [("News", "Coast")]), ("Main", [])):
        html = f'<nav aria-label="{label}">{path}</nav><h1>{TITLE}</h1>{BODY}'
        assert [one.value for one in visible_sections(page_of(html, headline=TITLE))] == found


def test_related_links_lose_their_prompt_and_may_be_short_behind_one() -> None:
    html = (
        f"<h1>{TITLE}</h1>{BODY}<p><a href='/a'>Read more: How the rock was found in the fog</a></p>"
        "<p>Read more: <a href='/b'>Captain resigns</a></p><p><a href='/c'>Captain resigns</a></p>"
        "<p><a href='/d'>Read more about this</a></p>"
    )
    page = page_of(html, headline=TITLE)
    roles: list[Role] = ["related"] * len(page.blocks)
    assert [(one.value.headline, one.value.url) for one in visible_related(replace(page, roles=roles))] == [
        ("How the rock was found in the fog", "https://news.example/a"),
        ("Captain resigns", "https://news.example/b"),
    ]


def test_related_links_stay_as_printed_where_the_page_has_no_address() -> None:
    links = '<a href="/coast/2">Storm shuts the quay for a week</a> <a href="javascript:x()">Follow this story now</a>'
    page = page_of(f"<h1>{TITLE}</h1>{BODY}<p>{links}</p>", headline=TITLE, url=None)
    roles: list[Role] = ["related" for _ in page.blocks]
    assert [one.value.url for one in visible_related(replace(page, roles=roles))] == ["/coast/2"]
