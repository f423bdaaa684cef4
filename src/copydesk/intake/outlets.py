"""The outlets that are followed, as a file in TOML names them."""

import tomllib
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.errors import Unreadable
from copydesk.urls import host_of, split

__all__ = ["Outlet", "is_since", "moment_of", "outlets_in", "site_of"]

MOST_BYTES: Final = 10_000_000


class Outlet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One outlet.

    Attributes:
        site: Its home page.
        feeds: Addresses of feeds and sitemaps; where none is given they are looked for.
        rights: Whether one has the right to keep pages that reserve theirs.
        since: The first day of publication that is of interest.
        limit: The most pages that are fetched in one run.

    """

    site: str
    feeds: tuple[str, ...] = ()
    rights: bool = False
    since: date | None = None
    limit: int | None = None


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    outlet: tuple[Outlet, ...] = ()


def outlets_in(path: Path) -> tuple[Outlet, ...]:
    """The outlets in the file.

    Raises:
        Unreadable: `file`, it is not there, no TOML, or says what no outlet has; the message says where.
    """
    try:
        document = tomllib.loads(path.read_bytes()[:MOST_BYTES].decode())
        found = msgspec.convert(document, _File).outlet
    except OSError as error:
        raise Unreadable("file", f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Unreadable(
            "file", f"{path}: {error}; each [[outlet]] has a site, and may have feeds, rights …"
        ) from error
    if not found:
        raise Unreadable("file", f"{path} names no outlet; each begins with [[outlet]] and has a site")
    for outlet in found:
        for address in (outlet.site, *outlet.feeds):
            if split(address).scheme not in ("http", "https") or not host_of(address):
                raise Unreadable("file", f"{path}: {address} is no http(s) address")
    return found


def site_of(url: str) -> str:
    """The site that an outlet's rows are kept under.

    >>> site_of("https://www.courier.example/politics/")
    'www.courier.example/politics'
    """
    parts = split(url)
    return parts.netloc.rpartition("@")[2].lower() + parts.path.rstrip("/")


def is_since(said: str | None, since: date | None) -> bool:
    """Whether a story is of that day or later; one that says nothing may be."""
    moment = moment_of(said) if since is not None else None
    return moment is None or since is None or moment.date() >= since


def moment_of(said: str | None) -> datetime | None:
    """The instant that a feed or sitemap states, by RFC 822 or ISO 8601; in UTC where it states no zone.

    >>> moment_of("Thu, 26 Nov 2026 08:30:00 +0100").isoformat()
    '2026-11-26T08:30:00+01:00'
    >>> moment_of("yesterday") is None
    True
    """
    if not said:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(said.strip())
        except (ValueError, TypeError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
