"""Reading in several processes: outcomes in the order of the tasks, and the death of a process costs one source."""

import heapq
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from copydesk.errors import CopydeskError
from copydesk.jobs.processes import Process, Team
from copydesk.jobs.work import Outcome, Task

__all__ = ["crew"]

Output = TypeVar("Output")
Work: TypeAlias = Callable[[Task], Outcome[Output]]

_AHEAD: Final = 64
"""Sources that each process may be ahead of the oldest one that is not done: a page that takes long holds up no other,
and memory stays flat."""
_SECONDS: Final = 0.2
"""What a message to a process should hold work for: it waits for the next one less than a thousandth of that."""
_LARGEST: Final = 16
"""Sources in one message."""
_GRACE_SECONDS: Final = 1.0
"""For processes that have nothing to do any more to end by themselves."""


class _Answer(NamedTuple, Generic[Output]):
    number: int
    outcome: Outcome[Output]


def crew(tasks: Iterable[Task], work: "Work[Output]", jobs: int, warm: Callable[[], None]) -> Iterator[Outcome[Output]]:
    """The outcomes in the order of the tasks, from `jobs` processes; ended early, it ends the processes.

    Args:
        tasks: taken one after the other as there is room, from several threads, never two at once.
        work: what is done with each task; it and its outcomes are pickled.
        jobs: how many processes.
        warm: called once before the processes part, so that they share what it loads.
    """
    each = iter(tasks)
    for first in each:  # where there is nothing to do, nothing starts
        with _crew(chain((first,), each), work, jobs, warm) as members:
            yield from members.outcomes()


class _Crew(Generic[Output]):
    """The processes, a thread for each, and what they have in hand."""

    def __init__(self, tasks: Iterable[Task], jobs: int) -> None:
        self._tasks = enumerate(tasks)
        self._taking = Lock()
        self._room = Semaphore(_AHEAD * jobs)
        self._answers: SimpleQueue[_Answer[Output] | BaseException | None] = SimpleQueue()
        self._jobs = self._left = jobs
        self.is_closed = False

    def outcomes(self) -> Iterator[Outcome[Output]]:
        """The outcomes in order, as they become known."""
        early: list[_Answer[Output]] = []
        due = 0
        while self._left:
            answer = self._answers.get()
            if answer is None:
                self._left -= 1
                continue
            if isinstance(answer, BaseException):
                raise answer
            heapq.heappush(early, answer)
            while early and early[0].number == due:
                yield heapq.heappop(early).outcome
                due += 1
                self._room.release()

    def close(self) -> None:
        """Let go of the threads that wait for room."""
        self.is_closed = True
        self._room.release(self._jobs)

    def take(self, size: int) -> list[tuple[int, Task]]:
        """Up to so many tasks with their numbers, at least one unless there is none left."""
        taken: list[tuple[int, Task]] = []
        self._room.acquire()
        with self._taking:
            for number, task in self._tasks:
                taken.append((number, task))
                # An address was waited for and is read at once: the next may be as far away.
                is_enough = len(taken) == size or isinstance(task.location, str)
                if self.is_closed or is_enough or not self._room.acquire(blocking=False):
                    return taken
        return taken

    def serve(self, process: Process[Output], renew: Callable[[], Process[Output]]) -> None:
        """Give the process work until there is none; a thread's whole life."""
        try:
            size = 1
            while not self.is_closed and (taken := self.take(size)):
                started = time.monotonic()
                process = self._answered(process, taken, renew)
                size = _next_size(size, time.monotonic() - started)
        except BaseException as error:  # noqa: BLE001 - a thread hands whatever ends it to the reader of the outcomes
            self._answers.put(error)
        finally:
            process.close()
            self._answers.put(None)

    def _answered(
        self, process: Process[Output], taken: list[tuple[int, Task]], renew: Callable[[], Process[Output]]
    ) -> Process[Output]:
        """All tasks done; the process that lives at the end."""
        again = False
        while taken and not self.is_closed:
            done = self._until_death(process, taken)
            taken = taken[done:]
            if not taken or self.is_closed:
                break
            process.close()
            process = renew()
            if again and not done:
                number, task = taken.pop(0)
                self._answers.put(_Answer(number, _crash(task)))
            again = True
        return process

    def _until_death(self, process: Process[Output], taken: list[tuple[int, Task]]) -> int:
        """How many of the tasks were done before the process died."""
        done = 0
        with suppress(EOFError, OSError):
            process.send([task for _, task in taken])
            for number, _ in taken:
                self._answers.put(_Answer(number, process.receive()))
                done += 1
        return done


@contextmanager
def _crew(tasks: Iterable[Task], work: "Work[Output]", jobs: int, warm: Callable[[], None]) -> Iterator[_Crew[Output]]:
    members: _Crew[Output] = _Crew(tasks, jobs)
    team: Team[Output] = Team(work, warm)

    def renew() -> Process[Output]:
        return team.start(1)[0]

    try:
        for process in team.start(jobs):
            Thread(target=members.serve, args=(process, renew), daemon=True).start()
        yield members
        team.end(_GRACE_SECONDS)
    finally:
        members.close()
        team.end()


def _crash(task: Task) -> Outcome[Output]:
    message = "the process that read it died, most likely for want of memory"
    return Outcome(task.name, None, "crash", message, CopydeskError.exit_code, origin=task.origin)


def _next_size(size: int, seconds: float) -> int:
    if seconds < _SECONDS / 2:
        return min(2 * size, _LARGEST)
    return max(1, size // 2) if seconds > 2 * _SECONDS else size
