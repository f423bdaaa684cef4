"""The functions of the package: a page in, a story record out."""

from collections.abc import Iterable, Iterator
from time import monotonic

from copydesk import log
from copydesk.arguments import (
    Readable,
    check_address,
    check_capture,
    check_kind,
    check_settings,
    check_source,
    check_sources,
)
from copydesk.errors import Refused
from copydesk.records import Capture, Failure, SourceKind, Story
from copydesk.settings import DEFAULTS, Settings

__all__ = ["aread", "read", "read_capture", "read_many", "to_markdown"]


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

    _check(source, url, kind, settings)
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
        del page  # before the collector wakes, which would look through all of it
    _within(settings.max_seconds, started)
    _log(story, monotonic() - started)
    return _with_reading(story) if desk else story


def read_many(
    sources: Iterable[Readable | Capture], *, jobs: int = 1, settings: Settings = DEFAULTS, desk: bool = False
) -> Iterator[Story | Failure]:
    """The stories of many sources, in order; in the place of a story that cannot be had its `Failure`.

    No source ends the iteration, not even one that brings down the process that reads it. Addresses are fetched ahead
    by this process alone, however many read: one request at a time and a pause to each host, several hosts at once.

    Args:
        sources: what `read()` takes, and captures; a folder is as many sources as it holds pages, a WET file as it
            holds records. They may be endless: each is taken when it is needed.
        jobs: how many processes read; 0 is one for each core, 1 reads in this process when the next story is asked for.
        settings: the limits of each read.
        desk: whether the desk reads each story too.

    Raises:
        TypeError: an argument, or later one of the sources, is of the wrong kind.
        ValueError: `jobs` is negative.
        CopydeskError: `processes`, no process could begin.

    >>> pages = ["<h1>Ferry is back</h1><p>The ferry sails again from Monday, the port of Lunde said.</p>", ""]
    >>> [found.headline if isinstance(found, Story) else found.reason for found in read_many(pages)]
    ['Ferry is back', 'empty']
    """
    from copydesk.jobs.many import processes, stories
    from copydesk.jobs.work import Request

    check_sources(sources)
    check_settings(settings)
    return stories(sources, Request(read_capture, settings, desk=desk), processes(jobs))


async def aread(
    source: Readable,
    *,
    url: str | None = None,
    kind: SourceKind | None = None,
    settings: Settings = DEFAULTS,
    desk: bool = False,
) -> Story:
    """The story on a page, fetched and read in threads: the event loop goes on meanwhile.

    Of the addresses awaited at one time those of one host are fetched one after the other, with the pauses that the
    host asks for and one look at its robots.txt; different hosts are fetched side by side. A task that is cancelled
    lets go at once; its thread ends what it has begun.

    Args and errors are those of `read`.

    >>> import asyncio
    >>> asyncio.run(aread("<h1>Ferry is back</h1><p>The ferry sails again from Monday, the port said.</p>")).headline
    'Ferry is back'
    """
    from copydesk.jobs.awaited import captured, in_thread

    _check(source, url, kind, settings)
    capture = await captured(source, url=url, kind=kind, settings=settings)
    return await in_thread(read_capture, capture, settings=settings, desk=desk)


def to_markdown(story: Story) -> str:
    """The story as Markdown: fields as YAML front matter, headline, deck, credits, pictures, body, then the reading.

    No word of the page can become markup.
    """
    from copydesk.export.markdown import to_markdown as written

    return written(story)


def _check(source: object, url: object, kind: object, settings: object) -> None:
    check_source(source)
    check_address("url", url)
    check_kind(kind)
    check_settings(settings)


def _log(story: Story, seconds: float) -> None:
    source = story.source
    name = source.name or source.url or "a page"
    log.debug("read %s: %s, %d blocks, in %.3f s", name, source.kind, len(story.blocks), seconds)
    for warning in source.warnings:
        log.info("%s: %s [%s]", name, warning.message, warning.reason)


def _with_reading(story: Story) -> Story:
    from copydesk.desk import with_reading

    return with_reading(story)


def _within(seconds: float, started: float) -> None:
    if monotonic() - started > seconds:
        raise Refused("time", f"reading took longer than Settings.max_seconds, {seconds:g} s")
