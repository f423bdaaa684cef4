"""Reading sources one after the other or in several processes, each to an outcome: output or a reason."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from copydesk.errors import CopydeskError, Unreadable
from copydesk.settings import DEFAULTS

if TYPE_CHECKING:
    from copydesk.intake.sources import Fetch
    from copydesk.records import Capture, SourceKind, Story
    from copydesk.settings import Settings

__all__ = ["Outcome", "Reader", "Renderer", "Request", "Task", "attempt", "outcomes", "story_of"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_COMMANDS = ("read", "explain", "check", "doctor", "schema")


class Reader(Protocol):
    """What `copydesk.read_capture` is to the commands."""

    def __call__(self, capture: "Capture", *, settings: "Settings") -> "Story":
        """The story of the capture."""


Renderer: TypeAlias = "Callable[[Story], str]"


class Request(NamedTuple):
    """How every source of one command is read; without `fetch` each address is fetched by a fetcher of its own."""

    reader: Reader
    settings: "Settings" = DEFAULTS
    kind: "SourceKind | None" = None
    url: str | None = None
    fetch: "Fetch | None" = None


class Task(NamedTuple):
    """One source: the name shown for it, its content or capture where the name is not to be opened, or why not."""

    name: str
    content: bytes | None = None
    failure: CopydeskError | None = None
    capture: "Capture | None" = None


class Outcome(NamedTuple):
    """What became of one source: its output, or why there is none."""

    name: str
    output: str | None = None
    reason: str = ""
    message: str = ""
    code: int = 0


def story_of(task: Task, request: Request) -> "Story":
    """The story of the task's source; raises a CopydeskError where there is none."""
    if task.failure is not None:
        raise task.failure
    return request.reader(task.capture or _captured(task, request), settings=request.settings)


def _captured(task: Task, request: Request) -> "Capture":
    from msgspec.structs import replace

    from copydesk.intake.sources import capture

    source = task.content if task.content is not None else _located(task.name)
    found = capture(source, url=request.url, kind=request.kind, settings=request.settings, fetch=request.fetch)
    return replace(found, name=task.name)


def attempt(task: Task, request: Request, render: Renderer) -> Outcome:
    """The outcome of one source. No page can raise here: whatever goes wrong is that source's reason."""
    try:
        return Outcome(task.name, render(story_of(task, request)))
    except CopydeskError as error:
        return Outcome(task.name, None, error.reason, str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001 - one page must not end the run; the cause goes to the user in full
        message = f"unexpected {type(error).__name__}: {error}"
        return Outcome(task.name, None, "internal", message, CopydeskError.exit_code)


def outcomes(tasks: Iterable[Task], request: Request, render: Renderer, jobs: int) -> Iterator[Outcome]:
    """The outcomes in the order of the tasks, read by `jobs` processes."""
    if jobs == 1:
        return (attempt(task, request, render) for task in tasks)
    from copydesk.jobs.parallel import parallel

    return parallel(tasks, partial(attempt, request=request, render=render), jobs)


def _located(name: str) -> str | Path:
    if _SCHEME.match(name):
        return name
    path = Path(name)
    with suppress(OSError, ValueError):  # names that are too long or otherwise no names: there is no such file
        if path.is_file():
            return path
        if path.is_dir():
            advice = f"find {name} -name '*.html' | copydesk --list -"
            raise Unreadable("file", f"is a folder; give its files, as in: {advice}")
    raise Unreadable("file", f"no such file{_guess(name)}")


def _guess(name: str) -> str:
    import difflib

    meant = difflib.get_close_matches(name, _COMMANDS, 1)
    if meant:
        return f"; did you mean the command {meant[0]}?"
    if re.match(r"[\w-]+(\.[\w-]+)+/", name):
        return f"; did you mean https://{name}?"
    return ""
