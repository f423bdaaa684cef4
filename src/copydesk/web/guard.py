"""Who is answered: our host, our origin, our token where one is asked; and the headers that every answer has."""

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode

__all__ = ["POLICY", "Guard", "Limits", "policy"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
COOKIE: Final = "copydesk_token"
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


def policy(*, remote_images: bool = False) -> str:
    """The content policy of a page; with pictures of other hosts where that page was asked for them."""
    return POLICY.replace("img-src 'self'", "img-src 'self' https:") if remote_images else POLICY


class Limits(NamedTuple):
    """Who is answered.

    Attributes:
        hosts: names that the room answers to, with the port where it is not the scheme's own.
        token: that every request has to bring; empty where none is asked for.
    """

    hosts: frozenset[str]
    token: str = ""

    @classmethod
    def on(cls, port: int, names: Iterable[str] = (), token: str = "") -> "Limits":
        """Loopback and the names, at the port."""
        known = ("127.0.0.1", "localhost", "[::1]", *(name.lower() for name in names))
        return cls(frozenset(host for name in known for host in (name, f"{name}:{port}")), token)


class Guard:
    """Refuses what is not ours before anything is read, and puts the headers of safety on every answer."""

    def __init__(self, app: App, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or hand on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        sending = _with_headers(send)
        refused = self._refusal(scope)
        if refused is not None:
            await _plain(sending, *refused)
            return
        moved = self._token_in_address(scope)
        if moved is not None:
            await _moved(sending, moved, self._limits.token)
            return
        await self._app(scope, receive, sending)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        host = _header(scope, b"host").lower()
        if host not in self._limits.hosts:
            return 421, "This server does not answer to that host. Start it with --allow-host NAME to add one."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "Pages are read with GET; decisions are made with POST."
        if scope["method"] == "POST" and not self._is_ours(_header(scope, b"origin"), host):
            return 403, "This request comes from another site, and is refused."
        if self._limits.token and not self._has_token(scope):
            return 401, "This room asks a token: open the address that the server printed when it started."
        return None

    def _is_ours(self, origin: str, host: str) -> bool:
        return origin.lower() in (f"http://{host}", f"https://{host}")

    def _has_token(self, scope: Scope) -> bool:
        given = [value for name, value in parse_qsl(scope["query_string"].decode("latin-1")) if name == "token"]
        try:
            cookies = SimpleCookie(_header(scope, b"cookie"))
        except CookieError:
            cookies = SimpleCookie()
        if COOKIE in cookies:
            given.append(cookies[COOKIE].value)
        return any(hmac.compare_digest(one.encode(), self._limits.token.encode()) for one in given)

    def _token_in_address(self, scope: Scope) -> str | None:
        """The same address without the token, which the browser keeps from now on."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not self._limits.token or all(name != "token" for name, _ in pairs) or scope["method"] != "GET":
            return None
        rest = urlencode([(name, value) for name, value in pairs if name != "token"])
        path = "/" + scope.get("raw_path", b"/").decode("latin-1").lstrip("/")
        return f"{path}?{rest}" if rest else path


def _header(scope: Scope, name: bytes) -> str:
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            more = [*_ALWAYS, (b"content-security-policy", POLICY.encode()), (b"cache-control", b"no-store")]
            message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in given)]
        await send(message)

    return sending


async def _plain(send: Send, status: int, text: str) -> None:
    body = f"{text}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _moved(send: Send, to: str, token: str) -> None:
    cookie = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict".encode()
    headers = [(b"location", to.encode("latin-1")), (b"set-cookie", cookie), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
