"""Many sources to stories, for programs: one after the other or in several processes, in order."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from os import PathLike, fspath
from typing import TypeAlias

import msgspec

from copydesk.arguments import Readable, check_capture, check_source
from copydesk.errors import CopydeskError
from copydesk.intake.sources import capture, is_page, is_url
from copydesk.jobs.tasks import Inputs, tasks_of
from copydesk.jobs.work import Outcome, Request, Task, failure_of, outcomes
from copydesk.records import Capture, Failure, Story
from copydesk.settings import Settings

__all__ = ["processes", "stories"]

Handed: TypeAlias = bytes | Story
"""A story as it is handed from process to process."""


def stories(sources: Iterable[Readable | Capture], request: Request, jobs: int) -> Iterator[Story | Failure]:
    """What became of each source, in order; a source is taken when it is needed.

    Args:
        sources: what `read()` takes, and captures; a folder is as many as it holds pages, a WET file as it holds
            records. They are taken from one thread after the other, never from two at once.
        request: how each is read; with more than one process it is pickled.
        jobs: how many processes; with 1 all is read in this one.

    Raises:
        TypeError: a source is nothing that can be read.
    """
    tasks = _tasks(iter(sources), request.settings)
    for outcome in outcomes(tasks, request, _packed if jobs > 1 else _itself, jobs):
        yield _found(outcome)


def processes(jobs: int) -> int:
    """How many processes that is; 0 is one for each core.

    Raises:
        TypeError: it is no number.
        ValueError: it is negative.
    """
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise TypeError(f"jobs is a number of processes, not {type(jobs).__name__}")
    if jobs < 0:
        raise ValueError(f"jobs is a number of processes, 0 for one a core, not {jobs}")
    return jobs or os.cpu_count() or 1


def _tasks(sources: Iterator[Readable | Capture], settings: Settings) -> Iterator[Task]:
    first = list(islice(sources, 2))
    is_alone = len(first) < 2
    for source in chain(first, sources):
        yield from _each(source, settings, is_alone=is_alone)


def _each(source: Readable | Capture, settings: Settings, *, is_alone: bool) -> Iterator[Task]:
    if isinstance(source, Capture):
        check_capture(source)
        return iter((Task(source.name or "", capture=source),))
    check_source(source)
    if isinstance(source, str) and is_url(source.strip()):
        source = source.strip()
    elif not isinstance(source, str | PathLike) or (isinstance(source, str) and is_page(source)):
        return iter((_handed_over(source, settings),))
    # A list that is yet to come says that the source is not all there is.
    return tasks_of(Inputs((fspath(source),), () if is_alone else iter(())), settings).each


def _handed_over(page: bytes | bytearray | memoryview | str, settings: Settings) -> Task:
    try:
        return Task("", capture=capture(page, settings=settings))
    except CopydeskError as error:
        return Task("", failure=error)


def _itself(story: Story) -> Handed:
    return story


def _packed(story: Story) -> Handed:
    # Packing and unpacking take a fifth of the time that pickling a story takes.
    try:
        return msgspec.msgpack.encode(story)
    except UnicodeEncodeError:
        return story


def _found(outcome: Outcome[Handed]) -> Story | Failure:
    output = outcome.output
    if isinstance(output, bytes):
        return msgspec.msgpack.decode(output, type=Story)
    if output is not None:
        return output
    return failure_of(outcome)
