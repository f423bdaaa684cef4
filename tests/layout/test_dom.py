"""What the parser cannot take is kept from it, with every offset in place."""

import subprocess
import sys

import pytest

from copydesk.layout.dom import read_dom
from copydesk.layout.guard import guarded
from copydesk.settings import DEFAULTS


@pytest.mark.parametrize("name", ["template", "TEMPLATE", "TeMpLaTe"])
@pytest.mark.parametrize("foreign", ["math", "svg", "SVG"])
def test_a_template_in_foreign_content_does_not_reach_the_parser(name: str, foreign: str) -> None:
    source = f"<{foreign}><{name}><mi><title><object></{name}><nobr><p><nobr>"
    safe = guarded(source)
    assert "template" not in safe.lower()
    assert len(safe) == len(source)


def test_the_crash_of_the_parser_is_kept_away() -> None:
    code = (
        "from copydesk.layout.dom import read_dom; from copydesk.settings import DEFAULTS;"
        "read_dom('<math><tEmplate><mi><object></tEmplate><nobr><p><nobr>', DEFAULTS)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_templates_without_foreign_content_are_left_alone() -> None:
    source = "<template><p>Not shown</p></template><p>Shown</p>"
    assert guarded(source) == source
    assert [block.text for block in read_dom(source, DEFAULTS).blocks] == ["Shown"]


def test_a_flood_of_body_tags_is_defused() -> None:
    source = "".join(f"<body b{number}=2>" for number in range(2_000)) + "<p>Text</p>"
    assert [block.text for block in read_dom(source, DEFAULTS).blocks] == ["Text"]
    assert "<body" not in guarded(source)


def test_lines_and_cells_are_kept_apart() -> None:
    blocks = read_dom("<p>One<br>two\nstill two</p><p>A<br><br>B</p><table><tr><td>x<td>y z</table>", DEFAULTS).blocks
    assert [block.text for block in blocks] == ["One\ntwo still two", "A", "B", "x\ty z"]


def test_hidden_containers_are_marked() -> None:
    blocks = read_dom("<div style='display:none'><p>Gone</p></div><p hidden>Also</p><p>Here</p>", DEFAULTS).blocks
    assert [block.container.hidden for block in blocks] == [True, True, False]


def test_a_text_that_its_tag_has_too_stands_behind_the_tag() -> None:
    source = '<p><a href="/f" title="The Ferries page">Ferries</a></p><p>one <b class="a b c">b</b>'
    blocks = read_dom(source, DEFAULTS).blocks
    assert [source[slice(*block.span)] for block in blocks] == ["Ferries", 'one <b class="a b c">b']
    assert blocks[0].span[0] == source.rindex("Ferries")


def test_what_is_only_read_out_is_no_text_of_a_link() -> None:
    note = '<span class="x SR-only sr-only">opens anew</span>'
    blocks = read_dom(f'<p><a href="/f">Ferries {note}</a><b class="sr-only"> told</b>', DEFAULTS).blocks
    assert [block.text for block in blocks] == ["Ferries told"]
