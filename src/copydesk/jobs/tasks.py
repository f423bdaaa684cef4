"""The sources of a command as tasks: a folder is as many as it holds pages, a web archive as it holds records."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from copydesk.errors import CopydeskError, Unreadable
from copydesk.jobs.work import Task
from copydesk.patterns import pattern
from copydesk.urls import without_login

if TYPE_CHECKING:
    from copydesk.intake.streams import Looked
    from copydesk.jobs.archives import Archives
    from copydesk.settings import Settings

__all__ = ["STDIN", "Inputs", "Tasks", "task_of", "tasks_of"]

STDIN = "-"

_SCHEME = pattern(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB = pattern(r"https?://\S+", re.IGNORECASE)
_BARE_ADDRESS = pattern(r"[\w-]+(\.[\w-]+)+/")


class Inputs(NamedTuple):
    """What a command is to read."""

    sources: Sequence[str]
    """Paths, folders, URLs; `-` is stdin."""
    listed: Iterable[str] = ()
    """Lines of a list: a source each, or a file, a tab and its address; blank lines and comments are passed over."""
    stdin: BinaryIO | None = None
    besides: Collection[Path] = ()
    """Files and folders to pass over where a folder holds them: the output of the run."""


class Tasks(NamedTuple):
    """Tasks in order, how many, and what was passed over in folders.

    `total` is None where nobody knows before the last is taken; `passed` fills while they are taken.
    """

    each: Iterator[Task]
    total: int | None
    passed: "Counter[str]"
    is_listing: bool = False
    """Whether there is one source, and it is a feed or sitemap."""


class _Given(NamedTuple):
    source: str
    url: str | None = None
    failure: CopydeskError | None = None


def tasks_of(inputs: Inputs, settings: "Settings") -> Tasks:
    """The tasks of the sources and then those of the list, each made when it is taken.

    A source that cannot be had is a task that fails with the reason. A page in a folder is called by its path below
    the folder where the folder is all there is to read; else the folder's name, as given, stands before it.
    """
    return _Making(inputs, settings).tasks()


def task_of(source: str, stdin: BinaryIO, settings: "Settings") -> Task:
    """The task of reading one source; of a WET file the first record is read."""
    return Task(STDIN, stdin.read(settings.max_bytes + 1)) if source == STDIN else _located(_Given(source))


class _Making:
    def __init__(self, inputs: Inputs, settings: "Settings") -> None:
        self._inputs = inputs
        self._settings = settings
        self._passed: Counter[str] = Counter()
        self._stdin = _looked_at(inputs.stdin) if inputs.stdin and STDIN in inputs.sources else None

    @cached_property
    def _archives(self) -> "Archives":
        from copydesk.jobs.archives import Archives

        return Archives(self._settings, self._passed)

    def tasks(self) -> Tasks:
        given = [_Given(source) for source in self._inputs.sources]
        later = map(_listed, _meant(self._inputs.listed))
        is_known = isinstance(self._inputs.listed, Sequence)
        if is_known:
            given, later = [*given, *later], map(_listed, ())
        total = len(given) if is_known and not any(map(self._is_many, given)) else None
        is_listing = is_known and len(given) == 1 and self._is_listing(given[0])
        each = partial(self._each, is_alone=is_known and len(given) == len(self._inputs.sources) == 1)
        return Tasks(chain.from_iterable(map(each, chain(given, later))), total, self._passed, is_listing)

    def _is_many(self, given: _Given) -> bool:
        """Whether the source is a folder or a file of records."""
        if given.source == STDIN:
            return self._stdin is not None and (_is_many(self._stdin.start) or _is_listing(self._stdin))
        if _SCHEME.match(given.source):
            return False
        path = Path(given.source)
        with suppress(OSError, ValueError):  # what cannot be read: reading it says so
            return path.is_dir() or (path.is_file() and (_holds_records(path) or _is_listing_file(path)))
        return False

    def _is_listing(self, given: _Given) -> bool:
        if given.source == STDIN:
            return self._stdin is not None and _is_listing(self._stdin)
        with suppress(OSError, ValueError):
            return Path(given.source).is_file() and _is_listing_file(Path(given.source))
        return False

    def _each(self, given: _Given, *, is_alone: bool) -> Iterator[Task]:
        if given.source == STDIN and self._stdin is not None:
            return self._streamed(Task(STDIN), self._stdin)
        task = _located(given)
        if not isinstance(task.location, Path):
            return iter((task,))
        if task.location.is_dir():
            return self._in_folder(task.location, given.source, is_alone=is_alone)
        return self._in_file(_with_use(task, task.location), task.location)

    def _in_folder(self, folder: Path, given: str, *, is_alone: bool) -> Iterator[Task]:
        from copydesk.intake.folders import pages_in

        above = "" if is_alone or given in (".", "./") else given.rstrip("/") + "/"
        passed: Counter[str] = Counter()
        found = None
        for found in pages_in(folder, passed, self._inputs.besides):
            task = Task(above + found.name, failure=found.failure, location=found.path)
            yield from (task,) if found.failure else self._in_file(task, found.path)
        self._passed += passed
        if found is None:
            yield Task(without_login(given), failure=Unreadable("file", f"the folder holds no page{_among(passed)}"))

    def _in_file(self, task: Task, path: Path) -> Iterator[Task]:
        """The file as one task, or as many as it holds records; a pipe is read when its turn comes."""
        try:
            if path.is_file() and not _holds_records(path):
                yield task
                return
            with path.open("rb") as file:
                if _is_wacz(file):
                    yield from self._archives.in_wacz(task.name, file, path)
                else:
                    yield from self._streamed(task, _looked_at(file), path if path.is_file() else None)
        except (OSError, ValueError):  # reading it says why
            yield task

    def _streamed(self, task: Task, source: "Looked", path: Path | None = None) -> Iterator[Task]:
        if _is_warc(source.start):
            return self._archives.in_warc(task.name, source.stream, path)
        if _begins_as_zip(source.start):
            return self._archives.in_wacz(task.name, source.stream)
        content = source.stream.read(self._settings.max_bytes + 1)
        return iter((task._replace(content=content, location=None, is_listing=_is_listing(source)),))


def _meant(lines: Iterable[str]) -> Iterator[str]:
    stripped = (line.strip().removeprefix("\ufeff") for line in lines)
    return (line for line in stripped if line and not line.startswith("#"))


def _listed(line: str) -> _Given:
    """What a line of a list names."""
    source, *columns = (column.strip() for column in line.split("\t"))
    if not columns:
        return _Given(source)
    if len(columns) == 1 and _WEB.fullmatch(columns[0]) and not _SCHEME.match(source):
        return _Given(source, columns[0])
    message = "a line of a list is a source, or a file, a tab and its http(s) address"
    return _Given(source, failure=Unreadable("file", message))


def _located(given: _Given) -> Task:
    """The task of reading what the source names: an address, a file, or a folder, which is more than one."""
    name = without_login(given.source)
    if given.failure is not None:
        return Task(name, failure=given.failure)
    if _SCHEME.match(given.source):
        return Task(name, location=given.source)
    path = Path(given.source)
    with suppress(OSError, ValueError):  # names that are too long or otherwise no names: there is no such file
        if path.exists():
            return Task(name, location=path, url=given.url)
    return Task(name, failure=Unreadable("file", f"no such file{_guess(given.source)}"))


def _guess(name: str) -> str:
    return f"; did you mean https://{name}?" if _BARE_ADDRESS.match(name) else ""


def _among(passed: "Counter[str]") -> str:
    uses = ", ".join(f"{use} {count:,}" for use, count in passed.most_common())
    return f"; passed over: {uses}" if uses else ""


def _looked_at(file: BinaryIO) -> "Looked":
    from copydesk.intake.streams import looked_at

    return looked_at(file)


def _holds_records(path: Path) -> bool:
    """Whether the file is a web archive, or a WACZ with some in it."""
    with path.open("rb") as file:
        return _is_wacz(file) or _is_warc(_looked_at(file).start)


def _is_warc(start: bytes) -> bool:
    from copydesk.intake.packings import begins_as_warc

    return begins_as_warc(start)


def _is_wacz(file: BinaryIO) -> bool:
    if not file.seekable():
        return False
    start = _looked_at(file).start
    file.seek(0)
    if not _begins_as_zip(start):
        return False
    from copydesk.intake.wacz import is_wacz

    return is_wacz(file)


def _begins_as_zip(start: bytes) -> bool:
    from copydesk.intake.packings import begins_as_zip

    return begins_as_zip(start)


def _is_many(start: bytes) -> bool:
    return _is_warc(start) or _begins_as_zip(start)


def _is_listing(source: "Looked") -> bool:
    from copydesk.intake.listings.signs import is_listing

    return is_listing(source.start)


def _is_listing_file(path: Path) -> bool:
    with path.open("rb") as file:
        return _is_listing(_looked_at(file))


def _with_use(task: Task, path: Path) -> Task:
    """The task, which says so where the file is a feed or sitemap; one in a folder is a page that tells no story."""
    with suppress(OSError, ValueError):
        return task._replace(is_listing=path.is_file() and _is_listing_file(path))
    return task
