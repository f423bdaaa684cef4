"""What a site's robots.txt allows, by RFC 9309."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from copydesk.errors import Refused, Unreadable

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["ROBOTS_BYTES", "Robots"]

# RFC 9309: a crawler parses at least the first 500 KiB.
ROBOTS_BYTES = 512_000


class Robots:
    """The robots.txt answers of one run; ask it before each request.

    Args:
        user_agent: the User-Agent header; its first word is the name that the rules are looked up for.
    """

    def __init__(self, user_agent: str) -> None:
        self._name = user_agent.split("/", maxsplit=1)[0].split(maxsplit=1)[0] if user_agent.strip() else "*"
        self._rules: dict[str, Protego | str] = {}

    def check(self, url: str, load: Callable[[str], tuple[int, bytes]]) -> None:
        """Return when the site lets us fetch the URL.

        Args:
            url: an absolute http(s) URL.
            load: gives status and body of the robots.txt at a URL.

        Raises:
            Refused: `robots` when the rules forbid it, or when the site fails to state them.
        """
        location = _location(url)
        if location not in self._rules:
            self._rules[location] = _load_rules(location, load)
        rules = self._rules[location]
        if isinstance(rules, str):
            raise Refused("robots", f"{location} {rules}; without it nothing may be fetched")
        if not rules.can_fetch(url, self._name):
            raise Refused("robots", f"{location} does not let {self._name} fetch {url}")


def _location(url: str) -> str:
    scheme, _, rest = url.partition("://")
    host = rest.split("/")[0].split("?")[0].split("#")[0].rpartition("@")[2]
    return f"{scheme}://{host}/robots.txt"


def _load_rules(location: str, load: Callable[[str], tuple[int, bytes]]) -> "Protego | str":
    """The rules, or the words for why there are none."""
    from protego import Protego

    try:
        status, content = load(location)
    except Unreadable as error:
        if error.reason != "timeout":
            raise
        return "did not answer in time"
    except Refused as error:
        if error.reason != "redirects":
            raise
        status, content = 404, b""
    if status >= 500:
        return f"answered {status}"
    text = content.decode("utf-8", "replace") if 200 <= status < 300 else ""
    return Protego.parse(text.removeprefix("\ufeff"))
