"""What is read from the source of a start tag is what the parser says of the element."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from turbohtml import Element, parse

from copydesk.layout.opening import Opening
from copydesk.layout.places import Lines, tag_end

VALUES = ("", "a", "x y", "until-found", "TRUE", "display:none", "a&amp;b", "&lt", 'say "so"', "it's", "a>b", "ä\n b")
NAMES = ("class", "CLASS", "id", "Href", "hidden", "style", "aria-hidden", "itemprop", "data-class", "=", "tit\u212ae")
ATTRIBUTES = st.builds(
    lambda name, equals, quote, value: f"{name}{equals}{quote}{value}{quote}" if equals else name,
    st.sampled_from(NAMES),
    st.sampled_from(("", "=", " = ", "=\n")),
    st.sampled_from(("", '"', "'")),
    st.sampled_from(VALUES),
)
TAGS = st.builds(
    lambda name, attributes, gap, end: f"<{name}{''.join(gap + one for one in attributes)}{end}",
    st.sampled_from("p a div DIV b td table image body html svg x-y /p /b /a".split()),
    st.lists(ATTRIBUTES, max_size=4),
    st.sampled_from((" ", "\n", "/", " / ")),
    st.sampled_from((">", "/>", " >", "")),
)


def elements_of(source: str) -> Iterator[Element]:
    root = parse(source, source_locations=True).root
    assert root is not None
    return (node for node in root.descendants if isinstance(node, Element))


def place_of(element: Element, lines: Lines) -> int:
    if element.position is None:
        return -1
    line, column = element.position
    return lines.start(line) + column


def said(opening: Opening, *, has_link: bool) -> tuple[object, ...]:
    linked = opening.href if has_link else ""
    return opening.classes, opening.id, opening.hidden, opening.is_property, linked


@given(st.lists(TAGS, max_size=8).map("text\n".join))
@example("<b class=a>1<p>2</b>3</p>")
@example("<body id=x><p>1<body class=late>")
@example("<p class=a class=b id='&amp;' hidden>1")
def test_a_tag_says_in_the_source_what_the_parser_reads(source: str) -> None:
    lines = Lines(source)
    by_letter, asked = Opening(source, lines), Opening(source, lines)
    for element in elements_of(source):
        by_letter.start = place_of(element, lines)
        by_letter.look(element, element.tag)
        asked.ask(element)
        has_link = element.tag == "a"
        assert said(by_letter, has_link=has_link) == said(asked, has_link=has_link)
        assert by_letter.name(element) == element.tag


@given(TAGS)
def test_a_tag_that_is_read_ends_where_it_ends(tag: str) -> None:
    opening = Opening(tag, Lines(tag))
    assert opening.read(0) == (tag_end(tag, 0) >= 0)
    assert opening.end == tag_end(tag, 0)


@pytest.mark.parametrize(("most", "are_more"), [(1, True), (2, False)])
def test_attributes_are_counted_each_once(most: int, are_more: bool) -> None:
    source = "<p class=a class=b id=c>x"
    element = next(element for element in elements_of(source) if element.tag == "p")
    opening = Opening(source, Lines(source))
    opening.name(element)
    opening.look(element, "p")
    assert opening.are_more_than(most, element) == are_more
