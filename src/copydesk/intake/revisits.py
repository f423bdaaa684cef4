"""Revisits, which say that a page was as it had been, and the records that hold its bytes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from copydesk.errors import CopydeskError
from copydesk.intake.frames import Frame, Header, frame_at

__all__ = ["NOT_AT_HAND", "REVISIT", "Again", "Originals", "file_again"]

REVISIT: Final = "revisit"
NOT_AT_HAND: Final = "revisits of pages that are not at hand"
"""The use of a revisit whose page is in no record that was read, or that can be read again."""
Again: TypeAlias = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens a file another time."""
MOST: Final = 75_000
"""Keys of a generation, three a response, at 110 bytes: with two generations 16 MB, and 25,000 responses at least."""
_OFFSET_BITS: Final = 48
_UNCHANGED: Final = "server-not-modified"
"""The profile whose digest, if any, is that of an answer without a body."""
_Key: TypeAlias = str | tuple[str, str]


class Originals:
    """Where the responses of a run stand, by what a revisit may name: id, address with date, digest of the payload.

    Of their content nothing is kept: it is read again where it is asked for. The oldest are forgotten first.

    Args:
        most: keys of a generation, of which there are two.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._files: list[Again] = []
        self._is_open = False
        self._newer: dict[int, int] = {}
        self._older: dict[int, int] = {}

    @classmethod
    def within(cls, source: bytes | BinaryIO) -> "Originals":
        """Those of one source, where it can be read again."""
        originals = cls()
        if isinstance(source, bytes):
            originals.begin(lambda: BytesIO(source))
        elif source.seekable() and source.tell() == 0:
            originals.begin(lambda: _borrowed(source))
        return originals

    def begin(self, again: Again | None) -> None:
        """The responses that are added from now on are those of a file; without `again` they are not kept."""
        self._is_open = again is not None
        if again is not None:
            self._files.append(again)

    def add(self, header: Header) -> None:
        """A response stands here."""
        if header.offset is None or not self._is_open:
            return
        place = (len(self._files) - 1 << _OFFSET_BITS) | header.offset
        for key in _names(header):
            self._newer[hash(key)] = place
        if len(self._newer) >= self._most:
            self._newer, self._older = {}, self._newer

    def of(self, revisit: Header, limit: int) -> Frame | None:
        """The record that holds the bytes of the page, read again; None where there is none at hand.

        Args:
            revisit: the header of the revisit.
            limit: the bytes of a record that are kept.
        """
        for key in _meant(revisit):
            place = self._newer.get(hash(key), self._older.get(hash(key)))
            frame = None if place is None else self._read(place, limit)
            if frame is not None and _is_same(revisit, frame.header):
                return frame
        return None

    def _read(self, place: int, limit: int) -> Frame | None:
        try:
            with self._files[place >> _OFFSET_BITS]() as file:
                return frame_at(file, place & ((1 << _OFFSET_BITS) - 1), limit)
        except (OSError, CopydeskError):  # the file has gone or changed: its pages are not at hand
            return None


def file_again(path: Path) -> Again:
    """Opens the file another time."""
    return lambda: path.open("rb")


@contextmanager
def _borrowed(source: BinaryIO) -> Iterator[BinaryIO]:
    """The source from its beginning; whoever was reading it finds it where it was."""
    place = source.tell()
    try:
        source.seek(0)
        yield source
    finally:
        source.seek(place)


def _names(header: Header) -> Iterator[_Key]:
    """What a revisit may call the record."""
    if identifier := header.place.id:
        yield identifier
    if header.url and header.date:
        yield header.url, header.date
    if digest := _digest(header):
        yield digest


def _meant(revisit: Header) -> Iterator[_Key]:
    """What the revisit calls the record that it means, the surest name first."""
    if identifier := _referred(revisit):
        yield identifier
    if all(visit := _visit(revisit)):
        yield visit
    if digest := _digest(revisit):
        yield digest


def _is_same(revisit: Header, original: Header) -> bool:
    """Whether the record is the one that is meant: digests of one kind must agree, whatever else it says."""
    stated, found = _digest(revisit), _digest(original)
    if stated and found and _kind(stated) == _kind(found):
        return stated == found
    return original.place.id == _referred(revisit) or (original.url, original.date) == _visit(revisit)


def _kind(digest: str) -> tuple[str, int]:
    return digest.partition(":")[0], len(digest)


def _referred(revisit: Header) -> str:
    return revisit.fields.get("warc-refers-to", "").strip("<>")


def _visit(revisit: Header) -> tuple[str, str]:
    address = revisit.fields.get("warc-refers-to-target-uri", "").strip("<>")
    return address, revisit.fields.get("warc-refers-to-date", "")


def _digest(header: Header) -> str:
    if _UNCHANGED in header.fields.get("warc-profile", ""):
        return ""
    return header.fields.get("warc-payload-digest", "").lower()
