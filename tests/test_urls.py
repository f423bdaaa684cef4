"""Addresses that anybody may have written."""

import doctest
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
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


def _by_the_library(base: str, url: str) -> str | None:
    try:
        return urljoin(base, url)
    except ValueError:
        return None


_written = st.text("abZ09./?#:;@-_~%&=+,!$'()*[]| \u00e9", max_size=20)


@given(st.sampled_from(["https://", "http://", "HTTP://", "//", ""]), _written)
@example("https://", "news.test:80/a;b/c?d=/e?#f?#g")
@example("http://", "News.Test?a")
def test_plain_addresses_have_the_parts_that_the_library_gives(scheme: str, rest: str) -> None:
    try:
        parts = tuple(urlsplit(scheme + rest))
    except ValueError:
        parts = ("",) * 5
    assert tuple(urls.split(scheme + rest)) == parts


@given(st.sampled_from(["https://news.test", "http://a.test:80/b/c?d", "https://a@b.test/", "x"]), _written)
@example("https://news.test/a/b", "/a/../b")
@example("https://news.test/a/b", "/a;?b=c")
@example("https://news.test/a/b", "//other.test/a")
@example("https://news.test/a/b", "/a?")
def test_links_are_joined_as_the_library_does(base: str, url: str) -> None:
    assert urls.joined(base, url) == _by_the_library(base, url)
    assert urls.joined(base, "/" + url) == _by_the_library(base, "/" + url)


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
