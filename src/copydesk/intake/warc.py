"""Web archives: the pages in the records of a WARC file, as they were answered."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from msgspec.structs import replace

from copydesk.errors import CopydeskError, MissingExtra, Refused, Unreadable
from copydesk.formats import binary_kind, kind_of_media
from copydesk.intake.codings import KNOWN_IN_ARCHIVES, decoded
from copydesk.intake.folders import use_of
from copydesk.intake.frames import BEGINNING, Fault, Frame, Header, frames
from copydesk.intake.revisits import NOT_AT_HAND, REVISIT, Originals
from copydesk.intake.wet import CONVERSION, conversion, warnings_of
from copydesk.patterns import pattern
from copydesk.records import Capture, WarcPlace
from copydesk.settings import DEFAULTS, Settings
from copydesk.urls import split

if TYPE_CHECKING:
    from warcio.statusandheaders import StatusAndHeaders

__all__ = ["LEFT_OUT", "WarcRecord", "each_record"]

LEFT_OUT: Final = "left out"
"""The use of a record that was not wanted."""
_NOT_MODIFIED: Final = 304
PRIVATE_HEADERS: Final = frozenset(("set-cookie", "set-cookie2"))
SAMPLE: Final = 4_096
_ORIGINALS: Final = ("response", "resource")
_PAGES: Final = (*_ORIGINALS, REVISIT, CONVERSION)
_MEDIA: Final = (
    ("image/", "pictures"),
    ("video/", "sound and video"),
    ("audio/", "sound and video"),
    ("font/", "fonts"),
    ("text/css", "style sheets"),
    ("text/javascript", "scripts"),
    ("application/javascript", "scripts"),
    ("application/x-javascript", "scripts"),
    ("application/json", "data"),
)
_CODED: Final = ("gzip data", "zstd data", "binary data")
_SLICE: Final = 16_384
_HEAD_END: Final = pattern(rb"\n\r?\n")
_CHUNK_SIZE: Final = pattern(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")


class WarcRecord(NamedTuple):
    """One record: its capture, or why it has none, or what it is where it is no page, such as `pictures`."""

    url: str | None
    offset: int | None = None
    """The byte of the file at which it begins."""
    capture: Capture | None = None
    failure: CopydeskError | None = None
    use: str | None = None
    place: WarcPlace | None = None
    """Its id, date and offset; None of a damaged record."""


class _Answer(NamedTuple):
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for found, value in self.headers if found == name)


def _any(_header: Header) -> bool:
    return True


def each_record(
    source: bytes | BinaryIO,
    settings: Settings = DEFAULTS,
    wants: Callable[[Header], bool] = _any,
    originals: Originals | None = None,
) -> Iterator[WarcRecord]:
    """The records of a WARC or WET file in order: responses, resources, revisits, conversions, and each damaged one.

    The file, gzipped or not, is read as a stream, one record in memory at a time. Requests and metadata are left out.

    Args:
        source: the bytes, or a binary file open for reading.
        settings: `max_bytes` holds for each record, as it stands there and as it is decoded.
        wants: asked of each such record before it is decoded; what is not wanted is `LEFT_OUT`.
        originals: the responses of the run, in which those that revisits mean are looked up, and to which this file's
            are added; None for those of the source alone, where it can be read again.

    Raises:
        MissingExtra: at the first response, when warcio is not installed.
    """
    originals = originals or Originals.within(source)
    for found in frames(source, settings.max_bytes + BEGINNING):
        if isinstance(found, Fault):
            yield WarcRecord(found.url, found.offset, failure=found.failure)
        elif found.header.type in _PAGES:
            if found.header.type in _ORIGINALS:
                originals.add(found.header)
            if not wants(found.header):
                yield _recorded(found.header, use=LEFT_OUT)
            elif found.header.type == REVISIT:
                yield _revisit(found, settings, originals)
            else:
                yield _record(found, settings)


def _recorded(header: Header, use: str | None = None) -> WarcRecord:
    return WarcRecord(header.url, header.offset, use=use, place=header.place)


def _record(frame: Frame, settings: Settings) -> WarcRecord:
    header = frame.header
    if header.type == CONVERSION:
        text = conversion(frame, settings)
        return _recorded(header)._replace(capture=text.capture, failure=text.failure)
    record = _recorded(header)
    if split(header.url).scheme not in ("http", "https"):
        return record._replace(use="other files")
    try:
        answer = _answer(frame) if header.type == "response" else _resource(frame)
        if use := _use_by_header(answer):
            return record._replace(use=use)
        return _captured(record, frame, answer, settings)
    except MissingExtra:
        raise
    except CopydeskError as error:
        return record._replace(failure=error)


def _revisit(frame: Frame, settings: Settings, originals: Originals) -> WarcRecord:
    """The page as it was at the time of the revisit: the bytes of the record that it means under its own date.

    Its status and headers are its own where it has those of an answer with a body.
    """
    record = _recorded(frame.header)
    own = _own_answer(frame)
    if own and own.status != _NOT_MODIFIED and (use := _use_by_header(own)):
        return record._replace(use=use)
    original = originals.of(frame.header, settings.max_bytes + BEGINNING)
    if original is None:
        return record._replace(use=NOT_AT_HAND)
    found = _record(original, settings)
    if found.capture is None:
        return record._replace(use=found.use, failure=found.failure)
    capture = replace(
        found.capture,
        url=record.url,
        answered_url=record.url,
        fetched_at=frame.header.date,
        warc=replace(frame.header.place, refers_to=original.header.place.id),
    )
    if own and 200 <= own.status < 300:
        capture = replace(capture, status=own.status, headers=_public(own))
    return record._replace(capture=capture)


def _own_answer(frame: Frame) -> _Answer | None:
    """The answer's status and headers as the revisit has them; some have none."""
    try:
        return _answer(frame)
    except Unreadable:
        return None


