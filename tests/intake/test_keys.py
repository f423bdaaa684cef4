import pytest

from copydesk.intake.keys import address_key, slug_of

SAME = [
    ("https://courier.example/news/ferry", "http://www.courier.example/news/ferry/"),
    ("https://courier.example/news/ferry", "https://courier.example:443/news/ferry#comments"),
    ("https://courier.example/news/ferry", "https://courier.example/news/ferry?utm_source=feed&fbclid=x"),
    ("https://courier.example/news/ferry", "HTTPS://Courier.Example/a/../news/./ferry"),
    ("https://courier.example/a~b", "https://courier.example/a%7eb"),
    ("https://courier.example/?id=4&page=2", "https://courier.example/?page=2&id=4"),
    ("https://küste.example/a", "https://xn--kste-0ra.example/a"),
]
NOT_SAME = [
    ("https://courier.example/news/ferry", "https://courier.example/news/Ferry"),
    ("https://courier.example/news/ferry", "https://herald.example/news/ferry"),
    ("https://courier.example/?id=4", "https://courier.example/?id=5"),
    ("https://courier.example/a%2Fb", "https://courier.example/a/b"),
    ("https://courier.example/news", "https://news.courier.example/news"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_story(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) is not None


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_addresses_of_two_stories(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize("text", ["", "//[x", "http://[x", "mailto:a@b.example", "javascript:alert(1)", "page.html"])
def test_what_is_no_address_has_no_key(text: str) -> None:
    assert address_key(text) is None


def test_a_slug_names_a_story_only_with_four_words() -> None:
    assert slug_of("/2024/ferries-stay-in-port-1.443.html") == "ferries-stay-in-port"
    assert slug_of("/2024/harbour-strike") is None
