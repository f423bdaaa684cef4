"""The content of packed members one after the other; behind a damaged one it goes on at the next."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, NamedTuple

from copydesk.intake.packings import GLANCE, GZIPPED, Packing, Unpacking

__all__ = ["CHUNK", "Damage", "Member", "Members"]

CHUNK: Final = 65_536
RAW_CHUNK: Final = 16_384
"""What is read at a time: behind each member the rest of it is copied, and many members are small."""
REMEMBERED: Final = 16 << 20
"""Bytes of a member that are kept to look for the next one where it is damaged; one of a page has some ten thousand."""


class Damage(Exception):
    """The file is damaged here; what follows may be sound."""


class Member(NamedTuple):
    """Where a member begins: in the content of all, and in the file."""

    position: int
    offset: int


class _Broken(Exception):
    """The member is damaged."""


class Members:
    """The content of a file of packed members, piece by piece.

    Args:
        source: the file, from its first member on.
        is_start: whether content that begins like this is what a member may hold; behind damage, such are looked for.
        packing: how it is packed.
        offset: the byte of the file at which the first member begins.
    """

    def __init__(
        self, source: BinaryIO, is_start: Callable[[bytes], bool], packing: Packing = GZIPPED, offset: int = 0
    ) -> None:
        self._source = source
        self._is_start = is_start
        self._packing = packing
        self._unpacking: Unpacking | None = None
        self._waiting = self._pending = b""
        self._seen = bytearray()
        self._taken, self._given = offset, 0
        self._damage: str | None = None
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
            while self._unpacking is not None and not self._pending:
                self._pending = self._step(self._unpacking)

    def piece(self) -> bytes:
        """What comes next, empty at the end of the file.

        Raises:
            Damage: once for each damaged member; the piece after that is of the next sound one.
        """
        if self._is_told and not self._found():
            return b""
        with self._telling():
            while not self._pending and (self._unpacking is not None or self._begins()):
                assert self._unpacking is not None
                self._pending = self._step(self._unpacking)
        piece, self._pending = self._pending, b""
        return piece

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except _Broken as error:
            self._is_told = True
            raise Damage(f"the {self._packing.name} data is damaged: {error}") from error

    def _step(self, unpacking: Unpacking) -> bytes:
        """What comes out of what waits; the member ends where its check has been seen."""
        if self._damage is not None:
            raise _Broken(self._damage)
        self._waiting = self._waiting or self._more()
        is_end = not self._waiting
        step = unpacking.step(self._waiting)
        self._damage = step.damage
        if is_end and not (step.content or step.is_over or step.damage):
            raise _Broken("it breaks off")
        self._waiting = step.rest
        self._unpacking = None if step.is_over else unpacking
        self._given += len(step.content)
        return step.content

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
        self._unpacking = self._packing.begin()
        self.starts.append(Member(self._given, self._taken - len(waiting)))

    def _more(self) -> bytes:
        chunk = self._source.read(RAW_CHUNK)
        self._taken += len(chunk)
        if len(self._seen) < REMEMBERED:
            self._seen += chunk
        return chunk

    def _found(self) -> bool:
        """Whether another member begins behind the beginning of the damaged one; reading goes on there."""
        self._unpacking, self._damage, self._is_told = None, None, False
        left = bytes(self._seen[1:]) if len(self._seen) < REMEMBERED else self._waiting
        self._seen, self._waiting = bytearray(), b""
        while True:
            left += (more := self._source.read(CHUNK))
            self._taken += len(more)
            for match in self._packing.magic.finditer(left):
                if (more and match.start() > len(left) - GLANCE) or not self._begins_at(left, match.start()):
                    continue
                self._start(left[match.start() :])
                return True
            if not more:
                return False
            left = left[-GLANCE:]

    def _begins_at(self, content: bytes, at: int) -> bool:
        return self._packing.is_start(content[at : at + GLANCE], self._is_start)
