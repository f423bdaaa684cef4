"""Pages that were saved: the page itself out of the file around it, with the address that it came from."""

from copydesk.gzips import opening, unpack
from copydesk.intake.marks import SAMPLE, mark_in
from copydesk.intake.saved import mhtml, webarchive
from copydesk.records import Capture
from copydesk.settings import Settings

__all__ = ["saved_page"]


def saved_page(content: bytes | str, settings: Settings) -> Capture:
    """The page as it was saved, gzipped or not; content that nobody saved in a way of its own is the page as it is.

    Raises:
        NotAStory: `empty`, for a message without HTML or text.
        Refused: `size` or `nodes`, for a file over the limits.
        Unreadable: `file` or `encoding`, for a file that is damaged or breaks off.
    """
    if isinstance(content, str):
        if mhtml.is_message(content[: mhtml.HEADER_BYTES].encode("utf-8", "replace")):
            return mhtml.capture_of(content.encode("utf-8", "replace"))
        return _marked(content, content[:SAMPLE])
    start = opening(content, mhtml.HEADER_BYTES)
    if mhtml.is_message(start):
        return mhtml.capture_of(unpack(content, settings.max_bytes))
    if webarchive.is_webarchive(start):
        return webarchive.capture_of(unpack(content, settings.max_bytes))
    # The marks are ASCII: without its zeros, UTF-16 reads so too.
    return _marked(content, start[: 2 * SAMPLE].replace(b"\0", b"").decode("utf-8", "replace"))


def _marked(content: bytes | str, start: str) -> Capture:
    mark = mark_in(start)
    return Capture(content=content, url=mark.url, fetched_at=mark.saved_at) if mark else Capture(content=content)
