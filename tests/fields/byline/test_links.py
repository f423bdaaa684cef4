"""Links that lead to the page of an author."""

import pytest

from copydesk.fields.byline.links import LONGEST_PART, author_links, author_paths, linked_byline
from copydesk.layout.dom import read_dom
from copydesk.settings import DEFAULTS
from copydesk.wording.bylines.read import read_byline


def links(html: str) -> list[list[str]]:
    return list(author_links(read_dom(html, DEFAULTS).anchors).values())


@pytest.mark.parametrize("row", author_paths(), ids=lambda row: row.words[0])
def test_author_path_rows(row) -> None:
    """The example and each word lead to a person; a word that is not sure needs a name in the link."""
    for address in (row.example, *(f"https://news.example/{word}/jdoe" for word in row.words)):
        assert links(f'<a href="{address}">Jane Doe</a>') == [["Jane Doe"]]
        assert links(f'<a href="{address.upper()}">Jane Doe</a>') == [["Jane Doe"]]
        assert links(f'<a href="{address}">jdoe77</a>') == ([["jdoe77"]] if row.sure else [])


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/authors/">Jane Doe</a>',
        '<a href="/authority/jane">Jane Doe</a>',
        '<a href="/news/jane-doe" rel="tag">Jane Doe</a>',
        '<a href="#author">Jane Doe</a>',
    ],
)
def test_other_links(link) -> None:
    assert links(link) == []


def test_rel_and_query() -> None:
    assert links('<a rel="author nofollow" href="/x">jd</a>') == [["jd"]]
    assert links('<a href="/blog?author=59a45a">jane doe</a>') == [["jane doe"]]


def test_the_line_keeps_what_its_links_do_not_say() -> None:
    line = read_byline("By Jane Doe and John Roe")
    assert linked_byline(line, ["Jane Doe"], None) == line
    assert [person.name for person in linked_byline(line, ["Jim Poe"], None).people] == ["Jim Poe"]
    assert linked_byline(line, ["More"], None) == line


def test_no_word_of_the_table_is_longer_than_the_parts_that_are_looked_up():
    assert max(len(part) for row in author_paths() for word in row.words for part in word.split("/")) <= LONGEST_PART


@pytest.mark.parametrize("text", ["By Jane Doe", "Jane Doe", "jdoe77", "Lunde Post", "Jane Doe, Garden Editor"])
def test_a_line_that_is_its_link_keeps_its_reading(text):
    line = read_byline(text, labelled=True)
    assert linked_byline(line, [text], None, read=text) == linked_byline(line, [text], None)
