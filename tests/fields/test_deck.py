"""Decks from the visible page."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.deck import visible_decks

TITLE = "Ferry to Lunde sails again"


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


LONG = "Divers found no damage below the waterline, and the port lifts its ban on sailing."


@pytest.mark.parametrize(
    "html",
    [
        f"<figure><button>{LONG}</button></figure>",
        f"<aside><p>{LONG}</p></aside>",
        f"<ul><li>News</li><li>Coast</li><li>{LONG}</li></ul>",
    ],
)
def test_what_stands_aside_is_no_deck(html: str) -> None:
    assert decks(f"<h1>{TITLE}</h1>{html}{BODY}") == []


def test_first_paragraph_that_alone_is_bold() -> None:
    first = f'<p class="b"><b>{LONG}</b></p>'
    assert decks(f"<h1>{TITLE}</h1>{first}{BODY}") == [LONG]
    assert decks(f"<h1>{TITLE}</h1>{first}{BODY.replace('>The', '><b>The').replace('</p>', '</b></p>')}") == []


def test_heading_under_a_headline_that_stands_in_a_path_is_no_deck() -> None:
    heading = "<h2>Ferry: Three weeks in dock and no end</h2>"
    assert decks(f"<h1>{TITLE}</h1>{heading}{BODY}") == ["Ferry: Three weeks in dock and no end"]
    assert decks(f"<ul><li><h1>{TITLE}</h1></li></ul>{heading}{BODY}") == []


def test_a_deck_outside_of_the_body_goes_before_an_intro_in_it() -> None:
    html = f'<h2 class="subtitle">The port lifts its ban</h2><div class="intro"><p class="b">{LONG}</p></div>'
    assert decks(f"<h1>{TITLE}</h1>{html}{BODY}", LONG) == ["The port lifts its ban"]
