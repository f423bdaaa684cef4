"""Byline, authors, agency and dateline from the visible page."""

from tests.fields.visible_pages import BODY, PROSE, page_of

import copydesk
from copydesk.fields.agency import visible_agencies
from copydesk.fields.authors import detailed, fuller_authors, people_key, visible_authors, visible_bylines
from copydesk.fields.byline.signed import signed_lines
from copydesk.fields.candidates import Candidate
from copydesk.fields.dateline import visible_dateline
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


def test_commenters_are_no_authors_whatever_their_class() -> None:
    comment = '<ol id="comments"><li><div><cite class="comment-author">Jane Doe</cite> says:</div></li></ol>'
    form = '<form><p class="comment-form-author">Jane Doe</p></form>'
    assert names(f"<h1>{TITLE}</h1>{BODY}{comment}{form}") == []


def test_headings_and_tables_do_not_sign() -> None:
    assert names(f"<h1>{TITLE}</h1><h4>Jane Doe, Editor</h4><table><td>Jane Doe, Editor</td></table>{BODY}") == []


def test_a_label_speaks_for_the_element_behind_it() -> None:
    assert names(f"<h1>{TITLE}</h1><p>Written by</p><p>Jane Doe</p><p>Edited by</p><p>John Roe</p>{BODY}") == [
        ["Jane Doe"]
    ]


def test_a_link_to_an_authors_page_names_the_author() -> None:
    line = '<p><a href="/authors/jane-doe">Jane Doe</a> <a href="/places/lunde">Lunde Coast</a></p>'
    assert names(f"<h1>{TITLE}</h1>{line}{BODY}") == [["Jane Doe"]]


def test_author_links_anywhere_count_where_all_name_one_person() -> None:
    far = "<p>-</p>" * 30
    one, other = (f'<p><a href="/author/{name}">{name.title()} Doe</a></p>' for name in ("jane", "john"))
    assert names(f"<h1>{TITLE}</h1>{BODY}{far}{one}{one}") == [["Jane Doe"]]
    assert names(f"<h1>{TITLE}</h1>{BODY}{far}{one}{other}") == []


def test_text_label_at_the_end_of_the_body() -> None:
    lines = '<p class="b">Text: Jane Doe</p><p class="b">Fotos: John Roe</p><p class="b">Ende der Seite.</p>'
    assert names(f"<h1>{TITLE}</h1>{BODY}{lines}")[0] == ["Jane Doe"]


def test_a_bare_name_beside_a_date() -> None:
    assert names(f"<h1>{TITLE}</h1><p>Jane Doe</p><p>3 May 2024, 10:15</p>{BODY}") == [["Jane Doe"]]
    assert names(f"<h1>{TITLE}</h1><p>Qwabe Doe</p>{BODY}") == []
    assert names(f"<h1>{TITLE}</h1><p>Get Ready</p><p>3 May 2024, 10:15</p>{BODY.replace('again', 'get ready')}") == []
    assert names(f"<h1>{TITLE}</h1><p>Jane Lunde</p><p>3 May 2024, 10:15</p>{BODY}") == []


def test_an_author_box_far_behind_the_story() -> None:
    far = "<p>-</p>" * 30
    assert names(f'<h1>{TITLE}</h1>{BODY}{far}<div class="author-box"><p>Jane Doe</p></div>') == []
    assert names(f'<h1>{TITLE}</h1>{BODY}{far}<p class="author-name">Jane Doe</p>') == [["Jane Doe"]]


def test_a_note_about_the_author() -> None:
    note = "<p>Jane Doe is a freelance writer who lives on the coast of Lunde with her two dogs.</p>"
    assert names(f"<h1>{TITLE}</h1>{BODY}{note}") == [["Jane Doe"]]
    assert names(f"<h1>{TITLE}</h1>{BODY}{note.replace('writer', 'diver')}") == []


def test_what_tells_of_a_person_is_no_byline() -> None:
    note = "<p>Jane Doe is a freelance writer who lives on the coast of Lunde with her two dogs.</p>"
    assert visible_bylines(signed_lines(page_of(f"<h1>{TITLE}</h1>{BODY}{note}", headline=TITLE), None)) == []


