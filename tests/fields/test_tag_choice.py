"""What is and what is no topic of a page."""

import pytest
from msgspec.structs import replace
from tests.fields.visible_pages import BODY, PROSE, page_of

from copydesk import read
from copydesk.fields.candidates import Candidate
from copydesk.fields.tag_choice import agreed, chips, topical, without_menus
from copydesk.fields.tags import visible_tags
from copydesk.fields.topic_links import FEATURES, learned_topics, links_around, links_row
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


def given(rule: str, confidence: float, *tags: str) -> Candidate[tuple[str, ...]]:
    return Candidate(tags, rule, confidence, "jsonld" if rule == "tags/jsonld" else "meta", "", "")


def test_what_two_voices_give_goes_before_a_longer_list_of_one() -> None:
    own = ("Ferries", "Lunde")
    longer = given("tags/keywords", 0.86, "News", "World", *own)
    two = [given("tags/article", 0.8, *own), given("tags/jsonld", 0.82, *own)]
    best = max(agreed([longer, *two]), key=lambda one: one.confidence)
    assert (best.value, best.confidence) == (own, 0.86)
    assert len(agreed([longer, *two])) == 3


def test_one_voice_and_other_lists_change_nothing() -> None:
    longer = given("tags/keywords", 0.86, "News", "World", "Ferries", "Lunde")
    for others in (
        [given("tags/article", 0.8, "Ferries")],
        [given(f"tags/{x}", 0.8, "Coast") for x in ("article", "jsonld")],
    ):
        assert max(agreed([longer, *others]), key=lambda one: one.confidence) is longer
    assert agreed([]) == []


def test_links_in_one_box_are_one_row_of_features() -> None:
    html = f"<h1>{TITLE}</h1>{BODY}<h4>Topics:</h4><p><a href='/t/lunde'>#Lunde</a> <a href='/t/coast'>Coast</a></p>"
    page = page_of(html, headline=TITLE)
    boxes = list(links_around(page))
    assert [list(one.names) for one in boxes] == [["Lunde", "Coast"]]
    row = dict(zip(FEATURES, links_row(page, boxes[0]), strict=True))
    assert (row["links"], row["hashed"], row["told"], row["own_address"], row["labelled"]) == (2, 0.5, 0.5, 1.0, 1.0)
    assert row["from_body"] == 2


def test_links_of_nothing_are_no_topics() -> None:
    assert learned_topics(page_of(f"<h1>{TITLE}</h1>{BODY}<p><a href='/x'>·</a></p>", headline=TITLE)) == []


@pytest.mark.parametrize("label", ["Topics", "Mehr zum Thema", "Etiquetas"])
def test_topics_in_a_footer_without_names_are_found_by_how_they_stand(label: str) -> None:
    names = ("Lunde", "Ferry accidents", "Jane Roe", "Coast Guard", "Harbours")
    chips = "".join(f"<li class=k4><a href='/t/{name.lower().replace(' ', '-')}'>{name}</a></li>" for name in names)
    days = "".join(f"<p>{PROSE} On day {day} the captain, Jane Roe, had slept.</p>" for day in range(8))
    menu = "".join(
        f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in ("News", "Sport", "Weather", "Harbours")
    )
    html = (
        f"<title>{TITLE}</title><nav><ul>{menu}</ul></nav><article><h1>{TITLE}</h1>{days}<footer class=k1>"
        f"<h4>{label}</h4><ul class=k2>{chips}</ul></footer></article><footer><ul>{menu}</ul></footer>"
    )
    found = read(html, url=URL)
    assert found.tags == names
    assert [one.rule for one in found.evidence["tags"] if one.chosen] == ["tags/links"]
