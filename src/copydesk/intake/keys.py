"""Which addresses name the same story: one key for sameness, never an address to fetch."""

import re
from functools import cache
from typing import Final, NamedTuple

from msgspec import Struct

from copydesk.intake.normal import normalized
from copydesk.patterns import pattern
from copydesk.tables.reader import rows

__all__ = ["KEY_VERSION", "AddressKey", "address_key", "slug_of"]

KEY_VERSION: Final = 2
"""Stands in every archive; it rises when `address_key` gives another key for an address that it knew before."""

LEAST_SLUG_WORDS: Final = 4
"""Words of a slug that names one story alone: "harbour-strike" may head two, "ferries-stay-in-port" does not."""

# Escapes of characters that need none (RFC 3986, section 6.2.2.2).
_NEEDLESS = pattern(r"%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])", re.IGNORECASE)
# In the path: `;jsessionid=…` of a Java server, `(S(…))` of ASP.NET without cookies.
_MAY_BE_SESSION = pattern(r"[;(]")
_SESSION = pattern(r";jsessionid=[^/;]*|/\((?:[A-Z]\([^()/]*\))+\)(?=/)", re.IGNORECASE)


class _Parameters(Struct, frozen=True):
    names: tuple[str, ...]


class AddressKey(NamedTuple):
    """The outlet (host without `www.`) and what of the address tells its stories apart."""

    outlet: str
    address: str


def address_key(url: str) -> AddressKey | None:
    """The key of an http(s) address; None for anything else.

    Scheme, `www.`, default port, fragment, session ids, tracking parameters, order of parameters, an empty query, a
    slash at the end and the spelling of escapes do not count.

    >>> address_key("http://www.courier.example:80/a/../news/f%65rry/?utm_source=x&b=2&a=1#top")
    AddressKey(outlet='courier.example', address='/news/ferry?a=1&b=2')
    """
    normal = normalized(url)
    if normal is None:
        return None
    scheme, _, rest = normal.partition("://")
    if scheme not in ("http", "https") or not rest:
        return None
    host, slash, path = rest.partition("#")[0].partition("/")
    host = host.rpartition("@")[2].removeprefix("www.").removesuffix(":80").removesuffix(":443")
    place, _, query = _NEEDLESS.sub(_unescaped, slash + path).partition("?")
    kept = "&".join(one for one in query.split("&") if not _is_idle(one.partition("=")[0]))
    place = (_SESSION.sub("", place) if _MAY_BE_SESSION.search(place) else place).rstrip("/") or "/"
    return AddressKey(host, f"{place}?{kept}" if kept else place) if host else None


@cache
def _idle() -> tuple[frozenset[str], tuple[str, ...]]:
    """The names of parameters that tell no stories apart: whole ones, and beginnings."""
    names = [name for row in rows("parameters", _Parameters) for name in row.names]
    return frozenset(names), tuple(name[:-1] for name in names if name.endswith("*"))


def _is_idle(name: str) -> bool:
    whole, beginnings = _idle()
    lower = name.lower()
    return lower in whole or lower.startswith(beginnings)


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character.isalnum() or character in "-._~" else match[0]


def slug_of(address: str) -> str | None:
    """The words of an address that name its story, where they are enough to name it alone.

    >>> slug_of("/2024/05/ferries-stay-in-port-after-vote-1.4432.html")
    'ferries-stay-in-port-after-vote'
    >>> slug_of("/news/ferry") is None
    True
    """
    last = address.partition("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0].lower()
    words = [word for word in last.replace("_", "-").split("-") if word and not any(map(str.isdigit, word))]
    return "-".join(words) if len(words) >= LEAST_SLUG_WORDS else None
