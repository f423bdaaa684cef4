"""What is and what is no topic of a page."""

import pytest
from msgspec.structs import replace
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.candidates import Candidate
from copydesk.fields.tag_choice import chips, topical, without_menus
from copydesk.fields.tags import visible_tags
from copydesk.layout.page import page_of as read_page
from copydesk.records import Capture, Person, Story
from copydesk.settings import DEFAULTS

TITLE = "Ferry to Lunde sails again"
URL = "https://news.example/coast/ferry-to-lunde-sails-again"


def known() -> Story:
    page = read_page(Capture(content="<p>x", kind="html", url=URL), DEFAULTS)
    return replace(Story(source=page.source), authors=(Person(name="Nora Dale"),))


def kept(*tags: str) -> list[tuple[tuple[str, ...], float]]:
    found = topical([Candidate(tags, "tags/keywords", 0.82, "meta", "", "")], known())
    return [(one.value, round(one.confidence, 2)) for one in found]


@pytest.mark.parametrize("other", ["Nora Dale", "home_slot_2", "PORT3"])
def test_authors_and_codes_are_no_topics(other: str) -> None:
    assert kept("Ferries", other) == [(("Ferries",), 0.82)]


def test_a_list_of_nothing_else_is_none() -> None:
    assert kept("Nora Dale") == []


def test_the_words_of_the_address_are_not_given() -> None:
    assert kept("ferry", "lunde", "sails", "again") == [(("ferry", "lunde", "sails", "again"), 0.41)]
    assert kept("ferry", "lunde", "storm", "port") == [(("ferry", "lunde", "storm", "port"), 0.82)]


def links(*names: str, folder: str = "x") -> str:
    items = "".join(f'<div class="k3"><a href="/{folder}/{name.lower()}">{name}</a></div>' for name in names)
    return f'<div class="k2">{items}</div>'


def tags_of(html: str) -> dict[str, tuple[str, ...]]:
    view = page_of(html, headline=TITLE)
    return {one.rule: one.value for one in visible_tags(view).candidates}


def test_short_links_behind_the_body_are_topics_whatever_their_class() -> None:
    html = f"<h1>{TITLE}</h1>{BODY}{links('Ferries', 'Lunde', 'Coast')}"
    assert [anchor.text for anchor in chips(page_of(html, headline=TITLE))] == ["Ferries", "Lunde", "Coast"]
    assert tags_of(html) == {"tags/chips": ("Ferries", "Lunde", "Coast")}


def test_a_menu_that_stands_twice_is_none() -> None:
    menu = links("Ferries", "Lunde", "Coast", folder="topic")
    assert tags_of(f"{menu}<h1>{TITLE}</h1>{BODY}{menu}") == {}
    assert tags_of(f"<h1>{TITLE}</h1>{BODY}{menu}")["tags/address"] == ("Ferries", "Lunde", "Coast")


def test_headlines_behind_the_body_are_no_topics() -> None:
    headlines = ("The port of Lunde lifts its ban", "Two more weeks in dock")
    items = "".join(f'<div><a href="/x/{number}">{text}</a></div>' for number, text in enumerate(headlines))
    other = f'<div class="k2">{items}</div>'
    assert tags_of(f"<h1>{TITLE}</h1>{BODY}{other}") == {}


def test_a_link_at_the_end_of_the_page_that_holds_no_words() -> None:
    view = page_of(f"<h1>{TITLE}</h1>{BODY}{links('Ferries', 'Lunde')}", headline=TITLE)
    view.dom.anchors[-1].block = len(view.blocks)
    assert chips(view) == []


def test_the_sections_of_the_site_are_no_topics() -> None:
    sections = ("Politics", "Economy", "World", "Sport", "Culture", "Weather", "Courier")
    menu = "".join(f'<a href="/{name.lower()}">{name}</a> ' for name in sections)
    page = page_of(f"<nav>{menu}</nav><h1>{TITLE}</h1>{BODY}", headline=TITLE)
    own = ("Ferries", "Ferry", "Lunde", "Islands", "Politics", "Economy", "World")
    assert [one.confidence for one in without_menus(page, [Candidate(sections, "tags/news", 0.8, "meta", "", "")])] == [
        0.4
    ]
    assert [one.confidence for one in without_menus(page, [Candidate(own, "tags/news", 0.8, "meta", "", "")])] == [0.8]
    assert [one.confidence for one in without_menus(page, [Candidate(own[:5], "tags/x", 0.8, "meta", "", "")])] == [0.8]


def test_a_page_of_no_blocks_has_no_menus() -> None:
    sections = ("Politics", "Economy", "World", "Sport", "Culture", "Weather")
    some = [Candidate(sections, "tags/news", 0.8, "meta", "", "")]
    assert without_menus(page_of("", headline=None), some) == some
