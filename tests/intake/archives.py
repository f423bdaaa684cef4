"""Web archives as the tests make them: written by warcio, with requests and metadata between the answers."""

import gzip
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2025-05-07T04:05:06Z"
HTML = "text/html; charset=utf-8"


def page(number: int) -> bytes:
    """A page of its own, long enough to be compressed into more than a few bytes."""
    words = " ".join(sha256(f"{number} {word}".encode()).hexdigest()[:9] for word in range(400))
    return f"<html><head><title>Story {number}</title></head><body><p>{words}</p></body></html>\r\n\r\n".encode()


def url(number: int) -> str:
    return f"https://news.test/{number}"


class Written(NamedTuple):
    """An archive, and where each of its answers begins and ends."""

    content: bytes
    answers: list[tuple[int, int]]


class Writer:
    """Writes records one after the other."""

    def __init__(self, *, is_gzipped: bool) -> None:
        self._out = BytesIO()
        self._writer = WARCWriter(self._out, gzip=is_gzipped)
        self._answers: list[tuple[int, int]] = []
        self._add(self._writer.create_warcinfo_record("test.warc", {"software": "tests"}))

    def answer(self, address: str, body: bytes, status: str = "200 OK", media: str = HTML, **fields: str) -> "Writer":
        """Add a request, its answer and metadata; fields in capitals are of the record, others of the answer."""
        lines = [("Content-Type", media), ("Set-Cookie", "session=1")] if media else []
        lines += [(name.replace("_", "-"), value) for name, value in fields.items() if not name.startswith("WARC")]
        ours = {"WARC-Date": DATE} | {
            name.replace("_", "-"): value for name, value in fields.items() if name.startswith("WARC")
        }
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.test")], is_http_request=True)
        self._add(self._writer.create_warc_record(address, "request", payload=BytesIO(b""), http_headers=asked))
        start = self._out.tell()
        headers = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        self._add(
            self._writer.create_warc_record(
                address, "response", payload=BytesIO(body), http_headers=headers, warc_headers_dict=ours
            )
        )
        self._answers.append((start, self._out.tell()))
        self._add(self._writer.create_warc_record(address, "metadata", payload=BytesIO(b"fetchTimeMs: 7\r\n")))
        return self

    def other(self, kind: str, address: str, content: bytes, media: str = HTML) -> "Writer":
        """Add a record that is no answer."""
        record = self._writer.create_warc_record(
            address,
            kind,
            payload=BytesIO(content),
            length=len(content),
            warc_content_type=media,
            warc_headers_dict={"WARC-Date": DATE},
        )
        self._add(record)
        return self

    def revisit(self, address: str, status: str = "", media: str = HTML, **fields: str) -> "Writer":
        """Add a record that says that the page was as before; fields in capitals say as where."""
        ours = {"WARC-Date": DATE} | {name.replace("_", "-"): value for name, value in fields.items()}
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1") if status else None
        record = self._writer.create_warc_record(address, "revisit", http_headers=headers, warc_headers_dict=ours)
        self._add(record)
        return self

    def written(self) -> Written:
        """What has been written."""
        return Written(self._out.getvalue(), self._answers)

    def _add(self, record: ArcWarcRecord) -> None:
        self._writer.write_record(record)
        # The writer leaves the file open that it counted the content in.
        record.raw_stream.close()


def archive(count: int = 6, *, is_gzipped: bool = True) -> Written:
    """An archive of so many pages."""
    writer = Writer(is_gzipped=is_gzipped)
    for number in range(count):
        writer.answer(url(number), page(number))
    return writer.written()


def whole_gzip(count: int = 6) -> bytes:
    """An archive gzipped as one."""
    return gzip.compress(archive(count, is_gzipped=False).content)
