"""Feeds and sitemaps among the tasks of a run: each becomes as many tasks as it names stories."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from copydesk.errors import CopydeskError, NotAStory, Refused
from copydesk.jobs.fetching import address_of, arrived
from copydesk.urls import without_login

if TYPE_CHECKING:
    from copydesk.intake.listings.listed import Listing, Named
    from copydesk.intake.rounds import Done, Rounds
    from copydesk.intake.schedule import Schedule
    from copydesk.jobs.tasks import Tasks
    from copydesk.jobs.work import Request, Task
    from copydesk.records import Listed

__all__ = ["Gate", "Wanted", "alone", "followed", "listed", "looked_into"]

DEEPEST: Final = 3
"""Indexes of sitemaps in one another; the protocol knows one."""
MOST_SITEMAPS: Final = 1_000
"""Sitemaps that one index may lead to; at 50,000 addresses each they name more than any outlet has printed."""
SITEMAPS_AHEAD: Final = 2
"""Sitemaps of an index fetched before the stories of the first: more would stand before these in the host's queue."""


class Wanted(Protocol):
    """Knows what an earlier run has done."""

    def wants(self, task: "Task") -> bool:
        """Whether the source has to be read; asked for each, in the order of the outcomes."""

    def knows(self, task: "Task") -> bool:
        """Whether an earlier run is done with the address, so that it need not be asked to see what it is."""


class Gate(NamedTuple):
    """What a run takes in of what it is given, and what it has fetched before it began."""

    wanted: Wanted
    begun: "Schedule | None" = None


def followed(tasks: "Iterable[Task]", request: "Request", gate: Gate) -> "Iterator[Task]":
    """The tasks that the gate lets through, fetched, in order; in the place of a listing the stories that it names.

    Where the request has a `fetch`, whoever reads fetches, and no listing is followed.
    """
    if request.fetch is not None:
        return (task for task in tasks if gate.wanted.wants(task))
    return _Following(request, gate).of(iter(tasks))


def looked_into(tasks: "Tasks", request: "Request") -> "tuple[Tasks, Schedule | None]":
    """The one task there is, fetched where it is an address: only then is known how many stories there are.

    With it what has fetched, for the run that goes on from there.
    """
    task = next(tasks.each)
    if request.fetch is not None or address_of(task) is None:
        return tasks._replace(each=chain((task,), tasks.each)), None
    task, schedule = alone(task, request)
    total = None if _is_listing(task) else 1
    return tasks._replace(each=iter((task,)), total=total), schedule


def alone(task: "Task", request: "Request") -> "tuple[Task, Schedule]":
    """The one address, fetched without the pauses that many need; with what has fetched it."""
    from copydesk.intake.fetch import Fetcher

    fetcher = Fetcher(request.settings)
    try:
        task = arrived(task, fetcher(str(task.location)), request)
    except CopydeskError as error:
        task = task._replace(failure=error)
    return task, fetcher.schedule


