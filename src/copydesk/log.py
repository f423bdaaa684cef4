"""The logger `copydesk`: silent unless a program listens, and then about fetches, warnings and reads, never above INFO.

A program that listens has imported `logging`; for any other nothing is imported, made or formatted.
"""

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Logger

__all__ = ["debug", "info"]

_DEBUG, _INFO = 10, 20
_STEPS_UP = 3
"""From the logger to the function that has something to tell."""


def info(message: str, *arguments: object) -> None:
    """Tell what a user may want to know: a fetch, a source read with a warning."""
    _tell(_INFO, message, arguments)


def debug(message: str, *arguments: object) -> None:
    """Tell what helps to find a fault: each read, each request."""
    _tell(_DEBUG, message, arguments)


def _tell(level: int, message: str, arguments: tuple[object, ...]) -> None:
    if "logging" in sys.modules:
        _logger().log(level, message, *arguments, stacklevel=_STEPS_UP)


@cache
def _logger() -> "Logger":
    from logging import NullHandler, getLogger

    logger = getLogger("copydesk")
    logger.addHandler(NullHandler())
    return logger
