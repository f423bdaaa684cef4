"""Agencies in bylines, credits and tails, and not in ordinary words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.agencies import agencies, find_agencies, find_agency, read_source


@pytest.mark.parametrize(
    ("line", "name", "rule"),
    [
        ("AFP", "AFP", "agency/whole"),
        ("By AFP", "AFP", "agency/tail"),
        ("The old bridge at dusk (AP)", "AP", "agency/brackets"),
        ("sda/dpa", "SDA", "agency/slash"),
        ("dpa/red", "dpa", "agency/slash"),
        ("The council met – Reuters", "Reuters", "agency/tail"),
        ("By JANE DOE and John Roe, Associated Press", "AP", "agency/phrase"),
        ("(with inputs from PTI)", "PTI", "agency/place"),
        ("橋の上で＝ＡＰ", "AP", "agency/tail"),
        ("ANKARA (İHA) -", "İHA", "agency/brackets"),
    ],
)
def test_an_agency_is_found(line, name, rule):
    found = find_agency(line)
    assert (found.name, found.rule) == (name, rule)


@pytest.mark.parametrize(
    "line",
    [
        "Michael Bloomberg spoke",
        "MAPS AND AP EXAMS FOR ALL",
        "a pa system",
        "The map shows",
        "Beta testers met",
        "’ AP x",
    ],
)
def test_ordinary_words_are_no_agency(line):
    """Short codes count only in a byline-like place."""
    assert find_agency(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Quelle: dpa/jlo", "dpa"),
        ("Source : AFP", "AFP"),
        ("Источник: ТАСС", "TASS"),
        ("Foto: dpa", None),
        ("Quelle: Amt für Statistik, dpa", None),
        ("dpa", None),
    ],
)
def test_the_agency_that_a_line_gives_as_its_source(line, name):
    found = read_source(line)
    assert (found and found.name) == name


def test_all_agencies_come_in_order():
    assert [found.name for found in find_agencies("KCNA/Reuters, AFP")] == ["KCNA", "Reuters", "AFP"]


@given(st.text(alphabet="APF dpa'’/()（）–Reuters,İßＡＰ共同通信社\n", max_size=80))
def test_mentions_lie_in_the_text(text):
    """Mentions are in order, disjoint and inside the text."""
    end = 0
    for found in find_agencies(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_each_spelling_of_an_agency_is_found_whatever_else_begins_as_it(agency):
    """Names of several words are looked for where two of them stand."""
    for spelling in (*agency.spellings, *agency.codes):
        assert agency.name in [found.name for found in find_agencies(f"({spelling})")] or " " not in spelling


def test_a_word_that_begins_agencies_is_none():
    assert find_agencies("The harbour is open") == [] and find_agencies("The “harbour” is open") == []
