"""What lists show of a capture, decoded from its record without the rest."""

import sqlite3

import msgspec
import zstandard

from copydesk.archive import packed
from copydesk.archive.errors import Damaged

__all__ = ["shown"]


def shown(connection: sqlite3.Connection, capture: int) -> packed.Shown:
    """What is shown of the capture.

    Raises:
        Damaged: its record cannot be read.
    """
    row = connection.execute("select body from record where capture = ?", (capture,)).fetchone()
    if row is None:
        raise Damaged("the archive", f"capture {capture} has no record")
    try:
        return packed.shown(row[0])
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise Damaged("the archive", f"the record of capture {capture} cannot be read: {error}") from error
