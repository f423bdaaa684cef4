"""Interruptions that wait until what is being written is whole."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

__all__ = ["Interrupted", "Interrupts"]

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Interrupted(BaseException):
    """The run was told to stop.

    Attributes:
        signal: the number of the signal.
    """

    def __init__(self, signal: int) -> None:
        super().__init__(f"stopped by signal {signal}")
        self.signal = signal

    @property
    def exit_code(self) -> int:
        """What a shell says of a program that the signal has ended."""
        return 128 + self.signal


class Interrupts:
    """Inside the block a signal to stop raises Interrupted, at once or, inside `held`, when that ends.

    Signals reach the main thread alone: elsewhere the block changes nothing.
    """

    def __init__(self) -> None:
        self._is_held = False
        self._waiting: int | None = None

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Signals to stop are ours inside the block."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._stop) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What happens inside the block is not broken off; only a second signal breaks it off."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._waiting is not None:
            raise Interrupted(self._waiting)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        if self._is_held and self._waiting is None:
            self._waiting = number
        else:
            raise Interrupted(number)
