"""The opening words of a byline."""

import pytest

from copydesk.wording.bylines.opening import is_opened, open_line


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe", "3 May | by Jane Doe", "Text: Jane Doe", "Share by Jane Doe", "Jane Doe", "Lunde 3", "", "By", "|"],
)
def test_a_line_is_opened_where_its_opening_has_a_kind(line) -> None:
    assert is_opened(line) == (open_line(line, labelled=False).kind is not None)


def test_a_name_opens_nothing_and_by_does() -> None:
    assert is_opened("By Jane Doe") and is_opened("Text: Jane Doe") and not is_opened("Jane Doe")
