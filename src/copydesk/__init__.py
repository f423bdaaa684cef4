"""copydesk reads a news page as a newspaper's copy desk would: a page in, a story record out."""

from pathlib import Path
from time import monotonic

from copydesk import compiled
from copydesk.errors import CopydeskError, MissingExtra, NotAStory, Refused, Unreadable
from copydesk.records import SourceKind, Story
from copydesk.settings import DEFAULTS, VERSION, Settings

compiled.keep_plain()

__all__ = ["CopydeskError", "MissingExtra", "NotAStory", "Refused", "Settings", "Story", "Unreadable", "read"]
__version__ = VERSION


def read(
    source: bytes | str | Path, *, url: str | None = None, kind: SourceKind | None = None, settings: Settings = DEFAULTS
) -> Story:
    """The story on a page.

    Args:
        source: bytes, a path, an http(s) URL (fetched politely), or the page itself as a string.
        url: the address of the page when `source` is not it; resolves relative links, is never fetched.
        kind: "html" or "text" when you know; otherwise the content tells.
        settings: the limits of the read.

    Raises:
        NotAStory: the source was read and is no story; `reason` says what it is.
        Refused: a rule or limit forbids reading it.
        Unreadable: the source could not be had.

    >>> read("<h1>Ferry back in service</h1><p>The ferry to Lunde sails again from Monday, the port said.</p>").headline
    'Ferry back in service'
    """
    from copydesk.collector import collector_paused
    from copydesk.fields.story import story_of
    from copydesk.intake.sources import capture
    from copydesk.layout.page import page_of

    captured = capture(source, url=url, kind=kind, settings=settings)
    started = monotonic()
    with collector_paused():
        page = page_of(captured, settings)
        _within(settings.max_seconds, started)
        story = story_of(page, settings)
    _within(settings.max_seconds, started)
    return story


def _within(seconds: float, started: float) -> None:
    if monotonic() - started > seconds:
        raise Refused("time", f"reading took longer than Settings.max_seconds, {seconds:g} s")
