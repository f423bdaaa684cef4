"""What a site's robots.txt allows, and how slowly, by RFC 9309."""

import re
from typing import TYPE_CHECKING, Final

from copydesk.errors import Refused, Unreadable
from copydesk.patterns import pattern

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["ROBOTS_BYTES", "ROBOTS_SECONDS", "Rules", "rules_from", "rules_without"]

# RFC 9309: a crawler parses at least the first 500 KiB.
ROBOTS_BYTES: Final = 512_000
# RFC 9309: a copy should not be used for more than 24 hours.
ROBOTS_SECONDS: Final = 86_400.0
# That a server failed to state its rules is no rule; it is asked again sooner.
NO_RULES_SECONDS: Final = 600.0
_MOST_LINES: Final = 100
_LICENCE: Final = pattern(r"^[ \t]*license[ \t]*:[ \t]*(https?://\S{1,2000})", re.IGNORECASE | re.MULTILINE)


class Rules:
    """What one robots.txt says to us.

    Attributes:
        location: its URL.
        gap: seconds that it wants between two requests, by Crawl-delay or Request-rate; 0 where it names none.
        lasts: seconds after which it is to be asked for again.
        sitemaps: the addresses that it gives for sitemaps.
        licences: the addresses that it gives for licences in RSL.
    """

    def __init__(
        self,
        location: str,
        parsed: "Protego | None",
        user_agent: str,
        why_none: str = "",
        licences: tuple[str, ...] = (),
    ) -> None:
        self.location = location
        self._parsed = parsed
        self._name = _name_in(user_agent)
        self._why_none = why_none
        self.gap = _gap(parsed, self._name) if parsed else 0.0
        self.lasts = ROBOTS_SECONDS if parsed else NO_RULES_SECONDS
        self.sitemaps = tuple(dict.fromkeys(parsed.sitemaps))[:_MOST_LINES] if parsed else ()
        self.licences = licences

    def check(self, url: str) -> None:
        """Return when the site lets us fetch the URL.

        Raises:
            Refused: `robots` when the rules forbid it, or when the site failed to state them.
        """
        if self._parsed is None:
            raise Refused("robots", f"{self.location} {self._why_none}; without it nothing may be fetched")
        if not self._parsed.can_fetch(url, self._name):
            raise Refused("robots", f"{self.location} does not let {self._name} fetch {url}")


def rules_from(location: str, status: int, content: bytes, user_agent: str) -> Rules:
    """The rules in the answer at a robots.txt: a missing file allows all, a failing server nothing."""
    from protego import Protego

    if status >= 500:
        return Rules(location, None, user_agent, f"answered {status}")
    text = content.decode("utf-8", "replace") if 200 <= status < 300 else ""
    licences = tuple(dict.fromkeys(_LICENCE.findall(text)))[:_MOST_LINES]
    return Rules(location, Protego.parse(text.removeprefix("\ufeff")), user_agent, licences=licences)


def rules_without(location: str, error: Unreadable | Refused, user_agent: str) -> Rules:
    """The rules where the robots.txt could not be had.

    Raises:
        Unreadable, Refused: the error itself where the page would meet it too (no connection, no public address).
    """
    if error.reason == "timeout":
        return Rules(location, None, user_agent, "did not answer in time")
    if error.reason == "redirects":
        return rules_from(location, 404, b"", user_agent)
    raise error


def _name_in(user_agent: str) -> str:
    return user_agent.split("/", maxsplit=1)[0].split(maxsplit=1)[0] if user_agent.strip() else "*"


def _gap(parsed: "Protego", name: str) -> float:
    delay = parsed.crawl_delay(name) or 0.0
    rate = parsed.request_rate(name)
    return max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0)
