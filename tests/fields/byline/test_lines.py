"""Signed lines of a text page."""

from copydesk.fields.byline.lines import lines_signed
from copydesk.fields.view import Roles, TextSheet
from copydesk.layout.lines import Line
from copydesk.wording.signature import Named

HEAD = ("Ferry to Lunde sails again", "headline")
BODY = [("The ferry sails again. You can get started with the main features.", "body"), ("It sails daily.", "body")]


def signed(before, behind=(), above=()) -> list[tuple[list[str], float]]:
    rows = [*above, HEAD, *before, *BODY, *behind]
    lines = [Line(text, (0, 0), 0, index) for index, (text, _) in enumerate(rows)]
    named = [Named(role, "made-up", 0.5) for _, role in rows]
    first = rows.index(BODY[0])
    roles = Roles(named, [None] * len(rows), [], rows.index(HEAD), [first, first + 1])
    found = lines_signed(TextSheet(source="", lines=lines, roles=roles))
    return [([person.name for person in byline.people], round(byline.confidence, 2)) for _, byline in found]


def names(*rows, **more) -> list[list[str]]:
    return [people for people, _ in signed(rows, **more)]


def test_a_byline_in_a_line_of_another_role() -> None:
    assert names(("By Jane Doe 15 min read", "reading_time")) == [["Jane Doe"]]
    assert names(("Jane Doe on May 13, 2025", "published")) == [["Jane Doe"]]
    assert names(("Coast, News | Published: 5 hours ago | Written by Jane Doe", "other")) == [["Jane Doe"]]


def test_a_label_alone_speaks_for_the_next_line() -> None:
    assert names(("Written by", "other"), ("Jane Doe", "other")) == [["Jane Doe"]]
    assert names(("Photos by", "other"), ("Jane Doe", "byline")) == []


def test_a_bare_name_needs_a_given_name_or_a_role() -> None:
    dated = ("3 May 2024, 10:15", "published")
    assert names(("Jane Doe", "navigation"), dated) == [["Jane Doe"]]
    assert names(("Qwabe Doe", "navigation"), dated) == []
    assert names(("Qwabe Doe", "byline"), dated) == [["Qwabe Doe"]]


def test_words_of_the_story_are_no_names() -> None:
    assert names(("Main Features", "byline"), ("3 May 2024, 10:15", "published")) == []


def test_many_names_in_a_row_are_topics() -> None:
    row = [(f"{name} Doe", "byline") for name in ("Jane", "John", "Anna", "Peter", "Maria", "Karl")]
    assert names(*row, ("3 May 2024, 10:15", "published")) == []
    assert len(names(*row[:3], ("3 May 2024, 10:15", "published"))) == 3


def test_comments_captions_and_the_body_do_not_sign() -> None:
    assert names(("By Jane Doe", "caption"), behind=[("By John Roe", "comments")]) == []


def test_a_line_behind_the_story_is_believed_less() -> None:
    assert signed([("By Jane Doe", "byline")], behind=[("By John Roe", "other")]) == [
        (["Jane Doe"], 0.85),
        (["John Roe"], 0.51),
    ]
