"""The limits and choices of a read, all in one frozen record."""

from msgspec import Struct

__all__ = ["DEFAULTS", "VERSION", "Settings"]

VERSION = "0.1.0"


class Settings(Struct, frozen=True, kw_only=True):
    """What a read may cost and what a fetch may do; pass your own to `read()` to change a limit.

    A source over a size, node or time limit is refused with the limit's reason, never cut short in silence.
    """

    max_bytes: int = 50_000_000
    """Decoded bytes of one source, after any decompression."""
    max_nodes: int = 1_000_000
    """Nodes of the parsed page."""
    max_depth: int = 180
    """Levels of nested elements that the walk tells apart, at most 180; what lies deeper is text of this level."""
    max_attributes: int = 1_000
    """Attributes of one element; the class and id of an element with more are not looked at."""
    max_seconds: float = 60.0
    """Wall-clock seconds for reading one source, without its fetch."""

    fetch_seconds: float = 30.0
    """Wall-clock seconds for one page: names, connections, redirects and body together, pauses and waits left out; as
    much again for the host's robots.txt."""
    connect_seconds: float = 10.0
    """Seconds for one connection attempt, within `fetch_seconds`."""
    max_redirects: int = 5
    allow_private: bool = False
    """Whether addresses that are not public (loopback, private and reserved networks) may be fetched."""
    obey_robots: bool = True
    host_delay: float = 1.0
    """Seconds between the end of a request to a host and the next one, where many addresses are fetched; the host's
    Crawl-delay or Request-rate may ask for more. One page alone is fetched without pauses."""
    max_host_delay: float = 120.0
    """Where a host's robots.txt asks for longer pauses than this, its pages are refused (`robots`)."""
    max_hosts: int = 8
    """Hosts asked at the same time, each with one request."""
    max_retries: int = 3
    """How often an address that answers 429 or 503 is tried again, after its Retry-After."""
    retry_seconds: float = 60.0
    """The longest that these waits may be for one address, all in all."""
    user_agent: str = f"copydesk/{VERSION} (news reader; one page at a person's request; obeys robots.txt)"
    """Sent with each request; the word before the slash is the name looked up in robots.txt."""


DEFAULTS = Settings()
