"""Signs of a text: none is missing where a reader finds something."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.fields.published.places import _DATED, _FIGURES
from copydesk.wording.bylines.opening import byline_words, is_lead, is_mixed, is_opened, is_other_lead
from copydesk.wording.captions import split_caption
from copydesk.wording.credit_words import credit_words
from copydesk.wording.furniture import _anywhere, _folded_line, _whole_entry, furniture_rows
from copydesk.wording.instants.dates import DateHit, find_dates, hints_of
from copydesk.wording.instants.tables import fold, month_rows
from copydesk.wording.lines import _CREDIT, CREDIT_WORDS, looks_dated
from copydesk.wording.reading_times import reading_time, reading_words
from copydesk.wording.signals import Signals, signals_of, signs_of_dates
from copydesk.wording.signs import (
    ALL,
    CLOCK,
    CREDIT,
    DATE,
    DIGIT,
    FRAME,
    LEAD,
    LENGTH,
    MARK,
    OPEN,
    PARTED,
    TRIPLE,
    YEAR,
)
from copydesk.wording.spelling import has_digit

_THREE_DIGITS = re.compile(r"\d\D{0,30}\d\D{0,30}\d")


def _dates(text: str) -> list[DateHit]:
    return find_dates(text, fold(text), hints_of(None, None), 4) if _THREE_DIGITS.search(text) else []


def _framed(text: str) -> bool:
    words = _folded_line(text).split()
    return _whole_entry(words) is not None or _anywhere(" ".join(words), words) is not None


READERS: tuple[tuple[int, Callable[[str], Any]], ...] = (
    (DIGIT, has_digit),
    (DATE, _dates),
    (YEAR | CLOCK, looks_dated),
    (YEAR | PARTED, _DATED.search),
    (TRIPLE, _FIGURES.search),
    (LENGTH, reading_time),
    (LEAD, lambda text: is_lead(text) or is_other_lead(text)),
    (OPEN, is_opened),
    (OPEN, is_mixed),
    (CREDIT, _CREDIT.search),
    (MARK, lambda text: split_caption(text)[:3:2] == (None, "caption/mark")),
    (FRAME, lambda text: text.isascii() and _framed(text)),
)
MONTHS = sorted({name for row in month_rows() for name in row.months.replace(",", " ").replace("_", " ").split()})
MARKS = sorted({mark for row in reading_words() for mark in row.marks})
UNITS = sorted({word for row in reading_words() for word in (*row.minutes, *row.hours)})
LEADS = sorted({word for row in byline_words() if row.kind in ("lead", "label", "other") for word in row.words})
OPENINGS = sorted({word for row in byline_words() if row.kind in ("share", "weak") for word in row.words})
CREDIT_MARKS = sorted({word for row in credit_words() for word in (*row.marks, *row.by)})
FRAMES = sorted({phrase for row in furniture_rows() if row.match != "prefix" for phrase in row.phrases})
EXAMPLES = sorted(
    {row.example for table in (month_rows(), reading_words(), byline_words(), furniture_rows()) for row in table}
)

figures = st.one_of(
    st.integers(0, 99999).map(str), st.integers(1, 31).map("{:02d}".format), st.integers(1890, 2110).map(str)
)
pieces = st.one_of(
    figures,
    st.sampled_from([*"./-:–—,|·©()年月日時시'’ \u00a0\u200bhHx٣３", " de ", "de ", "The ferry"]),
    *(st.sampled_from(words) for words in (MONTHS, MARKS, UNITS, LEADS, OPENINGS, FRAMES, CREDIT_WORDS, CREDIT_MARKS)),
)
lines = st.one_of(st.lists(pieces, max_size=9).map("".join), st.lists(pieces, max_size=9).map(" ".join), st.text())
cased = st.tuples(lines, st.sampled_from([str, str.upper, str.title, str.casefold])).map(lambda pair: pair[1](pair[0]))


def missing(text: str) -> list[int]:
    """The signs that a text lacks although their reader finds something in it."""
    return [sign for sign, read in READERS if read(text) and not signals_of(text) & sign]


@given(cased)
@example("Published : April 17, 2025 at 8:30 PM IST")
@example("3–5–2024")
@example("３／５／２０２４")
@example("20245 min read")
@example("Ngày 3 tháng 5, 2024")
@example("19時05")
def test_no_sign_is_missing_where_a_reader_finds_something(text: str) -> None:
    assert missing(text) == []


@given(cased)
@example("3 mai 2024, 3/5/2024")
@example("2024年3月5日, 5 март 2024")
def test_the_forms_that_signs_leave_out_find_no_date(text: str) -> None:
    signs = signs_of_dates(text)
    assert bool(signs) == bool(signals_of(text) & DATE)
    if signs:
        assert find_dates(text, fold(text), hints_of(None, None), 4, signs) == _dates(text)


@pytest.mark.parametrize("text", EXAMPLES)
def test_no_sign_is_missing_in_the_examples_of_the_tables(text: str) -> None:
    assert missing(text) == []


@pytest.mark.parametrize(
    "words",
    [MONTHS, MARKS, LEADS, OPENINGS, FRAMES, CREDIT_WORDS, CREDIT_MARKS],
    ids=["months", "reading times", "leads", "openings", "frames", "credits", "marks"],
)
def test_every_word_of_the_tables_gives_its_sign(words: list[str]) -> None:
    assert [word for word in words for text in (f"3 {word} 2024", f"{word}:", f"({word}) 4 min") if missing(text)] == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("The ferry sails again.", 0),
        ("Three boats", 0),
        ("4 boats", DIGIT),
        ("3.5 million", DIGIT | PARTED | CLOCK),
        ("at 14:05", DIGIT | CLOCK),
        ("3/5/24", DIGIT | PARTED | TRIPLE | DATE),
        ("in 2024", DIGIT | YEAR),
        ("3 May 2024", DIGIT | YEAR | DATE),
        ("May I?", 0),
        ("1.234.567.890", DIGIT | PARTED | CLOCK),
        ("Written by", LEAD | OPEN),
        ("Marketed by Jane Doe", LEAD | OPEN),
        ("Credits", CREDIT | MARK),
        ("Fot. Jane Doe", LEAD | OPEN | MARK),
        ("Subscribe to our newsletter", FRAME),
        ("3 min read", DIGIT | LENGTH),
        ("Min read", 0),
    ],
)
def test_the_signs_of_a_text(text: str, signs: int) -> None:
    # Hundreds of words frame stories.
    assert signals_of(text) & ~FRAME == signs & ~FRAME
    assert signals_of(text) & FRAME >= signs & FRAME


def test_a_long_text_is_told_to_have_all_words() -> None:
    plain = LEAD | OPEN | CREDIT | FRAME | MARK
    assert signals_of("The ferry sails. " * 30) == plain
    assert signals_of("The ferry sails. " * 30 + "123") & ALL == plain | LENGTH | DATE | DIGIT


class Line:
    def __init__(self, text: str) -> None:
        self.text = text


def test_parts_are_handed_over_by_sign_place_and_length() -> None:
    parts = [Line("3 May 2024"), Line("The ferry"), Line("4 May 2024 " + "and more " * 9), Line("Written by")]
    signals = Signals()
    assert signals.having(DATE, parts, range(4), 400) == [0, 2]
    assert signals.having(DATE, parts, range(4), 20) == [0]
    assert signals.having(DATE | LEAD, parts, (1, 2, 3), 400) == [2, 3]


@given(st.lists(cased, max_size=6), st.integers(1, ALL), st.integers(1, ALL))
def test_what_was_asked_before_changes_no_answer(texts: list[str], before: int, needs: int) -> None:
    parts, signals = [Line(text) for text in texts], Signals()
    signals.having(before, parts, range(len(parts)), 400)
    whole = [index for index, text in enumerate(texts) if len(text) <= 400 and signals_of(text) & needs]
    assert signals.having(needs, parts, range(len(parts)), 400) == whole
