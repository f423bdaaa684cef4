"""The content of gzip members one after the other; behind a damaged one it goes on at the next."""

import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final, NamedTuple

__all__ = ["Damage", "Member", "Members"]

CHUNK: Final = 65_536
RAW_CHUNK: Final = 16_384
"""What is read at a time: behind each member the rest of it is copied, and many members are small."""
REMEMBERED: Final = 16 << 20
"""Bytes of a member that are kept to look for the next one where it is damaged; one of a page has some ten thousand."""
GLANCE: Final = 512
"""Enough of a member to see what it holds."""
STEP: Final = 64
_MAGIC: Final = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")


class Damage(Exception):
    """The file is damaged here; what follows may be sound."""


class Member(NamedTuple):
    """Where a member begins: in the content of all, and in the file."""

    position: int
    offset: int


class Members:
    """The content of a file of gzip members, piece by piece."""

    def __init__(self, source: BinaryIO, is_start: Callable[[bytes], bool]) -> None:
        """Read the file; behind damage, go on at the next member whose content begins as `is_start` says."""
        self._source = source
        self._is_start = is_start
        self._inflater: zlib._Decompress | None = None
        self._waiting = self._pending = b""
        self._seen = bytearray()
        self._taken = self._given = 0
        self._error: zlib.error | None = None
        """What is wrong with the member, of which all that was sound has been given."""
        self._is_told = False
        self.starts: deque[Member] = deque()
        """The members that have begun; whoever is past one may take it out."""

    def finish(self) -> None:
        """See the member to its end, where its check stands, unless it has more content.

        Raises:
            Damage: where the check does not hold, or the file breaks off before it.
        """
        with self._telling():
            while self._inflater is not None and not self._pending:
                self._pending = self._step(self._inflater)

    def piece(self) -> bytes:
        """What comes next, empty at the end of the file.

        Raises:
            Damage: once for each damaged member; the piece after that is of the next sound one.
        """
        if self._is_told and not self._found():
            return b""
        with self._telling():
            while not self._pending and (self._inflater is not None or self._begins()):
                assert self._inflater is not None
                self._pending = self._step(self._inflater)
        piece, self._pending = self._pending, b""
        return piece

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (zlib.error, EOFError) as error:
            self._is_told = True
            raise Damage(f"the gzip data is damaged: {error}") from error

    def _step(self, inflater: "zlib._Decompress") -> bytes:
        """What comes out of what waits; the member ends where its check has been seen."""
        if self._error is not None:
            raise self._error
        self._waiting = self._waiting or self._more()
        before = inflater.copy()
        try:
            content = inflater.decompress(self._waiting, CHUNK)
        except zlib.error as error:
            # What comes before the damage may end a record.
            self._error = error
            content = _up_to_damage(before, self._waiting)
        else:
            if not (self._waiting or content or inflater.eof):
                raise EOFError("it breaks off")
            self._waiting = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            self._inflater = None if inflater.eof else inflater
        self._given += len(content)
        return content

    def _begins(self) -> bool:
        # Between members and behind the last one there may be zeros.
        while not (waiting := (self._waiting or self._more()).lstrip(b"\0")):
            if not self._waiting:
                return False
            self._waiting = b""
        self._start(waiting)
        return True

    def _start(self, waiting: bytes) -> None:
        self._waiting = waiting
        self._seen = bytearray(waiting)
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.starts.append(Member(self._given, self._taken - len(waiting)))

    def _more(self) -> bytes:
        chunk = self._source.read(RAW_CHUNK)
        self._taken += len(chunk)
        if len(self._seen) < REMEMBERED:
            self._seen += chunk
        return chunk

    def _found(self) -> bool:
        """Whether another member begins behind the beginning of the damaged one; reading goes on there."""
        self._inflater, self._error, self._is_told = None, None, False
        left = bytes(self._seen[1:]) if len(self._seen) < REMEMBERED else self._waiting
        self._seen, self._waiting = bytearray(), b""
        while True:
            left += (more := self._source.read(CHUNK))
            self._taken += len(more)
            for match in _MAGIC.finditer(left):
                if (more and match.start() > len(left) - GLANCE) or not self._begins_at(left, match.start()):
                    continue
                self._start(left[match.start() :])
                return True
            if not more:
                return False
            left = left[-GLANCE:]

    def _begins_at(self, content: bytes, at: int) -> bool:
        try:
            start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[at : at + GLANCE], GLANCE)
        except zlib.error:
            return False
        return self._is_start(start)


def _up_to_damage(inflater: "zlib._Decompress", waiting: bytes) -> bytes:
    content = b""
    with suppress(zlib.error):
        for start in range(0, len(waiting), STEP):
            content += inflater.decompress(waiting[start : start + STEP])
    return content
