"""The plain form of what compiled modules do in C; `tests/test_compiled.py` reads pages in both."""

from array import array

import pytest
from turbohtml import Element, parse

from copydesk.wording import letterwise


@pytest.mark.parametrize(("text", "width"), [("plain", 1), ("caf\u00e9", 1), ("it\u2019s", 2), ("\U0001f600", 4)])
def test_letters_of_a_width_are_the_text_itself(text: str, width: int) -> None:
    letters = {1: letterwise.narrow, 2: letterwise.wide, 4: letterwise.widest}[letterwise.width(text)](text)
    assert letters == text
    assert letterwise.width(text) >= width


def test_numbers_are_added_set_and_asked() -> None:
    numbers = array("q")
    letterwise.add(numbers, 3)
    letterwise.add(numbers, 1 << 40)
    letterwise.put(numbers, 0, -1)
    assert [letterwise.number(numbers, at) for at in range(2)] == [-1, 1 << 40]


def test_a_letter_and_a_part_are_found() -> None:
    assert letterwise.find("a<b<c", "<", 2) == 3
    assert letterwise.find("a<b", "<", 2) == -1
    assert letterwise.stands("one two", "two", 4)
    assert not letterwise.stands("one two", "two", 5)


def test_an_element_stands_where_the_parser_says() -> None:
    root = parse("<p>1\n <b>2</b>", source_locations=True).root
    assert root is not None
    bold = root.find("b")
    assert isinstance(bold, Element)
    assert (letterwise.line(bold), letterwise.column(bold)) == (2, 1)
    assert (letterwise.line(root), letterwise.column(root)) == (-1, -1)
    assert [letterwise.data(text) for text in bold] == ["2"]  # type: ignore[arg-type]
