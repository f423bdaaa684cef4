"""Page text made harmless: for terminals, Markdown, JSON and links."""

import re
from urllib.parse import quote, urlunsplit

from copydesk import urls
from copydesk.patterns import pattern
from copydesk.records import Source

__all__ = ["json_escaped", "neutral", "one_line", "web_address", "web_url", "without_foreign_scheme"]

_NEWLINES = pattern("\r\n|[\u2028\u2029\x85]")
_CONTROLS = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Direction controls and characters that show nothing. U+200C and U+200D stay: Persian, Hindi and emoji need them.
_UNSEEN = pattern(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JSON_UNSEEN = pattern("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_ASCII = bytes(range(0x7F))
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_URL_SAFE = "!$%&*+,-./:;=?@_~"


def neutral(text: str) -> str:
    """The text without anything that a terminal would obey or a reader would not see.

    Control characters become visible signs, direction controls and invisible characters go, newline and tab stay.

    >>> neutral("a\\x1b[31mb\\u202ec")
    'a␛[31mbc'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _NEWLINES.sub("\n", text))
    return _CONTROLS.sub(_sign, text)


def one_line(text: str) -> str:
    """The neutral text with every run of white space as one space."""
    return " ".join(neutral(text).split())


def json_escaped(document: bytes) -> str:
    """The JSON with invisible and direction-changing characters written as escapes."""
    text = document.decode()
    # Looking through the few characters beyond ASCII is six times as fast as looking through all.
    seldom = document.translate(None, _ASCII).decode()
    return _JSON_UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) if _JSON_UNSEEN.search(seldom) else text


def web_url(url: str | None) -> str | None:
    """The URL in ASCII if it is an absolute http or https one without credentials, else None.

    >>> web_url("https://example.org/näher dran")
    'https://example.org/n%C3%A4her%20dran'
    >>> web_url("javascript:alert(1)") is None
    True
    """
    return _web_url(url) if url else None


def web_address(source: Source) -> str | None:
    """Where others find the page: at the address that it declares, else where it answered or was asked for."""
    return web_url(source.canonical_url) or web_url(source.answered_url) or web_url(source.url)


def without_foreign_scheme(url: str) -> str | None:
    """The URL unless it names a scheme other than http and https; relative ones stay."""
    bare = re.sub(r"[\x00-\x20\x7f-\x9f]+", "", url)
    scheme = _SCHEME.match(bare)
    return None if scheme and scheme[0].lower() not in ("http:", "https:") else url


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _web_url(url: str) -> str | None:
    try:
        parts = urls.split(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        return None
    place = f"[{host}]" if ":" in host else host
    netloc = place if port is None else f"{place}:{port}"
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, netloc, path, query, fragment))


def _quoted(part: str) -> str:
    quoted = quote(part, safe=_URL_SAFE, errors="replace")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted)
