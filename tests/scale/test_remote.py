"""Files over the network: a server on loopback that breaks off and refuses."""

import gzip
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.scale.files import parts, scale, written

from copydesk.errors import Unreadable
from copydesk.scale.remote import Patience, remote

PATHS = "/crawl-data/CC-NEWS/2026/04/warc.paths.gz"
AT_ONCE = Patience(pauses=(0.0, 0.0), breaks=3, pause=0.0)


class Server(ThreadingHTTPServer):
    """Files by their paths. `breaks` says how often an answer ends halfway, `refusals` how often one is refused."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.breaks: dict[str, int] = {}
        self.refusals: dict[str, int] = {}
        self.asked: list[tuple[str, str | None]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wanted = self.headers.get("range")
        self.server.asked.append((self.path, wanted))
        if self.server.refusals.get(self.path, 0) > 0:
            self.server.refusals[self.path] -= 1
            self.send_error(403 if self.server.refusals[self.path] % 2 else 503)
            return
        content = self.server.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        match = re.fullmatch(r"bytes=(\d+)-", wanted or "")
        start = int(match[1]) if match else 0
        self.send_response(206 if match else 200)
        self.send_header("etag", '"v1"')
        self.send_header("content-length", str(len(content) - start))
        self.end_headers()
        rest = content[start:]
        if self.server.breaks.get(self.path, 0) > 0:
            self.server.breaks[self.path] -= 1
            self.wfile.write(rest[: len(rest) // 2])
            self.close_connection = True
            return
        self.wfile.write(rest)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def read(url: str, patience: Patience = AT_ONCE) -> bytes:
    with remote(url, patience) as stream:
        return b"".join(iter(lambda: stream.read(5_000), b""))


def test_a_stream_that_breaks_off_goes_on_where_it_was(server: Server) -> None:
    content = bytes(range(256)) * 4_000
    server.files["/a"], server.breaks["/a"] = content, 2
    assert read(f"{server.base}/a") == content
    starts = [int((wanted or "bytes=0-")[6:-1]) for _, wanted in server.asked]
    assert len(starts) == 3
    assert 0 == starts[0] < starts[1] < starts[2] < len(content)


def test_one_that_breaks_off_every_time_is_told(server: Server) -> None:
    server.files["/a"], server.breaks["/a"] = b"x", 99
    with pytest.raises(Unreadable, match="breaks off at byte 0 every time"):
        read(f"{server.base}/a")


def test_a_server_that_refuses_is_asked_again(server: Server) -> None:
    server.files["/a"], server.refusals["/a"] = b"content", 2
    assert read(f"{server.base}/a") == b"content"
    server.refusals["/a"] = 3
    with pytest.raises(Unreadable, match="answered 503"):
        read(f"{server.base}/a")
    with pytest.raises(Unreadable, match="answered 404"):
        read(f"{server.base}/none")


def test_a_month_is_what_its_files_are(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "warcs"
    folder.mkdir()
    names = [f"CC-NEWS-2026040{number}.warc.gz" for number in (1, 2, 3)]
    for number, name in enumerate(names):
        path = f"/crawl-data/CC-NEWS/2026/04/{name}"
        content = written(folder / name, range(10 * number, 10 * number + 4)).read_bytes()
        if number < 2:
            server.files[path] = content
    server.breaks[f"/crawl-data/CC-NEWS/2026/04/{names[0]}"] = 2
    server.refusals[f"/crawl-data/CC-NEWS/2026/04/{names[2]}"] = 99
    listing = "".join(f"crawl-data/CC-NEWS/2026/04/{name}\n" for name in names)
    server.files[PATHS] = gzip.compress(listing.encode())
    month = ("run", "cc-news:2026-04", "--base", server.base, "--backoff", "0.01")
    asked = scale(*month, "-o", tmp_path / "out")
    assert asked.returncode == 2
    assert "3 files: about 3 GB to fetch, 1 core hours" in asked.stderr
    assert not (tmp_path / "out").exists()
    done = scale(*month, "-o", tmp_path / "out", "--yes")
    assert (done.returncode, "answered 403" in done.stderr or "answered 503" in done.stderr) == (5, True)
    hosts = tmp_path / "hosts.txt"
    hosts.write_text("# ours\nmarrow-post.example\n", encoding="utf-8")
    few = scale(*month, "-o", tmp_path / "few", "--limit", "2", "--hosts", hosts, "--languages", "en")
    assert (few.returncode, few.stderr) == (0, "copydesk: 2 files done\n")
    assert "8 found = 1 rows + 0 damaged places + 7 left out" in scale("verify", tmp_path / "few").stdout
    scale("run", *(folder / name for name in names[:2]), "-o", tmp_path / "own")
    assert parts(tmp_path / "out") == parts(tmp_path / "own")
