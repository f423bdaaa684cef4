"""The cycle collector, paused while a page is read."""

import gc
from types import TracebackType
from typing import Self

__all__ = ["collector_paused"]


class collector_paused:  # noqa: N801  a context manager reads as a phrase
    """No search for reference cycles inside the block; as it was before, afterwards.

    A read makes tens of thousands of objects and no cycle, so each search through them finds nothing. Reads in several
    threads may end in any order: one that began while another had the collector paused leaves it to that one.
    """

    __slots__ = ("paused",)

    def __enter__(self) -> Self:
        self.paused = gc.isenabled()
        if self.paused:
            gc.disable()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.paused:
            gc.enable()
