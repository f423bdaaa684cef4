"""One page from the web, fetched by careful rules."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Self

import httpcore2
import httpx2
from msgspec import Struct

from copydesk.errors import Refused, Unreadable
from copydesk.intake.robots import ROBOTS_BYTES, Robots
from copydesk.intake.transport import Deadline, GuardedTransport
from copydesk.records import Capture
from copydesk.settings import DEFAULTS, Settings

__all__ = ["Fetcher"]

SCHEMES = ("http", "https")
# Without optional packages only these are decoded; anything else would come through as noise.
CODINGS = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))
# Of no use to a reader, and they identify a session.
PRIVATE_HEADERS = frozenset(("set-cookie", "set-cookie2"))


class Fetcher:
    """Fetches single URLs; remembers what each site's robots.txt said for as long as it lives."""

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self._settings = settings
        self._robots = Robots(settings.user_agent)

    def __call__(self, url: str) -> Capture:
        """The page that answers at the URL.

        Raises:
            Refused: `scheme`, `address`, `robots`, `redirects` or `size`.
            Unreadable: `not-found`, `http-status`, `connection`, `timeout`, `tls` or `encoding`.
        """
        with _Session(self._settings, self._robots) as session, _typed_errors(url):
            answer = session.page(_parse(url))
        if not 200 <= answer.status < 300:
            raise Unreadable("http-status", f"{answer.url} answered {answer.status} {answer.phrase}".rstrip())
        return Capture(
            content=answer.content,
            url=url,
            answered_url=answer.url,
            status=answer.status,
            headers=answer.headers,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


class _Answer(Struct, frozen=True, kw_only=True):
    url: str
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    next_url: httpx2.URL | None
    content: bytes


class _Session:
    """The requests of one fetch under one deadline: robots.txt, redirects, page."""

    def __init__(self, settings: Settings, robots: Robots) -> None:
        self._settings = settings
        self._robots = robots
        self.deadline = Deadline(settings.fetch_seconds)

    def __enter__(self) -> Self:
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        transport = GuardedTransport(self._settings, self.deadline)
        timeout = httpx2.Timeout(None, connect=self._settings.connect_seconds)
        self._client = httpx2.Client(transport=transport, trust_env=False, timeout=timeout)
        self._client.headers.update(headers)
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def page(self, url: httpx2.URL) -> _Answer:
        answer = self._follow(url, self._page_at)
        if answer.next_url:
            raise Refused("redirects", f"{url} redirects more than {self._settings.max_redirects} times")
        return answer

    def _page_at(self, url: httpx2.URL) -> _Answer:
        if self._settings.obey_robots:
            self._robots.check(str(url), self._robots_file)
        return self._get(url, self._whole)

    def _robots_file(self, location: str) -> tuple[int, bytes]:
        with _typed_errors(location):
            answer = self._follow(httpx2.URL(location), self._robots_at)
        return (404, b"") if answer.next_url else (answer.status, answer.content)

    def _robots_at(self, url: httpx2.URL) -> _Answer:
        return self._get(url, _first)

    def _follow(self, url: httpx2.URL, get: Callable[[httpx2.URL], _Answer]) -> _Answer:
        _check_scheme(url)
        answer = get(url)
        for _ in range(self._settings.max_redirects):
            if answer.next_url is None:
                break
            _check_scheme(answer.next_url)
            answer = get(answer.next_url)
        return answer

    def _get(self, url: httpx2.URL, read: Callable[[httpx2.Response], bytes]) -> _Answer:
        with self._client.stream("GET", url) as response:
            next_url = _next_url(response, url)
            is_wanted = next_url is None and response.is_success
            return _Answer(
                url=str(url),
                status=response.status_code,
                phrase=response.reason_phrase,
                headers=_public_headers(response),
                next_url=next_url,
                content=read(response) if is_wanted else b"",
            )

    def _whole(self, response: httpx2.Response) -> bytes:
        limit = self._settings.max_bytes
        message = f"{response.url} is over {limit} bytes; raise max_bytes to read it"
        declared = response.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and len(declared) < 20 and int(declared) > limit:
            raise Refused("size", message)
        content = b"".join(_up_to(self._chunks(response), limit))
        if len(content) > limit:
            raise Refused("size", message)
        return content

    def _chunks(self, response: httpx2.Response) -> Iterator[bytes]:
        _check_coding(response)
        for chunk in response.iter_bytes():
            self.deadline.left()
            yield chunk


def _first(response: httpx2.Response) -> bytes:
    _check_coding(response)
    return b"".join(_up_to(response.iter_bytes(), ROBOTS_BYTES))[:ROBOTS_BYTES]


def _up_to(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    count = 0
    for chunk in chunks:
        count += len(chunk)
        yield chunk
        if count > limit:
            return


def _parse(url: str) -> httpx2.URL:
    parsed = httpx2.URL(url)
    _check_scheme(parsed)
    return parsed.copy_with(fragment=None, username="", password="")


def _check_scheme(url: httpx2.URL) -> None:
    if url.scheme not in SCHEMES:
        raise Refused("scheme", f"{str(url)[:200]} is not an http(s) URL")
    if not url.host:
        raise Unreadable("not-found", f"{str(url)[:200]} names no host")


def _next_url(response: httpx2.Response, url: httpx2.URL) -> httpx2.URL | None:
    if not response.has_redirect_location:
        return None
    joined = url.join(response.headers["location"])
    return joined.copy_with(fragment=None, username="", password="") if joined.host else joined


def _check_coding(response: httpx2.Response) -> None:
    for coding in response.headers.get_list("content-encoding", split_commas=True):
        if coding.strip().lower() not in CODINGS:
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
