"""Addresses that anybody may have written, read with care: what is no address has no parts and joins nothing."""

import re
from typing import Final, overload
from urllib.parse import SplitResult, urljoin, urlsplit

from copydesk.patterns import pattern

__all__ = ["host_of", "joined", "split", "without_login"]

_NOTHING: Final = SplitResult("", "", "", "", "")
_LOGIN: Final = pattern(r"^(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)


def split(url: str | None) -> SplitResult:
    """The parts of the address; all are empty where there is none, or none that can be read.

    >>> split("https://news.test/a?b#c").path
    '/a'
    >>> split("//[x").netloc
    ''
    """
    try:
        return urlsplit(url or "")
    except ValueError:
        return _NOTHING


def host_of(url: str | None) -> str:
    """The host of the address in lower case; empty where there is none.

    >>> host_of("HTTPS://News.Test:80/a")
    'news.test'
    """
    return split(url).hostname or ""


def joined(base: str | None, url: str) -> str | None:
    """The address that a link on the page at `base` leads to; None for a link that no address can be made of.

    >>> joined("https://news.test/a/b", "../c")
    'https://news.test/c'
    >>> joined("https://news.test/", "//[x") is None
    True
    """
    try:
        return urljoin(base or "", url)
    except ValueError:
        return None


@overload
def without_login(url: str) -> str: ...
@overload
def without_login(url: str | None) -> str | None: ...
def without_login(url: str | None) -> str | None:
    """The address without the user name and password in front of its host; anything else as it is.

    >>> without_login("https://ada:secret@news.test/a")
    'https://news.test/a'
    >>> without_login("pages/a@b.html")
    'pages/a@b.html'
    """
    return _LOGIN.sub(r"\1", url, count=1) if url and "@" in url else url
