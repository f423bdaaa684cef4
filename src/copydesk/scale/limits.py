"""Limits of time and memory for one record, kept by the process that reads it."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from copydesk.errors import CopydeskError

__all__ = ["TimeUp", "limited", "out_of_memory", "out_of_time"]

_SIZES: Final = Path("/proc/self/statm")
_DATA: Final = 5
"""Where among the sizes of the process its data stands, in pages."""


class TimeUp(BaseException):
    """Reading took too long; no handler for errors of the reader takes it for one."""


def out_of_time(seconds: float) -> CopydeskError:
    """Why a record that took too long has no story."""
    return CopydeskError("time", f"reading it took over {seconds:g} seconds of CPU")


def out_of_memory(megabytes: int) -> CopydeskError:
    """Why a record that took too much memory has no story."""
    return CopydeskError("memory", f"reading it took over {megabytes:,} MB")


@contextmanager
def limited(seconds: float, megabytes: int) -> Iterator[None]:
    """Inside the block CPU time and memory are limited; the memory on Linux alone, the time in a main thread alone.

    Raises:
        TimeUp: it took too long.
        MemoryError: it took too much memory.
    """
    with _timed(seconds), _narrow(megabytes):
        yield


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _time_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _time_up(_number: int, _frame: FrameType | None) -> None:
    raise TimeUp


@contextmanager
def _narrow(megabytes: int) -> Iterator[None]:
    if not megabytes or sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    own = int(_SIZES.read_text(encoding="ascii").split()[_DATA]) * resource.getpagesize()
    room = own + megabytes * 1_000_000
    if before[1] != resource.RLIM_INFINITY:
        room = min(room, before[1])
    resource.setrlimit(resource.RLIMIT_DATA, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
