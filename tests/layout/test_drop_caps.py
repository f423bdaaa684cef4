"""A capital in an element or a line of its own opens the paragraph behind it."""

import pytest

from copydesk import read
from copydesk.layout.dom import read_dom
from copydesk.layout.lines import lines_of, with_capitals
from copydesk.settings import DEFAULTS

REST = "he ferries stay in port, the office of the harbour said on Monday, and when they sail again nobody would say."


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='d'>T</div><p>{REST}</p>",
        f"<div><div>T</div>\n<div>{REST}</div></div>",
        f"<section><p><span>T</span></p></section> <p>{REST}</p>",
        f"<p>T</p><p><a href='/office'>{REST}</a></p>",
        f"<p>T<br><br>{REST}</p>",
    ],
)
def test_a_capital_in_a_block_of_its_own_is_joined_and_the_tree_stays_whole(markup: str) -> None:
    source = f"<h1>In the port</h1>{markup}<p>They met the crews.<img src='a.png'></p>"
    dom = read_dom(source, DEFAULTS)
    assert [block.text for block in dom.blocks] == ["In the port", f"T{REST}", "They met the crews."]
    assert [block.index for block in dom.blocks] == [0, 1, 2]
    for block in dom.blocks:
        assert block.container.first <= block.index < block.container.last
    for container in dom.containers:
        assert 0 <= container.first <= container.last <= len(dom.blocks)
    assert [anchor.block for anchor in dom.anchors] == [1] * len(dom.anchors)
    assert [picture.block for picture in dom.pictures] == [2]
    start, end = dom.blocks[1].span
    assert source[start] == "T" and source[:end].endswith(REST[-20:])


@pytest.mark.parametrize(
    ("capital", "rest"),
    [
        ("R", "is a language that few of the crews in the port have learned so far, and fewer want to."),
        ("Q", "he ferries stay."),
        ("T", "The ferries stay in port."),
        ("A", "ardvark"),
    ],
)
def test_a_capital_that_is_no_part_of_a_word_stays_alone(capital: str, rest: str) -> None:
    dom = read_dom(f"<p>When the ferries sail</p><p>{capital}</p><p>{rest}</p>", DEFAULTS)
    assert [block.text for block in dom.blocks][1:] == [capital, rest]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (f"When the storm came\nT\n{REST}", f"T{REST}"),
        (f"When the storm came\nT {REST}", f"T{REST}"),
        (f"Boats lie in port\nI\nn the port {REST}", f"In the port {REST}"),
        (
            f"Boats are here\nA\nferry of the line lay in port, and {REST}",
            f"A ferry of the line lay in port, and {REST}",
        ),
    ],
)
def test_lines_of_a_text_begin_with_their_capital(text: str, joined: str) -> None:
    lines = with_capitals(lines_of(text), text)
    assert [line.text for line in lines][1:] == [joined]
    assert text[slice(*lines[1].span)].replace("\n", "").replace(" ", "") == joined.replace(" ", "")


def test_a_capital_that_opens_a_list_of_letters_stays() -> None:
    text = "The alphabet\nA\nB\nC\nD"
    assert [line.text for line in with_capitals(lines_of(text), text)] == ["The alphabet", "A", "B", "C", "D"]


def test_the_body_of_a_dump_begins_with_its_capital() -> None:
    lines = [
        "News",
        "Ferries of the port",
        "By Jane Roe",
        "T",
        REST,
        *[f"{n} crews want the pay that they were told of, and the rest of it." for n in ("Two", "Six")],
    ]
    story = read("\n".join(lines), kind="text")
    assert story.text.startswith(f"T{REST}")
