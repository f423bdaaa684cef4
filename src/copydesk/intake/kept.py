"""What was fetched, written as WARC 1.1: a file for each run, a gzip member for each answer.

What a feed said of a page stands in the feed's own record, not beside the page.
"""

import io
import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from copydesk.errors import MissingExtra, Refused
from copydesk.records import Capture
from copydesk.settings import VERSION

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

__all__ = ["Kept"]

_OF_TRANSFER: Final = frozenset(("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"))
"""Headers that do not hold for the decoded body that is written; what they said stands under `X-Archive-Orig-`."""


class Kept:
    """A WARC file in a folder, made when the first answer comes; a context manager that closes it.

    Bodies are written as they were read: without the coding of their transfer, which their headers then do not name.

    Raises:
        MissingExtra: `warc` is not installed.
        Refused: `output`, the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        try:
            from warcio.warcwriter import WARCWriter
        except ImportError:
            raise MissingExtra("warc", "keeping what was fetched as WARC") from None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused("output", f"{folder} cannot be made: {error.strerror}") from error
        self._writing = WARCWriter
        self._folder = folder
        self._file: BinaryIO | None = None
        self._writer: WARCWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, capture: Capture) -> None:
        """Write the answer."""
        from warcio.statusandheaders import StatusAndHeaders

        body = capture.content if isinstance(capture.content, bytes) else capture.content.encode()
        writer = self._writer or self._begun()
        headers = [(self._name(name), value) for name, value in capture.headers]
        headers.append(("Content-Length", str(len(body))))
        answer = StatusAndHeaders(f"{capture.status or 200} ", headers, protocol="HTTP/1.1")
        more = {"WARC-Date": _moment(capture)}
        address = capture.answered_url or capture.url or ""
        record = writer.create_warc_record(
            address, "response", io.BytesIO(body), http_headers=answer, warc_headers_dict=more
        )
        writer.write_record(record)
        record.raw_stream.close()
        assert self._file is not None
        self._file.flush()

    def _begun(self) -> "WARCWriter":
        name = f"copydesk-{datetime.now(UTC):%Y%m%d%H%M%S}-{os.getpid()}"
        path = next(
            place
            for number in range(1_000)
            if not (place := self._folder / f"{name}{f'-{number}' if number else ''}.warc.gz").exists()
        )
        try:
            self._file = path.open("xb")
        except OSError as error:
            raise Refused("output", f"{path} cannot be written: {error.strerror}") from error
        self._writer = self._writing(self._file, gzip=True, warc_version="1.1")
        told = {"software": f"copydesk/{VERSION}", "format": "WARC File Format 1.1"}
        information = self._writer.create_warcinfo_record(path.name, told)
        self._writer.write_record(information)
        information.raw_stream.close()
        return self._writer

    @staticmethod
    def _name(name: str) -> str:
        return f"X-Archive-Orig-{name}" if name.lower() in _OF_TRANSFER else name


def _moment(capture: Capture) -> str:
    moment = datetime.fromisoformat(capture.fetched_at) if capture.fetched_at else datetime.now(UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
