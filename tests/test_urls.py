"""Addresses that anybody may have written."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import urls

BROKEN = ["//[x", "http://[", "https://]/", "http://[::1", "http://a\u2100b/", "//[a]b[c]/", "http://[v1.x]:x/"]
some = st.one_of(st.sampled_from(BROKEN), st.text("htps:/[]?#@.%a1\u2100\ud800 ", max_size=24), st.none())


def test_the_examples_hold() -> None:
    assert doctest.testmod(urls).failed == 0


@pytest.mark.parametrize("url", BROKEN[:4])
def test_what_is_no_address_has_no_parts_and_joins_nothing(url: str) -> None:
    assert (urls.host_of(url), urls.split(url).path) == ("", "")
    assert urls.joined("https://news.test/", url) is None


@given(some, some)
def test_no_address_raises(base: str | None, url: str | None) -> None:
    assert isinstance(urls.host_of(url), str)
    assert isinstance(urls.joined(base, url or ""), str | None)
    assert isinstance(urls.without_login(url), str | None)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://ada@news.test/", "https://news.test/"),
        ("https://a:b@c:d@news.test?x=@", "https://news.test?x=@"),
        ("https://news.test/a@b", "https://news.test/a@b"),
        ("ada@news.test", "ada@news.test"),
    ],
)
def test_only_the_login_goes(url: str, kept: str) -> None:
    assert urls.without_login(url) == kept
