"""Lines that read as body and by the lines around them are none."""

import pytest

from copydesk.body.line_settle import no_body, with_numbered, with_questions

PROSE = (
    "The harbour board of Port Alda voted on Tuesday to keep the old ferry running until the new bridge opens in May.",
    "Members heard from fishermen, school bus drivers and two families who live on the far island all year round.",
    "The ferry carried 41,200 passengers last year, about a third of them commuters to the cannery on the mainland.",
    "Critics say that the subsidy of 2.4 million crowns does not pay for the repairs that the engine will need.",
)
LAST = "The board will look at the timetable again in October, when the tourists have gone home."


def roles(lines: list[str], *, headline: str | None = None, margin: float = 1.0) -> dict[str, str]:
    """What `no_body` makes of lines that are all taken for body, but for headings of a few words."""
    body = [i for i, line in enumerate(lines) if len(line) > 34]
    found = no_body(lines, body, dict.fromkeys(body, margin), headline)
    return {lines[i]: named.role for i, named in found.items()}


@pytest.mark.parametrize("tail", ["Reuters", "dpa", "뉴시스", "홍길동 기자"])
def test_a_line_that_ends_in_an_agencys_name_is_a_caption(tail: str) -> None:
    caption = f"The ferry at the pier of Port Alda on Tuesday morning, before the vote. {tail}"
    assert roles([*PROSE[:2], caption, *PROSE[2:]]) == {caption: "caption"}


@pytest.mark.parametrize("label", ["Image caption, ", "Image caption ", "Image source, ", "Pie de foto, "])
def test_a_line_that_is_labelled_as_a_caption_is_one(label: str) -> None:
    caption = f"{label}The ferry at the pier of Port Alda"
    assert roles([*PROSE[:2], caption, *PROSE[2:]]) == {caption: "caption"}


def test_a_line_under_a_label_of_captions_is_one() -> None:
    caption = "The ferry at the pier of Port Alda on Tuesday morning"
    assert roles([*PROSE[:2], "Image caption", caption, *PROSE[2:]]) == {caption: "caption"}
    assert roles([*PROSE[:2], "The image", caption, *PROSE[2:]]) == {}


def test_two_lines_that_end_in_the_same_words_are_captions() -> None:
    first = "Karin Holm shows the drawings of the new pier to the members. Supplied"
    second = "The engine room of the ferry, which was built in 1974. Supplied"
    assert roles([PROSE[0], first, PROSE[1], second, LAST]) == {first: "caption", second: "caption"}
    assert roles([PROSE[0], first, PROSE[1], LAST]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "The ferry sails at noon. In winter it does not sail at all",
        "The ferry is listed at the address of the port. www.port-alda.test",
        "Passengers pay 12 crowns. Children 6",
    ],
)
def test_other_words_after_a_sentence_make_no_caption(line: str) -> None:
    assert roles([PROSE[0], line, PROSE[1], line.replace("ferry", "boat"), LAST]) == {}


def test_the_agency_that_signs_the_last_paragraph_stays() -> None:
    assert roles([*PROSE, f"{LAST} Reuters"]) == {}


def test_headlines_in_a_box_of_related_articles_are_no_body() -> None:
    links = ["How a village of ninety people bought its own snow plough", "Cannery workers vote for a four-day week"]
    lines = [*PROSE[:2], "Related articles", *links, *PROSE[2:]]
    assert roles(lines) == dict.fromkeys(links, "related")
    assert roles(lines, margin=2.5) == {}
    assert roles([*PROSE[:2], "The timetable", *links, *PROSE[2:]]) == {}


def test_the_box_ends_with_the_next_paragraph() -> None:
    subhead = "What the board will decide in October next"
    assert subhead not in roles([*PROSE[:2], "Related articles", PROSE[2], subhead, PROSE[3]])


