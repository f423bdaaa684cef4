"""copydesk reads a news page as a newspaper's copy desk would: a page in, a story record out."""

from time import monotonic

from copydesk import compiled
from copydesk.arguments import Readable, check_address, check_capture, check_kind, check_settings, check_source
from copydesk.errors import CopydeskError, MissingExtra, NotAStory, Refused, Unreadable
from copydesk.records import Capture, SourceKind, Story
from copydesk.settings import DEFAULTS, VERSION, Settings

compiled.keep_plain()

__all__ = [
    "Capture",
    "CopydeskError",
    "MissingExtra",
    "NotAStory",
    "Refused",
    "Settings",
    "Story",
    "Unreadable",
    "read",
    "read_capture",
]
__version__ = VERSION


def read(
    source: Readable,
    *,
    url: str | None = None,
    kind: SourceKind | None = None,
    settings: Settings = DEFAULTS,
    desk: bool = False,
) -> Story:
    """The story on a page.

    Args:
        source: bytes, a path, an http(s) URL (fetched politely), or the page itself as a string.
        url: the address of the page when `source` is not it; resolves relative links, is never fetched.
        kind: "html" or "text" when you know; otherwise the content tells.
        settings: the limits of the read.
        desk: whether the desk reads the story too: `story.reading` then says who, who said what, and when.

    Raises:
        NotAStory: the source was read and is no story; `reason` says what it is.
        Refused: a rule or limit forbids reading it.
        Unreadable: the source could not be had.
        TypeError: an argument is of a kind that no page can be.
        ValueError: `kind` is none of the kinds.

    >>> read("<h1>Ferry back in service</h1><p>The ferry to Lunde sails again from Monday, the port said.</p>").headline
    'Ferry back in service'
    """
    from copydesk.intake.sources import capture

    check_source(source)
    check_address("url", url)
    check_kind(kind)
    check_settings(settings)
    return read_capture(capture(source, url=url, kind=kind, settings=settings), settings=settings, desk=desk)


def read_capture(capture: Capture, *, settings: Settings = DEFAULTS, desk: bool = False) -> Story:
    """The story in a capture: content that you have yourself, with the address, headers and time that it came with.

    Nothing is fetched or opened. The same capture gives the same record, byte for byte.

    Args:
        capture: the content and where it came from.
        settings: the limits of the read.
        desk: whether the desk reads the story too.

    Raises:
        NotAStory: the content was read and is no story; `reason` says what it is.
        Refused: a limit forbids reading it.
        Unreadable: compressed content is damaged.
        TypeError: an argument is of the wrong kind.
        ValueError: the capture's `kind` is none of the kinds.
    """
    from copydesk.collector import collector_paused
    from copydesk.fields.story import story_of
    from copydesk.layout.page import page_of

    check_capture(capture)
    check_settings(settings)
    started = monotonic()
    with collector_paused():
        page = page_of(capture, settings)
        _within(settings.max_seconds, started)
        story = story_of(page, settings)
    _within(settings.max_seconds, started)
    return _with_reading(story) if desk else story


def _with_reading(story: Story) -> Story:
    from copydesk.desk import with_reading

    return with_reading(story)


def _within(seconds: float, started: float) -> None:
    if monotonic() - started > seconds:
        raise Refused("time", f"reading took longer than Settings.max_seconds, {seconds:g} s")
