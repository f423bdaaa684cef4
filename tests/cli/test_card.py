import re

from hypothesis import given
from msgspec.structs import replace
from tests.export.made_up import FERRY, stories

from copydesk.cli.card import card
from copydesk.cli.terminal import Terminal, cells
from copydesk.records import Block, Instant, Post, Story

FERRY_CARD = """\
Ferry returns to the outer isles after eleven days
kicker     Storm
deck       Bread, post and forty passengers arrive as the longest storm in a
           decade ends, and the harbour master promises a second boat before
           night.
byline     By Ana Lind and Tomasz Oyelaran, Tidewater Wire
authors    Ana Lind (harbour correspondent); Tomasz Oyelaran (Tidewater Wire)
agency     Tidewater Wire  unsure, 0.55
dateline   Port Ellary
published  2025-03-04 09:15 +01:00  zone stated: "4 March 2025, 9:15 a.m. CET"
modified   2025-03-04 11:40  zone unknown: "updated 11.40"
section    News / Coast
tags       ferries, storms, outer isles
publisher  The Ellary Ledger  ledger.example
image      The ferry at the quay of Port Ellary on Tuesday.
           credit R. Mbeki/Tidewater Wire
body       6 paragraphs, 71 words  second copy of all 6 paragraphs set aside
corrected  An earlier version gave the number of passengers as fourteen.
access     open, language en, 1 related
"""


def line(story: Story, label: str) -> str:
    return next(line for line in card(story, Terminal()).splitlines() if line.startswith(label))[11:]


def published(value: str) -> Story:
    return replace(FERRY, published=Instant(value=value, zone="unknown", text=value))


def test_the_card_of_a_story() -> None:
    assert card(FERRY, Terminal(80)) == FERRY_CARD


def test_colour_changes_no_letter() -> None:
    coloured = card(FERRY, Terminal(80, colour=True))
    assert coloured != FERRY_CARD
    assert re.sub(r"\x1b\[\d+m", "", coloured) == FERRY_CARD


@given(stories)
def test_any_story_fits_the_terminal_and_cannot_steer_it(story: Story) -> None:
    text = card(story, Terminal(60))
    assert all(cells(line) <= 60 for line in text.splitlines())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_a_bare_story_says_what_is_missing() -> None:
    assert card(Story(source=FERRY.source), Terminal()) == (
        "(no headline)\n"
        "published  the page does not say\n"
        "publisher  ledger.example\n"
        "body       none\n"
        "access     unknown\n"
    )


def test_a_byline_without_people_says_so() -> None:
    assert (
        line(replace(FERRY, byline="By Tidewater Wire", authors=()), "byline") == "By Tidewater Wire  names no person"
    )


def test_an_endless_value_is_cut() -> None:
    assert len(card(replace(FERRY, headline="x" * 100_000, deck="y" * 100_000), Terminal())) < 3_000


def test_a_day_alone_has_no_zone() -> None:
    assert line(published("2025-03-04"), "published") == "2025-03-04"


def test_zones_west_of_greenwich_and_greenwich_itself() -> None:
    assert line(published("2025-03-04T09:15:30-05:00"), "published") == "2025-03-04 09:15:30 -05:00  zone unknown"
    assert line(published("2025-03-04T09:15:00Z"), "published") == "2025-03-04 09:15 UTC  zone unknown"


def test_some_repeated_paragraphs_are_counted() -> None:
    blocks = tuple(
        Block(role=role, kind="paragraph", text="A.", span=(0, 2), duplicate_of=of)
        for role, of in (("body", None), ("body", None), ("duplicate", 0), ("deck", None), ("duplicate", 3))
    )
    assert line(replace(FERRY, blocks=blocks), "body").endswith("1 repeated paragraph set aside")


def test_scripts_without_spaces_are_counted_in_characters() -> None:
    assert line(replace(FERRY, text="船が港に戻った。" * 20, blocks=()), "body") == "1 paragraph, 160 characters"


def test_the_posts_of_a_live_blog_are_counted() -> None:
    def post(value: str, first: int) -> Post:
        return Post(published=Instant(value=value, zone="unknown", text=""), first=first, last=first + 1)

    posts = (post("2024-11-05T16:40:00+01:00", 0), post("2024-11-05T14:32", 1), post("T11:05", 2))
    assert line(replace(FERRY, posts=posts), "posts") == "3 posts, 2024-11-05 16:40 +01:00 to 11:05"
    assert line(replace(FERRY, posts=posts[:1]), "posts") == "1 post"
