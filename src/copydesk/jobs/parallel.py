"""Reading in several processes, in order, surviving the death of one."""

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from copydesk.errors import CopydeskError
from copydesk.jobs.work import Outcome, Task

__all__ = ["parallel"]

_AHEAD = 4
"""Sources in the hands of each process: enough to keep it busy, few enough to keep memory flat."""


def parallel(tasks: Iterable[Task], work: Callable[[Task], Outcome], jobs: int) -> Iterator[Outcome]:
    """The outcomes in the order of the tasks. A process that dies costs the source that killed it and no other."""
    waiting = iter(tasks)
    struck: list[Task] = []
    while True:
        for task in struck:
            yield _alone(task, work)
        with _pool(jobs) as pool:
            struck = yield from _until_broken(pool, waiting, work, jobs)
        if not struck:
            return


def _until_broken(
    pool: ProcessPoolExecutor, waiting: Iterator[Task], work: Callable[[Task], Outcome], jobs: int
) -> Generator[Outcome, None, list[Task]]:
    """Outcomes in order; returns the tasks that were in hand when a process died, none when all is done."""
    tasks: deque[Task] = deque()
    futures: deque[Future[Outcome]] = deque()
    try:
        while True:
            for task in islice(waiting, jobs * _AHEAD - len(tasks)):
                tasks.append(task)
                futures.append(pool.submit(work, task))
            if not tasks:
                return []
            outcome = futures[0].result()
            tasks.popleft()
            futures.popleft()
            yield outcome
    except BrokenProcessPool:
        return list(tasks)


def _alone(task: Task, work: Callable[[Task], Outcome]) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            message = "the process that read it died, most likely for want of memory"
            return Outcome(task.name, None, "crash", message, CopydeskError.exit_code)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
