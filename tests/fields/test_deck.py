"""Decks from the visible page."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.deck import deck, deck_runs
from copydesk.layout.declarations import declared_page
from copydesk.layout.head import Head, MetaTag
from copydesk.layout.page import page_of as read_page
from copydesk.records import Capture, Story
from copydesk.settings import DEFAULTS

TITLE = "Ferry to Lunde sails again"


def decks(html: str, *declared: str) -> list[str]:
    """What the rules take for decks."""
    runs = deck_runs(page_of(html, headline=TITLE), declared, TITLE)
    return ["\n".join(block.text for block in run.blocks) for run in runs if run.rule]


def chosen(html: str, description: str = "") -> str | None:
    """The deck of the page."""
    said = declared_page(Head(metas=(MetaTag("name", "description", description),) if description else ()))
    story = Story(source=read_page(Capture(content="<p>x", kind="html"), DEFAULTS).source, headline=TITLE)
    return deck(page_of(html, headline=TITLE), said, story).value


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
    assert chosen(f"<h1>{TITLE}</h1>{html}{BODY}", LONG) == "The port lifts its ban"


def test_a_deck_in_elements_that_name_nothing() -> None:
    body = BODY.replace("</p>", f" {LONG.lower()}</p>") * 3
    html = f'<h1>{TITLE}</h1><div class="k7"><div class="x2">{LONG}</div></div><div class="k9">{body}</div>'
    assert chosen(html, LONG) == LONG


def test_the_first_paragraph_of_a_story_without_a_deck_is_none() -> None:
    assert chosen(f"<h1>{TITLE}</h1>{BODY * 4}") is None


def test_the_only_paragraph_is_no_deck() -> None:
    assert chosen(f'<h1>{TITLE}</h1><p class="b standfirst">{LONG}</p>'.replace("b standfirst", "b")) is None
