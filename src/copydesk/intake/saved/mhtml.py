"""Pages saved as MHTML, and mail: one message in the format of e-mail, the page one of its parts."""

import binascii
import quopri
import re
from collections.abc import Iterator
from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from copydesk.errors import NotAStory, Refused, Unreadable
from copydesk.formats import kind_of_media
from copydesk.intake.marks import FIELDS_END, HEADER_BYTES
from copydesk.patterns import pattern
from copydesk.records import Capture, SourceWarning

__all__ = ["capture_of"]

LONGEST_FIELD: Final = 8_192
LONGEST_TYPE: Final = 1_024
"""Bytes of a header field, and of those with parameters, which take quadratic time to read."""
DEEPEST: Final = 8
"""Multiparts in multiparts that are looked into; mail has three."""
MOST_PARTS: Final = 2_000
"""Parts that are looked at before the page is found; it is among the first."""
LONGEST_BOUNDARY: Final = 200
"""The standard allows 70 characters."""

_FOLD: Final = pattern(rb"\r?\n[ \t]+")
_BLANK: Final = pattern(rb"\r?\n")
_BEYOND_ASCII: Final = pattern(rb"[\x80-\xff]")
_WEB: Final = pattern(r"https?://\S+", re.IGNORECASE)
_NOT_BASE64: Final = pattern(rb"[^A-Za-z0-9+/]+")
_CUT: Final = SourceWarning(reason="truncated", message="the saved page breaks off: the record holds what was saved")


class _Part(NamedTuple):
    """One part of a message: its headers, where its body stands, and whether the file breaks off in it."""

    headers: "Message[str, str]"
    start: int
    end: int
    is_cut: bool

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    @property
    def is_multipart(self) -> bool:
        return self.headers.get_content_maintype() == "multipart"

    @property
    def is_html(self) -> bool:
        return not self._is_attached and kind_of_media(self.type) == "html"

    @property
    def is_text(self) -> bool:
        return not self._is_attached and kind_of_media(self.type) == "text"

    @property
    def _is_attached(self) -> bool:
        return self.headers.get_content_disposition() == "attachment"


def capture_of(content: bytes) -> Capture:
    """The page of the message: its HTML, else its text, with the address and the time at which it was saved.

    Mail has no address, and so no time of capture either: its date is the day it was sent.

    Raises:
        NotAStory: `empty`, when no part is HTML or text.
        Refused: `nodes`, when it has too many parts.
        Unreadable: `file`, when it breaks off before a page begins.
    """
    message = _part(content, 0, len(content), is_cut=False)
    if message.is_multipart and not _boundary(message):
        raise Unreadable("file", "the message does not say where its parts end; save the page again")
    page = _page(content, message)
    url = _address(page.headers["Content-Location"]) or _address(
        message.headers["Snapshot-Content-Location"] or message.headers["Content-Location"]
    )
    return Capture(
        content=_decoded(content[page.start : page.end], page.headers),
        kind=kind_of_media(page.type),
        url=url,
        headers=_content_type(page.headers),
        fetched_at=_instant(message.headers["Date"]) if url else None,
        warnings=(_CUT,) if page.is_cut else (),
    )


def _page(content: bytes, message: _Part) -> _Part:
    """The part to read: the HTML that the message says it starts with, else the first HTML, else the first text."""
    root = message.headers.get_param("start")
    readable: list[_Part] = []
    is_cut = False
    for part in _leaves(content, message):
        is_cut = part.is_cut
        if part.is_html and root in (None, part.headers["Content-ID"]):
            return part
        if part.is_html or part.is_text:
            readable.append(part)
    if readable:
        return min(readable, key=lambda part: part.is_text)
    if is_cut:
        raise Unreadable("file", "the message breaks off before its page; save the page again")
    raise NotAStory("empty", "no part of the message is HTML or text")


def _leaves(content: bytes, whole: _Part) -> Iterator[_Part]:
    """The parts in order, those of a multipart in its place."""
    waiting = [iter((whole,))]
    for _ in range(MOST_PARTS):
        part = None
        while waiting and (part := next(waiting[-1], None)) is None:
            waiting.pop()
        if part is None:
            return
        if not part.is_multipart:
            yield part
        elif len(waiting) <= DEEPEST:
            waiting.append(_parts(content, part))
    raise Refused("nodes", f"the message has more than {MOST_PARTS:,} parts before its page")


def _parts(content: bytes, whole: _Part) -> Iterator[_Part]:
    if not (boundary := _boundary(whole)):
        return
    line = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?(?=\n)|\r?\Z)")
    # The newline of the blank line above is the one before the first boundary.
    found = line.search(content, max(0, whole.start - 1), whole.end)
    while found and not found[1]:
        following = line.search(content, found.end(), whole.end)
        end = following.start() if following else whole.end
        end -= content[end - 1 : end] == b"\r"
        yield _part(content, min(found.end() + 1, end), end, is_cut=following is None)
        found = following


def _boundary(whole: _Part) -> bytes:
    """The line that parts the parts; empty where a multipart does not say it, and then it has no parts."""
    boundary = whole.headers.get_boundary("").encode("latin-1", "replace")
    return boundary if len(boundary) <= LONGEST_BOUNDARY else b""


def _part(content: bytes, start: int, end: int, *, is_cut: bool) -> _Part:
    # A part without headers begins with the blank line.
    blank = _BLANK.match(content, start, end) or FIELDS_END.search(content, start, min(end, start + HEADER_BYTES))
    above = content[start : blank.start() if blank else min(end, start + HEADER_BYTES)]
    return _Part(_headers(above), blank.end() if blank else end, end, is_cut or not blank)


def _headers(above: bytes) -> "Message[str, str]":
    # Bytes beyond ASCII are an error anywhere but in an address, and there this is how they are written.
    plain = _BEYOND_ASCII.sub(lambda match: b"%%%02X" % match[0][0], _FOLD.sub(b" ", above))
    fields = [line for line in plain.splitlines() if len(line) <= _most(line)]
    return BytesHeaderParser().parsebytes(b"\n".join(fields))


def _most(line: bytes) -> int:
    return LONGEST_TYPE if line[:13].lower() == b"content-type:" else LONGEST_FIELD


def _decoded(body: bytes, headers: "Message[str, str]") -> bytes:
    encoding = str(headers["Content-Transfer-Encoding"] or "").strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding == "base64":
        letters = _NOT_BASE64.sub(b"", body)
        whole = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    return body


def _content_type(headers: "Message[str, str]") -> tuple[tuple[str, str], ...]:
    charset = headers.get_content_charset()
    stated = f"; charset={charset}" if charset else ""
    return (("content-type", f"{headers.get_content_type()}{stated}"),)


def _address(value: object) -> str | None:
    """The http(s) address in a header, which may be folded over lines or encoded."""
    words = str(value or "")[:HEADER_BYTES]
    if "=?" in words:
        try:
            words = str(make_header(decode_header(words)))
        except (LookupError, ValueError):
            return None
    joined = re.sub(r"\s+", "", words)
    return joined if _WEB.fullmatch(joined) else None


def _instant(value: object) -> str | None:
    """The date as ISO 8601; None where it is none, or names no zone."""
    try:
        found: datetime = parsedate_to_datetime(str(value or "")[:200])
    except (IndexError, TypeError, ValueError, OverflowError):
        return None
    return found.isoformat() if found.tzinfo else None
