"""Output that goes straight out, source after source."""

import sys
from typing import Protocol

from copydesk.export.neutral import one_line
from copydesk.jobs.work import Outcome, Task

__all__ = ["Bytes", "Flow", "Titled", "say", "stdout"]


class Bytes(Protocol):
    """A file or pipe that takes bytes."""

    def write(self, piece: bytes, /) -> object:
        """Write the bytes."""

    def flush(self) -> None:
        """Let whoever reads at the other end have them."""


class Flow:
    """Each output written and gone: nothing is remembered, so no later run can go on.

    Args:
        stream: where to.
        between: what parts two outputs.
    """

    def __init__(self, stream: Bytes, between: str = "") -> None:
        self._stream = stream
        self._between = between.encode()
        self._before = b""

    @property
    def kept(self) -> int:
        """Sources that an earlier run has done: none."""
        return 0

    def wants(self, _task: Task) -> bool:
        """Whether the source has to be read: each has."""
        return True

    def knows(self, _task: Task) -> bool:
        """Whether an earlier run is done with the address: none is."""
        return False

    def put(self, outcome: Outcome[bytes]) -> Outcome[bytes]:
        """Write at once, so that a reader at the other end of a pipe sees it."""
        if outcome.output is not None:
            self._stream.write(self._before + self._titled(outcome.name, outcome.output))
            self._stream.flush()
            self._before = self._between
        return outcome

    def finish(self, *, is_whole: bool) -> None:
        """Nothing: all is written."""

    def failures(self) -> None:
        """The sources without a story: not remembered."""

    def close(self) -> None:
        """Nothing: the stream is not ours to close."""

    def _titled(self, _name: str, output: bytes) -> bytes:
        return output


class Titled(Flow):
    """A flow that names each source above its output."""

    def _titled(self, name: str, output: bytes) -> bytes:
        return f"{one_line(name)}\n".encode("utf-8", "replace") + output


def stdout(between: str = "", kind: type[Flow] = Flow) -> Flow:
    """Standard output, in UTF-8 whatever the locale."""
    return kind(sys.stdout.buffer, between)


def say(text: str) -> None:
    """Print to standard output, in UTF-8 whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
