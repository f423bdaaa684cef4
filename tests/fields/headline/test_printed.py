"""Headline and kicker from the visible page."""

import re

import pytest
from tests.fields.visible_pages import BODY, PROSE, page_of

import copydesk
from copydesk.fields.candidates import Candidate
from copydesk.fields.headline.printed import deferring, find_headline, visible_headlines
from copydesk.fields.kicker import visible_kicker

TITLE = "Ferry to Lunde sails again"


def test_heading_that_repeats_the_declared_headline() -> None:
    page = page_of(f"<h1>The Courier</h1><h2>{TITLE}</h2>{BODY}")
    heading = find_headline(page, [TITLE])
    assert heading is not None
    assert (heading.block.text, heading.rule) == (TITLE, "headline/heading")


def test_site_name_is_no_headline() -> None:
    assert find_headline(page_of(f"<h1>The Courier</h1>{BODY}"), []) is None


def test_title_in_a_path_loses_against_the_real_one() -> None:
    page = page_of(
        f'<ol class="breadcrumb"><li><h1>{TITLE}</h1></li></ol><header><h1 class="t">{TITLE}</h1></header>{BODY}'
    )
    heading = find_headline(page, [TITLE])
    assert heading is not None
    assert heading.block.container.classes == "t"


def test_kicker_inside_the_heading_goes() -> None:
    page = page_of(f"<h1>Coast traffic: {TITLE}</h1>{BODY}")
    heading = find_headline(page, [TITLE])
    assert TITLE in [
        one.value for one in visible_headlines(page, heading, [TITLE]) if one.rule == "headline/without-kicker"
    ]


def test_kicker_above() -> None:
    page = page_of(f'<div><p class="kicker">Coast</p><h1>{TITLE}</h1></div>{BODY}', headline=TITLE)
    found = visible_kicker(page)
    assert found is not None
    assert (found[0].value, found[1]) == ("Coast", 0)


@pytest.mark.parametrize("types", [(), ("newsarticle",)])
def test_declared_headline_defers_to_another_printed_one(types: tuple[str, ...]) -> None:
    page = page_of(f"<h1>{TITLE} after three weeks in dock</h1>{BODY}")
    heading = find_headline(page, ["Lunde ferry: it sails again today"])
    declared = [Candidate("Lunde ferry: it sails again today", "headline/opengraph", 0.97, "meta", "", "")]
    assert heading is not None
    assert heading.rule == "headline/other-wording"
    assert [one.confidence for one in deferring(heading, declared, types)] == [0.7]


def test_the_name_of_the_site_links_home_and_is_no_headline() -> None:
    page = page_of(f'<h1><a href="/">Ferries and Piers</a></h1><h3>{TITLE}</h3>{BODY}')
    heading = find_headline(page, [f"Ferries and Piers: {TITLE}"])
    assert heading is not None
    assert heading.block.text == TITLE


@pytest.mark.parametrize("href", ["/coast/ferry", "#", "javascript:void(0)", "https://other.example/", "http://["])
def test_a_headline_may_be_a_link(href: str) -> None:
    page = page_of(f'<h1><a href="{href}">{TITLE}</a></h1>{BODY}')
    assert find_headline(page, [TITLE]) is not None


def test_a_lower_heading_that_repeats_the_headline_wins_over_another_wording() -> None:
    page = page_of(f"<h1>Ferry sails: news for sailors</h1><h3>{TITLE}</h3>{BODY}")
    heading = find_headline(page, [TITLE])
    assert heading is not None
    assert heading.block.text == TITLE


def test_a_heading_in_an_element_marked_as_headline_is_still_an_h1() -> None:
    page = page_of(f'<header class="entry-title"><h1>{TITLE}</h1></header>{BODY}')
    heading = find_headline(page, [TITLE])
    assert heading is not None
    assert heading.confidence == find_headline(page_of(f"<h1>{TITLE}</h1>{BODY}"), [TITLE]).confidence  # type: ignore[union-attr]


@pytest.mark.parametrize("front", ["The", "2025", "“No fog”:"])
def test_what_is_no_kicker(front: str) -> None:
    page = page_of(f"<h1>{front} {TITLE}</h1>{BODY}")
    found = visible_headlines(page, find_headline(page, [TITLE]), [TITLE])
    assert [one.rule for one in found] == ["headline/part-of-declared"]


@pytest.mark.parametrize(
    ("address", "declared_wins"),
    [
        ("https://news.example/coast/lunde-ferry-sails-again-today", True),
        ("https://news.example/coast/lunde-ferry-sails-from-dock", False),
        ("https://news.example/coast/77", False),
    ],
)
def test_the_address_tells_one_wording_from_another(address: str, declared_wins: bool) -> None:
    page = page_of(f"<h1>Lunde ferry sails back from dock</h1>{BODY}")
    known = "Lunde ferry: it sails again today"
    heading = find_headline(page, [known])
    assert heading is not None
    declared = [Candidate(known, "headline/opengraph", 0.97, "meta", "", "")]
    ranked = deferring(heading, [*visible_headlines(page, heading, [known]), *declared], (), address)
    assert (max(ranked, key=lambda one: one.confidence).value == known) is declared_wins


