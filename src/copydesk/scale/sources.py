"""The files that a run is to read: their names in it, and where they are."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, Protocol, cast

from copydesk.errors import Refused, Unreadable
from copydesk.intake.revisits import Again, file_again
from copydesk.urls import split

if TYPE_CHECKING:
    from copydesk.scale.remote import Patience

__all__ = ["Digested", "Located", "is_address", "located", "opened", "opening", "part_of"]

SUFFIXES: Final = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".wet.zst")
"""What a file in a folder is called to be read."""


class Located(NamedTuple):
    """A file: its name in the run, and its path or address."""

    name: str
    location: str


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes, none at the end."""


class Digested:
    """A stream that keeps count of what was read of it."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._hash = sha256()
        self.size = 0

    def read(self, size: int) -> bytes:
        """Up to so many bytes; raises Unreadable with `file` where they cannot be had."""
        try:
            content = self._source.read(size)
        except OSError as error:
            raise Unreadable("file", f"it could not be read on: {error.strerror or error}") from error
        self._hash.update(content)
        self.size += len(content)
        return content

    def digest(self) -> str:
        """The SHA-256 of all of it; what is left is read."""
        while self.read(1 << 20):
            pass
        return self._hash.hexdigest()

    @property
    def stream(self) -> BinaryIO:
        """The same as a stream for those who only read."""
        return cast("BinaryIO", self)


def is_address(source: str) -> bool:
    """Whether the source is to be had over the network."""
    return split(source).scheme in ("http", "https")


def located(sources: Iterable[str]) -> tuple[Located, ...]:
    """The files that the sources name, each once: files, folders with what lies below them, addresses.

    Raises:
        Unreadable: `file`, there is none of that name, or a folder holds none.
        Refused: `output`, two would have one name.
    """
    found: dict[str, str] = {}
    for source in sources:
        for one in _of(source):
            if found.setdefault(one.name, one.location) != one.location:
                message = (
                    f"two files are called {one.name}: {found[one.name]} and {one.location}; give the folder above"
                )
                raise Refused("output", message)
    return tuple(Located(name, location) for name, location in found.items())


def _of(source: str) -> Iterator[Located]:
    if is_address(source):
        yield Located(split(source).path.rpartition("/")[2] or source, source)
        return
    path = Path(source)
    if path.is_file():
        yield Located(path.name, str(path.absolute()))
        return
    below = [one for one in sorted(path.rglob("*")) if one.name.lower().endswith(SUFFIXES) and one.is_file()]
    if not below:
        what = f"no {', '.join(SUFFIXES)} below it" if path.is_dir() else "no such file"
        raise Unreadable("file", f"{source}: {what}")
    for one in below:
        yield Located(one.relative_to(path).as_posix(), str(one.absolute()))


def part_of(files: Sequence[Located], number: int, of: int) -> tuple[Located, ...]:
    """Every n-th file, from the one with the number, counted from 1."""
    return tuple(files[number - 1 :: of])


def opened(one: Located, patience: "Patience | None" = None) -> AbstractContextManager[Readable]:
    """The file open for reading; raises Unreadable where it cannot be had.

    Args:
        one: the file.
        patience: with the server that has it.
    """
    if is_address(one.location):
        from copydesk.scale.remote import remote

        return remote(one.location, patience)
    try:
        return Path(one.location).open("rb")
    except OSError as error:
        raise Unreadable("file", f"{one.name}: {error.strerror}") from error


def opening(one: Located) -> Again | None:
    """What opens the file another time; None for an address."""
    return None if is_address(one.location) else file_again(Path(one.location))