def _answer(frame: Frame) -> _Answer:
    """The HTTP answer in the record, its body as it came."""
    end = _HEAD_END.search(frame.content, 0, BEGINNING)
    head = BytesIO(frame.content[: end.end() if end else BEGINNING])
    parsed = _parsed(head)
    status, _, phrase = parsed.statusline.partition(" ")
    if not (parsed.protocol.upper().startswith("HTTP/") and status.isascii() and status.isdigit()):
        raise Unreadable("file", "the record holds no HTTP answer")
    headers = tuple((name.lower(), value) for name, value in parsed.headers)
    return _Answer(int(status[:3]), phrase.strip(), headers, frame.content[head.tell() :])


def _parsed(head: BytesIO) -> "StatusAndHeaders":
    try:
        from warcio.statusandheaders import StatusAndHeadersParser
    except ImportError as error:
        raise MissingExtra("warc", "reading the answers in a web archive") from error
    try:
        return cast("StatusAndHeaders", StatusAndHeadersParser([], verify=False).parse(head))
    except EOFError as error:
        raise Unreadable("file", "the record holds no HTTP answer") from error


def _resource(frame: Frame) -> _Answer:
    """A page that was put into the file without an answer."""
    media = frame.header.fields.get("content-type", "")
    return _Answer(200, "", (("content-type", media),) if media else (), frame.content)


def _use_by_header(answer: _Answer) -> str | None:
    """What the answer is when its header says that it is no page."""
    if 300 <= answer.status < 400:
        return "redirects"
    media = answer.header("content-type").partition(";")[0].strip().lower()
    return next((use for start, use in _MEDIA if media.startswith(start)), None)


def _captured(record: WarcRecord, frame: Frame, answer: _Answer, settings: Settings) -> WarcRecord:
    if not 200 <= answer.status < 300:
        raise Unreadable("http-status", f"{record.url} answered {answer.status} {answer.phrase}".rstrip())
    if not frame.is_whole:
        raise Refused("size", f"the record of {record.url} is over {settings.max_bytes} bytes")
    warnings = warnings_of(frame)
    content = _decoded(answer, settings.max_bytes, is_cut=bool(warnings))
    media = answer.header("content-type").partition(";")[0].strip()
    name = split(record.url).path.rpartition("/")[2]
    if kind_of_media(media) != "html" and (use := _use(content, name)):
        return record._replace(use=use)
    is_answer = frame.header.type == "response"
    capture = Capture(
        content=content,
        url=record.url,
        answered_url=record.url if is_answer else None,
        status=answer.status if is_answer else None,
        headers=_public(answer),
        fetched_at=frame.header.date,
        warc=frame.header.place,
        warnings=warnings,
    )
    return record._replace(capture=capture)


def _public(answer: _Answer) -> tuple[tuple[str, str], ...]:
    return tuple(header for header in answer.headers if header[0] not in PRIVATE_HEADERS)


def _use(content: bytes, name: str) -> str | None:
    return "other files" if name == "robots.txt" else use_of(content[:SAMPLE], name)


def _decoded(answer: _Answer, limit: int, *, is_cut: bool) -> bytes:
    """The body out of its chunks and codings, of which many archives keep the header alone."""
    body = (
        _dechunked(answer.body, is_cut=is_cut)
        if "chunked" in answer.header("transfer-encoding").lower()
        else answer.body
    )
    codings = [name for name in answer.header("content-encoding").split(",") if name.strip()]
    if codings and binary_kind(body[:SAMPLE]) in _CODED:
        pieces = (body[start : start + _SLICE] for start in range(0, len(body), _SLICE))
        body = _within(decoded(pieces, codings, KNOWN_IN_ARCHIVES), limit)
    if len(body) > limit:
        raise Refused("size", f"the answer is over {limit} bytes")
    return body


def _within(pieces: Iterator[bytes], limit: int) -> bytes:
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > limit:
            break
    return b"".join(kept)


def _dechunked(body: bytes, *, is_cut: bool) -> bytes:
    from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

    if not _CHUNK_SIZE.match(body):
        return body
    try:
        return cast("bytes", ChunkedDataReader(BytesIO(body), raise_exceptions=not is_cut).read())
    except ChunkedDataException as error:
        raise Unreadable("encoding", "the chunks of the answer are damaged or break off") from error