def test_a_printed_and_declared_headline_wins_outside_of_news() -> None:
    page = page_of(f"<h1>{TITLE}</h1>{BODY}")
    heading = find_headline(page, [TITLE, "Ferry timetable"])
    declared = [
        Candidate(TITLE, "headline/webpage", 0.74, "jsonld", "", ""),
        Candidate("Ferry timetable", "headline/opengraph", 0.98, "meta", "", ""),
    ]
    assert [one.confidence for one in deferring(heading, declared, ())] == [0.74, 0.92]
    assert [one.confidence for one in deferring(heading, declared, ("newsarticle",))] == [0.74, 0.98]


def test_a_heading_that_links_to_a_folder_above_the_story_is_the_name_of_a_blog() -> None:
    html = f'<h1><a href="http://www.news.example/coast/">{{}}</a></h1><h2>{TITLE}</h2>{BODY}'
    page = page_of(html.format("Ferries and Piers"), url="https://www.news.example/coast/ferry")
    heading = find_headline(page, [f"Ferries and Piers: {TITLE}"])
    assert heading is not None
    assert heading.block.text == TITLE


@pytest.mark.parametrize(("gap", "found"), [("", True), ("<p>Coast</p>" * 3, False)])
def test_without_a_better_one_the_lower_heading_right_above_the_body_is_taken(gap: str, found: bool) -> None:
    page = page_of(f"<h2>{TITLE}</h2>{gap}{BODY}")
    heading = find_headline(page, ["The Courier of the coast"])
    assert (heading is not None) is found


def test_the_nearest_heading_is_not_taken_where_several_titles_are_declared() -> None:
    page = page_of(f"<h2>{TITLE}</h2>{BODY}")
    assert find_headline(page, ["Nine islands and a bridge", "Courier of the coast"]) is None


def test_soft_hyphens_part_no_word() -> None:
    page = page_of(f"<h1>{TITLE.replace('Ferry', 'Fer&shy;ry')}</h1>{BODY}")
    heading = find_headline(page, [TITLE])
    assert heading is not None
    assert heading.rule == "headline/heading"


def test_a_date_glued_to_the_headline_goes() -> None:
    page = page_of(f"<h1>27.01.2022{TITLE}</h1>{BODY}")
    found = visible_headlines(page, find_headline(page, [TITLE]), [TITLE])
    assert (TITLE, "headline/without-kicker") in [(one.value, one.rule) for one in found]


def headline_of(heading: str, declared: str, address: str = "/news/1") -> str | None:
    page = page_of(f"<h1>{heading}</h1>{BODY}", url=f"https://news.example{address}")
    candidates = visible_headlines(page, find_headline(page, [declared]), [declared])
    return max(candidates, key=lambda one: one.confidence).value if candidates else None


@pytest.mark.parametrize(
    ("heading", "declared", "address"),
    [
        (
            "<span>Coast traffic</span><span>Ferry to Lunde sails again</span>",
            "The Courier",
            "/coast/ferry-to-lunde-sails-again",
        ),
        ("Coast traffic – Ferry to Lunde sails again", "Lunde ferry: it sails again today", "/n/1"),
        ("<span>Coast traffic</span> <span>Ferry to Lunde sails again</span>", TITLE, "/n/1"),
    ],
)
def test_a_kicker_that_title_or_address_lacks_leaves_the_heading(heading: str, declared: str, address: str) -> None:
    assert headline_of(heading, declared, address) == TITLE


@pytest.mark.parametrize(
    ("heading", "declared"),
    [
        ("“Pure emptiness”: Ferry to Lunde sails again", "Ferry to Lunde: pure emptiness"),
        ("Lunde – Ferry sails again after weeks", "Lunde ferry sails again"),
        ("<em>The</em> ferry to Lunde sails again", "Ferry to Lunde sails"),
        ("Boat and train and plane and bus to Lunde: Ferry sails again", "Ferry sails again to Moss"),
    ],
)
def test_a_front_that_is_a_part_of_the_headline_stays(heading: str, declared: str) -> None:
    plain = re.sub("<[^>]*>", "", heading)
    assert headline_of(heading, declared) == plain


def test_declarations_that_copy_each_other_are_one_voice_against_the_printed_headline() -> None:
    other = "Bridge closure: long detours"
    linked = f'{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{other}"}}'
    page = (
        f'<title>{other}</title><meta property="og:title" content="{other}">'
        f'<meta name="twitter:title" content="{other}">'
        f'<script type="application/ld+json">{linked}</script><h1>Bridge stays shut until May</h1><p>{PROSE}</p>'
    )
    assert copydesk.read(page, url="https://news.example/n/1").headline == "Bridge stays shut until May"


@pytest.mark.parametrize("control", ["\u2028", "\x85", "\x1c", "&#x1c;"])
def test_an_element_of_a_heading_that_holds_a_control_alone(control: str) -> None:
    body = "".join(
        f"<p>The ferry lay in dock for {number} weeks, said the harbour office on Friday.</p>" for number in range(3, 9)
    )
    page = f"<html><body><article><h1><span>{TITLE}</span><span>{control}</span></h1>{body}</article></body></html>"
    assert copydesk.read(page).headline == TITLE
