"""Real HTTP servers on loopback addresses, an outlet each, that write down who asked for what and when."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from time import monotonic
from typing import ClassVar, NamedTuple

PAGE = b"<h1>Ferry back in service</h1><p>The ferry to Lunde sails again from Monday, the port of Saltmarsh said.</p>"


class Request(NamedTuple):
    """One line of an outlet's log; moments in seconds of the monotonic clock."""

    path: str
    began: float
    ended: float
    connection: int
    headers: dict[str, str]


class Reply(NamedTuple):
    status: int = 200
    body: bytes = PAGE
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    """How long the outlet takes."""
    hangs_up: bool = False
    """Whether it closes the connection behind the answer without saying so."""


class Outlet:
    """What one host answers, and its log."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.log: list[Request] = []
        self.replies: dict[str, list[Reply]] = {"/robots.txt": [Reply(404, b"")]}
        self.connections = 0
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.answer: Callable[[str, dict[str, str]], Reply | None] | None = None
        """Answers before the replies do, knowing the headers of the request."""

    def says(self, path: str, *replies: Reply) -> str:
        """Answer the path with these in turn, the last one for ever; gives the URL."""
        self.replies[path] = list(replies)
        return self.url + path

    def robots(self, *lines: str) -> None:
        self.says("/robots.txt", Reply(200, "\n".join(lines).encode()))

    def reply(self, path: str) -> Reply:
        with self.lock:
            replies = self.replies.get(path, [Reply()])
            return replies.pop(0) if len(replies) > 1 else replies[0]

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.log]

    @property
    def gaps(self) -> list[float]:
        """Seconds between the end of each answer and the next request."""
        return [later.began - earlier.ended for earlier, later in pairwise(self.log)]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A client that goes when it has had enough is no news."""


def _handler(outlet: list[Outlet]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version: ClassVar[str] = "HTTP/1.1"
        wbufsize: ClassVar[int] = -1

        def setup(self) -> None:
            super().setup()
            with outlet[0].lock:
                outlet[0].connections += 1
                self.number = outlet[0].connections

        def do_GET(self) -> None:
            began = monotonic()
            self._change(1)
            given = outlet[0].answer(self.path, dict(self.headers.items())) if outlet[0].answer else None
            reply = given or outlet[0].reply(self.path)
            threading.Event().wait(reply.seconds)
            self._change(-1)
            outlet[0].log.append(Request(self.path, began, monotonic(), self.number, dict(self.headers.items())))
            self._write(reply)

        def _change(self, by: int) -> None:
            with outlet[0].lock:
                outlet[0].at_once += by
                outlet[0].most_at_once = max(outlet[0].most_at_once, outlet[0].at_once)

        def _write(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in (("Content-Length", str(len(reply.body))), *reply.headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.hangs_up

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    return Handler


@contextmanager
def outlet_at(address: str) -> Iterator[Outlet]:
    """An outlet that answers at a loopback address."""
    outlets: list[Outlet] = []
    with _Server((address, 0), _handler(outlets)) as server:
        outlets.append(Outlet(f"http://{address}:{server.server_address[1]}"))
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield outlets[0]
        finally:
            server.shutdown()
            thread.join()


Opens = Callable[[str], Outlet]
