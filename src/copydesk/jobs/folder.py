"""A folder with a file for each source, and the journal that says whose each file is."""

import re
import unicodedata
from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

from msgspec.structs import replace

from copydesk import urls
from copydesk.jobs.files import PART, digest, put_whole
from copydesk.jobs.journal import Journal, Log, Row
from copydesk.jobs.progress import Progress
from copydesk.jobs.sinks import Run
from copydesk.jobs.work import Outcome, Task
from copydesk.patterns import pattern

__all__ = ["JOURNAL", "Folder", "file_stem", "open_folder"]

JOURNAL: Final = "copydesk.journal"
_LONGEST: Final = 80
_DIGITS: Final = 8
"""40 bits: two of a thousand sources with the same last name share a file name once in two million runs."""
_RESERVED: Final = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")

Identity: TypeAlias = tuple[str, str | None, int]


def open_folder(folder: Path, suffix: str, run: Run) -> "Folder":
    """The folder, made where it is not there, for this run alone.

    Raises:
        Refused: `busy`, another run has it; `journal`, it is of another run.
        OSError: it cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    journal = Journal(folder / JOURNAL)
    try:
        log = journal.load()
        if log and run.is_resumed:
            run.check_goes_on(log.header, journal.path)
        return Folder(suffix, run, journal, log)
    except BaseException:
        journal.close()
        raise


class Folder:
    """An open folder; `open_folder` opens one."""

    def __init__(self, suffix: str, run: Run, journal: Journal, log: Log | None) -> None:
        self._suffix = suffix
        self._run = run
        self._journal = journal
        self._folder = journal.path.parent
        self._is_begun = log is not None and run.is_resumed
        self._earlier = list(log.rows) if log else []
        self._owners = {row.file.casefold(): row for row in self._earlier if row.file}
        self._progress = Progress(self._earlier if self._is_begun else (), self._has)
        self._before: list[Row] = []
        if log and self._is_begun:
            journal.go_on()
            if log.header.sources != run.header.sources:
                journal.add_sources(run.header.sources)

    @property
    def kept(self) -> int:
        """Sources that an earlier run has done, as far as they were asked for."""
        return self._progress.kept

    def wants(self, task: Task) -> bool:
        """Whether the source has to be read: it is not done, or has changed since, or its file is gone."""
        return self._progress.wants(task)

    def knows(self, task: Task) -> bool:
        """Whether an earlier run is done with the address."""
        return self._progress.knows(task)

    def put(self, outcome: Outcome[bytes]) -> Outcome[bytes]:
        """Write the file of the source; a file that is not ours stays, and the source has failed."""
        row = self._progress.row_of(outcome)
        if outcome.output is not None:
            file = self._file_of(row)
            outcome = self._written(file, row, outcome)
            row = self._progress.row_of(outcome)
            if outcome.output is not None:
                row = replace(row, file=file, written=sha256(outcome.output).hexdigest())
                self._owners[file.casefold()] = row
        self._note(row)
        return outcome

    def finish(self, *, is_whole: bool) -> None:
        """Say in the journal that all is done."""
        if self._is_begun and is_whole:
            self._journal.sync()
            self._journal.finish()

    def failures(self) -> Sequence[Row]:
        """The sources without a story, in order."""
        return [row for row in self._progress.rows(is_whole=False) if row.reason]

    def close(self) -> None:
        """Let go of the journal, whatever happened."""
        self._journal.close()

    def _file_of(self, row: Row) -> str:
        """The name of the source's file: always the same, and never that of another source."""
        own = file_stem(row.name) + self._suffix
        if row.nth == 1 and _is_of(self._owners.get(own.casefold()), row):
            return own
        told = f"{row.name}\0{row.source or ''}\0{row.nth}"
        return f"{file_stem(row.name)[:_LONGEST]}-{_fingerprint(told)}{self._suffix}"

    def _written(self, file: str, row: Row, outcome: Outcome[bytes]) -> Outcome[bytes]:
        path = self._folder / file
        if not self._run.is_forced and path.exists() and not self._is_as_written(file, row):
            message = f"{path} is there already, and not as a run of copydesk has written it"
            return Outcome(outcome.name, None, "exists", message, 6, sha256=outcome.sha256)
        put_whole(path, outcome.output or b"")
        return outcome

    def _is_as_written(self, file: str, row: Row) -> bool:
        owner = self._owners.get(file.casefold())
        return owner is not None and _is_of(owner, row) and owner.written == digest(self._folder / file)

    def _has(self, row: Row) -> bool:
        return not row.file or (self._folder / row.file).exists()

    def _note(self, row: Row) -> None:
        self._progress.done(row)
        if not self._is_begun and not row.file:
            self._before.append(row)
            return
        self._begin()
        self._journal.append(row)

    def _begin(self) -> None:
        """Begin the run's own journal, which remembers whose the other files are."""
        if self._is_begun:
            return
        journal = Journal(self._journal.path.with_name(JOURNAL + PART))
        try:
            journal.begin(self._run.header)
            for row in [*_files(self._earlier), *self._before]:
                journal.append(row)
            journal.take_place_of(self._journal)
        except BaseException:
            journal.discard()
            raise
        self._journal, self._is_begun = journal, True


def file_stem(name: str) -> str:
    """A file name for the source without its suffix, the same in every run and for no two sources.

    >>> file_stem("harbour-bridge.html"), file_stem("notes.txt")
    ('harbour-bridge', 'notes.txt')
    >>> file_stem("a/index.html"), file_stem("b/index.html")
    ('index-jrxs7cv2', 'index-nasdxskt')
    """
    if name == "-":
        return "stdin"
    if _is_plain(bare := name.removesuffix(".html")):
        return bare
    address = urls.split(name) if "://" in name else None
    words = f"{address.netloc}{address.path}-{address.query}" if address else Path(bare).name
    legible = re.sub(r"[^\w.-]+", "-", words)[-_LONGEST:].strip("-.")
    return f"{legible or 'story'}-{_fingerprint(name)}"


def _is_plain(name: str) -> bool:
    """Whether the name is a file name on every system, and no other name is the same to any of them."""
    same = unicodedata.normalize("NFC", name).casefold() == name
    return same and len(name) <= _LONGEST and bool(re.fullmatch(r"\w[\w.-]*", name)) and not _RESERVED.fullmatch(name)


def _fingerprint(text: str) -> str:
    return b32encode(sha256(text.encode("utf-8", "surrogatepass")).digest()).decode().lower()[:_DIGITS]


def _is_of(owner: Row | None, row: Row) -> bool:
    return owner is None or (owner.name, owner.source, owner.nth) == (row.name, row.source, row.nth)


def _files(rows: list[Row]) -> list[Row]:
    """The latest row of each file, as of an earlier run."""
    return [replace(row, is_earlier=True) for row in {row.file: row for row in rows if row.file}.values()]
