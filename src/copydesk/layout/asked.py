"""Questions asked once of something that does not change."""

from collections.abc import Callable
from functools import cached_property
from typing import Self, TypeVar, cast

from msgspec import Struct

__all__ = ["Asked"]

T = TypeVar("T")


class Asked(Struct, frozen=True, dict=True, kw_only=True):
    """What remembers its answers; another one has its own."""

    def once(self, read: Callable[[Self], T]) -> T:
        """What `read` says, asked once however many fields need it."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast("T", self._read[read])

    @cached_property
    def _read(self) -> dict[object, object]:
        return {}
