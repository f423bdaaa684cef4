"""Pages from the web, fetched by careful rules."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from math import isinf
from threading import Lock
from typing import Final, Protocol, Self

import httpcore2
import httpx2
from msgspec.structs import replace

from copydesk import log
from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake.codings import KNOWN, decoded
from copydesk.intake.robots import ROBOTS_BYTES
from copydesk.intake.schedule import Schedule, Turn
from copydesk.intake.transport import Deadline, Lines
from copydesk.intake.visits import NOT_NOW, Answer, Conditions, Failed, Ruled, Step, Target, Visit, step_after
from copydesk.records import Capture
from copydesk.settings import DEFAULTS, Settings

__all__ = ["Fetcher", "Requests", "RobotsMemory", "visit_to"]

SERVER_ERROR: Final = 500
"""A robots.txt that is answered so from here on is asked for again, see RFC 9309; so is one that wants to wait."""
SCHEMES: Final = ("http", "https")
# Of no use to a reader, and they identify a session.
PRIVATE_HEADERS: Final = frozenset(("set-cookie", "set-cookie2"))
# The page of an error is read for its connection's sake when it has under 100,000 bytes.
DRAINED_DIGITS: Final = 5
DRAINED_SECONDS: Final = 1.0


class Fetcher:
    """Fetches single URLs one after the other, as a person's browser would.

    It remembers what each site's robots.txt said and keeps a pause between two pages of a host. Inside a `with` block
    it keeps connections open. `copydesk.intake.rounds` fetches many at once.
    """

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self._settings = settings
        self._schedule = Schedule(settings, at_once=True)
        self._requests = Requests(settings)
        self._lock = Lock()
        self._count = 0
        self._keeps_open = False

    def __enter__(self) -> Self:
        self._keeps_open = True
        return self

    def __exit__(self, *error: object) -> None:
        self._keeps_open = False
        self._requests.close()

    @property
    def schedule(self) -> Schedule:
        """What it knows of the hosts, for a run that goes on from here."""
        return self._schedule.with_pauses()

    def __call__(self, url: str) -> Capture:
        """The page that answers at the URL.

        Raises:
            Refused: `scheme`, `address`, `robots`, `redirects` or `size`.
            Unreadable: `not-found`, `http-status`, `connection`, `timeout`, `tls` or `encoding`.
        """
        with self._lock:
            try:
                got = self._got(url)
            except BaseException:
                # Whatever was under way will never be settled.
                self._schedule = Schedule(self._settings, at_once=True)
                raise
            finally:
                if not self._keeps_open:
                    self._requests.close()
        if isinstance(got, CopydeskError):
            raise got
        return got

    def _got(self, url: str) -> Capture | CopydeskError:
        self._count += 1
        self._schedule.add(visit_to(url, self._count, self._settings), time.monotonic())
        while not self._schedule.done:
            turn = self._schedule.next(time.monotonic())
            if isinstance(turn, Turn):
                self._schedule.settle(turn, self._requests.take(turn), time.monotonic())
            else:
                assert not isinf(turn)
                time.sleep(turn)
        done = self._schedule.done.popleft()
        self._schedule.release(done)
        return done.got


def visit_to(url: str, ticket: int, settings: Settings, conditions: Conditions = ()) -> Visit:
    """The visit that begins at the URL.

    Raises:
        Refused: `scheme`.
        Unreadable: `not-found` where the URL is none.
    """
    with _typed_errors(url):
        target = _target(_clean(_parsed(url)))
    return Visit(ticket=ticket, address=url, target=target, seconds=settings.fetch_seconds, conditions=conditions)


class RobotsMemory(Protocol):
    """Knows for a day what robots.txt answered, from run to run."""

    def robots(self, url: str, /) -> tuple[Answer, float] | None:
        """What the address answered, and how many seconds ago; None where it has to be asked."""

    def keep_robots(self, url: str, answer: Answer, /) -> None:
        """Remember it."""


class Requests:
    """Makes the requests of a schedule: one turn, one request. Threads may take turns of different hosts.

    Args:
        settings: the limits.
        memory: of robots.txt.
    """

    def __init__(self, settings: Settings, memory: RobotsMemory | None = None) -> None:
        self._settings = settings
        self._memory = memory
        self._lines = Lines(settings)
        self._headers = httpx2.Headers(
            {
                "User-Agent": settings.user_agent,
                "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "keep-alive",
            }
        )

    def take(self, turn: Turn) -> Step:
        """What follows from the turn's request, or from the rule that forbids it."""
        visit = turn.visit
        if turn.rules:
            try:
                turn.rules.check(visit.target.url)
            except Refused as error:
                return Failed(error, was_asked=False)
        if visit.ruling and self._memory and (kept := self._memory.robots(visit.target.url)):
            step = step_after(visit, kept[0], self._settings, datetime.now(UTC))
            return step._replace(age=kept[1]) if isinstance(step, Ruled) else step
        visit = replace(visit, cookies=visit.cookies or httpx2.Cookies())
        started = time.monotonic()
        answer = self._answer(visit)
        spent = time.monotonic() - started
        if (
            visit.ruling
            and self._memory
            and isinstance(answer, Answer)
            and answer.status < SERVER_ERROR
            and answer.status not in NOT_NOW
        ):
            self._memory.keep_robots(visit.target.url, answer)
        return step_after(replace(visit, seconds=visit.seconds - spent), answer, self._settings, datetime.now(UTC))

    def close(self) -> None:
        """Close the connections."""
        self._lines.close()

    def cut(self) -> None:
        """End the requests that are under way in other threads."""
        self._lines.cut()

    def _answer(self, visit: Visit) -> Answer | CopydeskError:
        try:
            with _typed_errors(visit.target.url):
                return self._asked(visit)
        except CopydeskError as error:
            return error

    def _asked(self, visit: Visit) -> Answer:
        deadline = Deadline(visit.seconds, self._settings.fetch_seconds)
        timeout = {"connect": self._settings.connect_seconds}
        request = httpx2.Request(
            "GET",
            _parsed(visit.target.url),
            headers=_asking(self._headers, visit.conditions),
            cookies=visit.cookies,
            extensions={"timeout": timeout},
        )
        response = self._lines.send(visit.target.host, request, deadline)
        try:
            if visit.cookies is not None:
                visit.cookies.extract_cookies(response)
            onward = _onward(response, request.url)
            is_wanted = onward is None and response.is_success
            _log(visit, response)
            if not is_wanted:
                _drain(response, deadline)
            return Answer(
                url=visit.target.url,
                status=response.status_code,
                phrase=response.reason_phrase,
                headers=_public_headers(response),
                content=self._content(visit, response, deadline) if is_wanted else b"",
                onward=onward,
            )
        finally:
            response.close()

    def _content(self, visit: Visit, response: httpx2.Response, deadline: Deadline) -> bytes:
        _check_coding(response)
        raw = _in_time(response.iter_raw(), deadline)
        chunks = decoded(raw, response.headers.get_list("content-encoding", split_commas=True))
        if visit.ruling:
            return b"".join(_up_to(chunks, ROBOTS_BYTES))[:ROBOTS_BYTES]
        return _whole(chunks, response, self._settings.max_bytes)


