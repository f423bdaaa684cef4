"""Connections that keep to a deadline and go to checked addresses only."""

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2
import httpx2

from copydesk.errors import Refused, Unreadable
from copydesk.intake.addresses import is_public
from copydesk.settings import Settings

__all__ = ["Deadline", "GuardedTransport"]


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """The seconds left, at most `timeout`; raises Unreadable `timeout` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left if timeout is None else min(left, timeout)

    def passed(self) -> Unreadable:
        """The error for what took too long."""
        return Unreadable("timeout", f"the fetch was not done within {self._seconds:g} seconds")


class GuardedTransport(httpx2.BaseTransport):
    """An HTTP/1.1 transport without proxies whose every wait ends at the deadline."""

    def __init__(self, settings: Settings, deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=_GuardedBackend(settings, deadline))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(response.stream, Iterable)
        return httpx2.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _GuardedBackend(httpcore2.NetworkBackend):
    def __init__(self, settings: Settings, deadline: Deadline) -> None:
        self._settings = settings
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

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
            seconds = self._deadline.left(timeout)
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _GuardedStream(stream, self._deadline)
        raise failure or Unreadable("not-found", f"the name {host} has no address")

    def _checked_addresses(self, host: str, port: int) -> list[str]:
        addresses = _resolve(host, port, self._deadline)
        closed = [address for address in addresses if not is_public(address)]
        if closed and not self._settings.allow_private:
            raise Refused("address", f"{host} is {closed[0]}, not a public address; --allow-private permits it")
        return addresses


class _GuardedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        except (httpcore2.ConnectError, ValueError) as error:
            raise Unreadable("tls", f"no secure connection to {server_hostname}: {error}") from error
        return _GuardedStream(stream, self._deadline)

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
