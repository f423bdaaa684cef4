"""The limits and choices of a read, all in one frozen record."""

from msgspec import Struct

__all__ = ["DEFAULTS", "VERSION", "Settings"]

VERSION = "0.1.0"


class Settings(Struct, frozen=True, kw_only=True):
    """What a read may cost and what a fetch may do; pass your own to `read()` to change a limit.

    A source over a size, node or time limit is refused with the limit's reason, never cut short in silence.

    Attributes:
        max_bytes: Decoded bytes of one source, after any decompression.
        max_nodes: Nodes of the parsed page.
        max_depth: Levels of nested elements that the walk tells apart, at most 180; what lies deeper is text of this
            level.
        max_attributes: Attributes of one element; the class and id of an element with more are not looked at.
        max_seconds: Wall-clock seconds for reading one source, without its fetch.
        fetch_seconds: Wall-clock seconds for one page: names, connections, redirects and body together, pauses and
            waits left out; as much again for the host's robots.txt.
        connect_seconds: Seconds for one connection attempt, within `fetch_seconds`.
        max_redirects: How many redirects are followed.
        allow_private: Whether addresses that are not public (loopback, private and reserved networks) may be fetched.
        obey_robots: Whether robots.txt is obeyed.
        host_delay: Seconds between the end of a request to a host and the next one, where many addresses are fetched;
            the host's Crawl-delay or Request-rate may ask for more. One page alone is fetched without pauses.
        max_host_delay: Where a host's robots.txt asks for longer pauses than this, its pages are refused (`robots`).
        max_hosts: Hosts asked at the same time, each with one request.
        max_retries: How often an address that answers 429 or 503 is tried again, after its Retry-After.
        retry_seconds: The longest that these waits may be for one address, all in all.
        user_agent: Sent with each request; the word before the slash is the name looked up in robots.txt.

    """

    max_bytes: int = 50_000_000
    max_nodes: int = 1_000_000
    max_depth: int = 180
    max_attributes: int = 1_000
    max_seconds: float = 60.0
    fetch_seconds: float = 30.0
    connect_seconds: float = 10.0
    max_redirects: int = 5
    allow_private: bool = False
    obey_robots: bool = True
    host_delay: float = 1.0
    max_host_delay: float = 120.0
    max_hosts: int = 8
    max_retries: int = 3
    retry_seconds: float = 60.0
    user_agent: str = f"copydesk/{VERSION} (news reader; one request at a time to each host; obeys robots.txt)"


DEFAULTS = Settings()
