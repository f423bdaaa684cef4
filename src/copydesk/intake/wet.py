"""WET records (WARC conversion records): the plain text of a page with its address, its time and its languages."""

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from copydesk.errors import CopydeskError, Refused
from copydesk.intake.frames import Fault, Frame, frames, is_record
from copydesk.records import Capture, SourceWarning
from copydesk.settings import DEFAULTS, Settings

__all__ = ["WetRecord", "conversion", "each_record", "is_record", "records", "warnings_of"]

CONVERSION: Final = "conversion"
_CARRIED: Final = {
    "content-type": "content-type",
    "warc-identified-content-language": "content-language",
    "warc-record-id": "warc-record-id",
    "warc-refers-to": "warc-refers-to",
}


class WetRecord(NamedTuple):
    """One record: its address and its capture, or why it has none, and the byte of the file at which it begins."""

    url: str | None
    capture: Capture | None = None
    failure: CopydeskError | None = None
    offset: int | None = None


def records(source: bytes | BinaryIO, settings: Settings = DEFAULTS) -> Iterator[Capture]:
    """The conversion records of a WET file in order, each as the capture of one text page.

    A file may be gzipped, whole or record by record; it is read as a stream, one record in memory at a time.
    Records of other types are passed over. Languages are in the header `content-language`, as ISO 639-3 codes.

    Args:
        source: the bytes, or a binary file open for reading.
        settings: `max_bytes` holds for each record.

    Raises:
        Refused: `size`, when a record is larger than allowed.
        Unreadable: `file`, where the file is damaged or breaks off, and when it is no WET file.
    """
    for record in each_record(source, settings):
        if record.failure is not None:
            raise record.failure
        if record.capture is not None:
            yield record.capture


def each_record(source: bytes | BinaryIO, settings: Settings = DEFAULTS) -> Iterator[WetRecord]:
    """The conversion records of a WET file in order; one over `max_bytes`, or damaged, says so itself."""
    for found in frames(source, settings.max_bytes):
        if isinstance(found, Fault):
            yield WetRecord(found.url, failure=found.failure, offset=found.offset)
        elif found.header.type == CONVERSION:
            yield conversion(found, settings)


def conversion(frame: Frame, settings: Settings) -> WetRecord:
    """The capture of a conversion record, or that it is too large."""
    header = frame.header
    if not frame.is_whole or len(frame.content) > settings.max_bytes:
        failure = Refused("size", f"the record of {header.url} is over {settings.max_bytes} bytes")
        return WetRecord(header.url, failure=failure, offset=header.offset)
    capture = Capture(
        content=frame.content,
        kind="text",
        url=header.url,
        headers=tuple((_CARRIED[name], value) for name, value in header.fields.items() if name in _CARRIED),
        fetched_at=header.date,
        warc=header.place,
        warnings=warnings_of(frame),
    )
    return WetRecord(header.url, capture, offset=header.offset)


def warnings_of(frame: Frame) -> tuple[SourceWarning, ...]:
    """That the record was cut when it was captured, where it says so."""
    why = frame.header.fields.get("warc-truncated")
    if not why:
        return ()
    return (SourceWarning(reason="truncated", message=f"the page was cut when it was captured ({why[:40]})"),)
