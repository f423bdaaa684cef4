"""Decks from the visible page."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.visible_decks import visible_decks

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