def test_numbers_and_paths_are_nobody() -> None:
    lines = (
        "<p>555-010-4492Broken Arrow</p>",
        "<p class='author'>1415 Lunde Street</p>",
        "<p class='author'>&gt; Jane Doe</p>",
    )
    for line in lines:
        assert names(f"<h1>{TITLE}</h1>{line}{BODY}") == [], line
    assert names(f"<h1>{TITLE}</h1><p>03/01/2017 by Jane Doe, Garden reporter</p>{BODY}") == [["Jane Doe"]]


def test_common_words_beside_a_name_are_no_other_person() -> None:
    assert names(f"<h1>{TITLE}</h1><p>By Jane Doe, Ferry Islands</p>{BODY}") == [["Jane Doe"]]
    assert names(f"<h1>{TITLE}</h1><p>By Jane Doe, Xulan Boatwright</p>{BODY}") == [["Jane Doe", "Xulan Boatwright"]]


def test_who_checked_and_tested_is_no_author() -> None:
    others = "".join(
        f'<p class="x">{lead} <a href="/author/{name.lower()}">{name}</a></p>'
        for lead, name in (("By", "Jane Doe"), ("Fact-checked by", "Paul Roe"), ("Tested by", "Katie Pelt"))
    )
    assert names(f"<h1>{TITLE}</h1>{others}{BODY}") == [["Jane Doe"]]


def test_the_owner_signs_where_nothing_else_does() -> None:
    html = f"<h1>{TITLE}</h1>{BODY}<footer>© 2025 Jane Doe</footer>"
    page = page_of(html, headline=TITLE, url="https://janedoe.example/ferry")
    assert [one.rule for one in visible_authors(signed_lines(page, None))] == ["authors/own-site"]


def test_a_desk_that_signs_leaves_no_weaker_names() -> None:
    html = f'<h1>{TITLE}</h1><p class="byline">Courier Lifestyle Desk</p><p>Jane Doe, Editor</p>{BODY}'
    lines = signed_lines(page_of(html, headline=TITLE), None)
    assert visible_authors(lines) == []
    assert visible_bylines(lines)[0].value == "Courier Lifestyle Desk"


def test_a_title_before_a_name_is_no_other_person() -> None:
    assert people_key((Person(name="Dr. Jane Doe"),)) == people_key((Person(name="Jane Doe"),))


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


def test_a_declared_name_without_a_letter_bears_the_printed_one() -> None:
    declared = Candidate((Person(name="Ⅷ"),), "authors/jsonld", 0.93, "jsonld", "", "")
    printed = Candidate((Person(name="—"),), "authors/labelled", 0.85, "html", "", "")
    assert len(fuller_authors([declared, printed])) == 2


def test_a_role_that_only_the_byline_gives_joins_the_declared_name() -> None:
    full = Person(name="Nora Quill", role="islands correspondent")
    bare, other = Person(name="Nora Quill"), Person(name="Jane Doe")
    found = [
        Candidate((bare, other), "authors/jsonld", 0.9, "jsonld", "", ""),
        Candidate((full,), "authors/byline", 0.8, "html", "p", ""),
    ]
    assert detailed((bare, other), found) == (full, other)


def test_a_byline_with_date_and_length_is_no_paragraph() -> None:
    line = (
        "By Claire Dumont (special correspondent in Lunde) and Luc Martel, with AFP"
        " — Published 12 March 2024 at 17:45 — Reading time: 4 min"
    )
    found = copydesk.read(f"<article><h1>{TITLE}</h1><p>{line}</p>{BODY}{BODY.replace('Tuesday', 'Monday')}</article>")
    assert [person.name for person in found.authors] == ["Claire Dumont", "Luc Martel"]
    assert (found.byline, found.agency) == (line, "AFP")
    assert found.text.startswith(PROSE)


def test_a_dateline_in_an_element_of_its_own() -> None:
    body = f"{BODY}{BODY.replace('Tuesday', 'Monday')}"
    found = copydesk.read(f"<article><h1>{TITLE}</h1><p>LUNDE (AP) —</p>{body}</article>")
    assert (found.dateline and found.dateline.place, found.agency) == ("Lunde", "AP")
    assert found.text.startswith(PROSE)
    assert [block.text for block in found.blocks if block.role == "dateline"] == ["LUNDE (AP) —"]