class _Following:
    def __init__(self, request: "Request", gate: Gate) -> None:
        self._request = request
        self._wanted = gate.wanted
        self._begun = gate.begun
        self._arrived: dict[int, Done] = {}
        self._seen: set[str] = set()
        self._sitemaps = 0

    def of(self, tasks: "Iterator[Task]") -> "Iterator[Task]":
        for task in tasks:
            if _needs_web(task):
                yield from self._from_web(task, tasks)
                return
            if self._wanted.wants(task):
                yield task

    def _from_web(self, task: "Task", tasks: "Iterator[Task]") -> "Iterator[Task]":
        following = next(tasks, None)
        if following is None and address_of(task) is not None and not self._wanted.knows(task):
            task, self._begun = alone(task, self._request)
            if not _is_listing(task):
                yield from (one for one in (task,) if self._wanted.wants(one._replace(capture=None)))
                return
        yield from self._in_rounds(chain((task,), () if following is None else (following,), tasks))

    def _in_rounds(self, tasks: "Iterable[Task]") -> "Iterator[Task]":
        from copydesk.intake.rounds import Parade, Rounds

        with Rounds(self._request.settings, self._begun) as rounds:
            looked_at = Parade(rounds, self._unknown_address, self._arrived).march(tasks)
            wanted = filter(self._wants, self._unfolded(looked_at, rounds, 0))
            for task, done in Parade(rounds, address_of, self._arrived).march(wanted):
                yield task if done is None else arrived(task, done.got, self._request)

    def _unknown_address(self, task: "Task") -> str | None:
        address = address_of(task)
        return None if address is None or self._wanted.knows(task) else address

    def _wants(self, task: "Task") -> bool:
        # Not by what has arrived: an address is known by its name.
        is_of_web = isinstance(task.location, str)
        return self._wanted.wants(task._replace(capture=None) if is_of_web else task)

    def _unfolded(
        self, looked_at: "Iterable[tuple[Task, Done | None]]", rounds: "Rounds", depth: int
    ) -> "Iterator[Task]":
        for given, done in looked_at:
            task = given if done is None else arrived(given, done.got, self._request)
            if _is_listing(task):
                yield from self._named(task, rounds, depth)
            elif depth and task.failure is None:
                error = NotAStory("sitemap", "an index of sitemaps names it, and it is no sitemap")
                yield _failed(task, task.name, error)
            else:
                yield task

    def _named(self, task: "Task", rounds: "Rounds", depth: int) -> "Iterator[Task]":
        """A task for each story, and one that fails for whatever is amiss with the listing."""
        try:
            listing = self._opened(task)
        except CopydeskError as error:
            yield _failed(task, task.name, error)
            return
        is_empty = True
        each = self._in_index(task, listing, rounds, depth) if listing.is_index else self._stories(task, listing)
        for one in each:
            is_empty = False
            yield one
        for fault in listing.faults:
            yield _failed(task, task.name, fault)
        if is_empty and not listing.faults:
            yield _failed(task, task.name, NotAStory(listing.layer, f"the {listing.layer} names no story"))

    def _opened(self, task: "Task") -> "Listing":
        from copydesk.intake.listings.read import listing_in

        headers = task.capture.headers if task.capture else ()
        content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
        address = (task.capture.answered_url or task.capture.url) if task.capture else task.url or self._request.url
        return listing_in(_content(task) or b"", address, content_type, self._request.settings)

    def _stories(self, task: "Task", listing: "Listing") -> "Iterator[Task]":
        for named in listing.named:
            if named.url is None:
                yield _failed(task, f"{task.name} {named.place}", named.failure)
            elif named.url not in self._seen:
                self._seen.add(named.url)
                said = (listed(named, listing, task.name),)
                yield _at(task, named.url, said)

    def _in_index(self, task: "Task", listing: "Listing", rounds: "Rounds", depth: int) -> "Iterator[Task]":
        from copydesk.intake.rounds import Parade

        if depth >= DEEPEST:
            message = f"indexes of sitemaps stand {DEEPEST + 1} deep in one another; this one was not opened"
            yield _failed(task, task.name, Refused("size", message))
            return
        sitemaps = self._sitemaps_of(task, listing)
        yield from self._unfolded(
            Parade(rounds, address_of, self._arrived, SITEMAPS_AHEAD).march(sitemaps), rounds, depth + 1
        )

    def _sitemaps_of(self, task: "Task", listing: "Listing") -> "Iterator[Task]":
        self._seen.add(str(task.location))
        for named in listing.named:
            if named.url is None:
                yield _failed(task, f"{task.name} {named.place}", named.failure)
            elif self._sitemaps >= MOST_SITEMAPS:
                message = f"it names more than {MOST_SITEMAPS:,} sitemaps; those behind them were left out"
                listing.faults.append(Refused("size", message))
                return
            elif named.url not in self._seen:
                self._seen.add(named.url)
                self._sitemaps += 1
                yield _at(task, named.url)


def listed(named: "Named", listing: "Listing", name: str) -> "Listed":
    """What the listing of this name says of a story, as its capture keeps it."""
    from copydesk.records import Listed

    return Listed(
        layer=listing.layer,
        name=name,
        place=named.place,
        title=named.title,
        published=named.published,
        modified=named.modified,
        language=named.language or listing.language,
        publisher=named.publisher,
    )


def _at(task: "Task", url: str, said: "tuple[Listed, ...]" = ()) -> "Task":
    """The task of an address that the listing of the task names."""
    return _failed(task, without_login(url), None)._replace(location=url, listed=said)


def _failed(task: "Task", name: str, error: CopydeskError | None) -> "Task":
    return task._replace(
        name=name, content=None, capture=None, location=None, url=None, failure=error, origin=None, is_listing=False
    )


def _is_listing(task: "Task") -> bool:
    from copydesk.intake.listings.signs import is_listing

    content = _content(task)
    return content is not None and (task.is_listing or is_listing(content))


def _needs_web(task: "Task") -> bool:
    """Whether something has to be fetched for it, or was fetched and names stories to fetch."""
    return address_of(task) is not None or _is_listing(task)


def _content(task: "Task") -> bytes | None:
    """The bytes that may be a listing."""
    if task.failure is not None:
        return None
    if task.is_listing and isinstance(task.location, Path):
        try:
            return task.location.read_bytes()
        except OSError:
            return None
    content = task.capture.content if task.capture and isinstance(task.location, str) else task.content
    return content if isinstance(content, bytes) else None
