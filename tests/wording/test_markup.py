"""What attribute values say."""

import pytest

from copydesk.wording.markup import MarkupRow, marks_of, markup_rows


@pytest.mark.parametrize("row", markup_rows(), ids=lambda row: row.field)
def test_example_is_read(row: MarkupRow) -> None:
    assert row.field in marks_of(row.example)


def test_words_are_lower_case_and_stand_once() -> None:
    words = [word for row in markup_rows() for word in row.words]
    assert sorted(set(words)) == sorted(words)
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        ("articleSubtitle", {"deck"}),
        ("article__teaser-text", {"deck"}),
        ("article__teaser", {"related"}),
        ("READ-MORE", {"related"}),
        ("lg:col-span-10", set()),
        ("", set()),
    ],
)
def test_pairs_and_cases(names: str, fields: set[str]) -> None:
    """A word of a known pair does not speak for itself."""
    assert fields == marks_of(names)
