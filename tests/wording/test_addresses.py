"""Addresses on a page."""

import pytest

from copydesk.wording.addresses import absolute, address_of

BASE = "https://news.test/2025/ferry"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("a.jpg", "https://news.test/2025/a.jpg"),
        ("/img/a b.jpg", "https://news.test/img/a%20b.jpg"),
        ("./Ferry_files/a.jpg", "./Ferry_files/a.jpg"),
        ("F%C3%A4hre%20-%20Bote_files/a.jpg", "F%C3%A4hre%20-%20Bote_files/a.jpg"),
        ("/Ferry_files/a.jpg", "https://news.test/Ferry_files/a.jpg"),
        ("index_files/figure-html/a.png", "https://news.test/2025/index_files/figure-html/a.png"),
        ("https://cdn.test/x_files/a.jpg", "https://cdn.test/x_files/a.jpg"),
        ("cid:a@b", None),
        ("data:image/gif;base64,R0", None),
    ],
)
def test_what_a_browser_saved_beside_the_page_never_was_on_the_site(link: str, address: str | None) -> None:
    assert address_of(link, BASE) == address


def test_without_the_page_s_own_address_links_stay_as_printed() -> None:
    assert address_of("a.jpg", None) == "a.jpg"
    assert absolute("a.jpg", None) is None
