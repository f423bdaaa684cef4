"""What is read from the source of a start tag is what the parser says of the element."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from turbohtml import Element, parse

from copydesk.layout.elements import BLOCK, ROLES
from copydesk.layout.opening import Opening
from copydesk.layout.places import Lines, tag_end
from copydesk.layout.sheet import Tags

VALUES = ("", "a", "x y", "until-found", "TRUE", "display:none", "a&amp;b", "&lt", 'say "so"', "it's", "a>b", "ä\n b")
NAMES = (
    "class",
    "CLASS",
    "id",
    "Href",
    "hidden",
    "style",
    "aria-hidden",
    "itemprop",
    "content",
    "data-class",
    "=",
    "tit\u212ae",
)
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


ASKED = (
    "class id href hidden aria-hidden style itemprop itemscope itemtype"
    " content property name http-equiv rel type hreflang src datetime"
)


def test_no_attribute_that_is_asked_for_is_taken_for_another() -> None:
    source = f"<p {' '.join(f'{name}={name}' for name in ASKED.split())}>"
    opening = Opening(source, Lines(source))
    element = next(element for element in elements_of(source) if element.tag == "p")
    assert opening.read(0)
    assert [opening.said(element, name) for name in ASKED.split()] == ASKED.split()


def test_an_element_that_is_named_has_its_role() -> None:
    source = "".join(f"<{name}>" for name in ("p", "a", "b", "x-y", "time", "br", "img"))
    opening = Opening(source, Lines(source))
    for element in elements_of(source):
        assert opening.name(element) == element.tag
        assert opening.role == ROLES.get(element.tag, BLOCK)


@given(st.lists(TAGS, max_size=6).map("text\n".join))
@example("<p content='a&amp;b' content=c itemprop>")
def test_rows_say_what_the_parser_says_of_tags(source: str) -> None:
    tags, lines = Tags(), Lines(source)
    outermost = ("html", "body")
    elements = [element for element in elements_of(source) if element.tag not in outermost]
    for element in elements:
        tags.add(element, place_of(element, lines))
    rows = Opening(source, lines).rows(tags, ["content", "id"], 500)
    assert [values for _, values in rows] == [
        [element.attr("content"), element.attr("id")] for element in elements if element.attr("content")
    ]


def test_rows_leave_out_what_is_silent() -> None:
    source = "<link rel=icon href=a><link rel=next href=b>"
    tags, lines = Tags(), Lines(source)
    for element in elements_of(source):
        if element.tag == "link":
            tags.add(element, place_of(element, lines))
    rows = Opening(source, lines).rows(tags, ["rel", "href"], 5, frozenset({"icon"}))
    assert rows == [((22, 44), ["next", "b"])]
