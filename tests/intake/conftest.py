"""A real HTTP server on loopback whose answers are written out byte by byte."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO

import pytest

Answer = Callable[["Wire"], None]


class Wire:
    """The server's end of one connection: the request's headers, and a way to write bytes."""

    def __init__(self, file: BinaryIO, headers: dict[str, str], stop: threading.Event) -> None:
        self._file = file
        self.headers = headers
        self.stop = stop

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._file.flush()

    def pause(self, seconds: float) -> bool:
        """Wait, but no longer than the test lasts; whether the test goes on."""
        return not self.stop.wait(seconds)


class Site:
    """What the server answers at each path, and which paths were asked for."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.stop = threading.Event()
        self.says("/robots.txt", b"", status="404 Not Found")

    def says(self, path: str, body: bytes, status: str = "200 OK", **headers: str) -> str:
        """Answer the path with a body; gives the URL."""
        fields = {"content_length": str(len(body)), "connection": "close", **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        return self.does(path, lambda wire: wire.write(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body))

    def does(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url + path


def _handler(site: list[Site]) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split(b" ")[1].decode()
            headers = {}
            while line := self.rfile.readline().strip():
                name, _, value = line.decode().partition(": ")
                headers[name.lower()] = value
            site[0].asked.append(path)
            with suppress(OSError):  # the client goes when it has had enough
                site[0].answers[path](Wire(self.wfile, headers, site[0].stop))

    return Handler


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@pytest.fixture
def site() -> Iterator[Site]:
    sites: list[Site] = []
    with _Server(("127.0.0.1", 0), _handler(sites)) as server:
        sites.append(Site(server.server_address[1]))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield sites[0]
        sites[0].stop.set()
        server.shutdown()
