"""Which line is the headline."""

import pytest

from copydesk.fields.headline.lines import HEADLINE_FEATURES, WIDTH, find_headline, headline_rows

BODY = [
    "The harbour board of Port Alda voted on Tuesday to keep the old ferry running until the new bridge opens in May.",
    "Members heard from fishermen, school bus drivers and two families who live on the far island all year round.",
    "The ferry carried 41,200 passengers last year, about a third of them commuters to the cannery on the mainland.",
]
HEADLINE = "Old ferry gets one more year until the bridge opens"


def found(above: list[str]) -> str | None:
    lines = [*above, *BODY]
    place, _ = find_headline(lines, range(len(above), len(lines)))
    return None if place is None else lines[place]


@pytest.mark.parametrize(
    "above",
    [
        [HEADLINE],
        ["News", "Sport", HEADLINE, "By Karin Holm", "6 May 2025"],
        ["Home", HEADLINE, "The board gives the ferry half of what its captain had asked for.", "6 May 2025, 19:15"],
    ],
)
def test_the_line_that_speaks_of_the_story_is_it(above):
    assert found(above) == HEADLINE


def test_nothing_above_the_body_is_no_headline():
    assert find_headline(BODY, [0, 1, 2])[0] is None
    assert find_headline(["Menu"], []) == (None, 0.0)


def test_a_row_holds_a_number_for_each_feature():
    lines = ["Menu", "古い渡し船、橋の開通まで一年延長", "2025年5月6日 19時15分", *BODY]
    places, rows = headline_rows(lines, [3, 4, 5])
    assert len(HEADLINE_FEATURES) * len(places) == len(rows)
    row = dict(zip(HEADLINE_FEATURES, rows[places.index(1) * WIDTH :][:WIDTH], strict=True))
    assert (row["until_date"], row["distance"]) == (1, 2)


def test_a_line_that_signs_is_no_headline_where_none_is_printed() -> None:
    body = [
        "The council of Mirefield voted on Tuesday to close the last paper mill after inspectors found cracks.",
        "About 140 people work at the mill, which was founded in 1871 and still makes the paper for books.",
    ]
    assert find_headline(["Home", "News", "By Tom Arden", "5 March 2024", *body], [4, 5])[0] is None
