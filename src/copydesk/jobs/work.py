"""Reading sources one after the other or in several processes, each to an outcome: output or a reason."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from copydesk.errors import CopydeskError
from copydesk.jobs.fetching import fetched
from copydesk.jobs.following import followed
from copydesk.records.failure import Failure
from copydesk.settings import DEFAULTS

if TYPE_CHECKING:
    from copydesk.intake.sources import Fetch
    from copydesk.jobs.following import Gate
    from copydesk.records import Capture, Listed, SourceKind, Story
    from copydesk.settings import Settings

__all__ = [
    "Failed",
    "FromCapture",
    "Origin",
    "Outcome",
    "Reader",
    "Renderer",
    "Request",
    "Task",
    "attempt",
    "capture_of",
    "failure_of",
    "outcomes",
    "story_in",
]

Output = TypeVar("Output")


class Reader(Protocol):
    """What `copydesk.read_capture` is to the commands."""

    def __call__(self, capture: "Capture", *, settings: "Settings") -> "Story":
        """The story of the capture."""


class FromCapture(NamedTuple, Generic[Output]):
    """A renderer that needs what the story was read from as well."""

    make: "Callable[[Story, Capture], Output]"


Renderer: TypeAlias = "Callable[[Story], Output] | FromCapture[Output]"
"""What a story becomes: text for a terminal, bytes for a file, the story itself."""


class Request(NamedTuple):
    """How every source of one command is read; without `fetch` each address is fetched by a fetcher of its own."""

    reader: Reader
    settings: "Settings" = DEFAULTS
    kind: "SourceKind | None" = None
    url: str | None = None
    fetch: "Fetch | None" = None
    desk: bool = False
    """Whether the desk reads each story too."""


class Origin(NamedTuple):
    """What the story of a record in a larger file says, or would say, as its source."""

    name: str
    """Of the file that holds the record."""
    url: str | None = None
    offset: int | None = None
    """The byte of the file at which the record begins."""


class Task(NamedTuple):
    """One source: the name shown for it, and its content, its capture, where it is, or why it cannot be had."""

    name: str
    content: bytes | None = None
    failure: CopydeskError | None = None
    capture: "Capture | None" = None
    """The source where it has been fetched, or taken out of a larger file."""
    location: str | Path | None = None
    """The address or the file to read."""
    url: str | None = None
    """The address that a list gives for the file."""
    origin: Origin | None = None
    """Where the source was taken out of a larger file."""
    listed: "tuple[Listed, ...]" = ()
    """What the feed or sitemap that named the address says of its story."""
    is_listing: bool = False
    """Whether the file is a feed or sitemap, to be read for the stories that it names."""


class Outcome(NamedTuple, Generic[Output]):
    """What became of one source: its output, or why there is none."""

    name: str
    output: Output | None = None
    reason: str = ""
    message: str = ""
    code: int = 0
    retry_at: str | None = None
    """ISO 8601 instant before which the site does not want to be asked again, where it named one."""
    sha256: str | None = None
    """Of the source's bytes, where it was read."""
    origin: Origin | None = None
    """Where the source was taken out of a larger file."""


def capture_of(task: Task, request: Request) -> "Capture":
    """The task's source as it came; raises a CopydeskError where it cannot be had."""
    if task.failure is not None:
        raise task.failure
    return task.capture or _captured(task, request)


def story_in(capture: "Capture", request: Request) -> "Story":
    """The story in the capture; raises a CopydeskError where there is none."""
    story = request.reader(capture, settings=request.settings)
    return _with_reading(story) if request.desk else story


def _with_reading(story: "Story") -> "Story":
    from copydesk.desk import with_reading

    return with_reading(story)


def _captured(task: Task, request: Request) -> "Capture":
    from msgspec.structs import replace

    from copydesk.intake.sources import capture

    source = task.content if task.content is not None else task.location or Path(task.name)
    url = task.url or request.url
    found = capture(source, url=url, kind=request.kind, settings=request.settings, fetch=request.fetch)
    return replace(found, name=task.name)


def attempt(task: Task, request: Request, render: "Renderer[Output]") -> Outcome[Output]:
    """The outcome of one source. No page can raise here: whatever goes wrong is that source's reason."""
    try:
        capture = capture_of(task, request)
        story = story_in(capture, request)
        output = render.make(story, capture) if isinstance(render, FromCapture) else render(story)
        return Outcome(task.name, output, sha256=story.source.sha256, origin=task.origin)
    except CopydeskError as error:
        retry_at = getattr(error, "retry_at", None)
        return Outcome(task.name, None, error.reason, str(error), error.exit_code, retry_at, origin=task.origin)
    except Exception as error:  # noqa: BLE001 - one page must not end the run; the cause goes to the user in full
        message = f"unexpected {type(error).__name__}: {error}"
        return Outcome(task.name, None, "internal", message, CopydeskError.exit_code, origin=task.origin)


class Failed(Protocol):
    """A source without a story: an outcome, or a row of a journal."""

    @property
    def name(self) -> str: ...

    @property
    def origin(self) -> Origin | None: ...

    @property
    def reason(self) -> str: ...

    @property
    def message(self) -> str: ...

    @property
    def retry_at(self) -> str | None: ...


def failure_of(failed: Failed) -> Failure:
    """The failure as it is told, under the name that a story of the source would have."""
    name, url, offset = failed.origin or Origin(failed.name)
    return Failure(
        name=name or None,
        reason=failed.reason,
        message=failed.message,
        retry_at=failed.retry_at,
        url=url,
        offset=offset,
    )


def outcomes(
    tasks: Iterable[Task], request: Request, render: "Renderer[Output]", jobs: int, gate: "Gate | None" = None
) -> Iterator[Outcome[Output]]:
    """The outcomes in the order of the tasks, read by `jobs` processes; this one fetches what has to be fetched.

    With a gate a feed or sitemap among the tasks is as many as it names stories.
    """
    tasks = fetched(tasks, request) if gate is None else followed(tasks, request, gate)
    if jobs == 1:
        return (attempt(task, request, render) for task in tasks)
    from copydesk.jobs.crew import crew
    from copydesk.jobs.warm import warmed

    return crew(tasks, partial(attempt, request=request, render=render), jobs, partial(warmed, request))
