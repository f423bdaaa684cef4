"""Work for processes under test: what is done with a task is what its name says."""

import os
import time

from copydesk.jobs.work import Outcome, Task


def warm() -> None:
    """Nothing to load."""


def work(task: Task) -> Outcome[bytes]:
    """The content of the task with the process that had it, or the trouble that the name asks for."""
    if task.name == "die":
        os._exit(9)
    if task.name == "sleep":
        time.sleep(600)
    if task.name == "print":
        print("a library that talks")  # noqa: T201
    return Outcome(task.name, task.content)


def process(task: Task) -> Outcome[int]:
    """The process that had the task."""
    time.sleep(0.02)
    return Outcome(task.name, os.getpid())


def die_unless_first(task: Task) -> Outcome[bytes]:
    """The content where the file that the name names is there; makes it and dies where it is not."""
    if not os.path.exists(task.name):  # noqa: PTH110
        os.close(os.open(task.name, os.O_CREAT))
        os._exit(9)
    return Outcome(task.name, task.content)


def warm_that_fails() -> None:
    """What cannot be loaded."""
    raise SystemExit(3)
