"""Every row of the table of reporting words reads its own example."""

from __future__ import annotations

import pytest

from copydesk.desk.language_model import is_installed, parse
from copydesk.desk.quotes import find_quotes
from copydesk.desk.quotes.cues import Row, tables

ROWS = tables().rows


def words(row: Row) -> set[str]:
    return set(row.lemmas.split())


@pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")
@pytest.mark.parametrize("row", ROWS, ids=[f"{row.name}-{row.cue}" for row in ROWS])
def test_a_row_reads_its_example(row: Row) -> None:
    """Speaker, cue and content are what the row says."""
    (quote,) = find_quotes([row.example], parse([row.example]))

    assert quote.speaker is not None and quote.cue is not None
    assert (row.speaker, row.cue, [row.content]) == (
        quote.speaker.text,
        quote.cue.text,
        [one.text for one in quote.content],
    )
    assert row.name == quote.cue_class
    assert quote.cue_lemma in words(row)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"), ("denied", "deny"), ("replies", "reply"), ("quipped", "quip"), ("quipping", "quip"),
        ("confesses", "confess"), ("arguing", "argue"), ("told", "tell"), ("swore", "swear"), ("boasted", "boast"),
        ("admitted", "admit"), ("explained", "explain"), ("reported", "report"),
    ],
)  # fmt: skip
def test_the_forms_of_a_verb_are_known(form: str, lemma: str) -> None:
    """Regular forms follow from the base form, irregular ones stand in the table."""
    assert lemma == tables().verbs[form].lemma


def test_a_language_without_a_table_is_read_with_the_english_one() -> None:
    """The code's region does not matter either."""
    assert tables("xx") is tables("en") is tables("en-GB")


def test_a_word_of_two_rows_takes_what_both_say() -> None:
    """Its class is that of the first."""
    cue = tables().verbs["demanded"]

    assert cue.name == "announcement"
    assert {"clause", "object"} <= cue.takes
