"""Every row of the line readers' tables does what its example says."""

import pytest

from copydesk.tables.reader import rows
from copydesk.wording.agencies import agencies, find_agency
from copydesk.wording.bylines.opening import byline_words
from copydesk.wording.bylines.pieces import desk_words, job_words, read_piece
from copydesk.wording.bylines.read import read_byline
from copydesk.wording.captions import split_caption
from copydesk.wording.credit_words import credit_words
from copydesk.wording.datelines import read_dateline
from copydesk.wording.furniture import furniture, furniture_rows
from copydesk.wording.names import name_words, tidy_name
from copydesk.wording.places import dateline_words, is_known_place, is_never_place, is_qualifier, place_rows
from copydesk.wording.reading_times import reading_time, reading_words

STORY = " The council met on Monday to vote on the budget for the new bridge over the river."


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_agency_rows(agency):
    """The example and each form alone name the agency."""
    for line in (agency.example, *agency.codes, *agency.spellings):
        found = find_agency(line)
        assert found is not None, line
        assert found.name == agency.name


def test_agency_names_are_unique():
    names = [agency.name for agency in agencies()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", furniture_rows(), ids=lambda row: row.id)
def test_furniture_rows(row):
    """The example fires by its own rule, each phrase with the row's role."""
    assert furniture(row.example) is not None
    assert furniture(row.example).rule == f"furniture/{row.id}"
    frame = {"whole": "{}", "prefix": "{}xx", "anywhere": "We said: {}"}[row.match]
    for phrase in row.phrases:
        found = furniture(frame.format(phrase))
        assert found is not None, phrase
        assert found.role == row.role, phrase


@pytest.mark.parametrize("row", reading_words(), ids=lambda row: row.language)
def test_reading_time_rows(row):
    assert reading_time(row.example) == row.value


@pytest.mark.parametrize("row", place_rows(), ids=lambda row: row.region)
def test_place_rows(row):
    assert read_dateline(row.example + STORY) is not None
    for name in row.names:
        assert is_known_place(name)
        found = read_dateline(f"{name}:{STORY}")
        assert found is not None, name
        assert found.dateline.place == name


@pytest.mark.parametrize("row", dateline_words(), ids=lambda row: row.id)
def test_dateline_word_rows(row):
    assert (read_dateline(row.example + STORY) is None) == bool(row.never)
    assert all(is_qualifier(word) for word in row.qualifiers)
    for word in row.never:
        assert is_never_place(word)
        assert read_dateline(f"{word.upper()} —{STORY}") is None, word


@pytest.mark.parametrize("row", credit_words(), ids=lambda row: row.language)
def test_credit_rows(row):
    """The example's caption and credit are parted at a mark; each mark alone works too."""
    assert split_caption(row.example).rule == "caption/mark"
    for mark in row.marks:
        if mark == "©":
            continue
        found = split_caption(f"The old bridge at dusk. {mark[0].upper()}{mark[1:]}: Jane Doe/AFP")
        assert found.credit == "Jane Doe/AFP", mark


@pytest.mark.parametrize("row", desk_words(), ids=lambda row: row.language)
def test_desk_rows(row):
    """Neither the example nor any desk or account is a person."""
    for line in (row.example, *row.desks, *row.users):
        assert read_byline(line, labelled=True).people == (), line


@pytest.mark.parametrize("row", job_words(), ids=lambda row: row.language)
def test_job_rows(row):
    assert read_piece(row.example, publisher=None, labelled=True).kind == "role"
    for head in row.heads - {"staff", "team", "bureau", "haber", "editors"}:
        assert read_piece(head.capitalize(), publisher=None, labelled=True).kind in ("role", "desk"), head


@pytest.mark.parametrize("row", byline_words(), ids=lambda row: f"{row.kind}-{row.language}")
def test_byline_rows(row):
    """The example reads as one person, or none where its words say that there is none."""
    byline = read_byline(row.example, labelled=True)
    if row.kind == "other":
        assert byline.people == ()
    elif row.kind == "share":
        assert byline.agency is not None
    else:
        assert byline.people
        assert all(len(person.name.split()) == 2 for person in byline.people)


def test_name_row():
    assert tidy_name(name_words().example) == "Dr. Jane van der Doe Jr"


def test_rows_are_checked_against_their_type():
    """A table that lacks a field is an error, not a silent default."""
    from msgspec import Struct, ValidationError

    class Wrong(Struct):
        no_such_field: int

    with pytest.raises(ValidationError):
        rows("agencies", Wrong)
