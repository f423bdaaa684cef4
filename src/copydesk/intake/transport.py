"""Connections that keep to a deadline and go to checked addresses only."""

import socket
import ssl
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Final
from weakref import WeakSet

import httpcore2
import httpx2

from copydesk.errors import Refused, Unreadable
from copydesk.intake.addresses import is_public
from copydesk.settings import Settings

__all__ = ["Deadline", "Lines"]

KEPT_HOSTS: Final = 64
"""Hosts to which an idle connection is kept, far below the 1,024 files that a process may open."""


class Deadline:
    """A moment after which nothing more is waited for.

    Args:
        seconds: until then.
        allowed: the seconds that the fetch had in all, where some are spent.
    """

    def __init__(self, seconds: float, allowed: float | None = None) -> None:
        self._allowed = seconds if allowed is None else allowed
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """The seconds left, at most `timeout`; raises Unreadable `timeout` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left if timeout is None else min(left, timeout)

    def shorten(self, seconds: float) -> None:
        """Wait at most so long from now on."""
        self._end = min(self._end, time.monotonic() + seconds)

    def passed(self) -> Unreadable:
        """The error for what took too long."""
        return Unreadable("timeout", f"the fetch was not done within {self._allowed:g} seconds")


class Lines:
    """Connections to hosts, kept alive from request to request; of one host only one thread at a time may send."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lines: OrderedDict[str, _Line] = OrderedDict()
        self._lock = Lock()
        self._is_cut = False

    def send(self, host: str, request: httpx2.Request, deadline: Deadline) -> httpx2.Response:
        """The answer to the request, its body still to be read and to be closed."""
        response = self._line(host).send(request, deadline)
        response.request = request
        return response

    def close(self) -> None:
        """Close all connections; the next request opens a new one."""
        with self._lock:
            while self._lines:
                self._lines.popitem()[1].close()

    def cut(self) -> None:
        """End what is under way, whatever it waits for, and open no new connection."""
        with self._lock:
            self._is_cut = True
            for line in self._lines.values():
                line.cut()

    def _line(self, host: str) -> "_Line":
        with self._lock:
            if self._is_cut:
                raise Unreadable("connection", "the run was ended")
            line = self._lines.get(host)
            if line is None:
                line = self._lines[host] = _Line(self._settings, _tls())
            self._lines.move_to_end(host)
            # Of those least used lately; the others are in use, at most one a thread.
            for name in list(islice(self._lines, max(0, len(self._lines) - KEPT_HOSTS - self._settings.max_hosts))):
                self._lines.pop(name).close()
            return line


class _Line:
    """HTTP/1.1 connections to one host, without proxies, whose every wait ends at the deadline of the request."""

    def __init__(self, settings: Settings, context: ssl.SSLContext) -> None:
        self._backend = _GuardedBackend(settings)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context, max_keepalive_connections=1, network_backend=self._backend
        )

    def send(self, request: httpx2.Request, deadline: Deadline) -> httpx2.Response:
        self._backend.deadline = deadline
        opened = self._backend.opened
        try:
            response = self._pool.handle_request(_raw(request))
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError):
            if self._backend.opened > opened:
                raise
            # A kept connection that the host closed just now says nothing about the page.
            response = self._pool.handle_request(_raw(request))
        assert isinstance(response.stream, Iterable)
        return httpx2.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        self._pool.close()

    def cut(self) -> None:
        self._backend.cut()


@cache
def _tls() -> ssl.SSLContext:
    # Loading the system's certificates takes longer than a request.
    return httpcore2.default_ssl_context()


def _raw(request: httpx2.Request) -> httpcore2.Request:
    url = request.url
    return httpcore2.Request(
        method=request.method,
        url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _GuardedBackend(httpcore2.NetworkBackend):
    def __init__(self, settings: Settings) -> None:
        self.deadline = Deadline(settings.fetch_seconds)
        self.opened = 0
        self._settings = settings
        self._sockets = httpcore2.SyncBackend()
        self.streams: WeakSet[_GuardedStream] = WeakSet()

    def cut(self) -> None:
        for stream in list(self.streams):
            stream.cut()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception | None = None
        for address in self._checked_addresses(host, port):
            seconds = self.deadline.left(timeout)
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                self.opened += 1
                return _GuardedStream(stream, self)
        raise failure or Unreadable("not-found", f"the name {host} has no address")

    def _checked_addresses(self, host: str, port: int) -> list[str]:
        addresses = _resolve(host, port, self.deadline)
        closed = [address for address in addresses if not is_public(address)]
        if closed and not self._settings.allow_private:
            raise Refused(
                "address", f"{host} is {closed[0]}, not a public address; Settings(allow_private=True) permits it"
            )
        return addresses


class _GuardedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, line: _GuardedBackend) -> None:
        self._stream = stream
        self._line = line
        line.streams.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._line.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._line.deadline.left(timeout))

    def cut(self) -> None:
        with suppress(OSError):  # it may be closed already
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._line.deadline.left(timeout))
        except (httpcore2.ConnectError, ValueError) as error:
            raise Unreadable("tls", f"no secure connection to {server_hostname}: {error}") from error
        return _GuardedStream(stream, self._line)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    # The system's resolver knows no deadline, so it runs in a thread that may be left behind.
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()
    Thread(target=_resolve_into, args=(answers, host, port), daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise deadline.passed() from None
    if isinstance(answer, Exception):
        raise Unreadable("not-found", f"the name {host} was not found: {answer}") from answer
    return answer


def _resolve_into(answers: "SimpleQueue[list[str] | Exception]", host: str, port: int) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answers.put(list(dict.fromkeys(str(info[4][0]) for info in found)))
    except (OSError, UnicodeError, ValueError) as error:
        answers.put(error)
