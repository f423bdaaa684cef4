"""Addresses, written in full."""

import html
import re
from typing import Final

from copydesk import urls
from copydesk.patterns import pattern

__all__ = ["absolute", "address_of"]


MAX_ADDRESS: Final = 4096
_SPACED = pattern(r"[\s\x00-\x20\x7f]+")
_WHOLE_ADDRESS = pattern(r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:[/?#][\x21-\x7e]*)?\Z")
_SAVED = pattern(r"(?:\./)?[^/?#:\s]{1,255}_files/[^/?#\s]{1,255}")
_NO_ADDRESS = pattern(r"#|//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def absolute(address: str, base: str | None) -> str | None:
    """The http(s) address, made absolute; None when it is none."""
    address = html.unescape(address).strip() if "&" in address else address.strip()
    if not address or len(address) > MAX_ADDRESS:
        return None
    if _WHOLE_ADDRESS.match(address):
        return address
    if not address.isprintable() or " " in address:
        address = _SPACED.sub("%20", address)
    joined = urls.joined(base, address)
    parts = urls.split(joined)
    return joined if parts.scheme in ("http", "https") and parts.hostname else None


def address_of(link: str, base: str | None) -> str | None:
    """The http(s) address; where nothing says at which address the page was, the link as it is printed.

    So too the link into the folder that a browser saved beside the page: it never was an address of the site.
    """
    if _SAVED.fullmatch(link.strip()):
        return link.strip()
    whole = absolute(link, base)
    if whole or base:
        return whole
    link = link.strip()
    return None if not link or len(link) > MAX_ADDRESS or _NO_ADDRESS.match(link) else link
