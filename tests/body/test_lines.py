"""Roles of lines where copies could mislead."""

import pytest
from tests.fields.test_text_stories import FERRY, FERRY_HEAD

from copydesk.fields.roles.settle import roles_of_lines

DECK = "Fishermen, bus drivers and Marta Lindqvist keep the ferry running"
PICTURE = "All of them came to the harbour board on Tuesday (Photos: Getty)"


@pytest.mark.parametrize("copies", [0, 2, 3])
def test_a_deck_printed_again_above_the_body_is_no_headline(copies: int) -> None:
    header = [FERRY_HEAD[0], DECK, PICTURE, "By Karin Holm", "Freelance writer", "May 6, 2025 1:55 am"]
    lines = [*header, *[DECK] * copies, *FERRY]
    found = roles_of_lines(lines, [0] * len(lines))
    assert found.headline == 0
    assert [lines[i] for i in found.body] == list(FERRY)


def test_a_headline_printed_again_is_found_once() -> None:
    lines = ["Home", "News", FERRY_HEAD[0], "Herald", *FERRY_HEAD, *FERRY]
    found = roles_of_lines(lines, [0] * len(lines))
    assert found.headline is not None
    assert lines[found.headline] == FERRY_HEAD[0]
