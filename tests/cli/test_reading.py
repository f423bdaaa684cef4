import re

from hypothesis import given, settings
from msgspec.structs import replace
from tests.export.made_up import FERRY, READING, desk_stories

from copydesk.cli.card import card
from copydesk.cli.reading import reading_card, reading_lines
from copydesk.cli.terminal import Terminal, cells
from copydesk.records import Reading, Story

CARD = """
people     Odalys Brandt  61; the harbour master; also Brandt
           Ines  sister of Odalys Brandt
           brother  of Odalys Brandt

named      Tidewater Line  organisations
           Port Ellary, Lunde  places

said       Odalys Brandt
             “The next boat leaves tonight”  told → the crowd
             “We wait,” “and we go.”  speaker carried over
           Tidewater Line
             said: the crossing was rough
           speaker unknown
             “Never again”

timeline   1995 to 1999      the ferry was built
           by 2025-03-03     Brandt warned  date inferred
           2025-03-04 09:15  the story is published
           2025-03-05        it sails  to come
           undated           a storm came

checks     2025-03-04 is a Tuesday.  checks/weekday-date
           1 of 3 checks hold, 1 cannot be told

not read   times in words  there is no table of times for nl
"""


def shown(width: int, colour: bool = False) -> str:
    return "\n".join(reading_lines(READING, Terminal(width, colour))) + "\n"


def test_the_reading_of_a_story() -> None:
    assert shown(80) == CARD


def test_colour_changes_no_letter() -> None:
    coloured = shown(80, colour=True)
    assert coloured.count("\x1b[") > 40
    assert re.sub(r"\x1b\[\d+m", "", coloured) == CARD


def test_on_a_narrow_terminal_a_date_stands_above_its_event() -> None:
    assert "timeline   1995 to 1999\n             the ferry was built\n           by 2025-03-03\n" in shown(44)


@settings(max_examples=20)
@given(desk_stories)
def test_any_reading_fits_the_terminal_and_cannot_steer_it(story: Story) -> None:
    text = card(story, Terminal(60))
    assert all(cells(line) <= 60 for line in text.splitlines())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_the_card_of_a_story_that_the_desk_has_read_ends_with_the_reading() -> None:
    story = replace(FERRY, reading=READING)
    assert card(story, Terminal(80)) == card(FERRY, Terminal(80)) + CARD


def test_the_reading_alone_stands_under_headline_outlet_and_date() -> None:
    assert reading_card(FERRY, READING, Terminal(80)) == (
        "Ferry returns to the outer isles after eleven days\nThe Ellary Ledger · 2025-03-04 09:15:00+01:00\n" + CARD
    )


def test_a_story_in_which_nothing_is_read_says_so() -> None:
    assert reading_card(FERRY, Reading(), Terminal(80), "a.html") == (
        "a.html\nFerry returns to the outer isles after eleven days\nThe Ellary Ledger · 2025-03-04 09:15:00+01:00\n\n"
        "Nothing that the desk reads is in it.\n\n"
    )
