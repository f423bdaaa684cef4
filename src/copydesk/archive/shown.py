"""What lists show of captures, read from their records without the rest."""

import sqlite3
from collections.abc import Sequence

import msgspec
import zstandard

from copydesk.archive.errors import Damaged
from copydesk.archive.packed import body_text

__all__ = ["text_of", "texts_of"]


def text_of(connection: sqlite3.Connection, capture: int) -> str:
    """The body of the capture.

    Raises:
        Damaged: its record cannot be read.
    """
    return texts_of(connection, [capture])[capture]


def texts_of(connection: sqlite3.Connection, captures: Sequence[int]) -> dict[int, str]:
    """The body of each capture.

    Raises:
        Damaged: a record cannot be read.
    """
    listed = f"[{','.join(map(str, captures))}]"
    rows = connection.execute(
        "select capture, body from json_each(?) as asked cross join record on capture = asked.value", (listed,)
    )
    texts = {capture: _text(capture, record) for capture, record in rows}
    for capture in captures:
        if capture not in texts:
            raise Damaged("the archive", f"capture {capture} has no record")
    return texts


def _text(capture: int, record: bytes) -> str:
    try:
        return body_text(record)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise Damaged("the archive", f"the record of capture {capture} cannot be read: {error}") from error
