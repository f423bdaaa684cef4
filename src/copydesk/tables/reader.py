"""The word tables of the field readers: rows of a TOML file, typed, loaded once."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

__all__ = ["rows"]

R = TypeVar("R", bound=msgspec.Struct)


def rows(name: str, row: type[R]) -> tuple[R, ...]:
    """The rows of `data/NAME.toml`, each checked against the type `row`."""
    return msgspec.convert(_raw(name), tuple[row, ...])  # type: ignore[valid-type]


@cache
def _raw(name: str) -> list[object]:
    content = files("copydesk.tables").joinpath("data", f"{name}.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, list[object]])["rows"]
