"""Processes that make the parts, one file each; whatever ends one of them, the others and the rest go on."""

import os
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import connection
from pathlib import Path
from typing import Final, NamedTuple

from copydesk.scale.choices import LONGER
from copydesk.scale.folder import Folder
from copydesk.scale.job import CRASH, NOTHING, TIME
from copydesk.scale.marks import Seen, seen
from copydesk.scale.settle import ALONE, MARK, Plan, Settled, pass_over
from copydesk.scale.sources import Located
from copydesk.scale.worker import Order

__all__ = ["Foreman"]

_DEATHS: Final = 2
"""At a record, before it is read alone; and alone, before it is blamed: an operator's kill hits a record once."""
_HOPELESS: Final = 12
"""Deaths of processes with one file in hand between which not one record more was done."""
_LOOK_SECONDS: Final = 0.5
_END_SECONDS: Final = 2.0
_STOP_SECONDS: Final = 30.0
"""For processes that were told to stop to finish the record in hand."""


class _Watched(NamedTuple):
    seen: Seen
    since: float


def _process(pipe: int) -> "subprocess.Popen[bytes]":
    """A process of our own module: what the run was started from, and how, does not matter to it."""
    return subprocess.Popen(  # noqa: S603 - our own module
        # -P: the folder that the command runs in is no place to import from.
        [sys.executable, "-P", "-m", "copydesk.scale.worker", str(pipe), str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(pipe,),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)},
        # Of its own session: what the keyboard says reaches the command alone, which ends its processes itself.
        start_new_session=True,
    )


class _Hand:
    """A process, and what it has in hand."""

    def __init__(self, plan: Plan) -> None:
        self.pipe, theirs = connection.Pipe()
        with theirs:
            self.process = _process(theirs.fileno())
        with suppress(OSError):
            self.pipe.send(plan)
        self.order: Order | None = None
        self.watched = _Watched(Seen(), time.monotonic())

    def give(self, order: Order) -> None:
        """Hand over an order; a process that is gone shows when its answer is awaited."""
        self.order = order
        self.watched = _Watched(Seen(), time.monotonic())
        with suppress(OSError):
            self.pipe.send(order)

    def answer(self) -> Settled | None:
        """What became of the order; None where the process died."""
        try:
            answer: Settled = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return answer

    def end(self) -> None:
        """Let the process end, or end it where it does not."""
        self.pipe.close()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self.process.wait()

    @property
    def is_alive(self) -> bool:
        """Whether the process is there."""
        return self.process.poll() is None

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()


class _Case:
    """The deaths over one file."""

    def __init__(self) -> None:
        self.at: Counter[int] = Counter()
        self.alone: Counter[int] = Counter()
        self.progress = -1
        self.without_progress = 0

    def is_hopeless(self, done: int) -> bool:
        """Count one death more; whether there is no getting on."""
        self.without_progress = 0 if done > self.progress else self.without_progress + 1
        self.progress = max(self.progress, done)
        return self.without_progress >= _HOPELESS


class Foreman:
    """Has the files made by several processes.

    Args:
        plan: what is made where.
        files: those that are not done.
        jobs: how many processes.
    """

    def __init__(self, plan: Plan, files: Iterable[Located], jobs: int) -> None:
        self._plan = plan
        self._folder = Folder(plan.folder)
        self._orders = deque(Order(file) for file in files)
        self._jobs = max(1, min(jobs, len(self._orders)))
        self._hands: list[_Hand] = []
        self._cases: dict[str, _Case] = {}
        self._limit = LONGER * plan.choices.seconds + 2
        """Seconds after which a process that still has the same record in hand is ended: its own limits do not hold."""

    def settled(self) -> Iterator[Settled]:
        """What became of each file, as it becomes known; ended early, it ends the processes."""
        try:
            while self._orders or any(hand.order for hand in self._hands):
                self._give()
                yield from self._answers()
        finally:
            self._end()

    def stop(self) -> None:
        """Have each process finish the record in hand, and end it."""
        self._orders.clear()
        for hand in self._hands:
            if hand.order is not None and hand.is_alive:
                hand.process.terminate()
        end = time.monotonic() + _STOP_SECONDS
        for hand in self._hands:
            if hand.order is not None and hand.pipe.poll(max(0.0, end - time.monotonic())):
                hand.answer()
        self._end()

    def _give(self) -> None:
        while self._orders and (hand := self._free()) is not None:
            hand.give(self._orders.popleft())

    def _free(self) -> _Hand | None:
        for hand in self._hands:
            if hand.order is None:
                return hand
        if len(self._hands) >= self._jobs:
            return None
        self._hands.append(_Hand(self._plan))
        return self._hands[-1]

    def _answers(self) -> Iterator[Settled]:
        waiting = {hand.pipe: hand for hand in self._hands if hand.order is not None}
        for pipe in connection.wait(list(waiting), _LOOK_SECONDS):
            hand = waiting[pipe]  # type: ignore[index]
            order, hand_answer = hand.order, hand.answer()
            assert order is not None
            hand.order = None
            if hand_answer is None:
                self._hands.remove(hand)
                hand.end()
                yield from self._died(order)
            elif order.alone != NOTHING:
                self._alive(order)
            elif hand_answer.is_stopped:
                self._hands.remove(hand)
                hand.end()
                self._orders.appendleft(order)
            else:
                yield hand_answer
        self._look()

    def _died(self, order: Order) -> Iterator[Settled]:
        """Decide what a death means: another try, a record to read alone, or one to pass over."""
        work = self._folder.work(order.file.name)
        case = self._cases.setdefault(order.file.name, _Case())
        if order.alone != NOTHING:
            self._died_alone(order, case)
            return
        number = seen(work / MARK).number
        case.at[number] += number != NOTHING
        if case.is_hopeless(_size(work / "entries")):
            message = f"its processes died {_HOPELESS} times and got no further; run again, or leave it out"
            yield Settled(order.file.name, CRASH, message)
        elif number != NOTHING and case.at[number] >= _DEATHS:
            self._orders.appendleft(Order(order.file, alone=number))
        else:
            self._orders.appendleft(order)

    def _died_alone(self, order: Order, case: _Case) -> None:
        number = order.alone
        if seen(self._folder.work(order.file.name) / ALONE).number == number:
            case.alone[number] += 1
        if case.alone[number] < _DEATHS:
            self._orders.appendleft(order)
            return
        pass_over(order.file, self._plan, number, CRASH)
        self._orders.appendleft(Order(order.file))

    def _alive(self, order: Order) -> None:
        """A record that a process has read and lived is not to blame."""
        case = self._cases[order.file.name]
        case.at[order.alone] = case.alone[order.alone] = 0
        self._orders.appendleft(Order(order.file))

    def _look(self) -> None:
        """End each process that is at one record for too long; the record is to blame."""
        now = time.monotonic()
        for hand in self._hands:
            if hand.order is None:
                continue
            mark = seen(self._folder.work(hand.order.file.name) / (MARK if hand.order.alone == NOTHING else ALONE))
            if mark != hand.watched.seen or mark.process != hand.process.pid or mark.number == NOTHING:
                hand.watched = _Watched(mark, now)
            elif now - hand.watched.since > self._limit:
                pass_over(hand.order.file, self._plan, mark.number, TIME)
                hand.order = Order(hand.order.file)
                hand.kill()

    def _end(self) -> None:
        for hand in self._hands:
            if hand.order is not None and hand.is_alive:
                hand.kill()
            hand.end()
        self._hands.clear()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
