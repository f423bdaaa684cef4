"""Several stories in one text: the longest is read, the others are related, or the text is said to be an index."""

import pytest
from tests.fields.text_pages import story_in

from copydesk.body.line_settle import main_story
from copydesk.errors import NotAStory
from copydesk.records import Story

FERRY = (
    "The harbour board of Port Alda voted on Tuesday to keep the old ferry running until the new bridge opens in May.",
    "Members heard from fishermen, school bus drivers and two families who live on the far island all year round.",
    "“We asked for two more years and were given one,” said Marta Lindqvist, who has run the ferry since 1994.",
    "The ferry carried 41,200 passengers last year, about a third of them commuters to the cannery on the mainland.",
    "The board will look at the timetable again in October, when the tourists have gone home and the storms begin.",
)
PLOUGH = (
    "The ninety people of Nordvik have bought a snow plough of their own after waiting four days for the county.",
    "They raised the money with a raffle, a dance and the sale of a boat that nobody had claimed for eleven years.",
    "The county said that it welcomed the idea and would pay for the fuel as long as the winter lasts up there.",
)
FERRY_HEAD = ("Old Ferry Gets One More Year Until The Bridge Opens", "By Karin Holm", "May 6, 2025")
PLOUGH_HEAD = ("How A Village Of Ninety People Bought Its Own Snow Plough", "By Jonas Berg", "May 5, 2025")
TEASERS = (
    "Lighthouse Keepers Of The North Coast Tell Their Stories",
    "A book collects what ninety winters taught them.",
    "Swimmers Find A Way Around The Closed Pool In The Old Dock",
    "They meet at six when the tide is in.",
    "Bakers Of Three Villages Share One Oven For The Winter",
    "Wood is dear and the bread is better.",
)


def read(*parts: tuple[str, ...]) -> Story:
    return story_in(
        "\n".join([*("Home", "News", "Sport"), *(line for part in parts for line in part), "© 2025 Herald"])
    )


@pytest.mark.parametrize(
    "parts",
    [
        (FERRY_HEAD, FERRY, PLOUGH_HEAD, PLOUGH),
        (PLOUGH_HEAD, PLOUGH, FERRY_HEAD, FERRY),
        (FERRY_HEAD, FERRY, ("More stories",), PLOUGH_HEAD, PLOUGH),
        (TEASERS, FERRY_HEAD, FERRY),
        (FERRY_HEAD, FERRY, TEASERS),
        (TEASERS[:2], FERRY_HEAD, FERRY, TEASERS[2:]),
    ],
)
def test_the_longest_story_is_the_body_whatever_stands_around_it(parts: tuple[tuple[str, ...], ...]) -> None:
    found = read(*parts)
    assert tuple(found.text.split("\n\n")) == FERRY
    assert found.headline == FERRY_HEAD[0]
    assert [person.name for person in found.authors] == ["Karin Holm"]
    assert found.published is not None and found.published.value == "2025-05-06"
    assert {one.headline for one in found.related} & {PLOUGH_HEAD[0], TEASERS[0], TEASERS[2]}


def test_headlines_and_no_story_are_an_index() -> None:
    more = tuple(f"{line[:-1]} Again In The {place}" for line in TEASERS[::2] for place in ("North", "South", "East"))
    with pytest.raises(NotAStory) as refused:
        read(TEASERS, more)
    assert refused.value.reason == "index-page"


@pytest.mark.parametrize(
    "header",
    [
        ("What The Board Will Decide In October", "By the end of the year", "May 6, 2025"),
        ("What The Board Will Decide In October", "By Jonas Berg", "He writes about ports."),
        ("The vote was close.", "By Jonas Berg", "May 5, 2025"),
        ("What The Board Will Decide In October", "Home", "News", "By Jonas Berg"),
    ],
)
def test_a_subhead_begins_no_other_story(header: tuple[str, ...]) -> None:
    lines = [*FERRY[:2], *header, *FERRY[2:]]
    body = [i for i, line in enumerate(lines) if line in FERRY]
    assert main_story(lines, body) == body


def test_no_body_has_no_main_story() -> None:
    assert main_story(["Home", "News"], []) == []
