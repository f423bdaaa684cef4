"""Pictures from the visible page."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.candidates import Candidate
from copydesk.fields.images.printed import joined_images, same_picture, shown_pictures
from copydesk.records import Image

TITLE = "Ferry to Lunde sails again"
FIGURE = (
    '<figure><img src="/img/lunde-ferry-640x360.jpg" alt="A ferry">'
    "<figcaption>The ferry on Monday. Photo: Nora Dale/AFP</figcaption></figure>"
)


def lead(html: str, *declared: str) -> Image:
    page = page_of(f"<h1>{TITLE}</h1>{html}{BODY}", headline=TITLE)
    said = [Candidate(Image(url=url), "images/opengraph", 0.67, "meta", "", url) for url in declared]
    found = joined_images(page, said, shown_pictures(page))
    return max(found, key=lambda one: one.confidence).value


def test_caption_and_credit_parted() -> None:
    image = lead(FIGURE)
    assert (
        image.caption,
        image.credit,
        image.alt,
        image.role,
    ) == ("The ferry on Monday.", "Nora Dale/AFP", "A ferry", "lead")


def test_shown_rendition_of_the_declared_picture() -> None:
    image = lead(
        '<img src="/img/other-picture.jpg" width="600">' + FIGURE, "https://cdn.example/lunde-ferry-1200x630.jpg"
    )
    assert image.url == "https://news.example/img/lunde-ferry-640x360.jpg"


def test_credit_in_its_own_element() -> None:
    words = '<div class="caption">At the quay.</div><div class="credit">© Nora Dale</div>'
    html = f'<div class="media"><img src="/img/a-picture.jpg">{words}</div>'
    image = lead(html)
    assert (image.caption, image.credit) == ("At the quay.", "Nora Dale")


def test_source_elements_are_renditions() -> None:
    source = '<source srcset="/img/b-640.webp 640w, /img/b-1280.webp 1280w">'
    html = f'<figure><picture>{source}<img src="data:image/gif;base64,R0"></picture></figure>'
    assert lead(html).url == "https://news.example/img/b-1280.webp"


def test_portraits_and_signs_are_no_pictures() -> None:
    portrait = '<div class="author-avatar"><img src="/img/jane-doe-face.jpg"></div>'
    html = f'{portrait}<img src="/img/site-logo.png"><img src="/x/tiny.jpg" width="40">'
    assert shown_pictures(page_of(f"<h1>{TITLE}</h1>{html}{BODY}", headline=TITLE)) == []


@pytest.mark.parametrize("width", ["²6", "Ⅷ", "9" * 5_000, "", "40px"])
def test_a_width_that_is_no_number_of_pixels_says_nothing(width: str) -> None:
    shown = shown_pictures(page_of(f'<h1>{TITLE}</h1><img src="/img/quay.jpg" width="{width}">{BODY}', headline=TITLE))
    assert [one.image.url for one in shown] == ["https://news.example/img/quay.jpg"]


def test_same_picture() -> None:
    assert same_picture("https://a.example/x/ferry-lunde_w800.jpg?q=1", "https://b.example/y/ferry-lunde-1200x630.webp")
    assert not same_picture("https://a.example/ferry.jpg", "https://a.example/lighthouse.jpg")


def test_links_to_pictures_stay_as_printed_where_the_page_has_no_address() -> None:
    page = page_of(f"<h1>{TITLE}</h1>{FIGURE}{BODY}", headline=TITLE, url=None)
    assert [one.image.url for one in shown_pictures(page)] == ["/img/lunde-ferry-640x360.jpg"]
