"""Processes that read, each at the other end of two pipes; they end when the pipe to them is closed."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Final, Generic, TypeVar

from copydesk.errors import CopydeskError
from copydesk.jobs.work import Outcome, Task

__all__ = ["READY", "Process", "Team"]

Output = TypeVar("Output")

_PROGRAM: Final = (
    "import sys; from copydesk.starting import start_light; start_light(); "
    "from copydesk.jobs.worker import main; main(sys.argv[1:])"
)
READY: Final = "ready"
"""What a process says when it has loaded what it needs."""


class Process(Generic[Output]):
    """One end of a conversation with a process."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to = to
        self._back = back
        self._is_ready = False

    def send(self, tasks: list[Task]) -> None:
        """Hand over tasks; raises OSError where the process is gone, CopydeskError where it could not begin."""
        self._await_ready()
        pickle.dump(tasks, self._to, pickle.HIGHEST_PROTOCOL)
        self._to.flush()

    def receive(self) -> Outcome[Output]:
        """The outcome of the next task; raises EOFError where the process is gone."""
        try:
            outcome: Outcome[Output] = pickle.load(self._back)  # noqa: S301 - written by our own process
        except pickle.UnpicklingError as error:
            raise EOFError("the process broke off in the middle of an answer") from error
        return outcome

    def close(self) -> None:
        """Let the process end when it has done what it has in hand."""
        with ExitStack() as stack:
            stack.callback(self._back.close)
            with suppress(OSError):
                self._to.close()

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        try:
            pickle.load(self._back)  # noqa: S301 - written by our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise CopydeskError("processes", "the processes that read could not begin; one job needs none") from error
        self._is_ready = True


class Team(Generic[Output]):
    """Starts processes that do the same work, and ends them all.

    Args:
        work: what is done with each task; pickled.
        warm: called once, before the processes part; pickled.
    """

    def __init__(self, work: Callable[[Task], Outcome[Output]], warm: Callable[[], None]) -> None:
        self._order = pickle.dumps((warm, work), pickle.HIGHEST_PROTOCOL)
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, count: int) -> list[Process[Output]]:
        """So many processes; where the system can copy a process, copies of one that is warm."""
        if _can_copy():
            return self._copies(count)
        return [self._own() for _ in range(count)]

    def end(self, grace: float = 0) -> None:
        """End all processes, whatever they are doing.

        Args:
            grace: seconds for those whose pipes are closed to end by themselves.
        """
        for leader in self._started:
            try:
                leader.wait(grace)
            except subprocess.TimeoutExpired:
                _kill(leader)
            for stream in (leader.stdin, leader.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
        self._started.clear()

    def _copies(self, count: int) -> list[Process[Output]]:
        with ExitStack() as theirs:
            ends: list[int] = []
            mine: list[Process[Output]] = []
            for _ in range(count):
                (read_tasks, send_tasks), (read_answers, send_answers) = os.pipe(), os.pipe()
                theirs.callback(os.close, read_tasks)
                theirs.callback(os.close, send_answers)
                ends += [read_tasks, send_answers]
                mine.append(Process(os.fdopen(send_tasks, "wb"), os.fdopen(read_answers, "rb")))
            leader = self._popen([str(end) for end in ends], tuple(ends), subprocess.DEVNULL)
        assert leader.stdin is not None
        _give(leader.stdin, self._order)
        leader.stdin.close()
        return mine

    def _own(self) -> Process[Output]:
        leader = self._popen([], (), subprocess.PIPE)
        assert leader.stdin is not None
        assert leader.stdout is not None
        _give(leader.stdin, self._order)
        return Process(leader.stdin, leader.stdout)

    def _popen(self, arguments: list[str], ends: tuple[int, ...], stdout: int) -> subprocess.Popen[bytes]:
        leader = subprocess.Popen(  # noqa: S603 - our own module
            # -P: the folder that the command runs in is no place to import from.
            [sys.executable, "-P", "-c", _PROGRAM, *arguments],
            stdin=subprocess.PIPE,
            stdout=stdout,
            pass_fds=ends,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)},
            # Of its own session: what the keyboard says reaches the command alone, which ends its processes itself.
            start_new_session=True,
        )
        self._started.append(leader)
        return leader


def _can_copy() -> bool:
    """Whether a process with libraries loaded may be copied: on macOS some of them do not bear it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def _give(stream: IO[bytes], order: bytes) -> None:
    with suppress(BrokenPipeError):  # a process that could not begin is found out when it says nothing
        stream.write(order)
        stream.flush()


def _kill(leader: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(leader.pid, signal.SIGKILL)
        else:
            leader.kill()
    leader.wait()
