"""A file over the network as a stream that goes on where it broke off."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from copydesk.errors import Unreadable
from copydesk.settings import DEFAULTS

if TYPE_CHECKING:
    import httpx2

__all__ = ["PATIENCE", "Patience", "Remote", "doubling", "fetched", "remote"]

_NOT_NOW: Final = frozenset((403, 429, 500, 502, 503, 504))
"""Answers after which the archive's server is left alone for a while: it refuses with 403 and 503 who asks too much."""
_PIECE: Final = 1 << 16
_FOUND: Final = 200
_PARTIAL: Final = 206
_SECONDS: Final = 60.0


class Patience(Struct, frozen=True, kw_only=True):
    """How a server is asked again.

    Attributes:
        pauses: Seconds before each further attempt where it refused; the last one fails.
        breaks: How often a stream may break off without one byte more.
        pause: Seconds before a stream that broke off is gone on with.

    """

    pauses: tuple[float, ...] = (60.0, 120.0, 240.0, 480.0)
    breaks: int = 5
    pause: float = 1.0


PATIENCE: Final = Patience()


def doubling(first: float) -> Patience:
    """Pauses of which each is twice the one before."""
    return Patience(pauses=tuple(first * 2**number for number in range(4)), pause=min(1.0, first))


class Remote:
    """A file at an address, read from its beginning; what breaks off is asked for again from there on."""

    def __init__(self, client: "httpx2.Client", url: str, patience: Patience = PATIENCE) -> None:
        self._client = client
        self._url = url
        self._patience = patience
        self._answer: httpx2.Response | None = None
        self._pieces: Iterator[bytes] = iter(())
        self._waiting = b""
        self._at = 0
        self._size: int | None = None
        self._version: str | None = None

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes, none at the end.

        Raises:
            Unreadable: `http-status`, the server refuses; `connection`, the stream breaks off again and again.
        """
        if not self._waiting:
            self._waiting = self._next()
        content, self._waiting = self._waiting[:size], self._waiting[size:]
        return content

    def close(self) -> None:
        """Let go of the connection."""
        if self._answer is not None:
            self._answer.close()
            self._answer = None

    def _next(self) -> bytes:
        """The next piece, of another connection where this one broke off."""
        import httpx2

        broken = 0
        while True:
            try:
                if self._answer is None:
                    if self._at == self._size:
                        return b""
                    self._open()
                if piece := next(self._pieces, b""):
                    self._at += len(piece)
                    return piece
                if self._size is None or self._at >= self._size:
                    return b""
            except httpx2.HTTPError as error:
                cause = str(error) or type(error).__name__
            else:
                cause = f"{self._size - self._at:,} bytes short"
            self.close()
            broken += 1
            if broken > self._patience.breaks:
                raise Unreadable("connection", f"{self._url} breaks off at byte {self._at:,} every time: {cause}")
            time.sleep(self._patience.pause)

    def _open(self) -> None:
        answer = self._asked()
        if self._at and answer.status_code != _PARTIAL:
            answer.close()
            raise Unreadable("connection", f"{self._url} has changed, or its server gives no parts; run again")
        if not self._at:
            length = answer.headers.get("content-length", "")
            self._size = int(length) if length.isdecimal() else None
            self._version = answer.headers.get("etag") or answer.headers.get("last-modified")
        self._answer = answer
        self._pieces = answer.iter_raw(_PIECE)

    def _asked(self) -> "httpx2.Response":
        """The answer to the request for what is left; a server that refuses is left alone for minutes."""
        headers = {"accept-encoding": "identity"}
        if self._at:
            headers["range"] = f"bytes={self._at}-"
            if self._version and not self._version.startswith("W/"):
                headers["if-range"] = self._version
        for pause in (*self._patience.pauses, None):
            request = self._client.build_request("GET", self._url, headers=headers)
            answer = self._client.send(request, stream=True)
            if answer.status_code in (_FOUND, _PARTIAL):
                return answer
            answer.close()
            if answer.status_code not in _NOT_NOW or pause is None:
                break
            time.sleep(pause)
        raise Unreadable("http-status", f"{self._url} answered {answer.status_code} {answer.reason_phrase}".rstrip())


@contextmanager
def remote(url: str, patience: Patience | None = None) -> Iterator[Remote]:
    """The file at the address; nothing is asked for before it is read."""
    import httpx2

    agent = f"{DEFAULTS.user_agent.partition(' ')[0]} (archive reader)"
    with httpx2.Client(timeout=_SECONDS, follow_redirects=True, headers={"user-agent": agent}) as client:
        stream = Remote(client, url, patience or PATIENCE)
        try:
            yield stream
        finally:
            stream.close()


def fetched(url: str, patience: Patience | None = None) -> bytes:
    """All of the file at the address; raises Unreadable where it cannot be had."""
    with remote(url, patience) as stream:
        return b"".join(iter(lambda: stream.read(_PIECE), b""))
