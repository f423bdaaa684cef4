"""The day on which something was said: beside the cue, or at the begin of the sentence; else none."""

import pytest

from copydesk.desk.desk import annotate
from copydesk.desk.language_model import is_installed

needs_model = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")

PUBLISHED = "2024-05-03T10:00:00+00:00"
"""A Friday."""


def days(text: str) -> list[str | None]:
    return [quote.when for quote in annotate(text, published=PUBLISHED).quotes]


@needs_model
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ('"The ferry will sail again," Mara Lindqvist told Ann Orr, 29, late Wednesday.', "2024-05-01"),
        ('"The ferry will sail again," Mara Lindqvist said on Thursday.', "2024-05-02"),
        ('"The ferry will sail again," said Mara Lindqvist Thursday.', "2024-05-02"),
        ('On Wednesday, Mara Lindqvist said: "The ferry will sail again."', "2024-05-01"),
    ],
)
def test_a_day_beside_the_cue(text: str, day: str) -> None:
    assert days(text) == [day]


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        '"The ferry will sail again," Mara Lindqvist said.',
        'Mara Lindqvist said: "The ferry will sail again on Monday."',
        '"The ferry will sail again," said Mara Lindqvist, who was fined on Thursday.',
        '"The ferry will sail again," Mara Lindqvist said of Thursday\'s accident.',
        "Mara Lindqvist, who was fined on Thursday, said the ferry would sail again.",
        '"The ferry will sail again," Mara Lindqvist said on May 17, 2024.',
    ],
)
def test_other_days_are_not_those_of_the_words(text: str) -> None:
    assert set(days(text)) == {None}


@needs_model
def test_the_words_are_shown() -> None:
    text = '"The ferry will sail again," Mara Lindqvist said on Thursday.'
    (quote,) = annotate(text, published=PUBLISHED).quotes
    assert quote.when_words is not None
    assert text[quote.when_words.start : quote.when_words.end] == quote.when_words.text
    assert "Thursday" in quote.when_words.text
