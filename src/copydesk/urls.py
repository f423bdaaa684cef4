"""Addresses that anybody may have written, read with care: what is no address has no parts and joins nothing."""

import re
from functools import lru_cache
from typing import Final, overload
from urllib.parse import SplitResult, urljoin, urlsplit

from copydesk.patterns import pattern

__all__ = ["host_of", "joined", "split", "without_login"]

_NOTHING: Final = SplitResult("", "", "", "", "")
_PLAIN: Final = pattern(
    r"(https?)://([A-Za-z0-9.-]+(?::[0-9]{1,5})?)((?:/[!\"$-<>=@-~]*)?)(?:\?([!\"$-~]*))?(?:#([!-~]*))?\Z"
)
"""Addresses whose parts stand there as they are: the library asks ten questions more, which only others need."""
_ROOTED: Final = pattern(r"/(?:[\w%~@:!$&'()*+,=-]|(?<!/)[./])*(?:\?[!\"$-~]+)?\Z", re.ASCII)
"""Links from the front page on, without a step up or a parameter that would have to be resolved."""
_LOGIN: Final = pattern(r"^(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)


@lru_cache(maxsize=1_024)
def split(url: str | None) -> SplitResult:
    """The parts of the address; all are empty where there is none, or none that can be read.

    >>> split("https://news.test/a?b#c").path
    '/a'
    >>> split("//[x").netloc
    ''
    """
    plain = _PLAIN.match(url) if url else None
    if plain is not None:
        return SplitResult(*plain.groups(""))
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
    if base and _ROOTED.match(url):
        front = _front(base)
        if front:
            return front + url
    try:
        return urljoin(base or "", url)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _front(url: str) -> str:
    """Scheme and host of an address that `_PLAIN` reads; empty for others."""
    plain = _PLAIN.match(url)
    return f"{plain[1]}://{plain[2]}" if plain is not None else ""


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
