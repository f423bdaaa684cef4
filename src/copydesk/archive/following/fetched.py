"""What was fetched, on disk before anything is made of it: a run that is killed asks for nothing twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec
import zstandard
from msgspec import Struct
from msgspec.structs import asdict

from copydesk.archive import connection as connections
from copydesk.archive.errors import Damaged
from copydesk.archive.packed import inflated
from copydesk.errors import CopydeskError, NotAStory, Refused, Unreadable
from copydesk.intake.robots import ROBOTS_SECONDS
from copydesk.intake.visits import Answer
from copydesk.records import Capture

__all__ = ["Fetched", "forget_fetched", "kept_fetched"]

LASTS: Final = timedelta(days=1)
"""After which what a killed run had fetched is asked for anew."""
_LEVEL: Final = 1
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


class _Refusal(Struct, frozen=True, kw_only=True, array_like=True):
    """An error in the place of a page."""

    kind: str
    reason: str
    message: str
    status: int | None = None
    retry_at: str | None = None


class _Page(Struct, frozen=True, kw_only=True, array_like=True):
    """A capture as it comes from the web."""

    content: bytes
    name: str | None
    url: str | None
    answered_url: str | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    fetched_at: str | None


class _Got(Struct, frozen=True, kw_only=True, array_like=True):
    page: _Page | None = None
    refusal: _Refusal | None = None


_KINDS: Final = {kind.__name__: kind for kind in (NotAStory, Refused, CopydeskError)}
_ANSWER: Final = msgspec.msgpack.Decoder(Answer)
_DECODER: Final = msgspec.msgpack.Decoder(_Got)


class Fetched:
    """The table `fetched` of an archive, through a connection of its own: those who fetch write while others do."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = Lock()
        self._encoder = msgspec.msgpack.Encoder()
        self._packer = zstandard.ZstdCompressor(_LEVEL)
        self._unpacker = zstandard.ZstdDecompressor()
        since = (datetime.now(UTC) - LASTS).strftime(_MOMENT)
        self._known = {row[0] for row in connection.execute("select url from fetched where at >= ?", (since,))}

    def known(self, address: str) -> Capture | CopydeskError | None:
        """What an earlier run fetched from the address, given once; None where it has to be asked."""
        if address not in self._known:
            return None
        with self._lock, connections.told(self._path):
            self._known.discard(address)
            row = self._connection.execute("select got from fetched where url = ?", (address,)).fetchone()
        try:
            return self._unpacked(row[0]) if row else None
        except (zstandard.ZstdError, msgspec.MsgspecError) as error:
            raise Damaged(str(self._path), f"what was fetched from {address} cannot be read: {error}") from error

    def _unpacked(self, packed_: bytes) -> Capture | CopydeskError | None:
        got = _DECODER.decode(inflated(packed_, self._unpacker))
        if got.page is not None:
            return Capture(**asdict(got.page))
        one = got.refusal
        if one is None:
            return None
        if one.kind == Unreadable.__name__:
            return Unreadable(one.reason, one.message, status=one.status, retry_at=one.retry_at)
        return _KINDS.get(one.kind, CopydeskError)(one.reason, one.message)

    def keep(self, address: str, got: Capture | CopydeskError) -> None:
        """Write down what came, before whoever waits for it learns of it."""
        plain = self._encoder.encode(_packable(got))
        moment = datetime.now(UTC).strftime(_MOMENT)
        with self._lock, connections.told(self._path):
            packed = self._packer.compress(plain)
            self._connection.execute("insert or replace into fetched values (?, ?, ?)", (address, moment, packed))

    def robots(self, url: str) -> tuple[Answer, float] | None:
        """What a robots.txt answered in the last 24 hours, and how many seconds ago."""
        with self._lock, connections.told(self._path):
            row = self._connection.execute("select at, answer from robots where url = ?", (url,)).fetchone()
        if row is None:
            return None
        age = (datetime.now(UTC) - datetime.strptime(row[0], _MOMENT).replace(tzinfo=UTC)).total_seconds()
        return (_ANSWER.decode(row[1]), max(age, 0.0)) if age < ROBOTS_SECONDS else None

    def keep_robots(self, url: str, answer: Answer) -> None:
        """Remember what a robots.txt answered."""
        row = (url, datetime.now(UTC).strftime(_MOMENT), self._encoder.encode(answer))
        with self._lock, connections.told(self._path):
            self._connection.execute("insert or replace into robots values (?, ?, ?)", row)


@contextmanager
def kept_fetched(archive: sqlite3.Connection, path: Path) -> Iterator[Fetched]:
    """What is fetched in the block is kept until its outcome is; all goes where the block ends by itself."""
    with closing(connections.create(path)) as connection:
        yield Fetched(connection, path)
    with connections.held(path, archive):
        archive.execute("delete from fetched")


def forget_fetched(connection: sqlite3.Connection, address: str) -> None:
    """Let go of what came from the address, in the transaction that writes its outcome."""
    connection.execute("delete from fetched where url = ?", (address,))


def _packable(got: Capture | CopydeskError) -> _Got:
    if isinstance(got, Capture):
        assert isinstance(got.content, bytes)
        return _Got(page=_Page(**{name: getattr(got, name) for name in _Page.__struct_fields__}))
    status, retry_at = (got.status, got.retry_at) if isinstance(got, Unreadable) else (None, None)
    kind, message = type(got).__name__, str(got)
    return _Got(refusal=_Refusal(kind=kind, reason=got.reason, message=message, status=status, retry_at=retry_at))
