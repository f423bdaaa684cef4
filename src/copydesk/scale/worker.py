"""A process that makes parts: it takes orders from a pipe and answers each."""

import os
import signal
import sys
from multiprocessing.connection import Connection
from types import FrameType
from typing import NamedTuple

import copydesk
from copydesk.errors import CopydeskError
from copydesk.jobs.warm import warmed
from copydesk.jobs.work import Request
from copydesk.scale.job import NOTHING
from copydesk.scale.settle import Plan, Settled, read_alone, settle
from copydesk.scale.sources import Located

__all__ = ["Order", "main", "serve"]


class Order(NamedTuple):
    """A file to make parts of, or the number of a record in it to be read alone."""

    file: Located
    alone: int = NOTHING


class _Stop:
    """Whether the process is to leave the rest: it was told to, or the run that started it is gone."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._is_told = False

    def tell(self, _number: int, _frame: FrameType | None) -> None:
        self._is_told = True

    def __call__(self) -> bool:
        return self._is_told or os.getppid() != self._parent


def main(arguments: list[str]) -> None:
    """Take the plan from the pipe whose file descriptor is given, then orders; the parent's id stands behind it."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    pipe, parent = map(int, arguments)
    with Connection(pipe) as orders:
        plan: Plan = orders.recv()
        serve(orders, plan, parent)


def serve(orders: "Connection[Settled, Order]", plan: Plan, parent: int) -> None:
    """Carry out orders until there are none; the process's whole life."""
    stop = _Stop(parent)
    # What the keyboard says reaches the whole group; the run tells its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop.tell)
    # What reading needs is loaded before the first record, so that its limits count the record alone.
    warmed(Request(copydesk.read_capture))
    while True:
        try:
            order: Order = orders.recv()
            settled = _done(order, plan, stop)
            orders.send(settled)
            if settled.is_stopped:
                return
        except (EOFError, OSError):
            return


def _done(order: Order, plan: Plan, stop: _Stop) -> Settled:
    if order.alone == NOTHING:
        return settle(order.file, plan, stop)
    try:
        read_alone(order.file, plan, order.alone)
    except CopydeskError as error:
        return Settled(order.file.name, error.reason, str(error))
    return Settled(order.file.name)


if __name__ == "__main__":
    main(sys.argv[1:])
