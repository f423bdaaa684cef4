"""One address on the way to its page: what was answered, and what follows from it."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake.robots import Rules, rules_from, rules_without
from copydesk.records import Capture
from copydesk.settings import Settings
from copydesk.urls import without_login

if TYPE_CHECKING:
    from httpx2 import Cookies

__all__ = [
    "Answer",
    "Arrived",
    "Conditions",
    "Failed",
    "Later",
    "Onward",
    "Ruled",
    "Step",
    "Target",
    "Visit",
    "step_after",
]

NOT_MODIFIED: Final = 304
NOT_NOW: Final = (429, 503)
NO_ANSWER: Final = ("connection", "not-found", "timeout", "tls")
_BACKOFF_SECONDS: Final = 1.0
"""Before the first new try where the site names no time; doubled for each further one, half as much again by chance."""
_LONGEST_WAIT: Final = 366 * 86_400
"""A Retry-After beyond a year is no time to come back at; seconds."""


Conditions: TypeAlias = tuple[tuple[str, str], ...]
"""`If-None-Match` and `If-Modified-Since`, as the validators were sent."""


class Target(NamedTuple):
    """Where the next request of a visit goes."""

    url: str
    host: str
    """The name whose queue it stands in: one request at a time, whatever scheme and port."""
    robots: str
    """The robots.txt that speaks for the URL."""


class Visit(Struct, frozen=True, kw_only=True):
    """One address between two requests."""

    ticket: int
    """Its number in the run; a robots.txt has that of the visit that it is asked for."""
    address: str
    """As it was given."""
    target: Target
    seconds: float
    """What is left of `Settings.fetch_seconds`."""
    cookies: "Cookies | None" = None
    """Kept from redirect to redirect, and no longer."""
    redirects: int = 0
    tries: int = 0
    """How often it was told to come back later, and did."""
    waited: float = 0.0
    """Seconds that it came back after, in all."""
    ruling: str | None = None
    """The host that waits for this visit, where it is one to the host's robots.txt."""
    conditions: Conditions = ()
    """Under which alone the page is wanted."""


class Answer(NamedTuple):
    """What came back for one request."""

    url: str
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    content: bytes
    onward: Target | None
    """Where it redirects to."""


class Arrived(NamedTuple):
    """The page is there."""

    capture: Capture


class Ruled(NamedTuple):
    """The robots.txt is there, or known to be none."""

    rules: Rules
    answered: str | None = None
    """Where it was found: http:// and https:// of a site mostly have one."""
    age: float = 0.0
    """Seconds since it answered, where that was in an earlier run."""


class Onward(NamedTuple):
    """A request to another place comes next."""

    visit: Visit


class Later(NamedTuple):
    """The same request again, after some seconds."""

    visit: Visit
    seconds: float


class Failed(NamedTuple):
    """Nothing comes next."""

    error: CopydeskError
    was_asked: bool = True
    """Whether a request was made at all."""
    is_fruitless: bool = False
    """Whether the host gave no answer, or none but "not now"."""


Step: TypeAlias = Arrived | Ruled | Onward | Later | Failed


def step_after(visit: Visit, answer: Answer | CopydeskError, settings: Settings, now: datetime) -> Step:
    """What follows from the answer to the visit's request, or from the error in its place."""
    try:
        return _step(visit, answer, settings, now)
    except CopydeskError as error:
        return Failed(error, is_fruitless=_is_fruitless(answer))


def _step(visit: Visit, answer: Answer | CopydeskError, settings: Settings, now: datetime) -> Step:
    if isinstance(answer, Answer):
        if answer.onward and visit.redirects < settings.max_redirects:
            return Onward(replace(visit, target=answer.onward, redirects=visit.redirects + 1))
        if answer.status in NOT_NOW:
            again = _again(visit, answer, settings, now)
            if again:
                return again
    return _ruled(visit, answer, settings) if visit.ruling else _arrived(visit, answer, settings, now)


def _is_fruitless(answer: Answer | CopydeskError) -> bool:
    return answer.status in NOT_NOW if isinstance(answer, Answer) else answer.reason in NO_ANSWER


def _arrived(visit: Visit, answer: Answer | CopydeskError, settings: Settings, now: datetime) -> Arrived:
    if isinstance(answer, CopydeskError):
        raise answer
    if answer.onward:
        raise Refused("redirects", f"{without_login(visit.address)} redirects more than {settings.max_redirects} times")
    if not 200 <= answer.status < 300 and not (answer.status == NOT_MODIFIED and visit.conditions):
        raise _bad_status(answer, now)
    return Arrived(
        Capture(
            content=answer.content,
            name=visit.address,
            url=visit.address,
            answered_url=answer.url,
            status=answer.status,
            headers=answer.headers,
            fetched_at=now.isoformat(timespec="seconds"),
        )
    )


def _ruled(visit: Visit, answer: Answer | CopydeskError, settings: Settings) -> Ruled:
    location, agent = visit.address, settings.user_agent
    if isinstance(answer, Unreadable | Refused):
        return Ruled(rules_without(location, answer, agent))
    if isinstance(answer, CopydeskError):
        raise answer
    rules = rules_from(location, 404 if answer.onward else answer.status, answer.content, agent)
    return Ruled(rules, answer.url)


def _again(visit: Visit, answer: Answer, settings: Settings, now: datetime) -> Later | None:
    """The next try after "not now", or None where that would be one too many or too late."""
    seconds = _retry_after(answer, now)
    if seconds is None:
        seconds = _BACKOFF_SECONDS * 2**visit.tries * random.uniform(1, 1.5)  # noqa: S311 - spreads load, keeps no secret
    waited = visit.waited + seconds
    if visit.tries >= settings.max_retries or waited > settings.retry_seconds:
        return None
    return Later(replace(visit, tries=visit.tries + 1, waited=waited), seconds)


def _bad_status(answer: Answer, now: datetime) -> Unreadable:
    message = f"{answer.url} answered {answer.status} {answer.phrase}".rstrip()
    seconds = _retry_after(answer, now) if answer.status in NOT_NOW else None
    if seconds is None:
        return Unreadable("http-status", message, status=answer.status)
    retry_at = (now + timedelta(seconds=seconds)).isoformat(timespec="seconds")
    return Unreadable(
        "http-status", f"{message} and asks to come back at {retry_at}", retry_at=retry_at, status=answer.status
    )


def _retry_after(answer: Answer, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, given as seconds or as a date; None where there is none to use."""
    value = next((value.strip() for name, value in answer.headers if name.lower() == "retry-after"), "")
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), _LONGEST_WAIT)
