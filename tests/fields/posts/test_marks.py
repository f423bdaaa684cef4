"""Which lines print when a post was written, and which only hold figures."""

import pytest
from msgspec.structs import replace

from copydesk.body.find import Body
from copydesk.fields.posts.marks import post_marks, signer, without_time
from copydesk.fields.view import view_of
from copydesk.layout.dom import read_dom
from copydesk.settings import DEFAULTS

LONG = "The wind has torn the roof off the school at Tarn Road, and nobody was in the building at that hour."


def mark_of(html: str):
    dom = read_dom(html, DEFAULTS)
    page = replace(view_of(dom, Body((), {}, ())), language="en")
    return post_marks(page, range(len(dom.blocks))).get(0)


@pytest.mark.parametrize(
    ("html", "kind", "value"),
    [
        ("<p>14:32</p>", "line", "T14:32"),
        ("<p>14.32 Uhr</p>", "line", "T14:32"),
        ("<p>2:32 p.m.</p>", "line", "T14:32"),
        ("<p>12:05 am</p>", "line", "T00:05"),
        ("<p>14h32</p>", "line", "T14:32"),
        ("<p>Mira Sand 2 March 2024 22:17</p>", "line", "2024-03-02T22:17"),
        ("<p><time>14:32</time></p>", "element", "T14:32"),
        (
            '<p><time datetime="2024-11-05T14:32:00+01:00">20 mins ago</time></p>',
            "element",
            "2024-11-05T14:32:00+01:00",
        ),
        (f"<p>14:32 Uhr: {LONG}</p>", "opening", "T14:32"),
        (f"<p>+++ 14.32 Uhr +++ {LONG}</p>", "opening", "T14:32"),
        (f"<p>[14:32] {LONG}</p>", "opening", "T14:32"),
        (f"<p>14.32 – {LONG}</p>", "opening", "T14:32"),
        ("<h2>14:32 Roof torn off</h2>", "opening", "T14:32"),
    ],
)
def test_a_time(html: str, kind: str, value: str) -> None:
    mark = mark_of(html)
    assert (mark.kind, mark.published.value) == (kind, value)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG}</p>",
        f"<p>14.32 {LONG}</p>",
        "<p>57:33</p>",
        "<p>3:1</p>",
        "<p>14.32</p>",
        "<p>1,200.15</p>",
        "<p>14:32:07.5 seconds</p>",
        "<p>5 November 2024</p>",
        "<p>The ferry leaves the quay of Lunde at 14:32 for Ostby and Holm</p>",
    ],
)
def test_no_time(html: str) -> None:
    assert mark_of(html) is None


@pytest.mark.parametrize(
    "line",
    ["21 mins ago 11:48 Mira Sand", "11:48Mira Sand", "Mira Sand, 2 March 2024 22:17", "11.48 Uhr | von Mira Sand"],
)
def test_who_signs_beside_the_time(line: str) -> None:
    mark = mark_of(f"<p>{line}</p>")
    assert signer(line, mark) == "Mira Sand"


def test_the_headline_behind_the_time() -> None:
    text = "14:32 Uhr: Roof torn off school"
    assert without_time(text, mark_of(f"<h2>{text}</h2>")) == "Roof torn off school"