def test_comments_are_no_body_when_the_story_stands_before_them() -> None:
    comments = [
        "About time that somebody thought of the far island.",
        "Nobody asked those of us who pay for it, did they?",
    ]
    heads = [*PROSE, "Comments", *comments]
    assert roles(heads) == dict.fromkeys(comments, "comments")
    assert roles([PROSE[0], "Comments", *PROSE[1:], LAST]) == {}


def test_the_headline_with_a_number_after_the_story_heads_the_comments() -> None:
    headline = "Ferry runs until May"
    heading = f"34 on “{headline}”"
    comments = [f"{sentence} So much for that!" for sentence in (*PROSE, *PROSE)]
    assert set(roles([*PROSE, heading, *comments], headline=headline)) == set(comments)
    assert roles([*PROSE, heading, *comments], headline=None) == {}


@pytest.mark.parametrize("first", ["Karin Holm writes about", "Karin has written about"])
def test_a_last_paragraph_that_begins_with_the_name_above_it_is_about_the_author(first: str) -> None:
    bio = f"{first} ports, ships and the people who live with them for this paper."
    assert roles([*PROSE, "Karin Holm", bio]) == {bio: "author_note"}
    assert roles(["Karin Holm", bio, *PROSE, LAST]) == {}
    assert roles([*PROSE, "Another name", bio]) == {}


def test_nothing_is_found_where_there_is_no_body() -> None:
    assert no_body(["Home", "News"], [], {}, None) == {}


def test_numbered_pictures_of_a_gallery_are_captions() -> None:
    first, second = "1of2Karin Holm shows the drawings of the pier", "2of2The old ferry leaves Port Alda at dusk"
    assert roles([PROSE[0], first, second, *PROSE[1:]]) == {first: "caption", second: "caption"}
    assert roles([PROSE[0], first, *PROSE[1:]]) == {}
    assert roles([PROSE[0], "1 of 4 islanders takes the ferry to work each day.", *PROSE[1:]]) == {}


def test_short_questions_and_answers_within_the_story_are_body() -> None:
    asked = ["Q: Favorite boat?", "A: The old ferry", "Q: Favorite pier?", "A: The one at Port Alda"]
    lines = [PROSE[0], *asked, PROSE[1]]
    assert with_questions(lines, [0, 5]) == [0, 1, 2, 3, 4, 5]
    assert with_questions([PROSE[0], *asked[:2], PROSE[1]], [0, 3]) == [0, 3]
    assert with_questions([*asked, *PROSE], [4, 5, 6, 7]) == [4, 5, 6, 7]
    assert with_questions(lines, []) == []


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("READ MORE: Cannery workers vote for a week of four days and more pay", "related"),
        ("Sign up for our newsletter and get the news of Port Alda every morning", "newsletter"),
    ],
)
def test_a_line_that_asks_for_something_else_is_no_body(line: str, role: str) -> None:
    assert roles([*PROSE[:2], line, *PROSE[2:]]) == {line: role}


@pytest.mark.parametrize("item", ["{}) Tin ferry, 40 crowns", "{}. Boîte à phares", "{} – Карта острова"])
def test_a_list_that_counts_from_one_under_a_paragraph_is_body(item: str) -> None:
    items = [line for number in range(1, 6) for line in (item.format(number), "port-alda.test/shop")]
    lines = [*PROSE[:2], "What the museum sells:", *items, LAST]
    assert with_numbered(lines, [0, 1, 13]) == [0, 1, *range(3, 12), 13]
    assert with_numbered(lines, [0, 1]) == [0, 1, *range(3, 12)]


def test_other_numbers_are_no_list() -> None:
    numbered = [f"{number}. The mill" for number in range(1, 6)]
    for heading in (["Most read"], ["Lunde", "Shop", "Sport", "Weather"]):
        assert with_numbered([*PROSE, *heading, *numbered], [0, 1, 2, 3]) == [0, 1, 2, 3]
    years = [f"{year}. The ferry sails" for year in (12, 13, 14, 15)]
    assert with_numbered([*PROSE[:2], *years, LAST], [0, 1, 6]) == [0, 1, 6]
    assert with_numbered([], []) == []
