"""The words beside a picture, told by where they stand: no class of these pages means anything."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.chooser import likely
from copydesk.fields.images.caption_choice import told_of
from copydesk.fields.images.caption_features import FEATURES, Beside
from copydesk.fields.images.printed import images
from copydesk.fields.view import View
from copydesk.layout.declarations import declared_page
from copydesk.layout.head import Head
from copydesk.layout.page import page_of as read_page
from copydesk.records import Capture, Image, Story
from copydesk.settings import DEFAULTS

KNOWN = Story(
    source=read_page(Capture(content="<p>x", kind="html"), DEFAULTS).source, headline="Ferry to Lunde sails again"
)
SILENT = declared_page(Head())
TITLE = "Ferry to Lunde sails again"
CAPTION = "The ferry to Lunde leaves the old harbour on Tuesday morning."


def page(words: str, alt: str = "") -> View:
    html = f'<h1>{TITLE}</h1><div class="x7"><img src="/img/lunde-ferry.jpg" alt="{alt}">{words}</div>{BODY}'
    return page_of(html, headline=TITLE)


def lead(view: View) -> Image:
    found = images(view, SILENT, KNOWN).value
    assert found
    return found[0]


@pytest.mark.parametrize(
    "words",
    [
        f'<div class="k1">{CAPTION}</div><div class="k2">Nora Dale/AFP</div>',
        f'<p class="k1">{CAPTION}</p><p class="k2">Photo: Nora Dale/AFP</p>',
        f'<div class="k1">{CAPTION} Photo: Nora Dale/AFP</div>',
        f'<div class="k1">{CAPTION} (Nora Dale/AFP)</div>',
    ],
)
def test_caption_and_credit_in_elements_that_name_nothing(words: str) -> None:
    image = lead(page(words, alt="The ferry leaves the harbour"))
    assert (image.caption, image.credit) == (CAPTION, "Nora Dale/AFP")


def test_the_words_of_a_picture_are_no_body() -> None:
    view = page(f'<div class="k1">{CAPTION}</div>', alt="The ferry leaves the old harbour")
    block = next(block for block in view.blocks if block.text == CAPTION)
    after = images(view, SILENT, KNOWN).view
    assert isinstance(after, View)
    assert after.settled[block.index] == "caption"


def test_a_button_on_a_picture_is_no_caption() -> None:
    view = page('<a href="/gallery/5">Open gallery (5)</a>')
    assert told_of(Beside(view, KNOWN, (), view.dom.pictures[0])) == ((), ())


def test_paragraphs_of_the_story_are_not_looked_at() -> None:
    view = page("")
    beside = Beside(view, KNOWN, (), view.dom.pictures[0])
    assert [block.text for block in beside.blocks() if block.index in view.chosen and len(block.text) > 150] == []


def test_each_block_has_a_value_for_each_feature() -> None:
    view = page(f"<p>{CAPTION}</p>")
    beside = Beside(view, KNOWN, (), view.dom.pictures[0])
    rows = [beside.row(block) for block in beside.blocks()]
    assert rows
    assert {len(row) for row in rows} == {len(FEATURES)}
    assert all(0 < likely("caption", row) < 1 for row in rows)
