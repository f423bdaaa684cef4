"""Whatever a user hands over, as a Capture."""

import re
from pathlib import Path
from typing import AnyStr, Protocol

from copydesk.errors import Refused, Unreadable
from copydesk.intake.wet import is_record, records
from copydesk.records import Capture, SourceKind
from copydesk.settings import DEFAULTS, Settings

__all__ = ["Fetch", "capture", "is_url"]

# Longer than any path that a system opens.
MAX_PATH = 4_096

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]+://|(?:data|file|javascript|mailto|about|blob):)\S*", re.IGNORECASE)
_CONTENT = re.compile(r"[<\n\r\0\u2028\u2029]")


class Fetch(Protocol):
    """Gives the page at a URL as a Capture, or one of our errors."""

    def __call__(self, url: str, /) -> Capture: ...


def capture(
    source: bytes | str | Path,
    *,
    url: str | None = None,
    kind: SourceKind | None = None,
    settings: Settings = DEFAULTS,
    fetch: Fetch | None = None,
) -> Capture:
    """The source as it came.

    Args:
        source: bytes; an http(s) URL, which is fetched; a text or page, known by a line break or `<`; or a path.
            Bytes that are a WET record are its text, with its address, time and languages.
        url: where the content comes from; kept, not fetched.
        kind: what the content is, when that is known.
        settings: the limits.
        fetch: what fetches a URL; give one `Fetcher` for many URLs so that each robots.txt is asked for once.

    Raises:
        Refused: `scheme`, `size`, or a reason of the fetch.
        Unreadable: `file`, or a reason of the fetch.
    """
    if isinstance(source, str):
        text = source.strip()
        if is_url(text):
            return _fetched(text, kind, settings, fetch)
        if not text or len(text) > MAX_PATH or _CONTENT.search(source):
            return Capture(content=_within(source, settings.max_bytes), kind=kind, url=url)
        if _OTHER_SCHEME.fullmatch(text):
            raise Refused("scheme", f"{text[:200]} is neither an http(s) URL nor a file")
        source = Path(source)
    content = _file(source, settings.max_bytes) if isinstance(source, Path) else bytes(source)
    if is_record(content):
        return _recorded(content, url, settings)
    return Capture(content=_within(content, settings.max_bytes), kind=kind, url=url)


def is_url(source: str) -> bool:
    """Whether the string is one http(s) URL and nothing else."""
    return len(source) <= MAX_PATH and _URL.fullmatch(source) is not None and "<" not in source


def _fetched(url: str, kind: SourceKind | None, settings: Settings, fetch: Fetch | None) -> Capture:
    from msgspec.structs import replace

    if fetch is None:
        from copydesk.intake.fetch import Fetcher

        fetch = Fetcher(settings)
    return replace(fetch(url), kind=kind)


def _recorded(content: bytes, url: str | None, settings: Settings) -> Capture:
    """The first text of a WET file; `copydesk.intake.wet.records` gives them all."""
    from msgspec.structs import replace

    found = next(records(content, settings), None)
    if found is None:
        raise Unreadable("file", "the WARC file holds no conversion record: only text (WET) is read from WARC files")
    return replace(found, url=url or found.url)


def _within(content: AnyStr, limit: int) -> AnyStr:
    if len(content) > limit:
        raise Refused("size", f"the source is over {limit} bytes; raise max_bytes to read it")
    return content


def _file(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise Unreadable("file", f"no file {path}; a text itself is known by a line break or a tag in it") from None
    except IsADirectoryError:
        raise Unreadable("file", f"{path} is a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable("file", f"{path} cannot be read: {reason}") from error
