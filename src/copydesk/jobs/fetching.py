"""The addresses among the tasks of a run, fetched by its one process before others read them."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    from copydesk.jobs.work import Request, Task
    from copydesk.records import Capture

__all__ = ["address_of", "arrived", "fetched"]


def fetched(tasks: "Iterable[Task]", request: "Request") -> "Iterator[Task]":
    """The tasks in their order; each address among them has its capture, or the failure in its place.

    Fetched ahead of their turn, politely to each host (`copydesk.intake.rounds`). A last task that is the only address
    is left to whoever reads it: alone it needs no pauses. So is every address where the request has a `fetch`.
    """
    each = iter(tasks)
    return each if request.fetch is not None else _from_first_address(each, request)


def _from_first_address(tasks: "Iterator[Task]", request: "Request") -> "Iterator[Task]":
    """Files before the first address need nothing of the web."""
    for task in tasks:
        following = next(tasks, None) if address_of(task) is not None else None
        if following is not None:
            yield from _in_rounds(chain((task, following), tasks), request)
            return
        yield task


def _in_rounds(tasks: "Iterable[Task]", request: "Request") -> "Iterator[Task]":
    from copydesk.intake.rounds import fetch_in_order

    for task, done in fetch_in_order(tasks, address_of, request.settings):
        yield task if done is None else arrived(task, done.got, request)


def address_of(task: "Task") -> str | None:
    """The address that the task has to be fetched from; None where there is none, or where that is done."""
    return task.location if isinstance(task.location, str) and task.failure is None and task.capture is None else None


def arrived(task: "Task", got: "Capture | CopydeskError", request: "Request") -> "Task":
    """The task with the page that came for it, or with the reason why none did."""
    from msgspec.structs import replace

    if isinstance(got, CopydeskError):
        return task._replace(failure=got)
    return task._replace(capture=replace(got, kind=request.kind, name=task.name, listed=task.listed))
