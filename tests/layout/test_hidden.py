"""Which attributes hide an element's text, and where hidden text stands in the blocks."""

import pytest

from copydesk.layout.dom import read_dom
from copydesk.layout.hidden import hides, is_hidden
from copydesk.settings import DEFAULTS


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : None !important",
        "color:red;visibility:hidden",
        "visibility: collapse",
        "opacity:0",
        "opacity:0.0;",
        "font-size:0",
        "font-size:0px",
        "position:absolute;left:-9999px",
        "position:fixed; top: -100em",
        "text-indent:-9999px",
        "margin-left:-5000px",
        "position:absolute;clip:rect(0,0,0,0)",
        "position: absolute; clip: rect(1px, 1px, 1px, 1px)",
        "clip-path: inset(50%)",
        "height:0;overflow:hidden",
        "max-height: 0; overflow-y: hidden",
        "width:1px;height:1px;overflow:hidden",
        "transform:scale(0)",
        "/* x */ display: none",
    ],
)
def test_a_style_hides(style: str) -> None:
    assert hides(style)


@pytest.mark.parametrize(
    "style",
    [
        "",
        "display:block",
        "opacity:0.5",
        "fill-opacity:0",
        "font-size:0.9em",
        "left:-9999px",
        "position:absolute;left:-20px",
        "text-indent:-1em",
        "clip:rect(0,0,0,0)",
        "height:0",
        "height:0;overflow:visible",
        "height:0;overflow:hidden;padding-bottom:56%",
        "height:auto;overflow:hidden",
        "transform:scale(0.5)",
        "background:url(display:none.png)",
    ],
)
def test_a_style_shows(style: str) -> None:
    assert not hides(style)


def test_attributes_hide() -> None:
    assert is_hidden("", None, None)
    assert is_hidden(None, "TRUE", None)
    assert not is_hidden("until-found", "false", "color:red")


def blocks(source: str) -> list[tuple[str, bool]]:
    return [(block.text, block.unseen) for block in read_dom(source, DEFAULTS).blocks]


STORY = "<p>The council of Lunde met for the last time this year.</p>" * 4


def test_hidden_inline_text_is_not_in_its_paragraph() -> None:
    source = (
        "<p>The <span style='display:none'>secret </span>ferry <i hidden>not <b>this</b></i>sails"
        "<a href=/x style='font-size:0'> now</a>.</p>"
    )
    assert blocks(source) == [("The ferry sails.", False)]


def test_inline_text_for_the_eye_alone_stays_while_it_is_short() -> None:
    assert blocks("<p><span aria-hidden=true>T</span>he ferry sails.</p>") == [("The ferry sails.", False)]
    assert blocks("<p>The ferry <span aria-hidden=true>said again for the screen </span>sails.</p>") == [
        ("The ferry sails.", False)
    ]


def test_hidden_text_that_stands_alone_is_a_block_that_is_not_seen() -> None:
    found = blocks(f"{STORY}<div><span hidden>Page load</span> <span hidden>link</span></div>")
    assert found[-1] == ("Page load link", True)


def test_hidden_inline_elements_hide_the_blocks_in_them() -> None:
    found = blocks(f"{STORY}<span style='display:none'><div>Gone</div> away</span><p>Here</p>")
    assert found[-3:] == [("Gone", True), ("away", True), ("Here", False)]


def test_a_hidden_cell_is_not_in_its_row() -> None:
    assert blocks("<table><tr><td>Lunde<td style='display:none'>x<td>12</table>") == [("Lunde\t12", False)]


def test_a_page_that_waits_for_its_script_is_seen() -> None:
    found = blocks(f"<p>Menu</p><main style='opacity:0'>{STORY}<p hidden>Not this</p></main>")
    assert [unseen for _, unseen in found] == [False] * 5 + [True]
