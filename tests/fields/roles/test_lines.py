"""Roles of the lines around the body."""

import pytest

from copydesk.fields.roles.lines import above_headline, after_body, between_paragraphs, under_headline
from copydesk.wording.signature import signature


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Karin Holm", "byline"),
        ("6 May 2025, 19:15", "published"),
        ("Updated: 6 May 2025, 19:15", "modified"),
        ("3 min read", "reading_time"),
        ("12. März 2025, 17:45 Uhr | Lesezeit: 3 Min.", "published"),
        ("The board gives the old ferry one more year, half of what its captain had asked for.", "deck"),
        ("The ferry leaves the harbour of Port Alda. Photo: Marta Lindqvist", "caption"),
        ("The ferry in the harbour. © Marta Lindqvist/dpa", "caption"),
        ("El transbordador en el puerto. EFE/Juana Soler", "caption"),
        ("© 2025 Port Alda Courier", "copyright"),
        ("The Courier. © 2025 Port Alda Press", "copyright"),
        ("Фото: ТАСС", "credit"),
        ("PORT ALDA (AP) —", "dateline"),
        ("What we know about Port Alda —", "other"),
    ],
)
def test_under_the_headline(line, role):
    assert role == under_headline([line], [0])[0].role


def test_only_the_first_long_line_is_the_deck():
    lines = [
        "The board gives the old ferry one more year, its captain had asked for two.",
        "A second line of the same sort.",
    ]
    assert [named.role for named in under_headline(lines, [0, 1]).values()] == ["deck", "other"]


def test_above_the_headline():
    lines = ["Sport", "Island Post / North Coast", "FERRIES", "Old ferry gets one more year"]
    assert [named.role for named in above_headline(lines, [0, 1, 2], 3).values()] == [
        "navigation",
        "breadcrumb",
        "kicker",
    ]


def test_after_the_body_a_heading_names_what_follows():
    lines = ["Tags:", "Ferries", "Read also", "School bus drops three stops from next week", "© 2025 Island Post"]
    assert [named.role for named in after_body(lines, range(len(lines))).values()] == [
        "tags",
        "tags",
        "related",
        "related",
        "copyright",
    ]


def test_between_paragraphs():
    lines = ["Advertisement", "Read also: School bus drops three stops"]
    assert [named.role for named in between_paragraphs(lines, [0, 1], 0).values()] == ["advertisement", "related"]


@pytest.mark.parametrize(
    "line",
    [
        "By Karin Holm",
        "Published: Friday, April 5, 2024 at 12:00 PM UTC",
        "By Karin Holm (in Port Alda) and Jonas Berg, with AFP — Posted 12 March 2024 at 17:45 — Reading time: 4 min",
    ],
)
def test_a_signature_is_told_from_a_paragraph(line):
    assert signature(line) is not None


@pytest.mark.parametrize(
    "line", ["The vote was held on Tuesday, April 3, 2024.", "Karin Holm said she would not comment."]
)
def test_a_sentence_is_no_signature(line):
    assert signature(line) is None
