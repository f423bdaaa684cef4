"""Byline, authors, agency and dateline from the visible page."""

from tests.fields.visible_pages import BODY, PROSE, page_of

from copydesk.fields.candidates import Candidate
from copydesk.fields.visible_people import (
    fuller_authors,
    signed_lines,
    visible_agencies,
    visible_authors,
    visible_dateline,
)
from copydesk.records import Person

TITLE = "Ferry to Lunde sails again"


def names(html: str) -> list[list[str]]:
    page = page_of(html, headline=TITLE)
    return [[person.name for person in one.value] for one in visible_authors(signed_lines(page, "The Courier"))]


def test_byline_under_the_headline() -> None:
    assert names(f"<h1>{TITLE}</h1><p>By Jane Doe and John Roe</p>{BODY}") == [["Jane Doe", "John Roe"]]


def test_names_in_separate_elements_are_one_byline() -> None:
    html = f'<h1>{TITLE}</h1><div><p class="author">Jane Doe</p><p class="author">John Roe</p></div>{BODY}'
    assert names(html) == [["Jane Doe", "John Roe"]]


def test_commenters_are_no_authors() -> None:
    assert names(f'<h1>{TITLE}</h1>{BODY}<div class="comments"><p>By Jane Doe</p></div>') == []


def test_agency_is_no_author() -> None:
    page = page_of(f"<h1>{TITLE}</h1><p>By AFP</p>{BODY}", headline=TITLE)
    lines = signed_lines(page, None)
    assert visible_authors(lines) == []
    assert [one.value for one in visible_agencies(page, lines, None)] == ["AFP"]


def test_dateline_with_its_agency() -> None:
    page = page_of(f'<h1>{TITLE}</h1><p class="b">LUNDE (AFP) - {PROSE}</p>{BODY}', headline=TITLE)
    reading, candidates = visible_dateline(page)
    assert reading is not None
    assert (candidates[0].value.place, reading.agency) == ("Lunde", "AFP")


def test_printed_byline_with_more_names_wins() -> None:
    one, two = Person(name="Jane Doe"), Person(name="John Roe")
    declared = Candidate((one,), "authors/jsonld", 0.93, "jsonld", "", "")
    printed = Candidate((one, two), "authors/labelled", 0.85, "html", "", "")
    assert printed.rule == max(fuller_authors([declared, printed]), key=lambda candidate: candidate.confidence).rule
