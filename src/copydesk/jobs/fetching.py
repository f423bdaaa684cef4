"""The addresses among the tasks of a run, fetched by its one process before others read them."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    from copydesk.intake.rounds import Done
    from copydesk.jobs.work import Request, Task

__all__ = ["fetched"]


def fetched(tasks: "Iterable[Task]", request: "Request") -> "Iterator[Task]":
    """The tasks in their order; each address among them has its capture, or the failure in its place.

    Fetched ahead of their turn, politely to each host (`copydesk.intake.rounds`). An address that is all there is to
    read is left to whoever reads it: alone it needs no pauses. So is every address where the request has a `fetch`.
    """
    each = iter(tasks)
    first = list(islice(each, 2))
    if request.fetch is not None or len(first) < 2:
        return chain(first, each)
    return _from_first_address(chain(first, each), request)


def _from_first_address(tasks: "Iterator[Task]", request: "Request") -> "Iterator[Task]":
    """Files before the first address need nothing of the web."""
    for task in tasks:
        if _address(task) is not None:
            yield from _in_rounds(chain((task,), tasks), request)
            return
        yield task


def _in_rounds(tasks: "Iterable[Task]", request: "Request") -> "Iterator[Task]":
    from copydesk.intake.rounds import fetch_in_order

    for task, done in fetch_in_order(tasks, _address, request.settings):
        yield task if done is None else _with(task, done, request)


def _address(task: "Task") -> str | None:
    return task.location if isinstance(task.location, str) and task.failure is None else None


def _with(task: "Task", done: "Done", request: "Request") -> "Task":
    from msgspec.structs import replace

    if isinstance(done.got, CopydeskError):
        return task._replace(failure=done.got)
    return task._replace(capture=replace(done.got, kind=request.kind, name=task.name))
