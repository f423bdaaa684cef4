"""Bylines in lines of text."""

import pytest

from copydesk.wording.bylines.line import byline_in, is_bare, supported


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Karin Holm", ["Karin Holm"]),
        ("Karin Holm | 6 May 2025, 09:10", ["Karin Holm"]),
        ("Karin Holm Karin Holm", ["Karin Holm"]),
        ("森田 はるか", ["森田 はるか"]),
    ],
)
def test_names_are_found(line, names):
    assert names == [person.name for person in byline_in(line).people]


@pytest.mark.parametrize(
    "line",
    [
        "Who pays for the ferry?",
        "The board will look at the timetable again in October, said Karin Holm of it.",
        "6 May 2025",
    ],
)
def test_other_lines_sign_nothing(line):
    assert byline_in(line) is None


def test_a_bare_name_is_believed_for_its_place():
    bare = byline_in("Karin Holm")
    assert is_bare(bare)
    dated, topical = (
        supported(bare, by_date=True, echoed=True, topical=False),
        supported(bare, by_date=False, echoed=False, topical=True),
    )
    assert (
        topical.confidence < supported(bare, by_date=False, echoed=False, topical=False).confidence < dated.confidence
    )


def test_a_marked_byline_needs_no_support():
    marked = byline_in("By Karin Holm")
    assert marked == supported(marked, by_date=False, echoed=False, topical=True)
