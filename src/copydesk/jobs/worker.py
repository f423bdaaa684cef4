"""A process that reads, started by `copydesk.jobs.processes`.

It takes what it has to do from stdin. With pairs of file descriptors as arguments it warms up and copies itself for
each pair; without, it is one process that takes its tasks from stdin and answers on stdout.
"""

import gc
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from copydesk.jobs.processes import READY
from copydesk.jobs.work import Outcome, Task

__all__ = ["main", "serve"]


def main(arguments: list[str]) -> None:
    """Do the work until there is none; see the module."""
    # Libraries that count words in threads would fight for the cores that the other processes use.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    warm, work = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    warm()
    ends = [int(argument) for argument in arguments]
    if not ends:
        serve(sys.stdin.buffer, _private(sys.stdout.buffer), work)
        return
    gc.freeze()
    for place in range(0, len(ends), 2):
        if os.fork() == 0:
            _close_others(ends, place)
            with open(ends[place], "rb") as tasks, open(ends[place + 1], "wb") as answers:  # noqa: PTH123 - descriptors
                serve(tasks, answers, work)
            os._exit(0)  # what the process shares with the one that it is a copy of is not taken apart
    for end in ends:
        os.close(end)
    for _ in ends[::2]:
        os.wait()


def serve(tasks: BinaryIO, answers: BinaryIO, work: Callable[[Task], Outcome[object]]) -> None:
    """Answer each list of tasks with an outcome for each of them, as soon as it is known."""
    with suppress(BrokenPipeError):
        _say(answers, READY)
        while True:
            try:
                todo: list[Task] = pickle.load(tasks)  # noqa: S301 - written by the process that started this one
            except (EOFError, pickle.UnpicklingError):
                return
            for task in todo:
                _say(answers, work(task))


def _say(answers: BinaryIO, what: object) -> None:
    pickle.dump(what, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _private(stdout: BinaryIO) -> BinaryIO:
    """The stream for answers alone; whatever a library prints goes to stderr from now on."""
    private = os.fdopen(os.dup(stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), stdout.fileno())
    return private


def _close_others(ends: list[int], place: int) -> None:
    """Close the pipes of the other processes: each sees the end of its own when its last holder is gone."""
    for index, end in enumerate(ends):
        if index not in (place, place + 1):
            os.close(end)