def _asking(headers: httpx2.Headers, conditions: Conditions) -> httpx2.Headers:
    return httpx2.Headers([*headers.multi_items(), *conditions]) if conditions else headers


def _whole(chunks: Iterator[bytes], response: httpx2.Response, limit: int) -> bytes:
    message = f"{response.url} is over {limit} bytes; raise max_bytes to read it"
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and len(declared) < 20 and int(declared) > limit:
        raise Refused("size", message)
    content = b"".join(_up_to(chunks, limit))
    if len(content) > limit:
        raise Refused("size", message)
    return content


def _drain(response: httpx2.Response, deadline: Deadline) -> None:
    """Read a short answer that nobody wants to its end, without which its connection could not be kept."""
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and len(declared) <= DRAINED_DIGITS:
        deadline.shorten(DRAINED_SECONDS)
        with suppress(httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, Unreadable):
            for _ in response.iter_raw():
                deadline.left()


def _log(visit: Visit, response: httpx2.Response) -> None:
    told = log.debug if visit.ruling else log.info
    told("%s answered %d %s", visit.target.url, response.status_code, response.reason_phrase)


def _in_time(chunks: Iterable[bytes], deadline: Deadline) -> Iterator[bytes]:
    for chunk in chunks:
        deadline.left()
        yield chunk


def _up_to(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    count = 0
    for chunk in chunks:
        count += len(chunk)
        yield chunk
        if count > limit:
            return


@lru_cache(2_048)
def _parsed(url: str) -> httpx2.URL:
    """Asked for when an address is queued and when it is fetched; a run has some 2,000 in its queues."""
    return httpx2.URL(url)


def _clean(url: httpx2.URL) -> httpx2.URL:
    is_clean = not url.host or not ("#" in str(url) or url.userinfo)
    return url if is_clean else url.copy_with(fragment=None, username="", password="")


def _target(url: httpx2.URL) -> Target:
    if url.scheme not in SCHEMES:
        raise Refused("scheme", f"{str(url)[:200]} is not an http(s) URL")
    if not url.host:
        raise Unreadable("not-found", f"{str(url)[:200]} names no host")
    host = url.host.lower().rstrip(".")
    return Target(str(url), host, f"{url.scheme}://{url.netloc.decode('ascii')}/robots.txt")


def _onward(response: httpx2.Response, url: httpx2.URL) -> Target | None:
    if not response.has_redirect_location:
        return None
    return _target(_clean(url.join(response.headers["location"])))


def _check_coding(response: httpx2.Response) -> None:
    for coding in response.headers.get_list("content-encoding", split_commas=True):
        if coding.strip().lower() not in KNOWN:
            raise Unreadable("encoding", f"{response.url} came in the coding {coding!r}, which was not asked for")


def _public_headers(response: httpx2.Response) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in response.headers.multi_items() if name not in PRIVATE_HEADERS)


@contextmanager
def _typed_errors(url: str) -> Iterator[None]:
    try:
        yield
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise Unreadable("timeout", f"{url} took too long to connect or answer") from error
    except httpx2.DecodingError as error:
        raise Unreadable("encoding", f"{url} came compressed and damaged: {error}") from error
    except httpx2.InvalidURL as error:
        raise Unreadable("not-found", f"{url[:200]} is not a usable URL: {error}") from error
    # The ValueError is httpx2's own on a redirect to a URL without a host.
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.TransportError, OSError, ValueError) as error:
        raise Unreadable("connection", f"the connection for {url} failed: {error}") from error
