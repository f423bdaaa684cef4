"""Twenty outlets in one process on loopback, which write down what they are asked for.

python -m benchmarks.fetching_outlets PAGES LOG
"""

import asyncio
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final, TextIO

__all__ = ["HOSTS", "PORT", "asked", "page_of"]

HOSTS: Final = tuple(f"127.0.0.{number}" for number in range(2, 22))
PORT: Final = 8_765
_WORDS: Final = 300


def main() -> None:
    """Answer until the process is ended; a line on stdout says that it may be asked."""
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))


def asked(log: Path) -> list[str]:
    """The addresses that the outlets have been asked for, in order."""
    return log.read_text(encoding="ascii").split() if log.exists() else []


def page_of(number: int) -> str:
    """The path of a page."""
    return f"/news/{number}-ferry-back-in-service"


async def _serve(pages: int, path: Path) -> None:
    with path.open("w", encoding="ascii", buffering=1) as log:
        servers = [await asyncio.start_server(_Outlet(host, pages, log).answer, host, PORT) for host in HOSTS]
        print("ready", flush=True)
        await asyncio.gather(*(server.serve_forever() for server in servers))


class _Outlet:
    def __init__(self, host: str, pages: int, log: TextIO) -> None:
        self._host = host
        self._pages = pages
        self._log = log

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what is asked over one connection."""
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                writer.write(self._reply(request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _reply(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1].decode()
        self._log.write(f"{self._host}{path}\n")
        status, body = _body(path, self._host, self._pages)
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        if f"If-None-Match: {tag}".lower().encode() in request.lower():
            status, body = "304 Not Modified", b""
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nETag: {tag}\r\nContent-Type: text/html\r\n\r\n"
        return head.encode() + body


def _body(path: str, host: str, pages: int) -> tuple[str, bytes]:
    if path == "/robots.txt":
        return "200 OK", b"User-agent: *\nDisallow: /private\n"
    if path == "/rss":
        items = "".join(f"<item><link>{page_of(number)}</link></item>" for number in range(pages))
        return "200 OK", f"<rss><channel><title>{host}</title>{items}</channel></rss>".encode()
    if not path.startswith("/news/"):
        return "404 Not Found", b""
    told = sha256(f"{host}{path}".encode()).hexdigest()
    words = " ".join(f"{told[at % 60 : at % 60 + 4]}{at} ferry" for at in range(_WORDS))
    padding = "<!-- " + "x" * 14_000 + " -->"
    title = f"Ferry {told[:6]} back in service"
    return "200 OK", f"<title>{title}</title>{padding}<h1>{title}</h1><p>{words}.</p>".encode()


if __name__ == "__main__":
    main()
