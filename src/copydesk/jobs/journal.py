"""The journal of a run: what was asked for, and a line for each source that is done.

A journal is a file of JSON lines beside its output. The first line is the header; a line is appended when its source is
done and never changed. A line that breaks off was never written.
"""

import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from copydesk.errors import Refused
from copydesk.jobs.appended import Appended
from copydesk.jobs.locks import locked
from copydesk.jobs.work import Origin
from copydesk.settings import VERSION

__all__ = ["FORMAT", "Given", "Header", "Journal", "Log", "Option", "Row", "begun_otherwise", "given", "load"]

FORMAT: Final = "copydesk/1"
_BEGIN: Final = b'{"journal":"'

Option: TypeAlias = str | int | float | bool | list[str] | None


class Given(Struct, frozen=True):
    """The sources as given: how many, and a fingerprint of their names in order."""

    count: int
    sha256: str


class Header(Struct, frozen=True, kw_only=True):
    """What a run was asked for: what makes its records what they are."""

    journal: str = FORMAT
    version: str = VERSION
    options: dict[str, Option] = {}
    sources: Given
    generation: int = 0
    """How often the output was put in order."""
    made: dict[str, str | None] = {}
    """SHA-256 of each file that is made of the records, as it was written; None while it is made."""


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one source."""

    name: str
    nth: int = 1
    """Which of the sources of this name it is."""
    size: int | None = None
    modified: int | None = None
    """The file's time of modification in nanoseconds."""
    sha256: str | None = None
    """Of the source's bytes."""
    start: int | None = None
    end: int | None = None
    """Bytes of the output at which its record begins and ends."""
    file: str | None = None
    """The file of a folder that has its record."""
    source: str | None = None
    """Where it was read from, where its name does not say."""
    origin: Origin | None = None
    """Where it was taken out of a larger file."""
    reason: str = ""
    message: str = ""
    code: int = 0
    retry_at: str | None = None
    written: str | None = None
    """SHA-256 of the file as it was written."""
    is_earlier: bool = False
    """Whether it was done by an earlier run, and not by this one."""


class _Line(Row, frozen=True, kw_only=True, omit_defaults=True):
    """Any line of a journal but the first."""

    name: str = ""
    sources: Given | None = None
    made: dict[str, str | None] | None = None
    finished: bool = False


_LINES: Final = msgspec.json.Decoder(_Line)


class Log(Struct, frozen=True):
    """A journal as it was found."""

    header: Header
    rows: list[Row]
    is_finished: bool
    """Whether the run came to its end."""


def given(names: Sequence[str]) -> Given:
    """The fingerprint of the sources."""
    joined = "\0".join(names)
    return Given(len(names), sha256(joined.encode("utf-8", "surrogatepass")).hexdigest())


def begun_otherwise(found: Header, wanted: Header, names: Sequence[str]) -> list[str]:
    """What keeps a run from going on where another ended; sources that were added at the end do not."""
    told = []
    if found.version != wanted.version:
        told.append(f"copydesk was {found.version}, is {wanted.version}")
    for name in sorted(found.options.keys() | wanted.options.keys()):
        then, now = found.options.get(name), wanted.options.get(name)
        if then != now:
            told.append(f"{name} was {_told(then)}, is {_told(now)}")
    if given(names[: found.sources.count]) != found.sources:
        then, now = found.sources.count, wanted.sources.count
        told.append(
            f"the sources were others ({then:,} then, {now:,} now)" if then != now else "the sources were others"
        )
    return told


class Journal:
    """An open journal, which no other run can have meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = Appended(locked(path))

    def load(self) -> Log | None:
        """What the journal holds, None where it is empty; appending goes on behind its last sound line.

        Raises:
            Refused: `journal`, when the file is something else.
        """
        log, end = load(self._lines.read(0, self._lines.size), self.path)
        self._lines.end = end
        return log

    def begin(self, header: Header) -> None:
        """Throw away what it holds and begin with the header."""
        self._lines.cut(0)
        self._append(header)

    def go_on(self) -> None:
        """Throw away what stands behind the last sound line."""
        self._lines.cut(self._lines.end)

    def append(self, row: Row) -> None:
        """Add the row of a source; raises OSError, with nothing of the row left in the file, when there is no room."""
        self._append(row)

    def add_sources(self, sources: Given) -> None:
        """Say that the run has more sources than it began with."""
        self._append(_Line(sources=sources))

    def make(self, files: Iterable[str]) -> None:
        """Say that these files are being made of the records."""
        self._append(_Line(made=dict.fromkeys(files)))

    def finish(self, made: dict[str, str | None] | None = None) -> None:
        """Say that the run came to its end, and what it made."""
        self._append(_Line(made=made, finished=True))

    def sync(self) -> None:
        """Have the system bring it to the disk."""
        self._lines.sync()

    def take_place_of(self, other: "Journal") -> None:
        """Go where the other one is; whoever looks there finds either of the two, and locked."""
        self.sync()
        if sys.platform == "win32":  # an open file cannot be replaced there
            other.release()
            self.release()
            self.path.replace(other.path)
            self._lines = Appended(locked(other.path), self._lines.end)
        else:
            self.path.replace(other.path)
            other.release()
        self.path = other.path

    def discard(self) -> None:
        """Take the file away."""
        self._lines.cut(0)
        self.close()

    def close(self) -> None:
        """Give up the lock; a journal in which nothing stands goes."""
        if self._lines.is_closed:
            return
        if not self._lines.size:
            self.path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Close the file and give up its lock."""
        self._lines.close()

    def _append(self, line: Struct) -> None:
        self._lines.append(msgspec.json.encode(line) + b"\n")


def load(content: bytes, path: Path) -> tuple[Log | None, int]:
    """The journal in the bytes, and where its last sound line ends.

    Raises:
        Refused: `journal`, when the file is no journal, or one of another kind.
    """
    whole = content[: content.rfind(b"\n") + 1]
    if not whole:
        if content and not _BEGIN.startswith(content[: len(_BEGIN)]):
            raise _foreign(path)
        return None, 0
    first, *others = whole.splitlines(keepends=True)
    header, end = _header(first, path), len(first)
    lines: list[_Line] = []
    for line in others:
        try:
            lines.append(_LINES.decode(line))
        except msgspec.DecodeError:  # the machine stopped before the disk had it
            break
        end += len(line)
    for later in lines:
        if later.sources:
            header = replace(header, sources=later.sources)
        if later.made is not None:
            header = replace(header, made=later.made)
    rows: list[Row] = [line for line in lines if line.name]
    return Log(header, rows, bool(lines) and lines[-1].finished), end


def _header(line: bytes, path: Path) -> Header:
    try:
        header = msgspec.json.decode(line, type=Header)
    except msgspec.DecodeError:
        raise _foreign(path) from None
    if header.journal != FORMAT:
        raise Refused("journal", f"{path} is a journal of the kind {header.journal}, and this copydesk knows {FORMAT}")
    return header


def _foreign(path: Path) -> Refused:
    return Refused("journal", f"{path} is no journal of copydesk; give another output")


def _told(value: Option) -> str:
    if isinstance(value, bool) or value is None:
        return "on" if value else "off"
    return ", ".join(value) if isinstance(value, list) else str(value)
