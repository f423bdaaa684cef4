"""Headline, kicker and deck from the visible page."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.candidates import Candidate
from copydesk.fields.visible_titles import deferring, find_headline, visible_decks, visible_headlines, visible_kicker

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
    page = page_of(f'<div><p class="kicker">Coast</p><h1>{TITLE}</h1></div>{BODY}')
    found = visible_kicker(page, find_headline(page, [TITLE]))
    assert found is not None
    assert (found[0].value, found[1]) == ("Coast", 0)


@pytest.mark.parametrize(("types", "cap"), [((), 0.7), (("newsarticle",), 0.88)])
def test_declared_headline_defers_to_another_printed_one(types: tuple[str, ...], cap: float) -> None:
    page = page_of(f"<h1>{TITLE} after three weeks in dock</h1>{BODY}")
    heading = find_headline(page, ["Lunde ferry: it sails again today"])
    declared = [Candidate("Lunde ferry: it sails again today", "headline/opengraph", 0.97, "meta", "", "")]
    assert heading is not None
    assert heading.rule == "headline/other-wording"
    assert [cap] == [one.confidence for one in deferring(heading, declared, types)]


def decks(html: str, *declared: str) -> list[str]:
    page = page_of(html, headline=TITLE)
    return [one.value for one, _ in visible_decks(page, declared, TITLE)]


def test_deck_by_markup() -> None:
    deck = "Divers found no damage below the waterline."
    assert [deck] == decks(f'<h1>{TITLE}</h1><p class="standfirst">{deck}</p>{BODY}')


def test_two_decks_side_by_side_are_one() -> None:
    lines = ("The ban of the port is lifted", "No damage below the line")
    html = f"<h1>{TITLE}</h1>" + "".join(f'<h2 class="subtitle">{line}</h2>' for line in lines) + BODY
    assert decks(html) == ["The ban of the port is lifted\nNo damage below the line"]


def test_deck_as_declared_without_markup() -> None:
    deck = "Divers found no damage below the waterline."
    assert [deck] == decks(f"<h1>{TITLE}</h1><div>{deck}</div>{BODY}", deck)


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="a.jpg"><figcaption>The ferry at the quay in Lunde on Monday.</figcaption></figure>',
        '<p class="teaser">Divers found no damage below the …</p><p class="x">Read on</p>',
        '<div class="newsletter">Sign up for our newsletter and never miss a ferry.</div>',
    ],
)
def test_what_is_no_deck(html: str) -> None:
    assert decks(f"<h1>{TITLE}</h1>{html}{BODY}") == []
