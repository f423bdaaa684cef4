"""Pages that were saved: the page itself out of the file around it, with the address that it came from."""

from copydesk.gzips import opening, unpack
from copydesk.intake.marks import HEADER_BYTES, SAMPLE, is_message, is_webarchive, mark_in
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
        if is_message(content[:HEADER_BYTES].encode("utf-8", "replace")):
            return _of_message(content.encode("utf-8", "replace"))
        return _marked(content, content[:SAMPLE])
    start = opening(content, HEADER_BYTES)
    if is_message(start):
        return _of_message(unpack(content, settings.max_bytes))
    if is_webarchive(start):
        return _of_webarchive(unpack(content, settings.max_bytes))
    # The marks are ASCII: without its zeros, UTF-16 reads so too.
    return _marked(content, start[: 2 * SAMPLE].replace(b"\0", b"").decode("utf-8", "replace"))


def _of_message(content: bytes) -> Capture:
    from copydesk.intake.saved.mhtml import capture_of

    return capture_of(content)


def _of_webarchive(content: bytes) -> Capture:
    from copydesk.intake.saved.webarchive import capture_of

    return capture_of(content)


def _marked(content: bytes | str, start: str) -> Capture:
    mark = mark_in(start)
    return Capture(content=content, url=mark.url, fetched_at=mark.saved_at) if mark else Capture(content=content)
