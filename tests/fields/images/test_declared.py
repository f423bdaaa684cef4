"""Images as declared."""

import pytest
from tests.fields.declared_pages import URL, page, value

from copydesk.fields.images.declared import image_key, largest_source
from copydesk.records import Image


def test_an_image_object_brings_caption_and_credit():
    image = {
        "@type": "ImageObject",
        "url": "/i/a.jpg",
        "caption": "A ferry.",
        "author": {"@type": "Person", "name": "Eva Fors"},
    }
    expected = Image(url="https://www.example.com/i/a.jpg", caption="A ferry.", credit="Eva Fors")
    assert value(page({"image": image}).images) == expected


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("https://example.com/a.jpg", "https://example.com/a.jpg"),
        (["https://example.com/a.jpg", "https://example.com/b.jpg"], "https://example.com/a.jpg"),
        ({"@type": "ImageObject", "contentUrl": "https://example.com/a.jpg"}, "https://example.com/a.jpg"),
        ({"@type": "ImageObject", "url": ["https://example.com/a.jpg"]}, "https://example.com/a.jpg"),
        ({"@list": ["https://example.com/a.jpg"]}, "https://example.com/a.jpg"),
        ("//example.com/a.jpg", "https://example.com/a.jpg"),
        ("javascript:alert(1)", None),
        ("data:image/gif;base64,R0lGOD", None),
        (5, None),
    ],
)
def test_images_in_all_shapes(image, expected):
    image_found = value(page({"image": image}).images)
    assert (image_found.url if image_found else None) == expected


def test_a_logo_loses_against_a_picture():
    read = page({"image": "https://example.com/static/logo.png"}, og__image="https://example.com/harbour.jpg")
    assert value(read.images).url == "https://example.com/harbour.jpg"


def test_the_largest_source_up_to_2000_pixels():
    srcset = "/a-480.jpg 480w, /a-1600.jpg 1600w, /a-4000.jpg 4000w"
    assert largest_source(srcset, URL) == "https://www.example.com/a-1600.jpg"
    assert largest_source("/i/w_1,h_2/a.jpg 1x, /i/w_2,h_4/a.jpg 2x", URL) == "https://www.example.com/i/w_2,h_4/a.jpg"
    assert largest_source("", URL) is None
    assert largest_source("150w, /a-300.jpg 300w", URL) == "https://www.example.com/a-300.jpg"
    assert largest_source("150w", URL) is None


def test_image_keys_ignore_the_query():
    assert (
        image_key("https://a.example/x/Ferry.jpg?w=100") == image_key("https://b.example/Ferry.jpg#top") == "ferry.jpg"
    )
