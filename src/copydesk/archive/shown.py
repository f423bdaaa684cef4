"""What lists show of a capture, read from its record without the rest."""

import sqlite3

import msgspec
import zstandard

from copydesk.archive.errors import Damaged
from copydesk.archive.packed import body_text

__all__ = ["text_of"]


def text_of(connection: sqlite3.Connection, capture: int) -> str:
    """The body of the capture.

    Raises:
        Damaged: its record cannot be read.
    """
    row = connection.execute("select body from record where capture = ?", (capture,)).fetchone()
    if row is None:
        raise Damaged("the archive", f"capture {capture} has no record")
    try:
        return body_text(row[0])
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise Damaged("the archive", f"the record of capture {capture} cannot be read: {error}") from error
