"""Whatever a user hands over, as a Capture."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from itertools import chain
from os import fspath
from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec.structs import replace

from copydesk.arguments import Readable
from copydesk.errors import Refused, Unreadable
from copydesk.intake.packings import begins_as_warc, begins_as_zip
from copydesk.intake.saved.page import saved_page
from copydesk.intake.streams import SNIFFED
from copydesk.patterns import pattern
from copydesk.records import Capture, SourceKind
from copydesk.settings import DEFAULTS, Settings

__all__ = ["Fetch", "capture", "is_page", "is_url"]

# Longer than any path that a system opens.
MAX_PATH = 4_096

_URL = pattern(r"https?://\S+", re.IGNORECASE)
_OTHER_SCHEME = pattern(r"(?:[a-z][a-z0-9+.-]+://|(?:data|file|javascript|mailto|about|blob):)\S*", re.IGNORECASE)
_CONTENT = pattern(r"[<\n\r\0\u2028\u2029]")


class Fetch(Protocol):
    """Gives the page at a URL as a Capture, or one of our errors."""

    def __call__(self, url: str, /) -> Capture: ...


def capture(
    source: Readable,
    *,
    url: str | None = None,
    kind: SourceKind | None = None,
    settings: Settings = DEFAULTS,
    fetch: Fetch | None = None,
) -> Capture:
    """The source as it came.

    Args:
        source: bytes; an http(s) URL, which is fetched; a text or page, known by a line break or `<`; or a path.
            Of a web archive (WARC, WET, WACZ), packed or not, the first page, with its address and time; of a page
            saved as MHTML, by Safari or by SingleFile the page itself, with its address and the time of saving.
        url: where the content comes from; kept, not fetched.
        kind: what the content is, when that is known.
        settings: the limits.
        fetch: what fetches a URL; give one `Fetcher` for many URLs so that each robots.txt is asked for once.

    Raises:
        NotAStory: `empty`, for a message without HTML or text.
        Refused: `scheme`, `size`, `nodes`, or a reason of the fetch.
        Unreadable: `file`, `encoding`, or a reason of the fetch.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return _given(bytes(source), url, kind, settings)
    name = fspath(source)
    if isinstance(source, str):
        text = source.strip()
        if is_url(text):
            return _fetched(text, kind, settings, fetch)
        if is_page(source):
            return _saved(source, url, kind, settings)
        if _OTHER_SCHEME.fullmatch(text):
            raise Refused("scheme", f"{text[:200]} is neither an http(s) URL nor a file")
    return replace(_filed(Path(source), url, kind, settings), name=name)


def is_page(source: str) -> bool:
    """Whether the string is a text or page itself: nothing, or too long for a path, or with a line break or `<`."""
    return not source.strip() or len(source.strip()) > MAX_PATH or _CONTENT.search(source) is not None


def is_url(source: str) -> bool:
    """Whether the string is one http(s) URL and nothing else."""
    return len(source) <= MAX_PATH and _URL.fullmatch(source) is not None and "<" not in source


def _given(content: bytes, url: str | None, kind: SourceKind | None, settings: Settings) -> Capture:
    if begins_as_warc(content[:SNIFFED]):
        return _recorded([io.BytesIO(content)], url, settings)
    if begins_as_zip(content) and (inside := _inside(io.BytesIO(content))):
        return _recorded(inside, url, settings)
    return _saved(content, url, kind, settings)


def _saved(content: bytes | str, url: str | None, kind: SourceKind | None, settings: Settings) -> Capture:
    """The page of the content: of a saved page the page itself, with its address; what the caller knows goes first."""
    found = saved_page(_within(content, settings.max_bytes), settings)
    return replace(found, kind=kind or found.kind, url=url or found.url)


def _fetched(url: str, kind: SourceKind | None, settings: Settings, fetch: Fetch | None) -> Capture:
    if fetch is None:
        from copydesk.intake.fetch import Fetcher

        fetch = Fetcher(settings)
    return replace(fetch(url), kind=kind, name=url)


def _filed(path: Path, url: str | None, kind: SourceKind | None, settings: Settings) -> Capture:
    with _opened(path) as file:
        if begins_as_warc(file.peek(SNIFFED)[:SNIFFED]):
            return _recorded([file], url, settings)
        if begins_as_zip(file.peek(SNIFFED)) and (inside := _inside(file)):
            return _recorded(inside, url, settings)
        content = file.read(settings.max_bytes + 1)
    return _saved(content, url, kind, settings)


def _inside(file: BinaryIO) -> Iterator[BinaryIO] | None:
    """The web archives in a WACZ; None where the zip is none."""
    from copydesk.intake.wacz import archives_in, is_wacz

    if not (file.seekable() and is_wacz(file)):
        return None

    def each() -> Iterator[BinaryIO]:
        for inside in archives_in(file):
            if inside.failure is not None:
                raise inside.failure
            yield inside.content

    return each()


def _recorded(sources: Iterable[BinaryIO], url: str | None, settings: Settings) -> Capture:
    """The first page of web archives; `copydesk.intake.warc.each_record` gives them all."""
    from copydesk.intake.warc import each_record

    for record in chain.from_iterable(each_record(source, settings) for source in sources):
        if record.failure is not None:
            raise record.failure
        if record.capture is not None:
            return replace(record.capture, url=url or record.capture.url)
    raise Unreadable("file", "none of the records of the web archive is a page")


def _within(content: bytes | str, limit: int) -> bytes | str:
    if len(content) > limit:
        raise Refused("size", f"the source is over {limit} bytes; raise max_bytes to read it")
    return content


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    """The file, open for reading; whatever keeps it from being read is Unreadable."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise Unreadable("file", f"no file {path}; a text itself is known by a line break or a tag in it") from None
    except IsADirectoryError:
        raise Unreadable("file", f"{path} is a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable("file", f"{path} cannot be read: {reason}") from error
