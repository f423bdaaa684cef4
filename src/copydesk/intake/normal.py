"""One spelling of an address, by the parser that reads the pages."""

from turbohtml.extract import normalize_url

__all__ = ["normalized"]


def normalized(url: str) -> str | None:
    """The address with host, port, dot segments, escapes and parameters in one spelling, tracking parameters dropped.

    None where the text is no address.

    >>> normalized("HTTPS://Courier.example:443/a/./b?utm_source=feed")
    'https://courier.example/a/b'
    """
    try:
        return normalize_url(url.strip())
    except ValueError:
        return None
