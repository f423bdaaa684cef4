"""Records as JSON, as plain values, and named in a line."""

from typing import Literal

import msgspec
from msgspec import Struct

__all__ = ["encoded", "plain", "shortened"]

_LONGEST = 70


def encoded(value: object) -> bytes:
    """A record or plain value as one line of JSON in UTF-8; the same value always gives the same bytes.

    Half of a character that was cut in two, which no UTF-8 can hold, becomes a question mark.
    """
    # Records sort their mappings, plain values keep the order they were built in.
    order: Literal["deterministic"] | None = "deterministic" if isinstance(value, Struct) else None
    try:
        return msgspec.json.encode(value, order=order)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(value, order=order)))


def plain(record: Struct) -> dict[str, object]:
    """The record as JSON would give it back: dictionaries, lists, strings, numbers, None."""
    return msgspec.json.decode(encoded(record), type=dict[str, object])


def shortened(text: str | None) -> str:
    """The text in quotes and on one line, cut where it is long; empty where there is none.

    >>> shortened("Ferry\\nback")
    "'Ferry\\\\nback'"
    """
    if not text:
        return ""
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
