"""What lists show of a capture, decoded from its record without the rest."""

import sqlite3

import msgspec
import zstandard
from msgspec import Struct

from copydesk.archive.errors import Damaged
from copydesk.archive.incoming import MAX_RECORD

__all__ = ["Shown", "shown"]


class Shown(Struct, frozen=True, kw_only=True):
    """Headline, deck and body."""

    headline: str | None = None
    deck: str | None = None
    text: str = ""


_DECODER = msgspec.json.Decoder(Shown)


def shown(connection: sqlite3.Connection, capture: int) -> Shown:
    """What is shown of the capture.

    Raises:
        Damaged: its record cannot be read.
    """
    row = connection.execute("select body from record where capture = ?", (capture,)).fetchone()
    if row is None:
        raise Damaged("the archive", f"capture {capture} has no record")
    try:
        return _DECODER.decode(zstandard.ZstdDecompressor().decompress(row[0], max_output_size=MAX_RECORD))
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise Damaged("the archive", f"the record of capture {capture} cannot be read: {error}") from error
