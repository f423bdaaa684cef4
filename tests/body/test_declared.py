"""The body as declared, and as page state holds it."""

import msgspec
import pytest
from tests.fields.declared_pages import page, value

from copydesk.body.declared import paragraphs, state_body
from copydesk.layout.head import Script


def test_the_declared_body_has_paragraphs():
    text = "<p>The harbour reopened on Tuesday.</p><p>Two ferries sailed &amp; one stayed, the master said.</p>"
    body = "The harbour reopened on Tuesday.\n\nTwo ferries sailed & one stayed, the master said."
    assert value(page({"articleBody": text}).body) == body


def test_paragraphs_drop_captions_and_scripts():
    assert paragraphs("One.<figure><figcaption>Pic</figcaption></figure><script>x()</script><br>Two.\r\nThree.") == [
        "One.",
        "Two.",
        "Three.",
    ]


PROSE = "The harbour reopened on Tuesday. Two ferries sailed at once. A third stayed in port. Nobody was hurt. " * 5


@pytest.mark.parametrize(
    "text",
    [
        msgspec.json.encode({"props": {"article": {"body": PROSE, "title": "x"}}}).decode(),
        "window.__STATE__ = " + msgspec.json.encode({"article": {"content": f"<p>{PROSE}</p>"}}).decode() + ";",
        msgspec.json.encode({"blocks": [{"type": "p", "text": part + "."} for part in PROSE.split(".")]}).decode(),
    ],
)
def test_a_body_in_page_state_is_found(text):
    assert "Two ferries sailed at once" in state_body([Script("{}"), Script(text)])


def test_state_without_prose_has_no_body():
    assert state_body([Script('{"body": "' + "a" * 1000 + '"}'), Script("not json" * 100), Script("[" * 100_000)]) == ""
