"""Furniture phrases, and story that only begins like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.furniture import furniture, is_section_end

PARAGRAPH = "The council met on Monday to vote on the budget for the new bridge over the river. " * 8


@pytest.mark.parametrize(
    ("line", "role", "whole"),
    [
        ("For All Latest Updates", "related", True),
        ("TAGGED:", "tags", True),
        ("Quick Links / Policies", "navigation", True),
        ("READ MORE »", "related", True),
        ("Comments (23)", "comments", True),
        ("23 Comments", "comments", True),
        ("İLGİLİ HABERLER", "related", True),
        ("Editor’s picks", "related", True),
        ("関連記事", "related", True),
        ("Copyright © 2024 Example Ltd., All Rights Reserved.", "copyright", False),
        ("For any inquiries, please reach us at desk@example.org", "footer", False),
        ("Correction: An earlier version gave the wrong year.", "correction", False),
        ("Sign up for our morning briefing", "newsletter", False),
        ("The week in bridges, straight to your inbox.", "newsletter", False),
        ("Startseite | Politik | Brücken", "breadcrumb", False),
    ],
)
def test_a_phrase_has_its_role(line, role, whole):
    found = furniture(line)
    assert (found.role, found.whole) == (role, whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council met on Monday.",
        "Correction officers met on Monday.",
        "Readers met the author of the book on Monday.",
        "Subscribe to " + PARAGRAPH,
        "Read more: " + PARAGRAPH,
        "2024",
        "Share prices fell",
    ],
)
def test_story_is_no_furniture(text):
    assert furniture(text) is None


@pytest.mark.parametrize("line", ["Read more", "Mehr zum Thema", "Lire aussi", "Más noticias", "関連記事", "Comments"])
def test_headings_that_end_the_story(line):
    assert is_section_end(line)


@pytest.mark.parametrize(
    "line", ["Read more: The bridge is open", "Author image", "Share", "The council met", PARAGRAPH]
)
def test_lines_that_do_not_end_the_story(line):
    """A teaser within the story, a button or a paragraph is no heading after it."""
    assert not is_section_end(line)


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    found = furniture(text)
    assert found is None or found.rule.startswith("furniture/")


def test_time_does_not_grow_with_the_text():
    """Of a long paragraph only the head is read."""
    furniture(PARAGRAPH)
    endless = "the " * 1_000_000
    started = time.process_time()
    furniture(endless)
    assert time.process_time() - started < 0.02
