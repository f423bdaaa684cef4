"""A reader for the commands under test: what it does is what the source says."""

import os

from msgspec.structs import replace
from tests.export.made_up import FERRY

from copydesk.errors import NotAStory, Refused, Unreadable
from copydesk.jobs.work import Request
from copydesk.records import Capture, Story
from copydesk.settings import Settings


def read(capture: Capture, *, settings: Settings) -> Story:
    """The ferry story with the source's first line as its headline, or the trouble that the line asks for."""
    content = capture.content
    line = (content if isinstance(content, str) else content.decode("utf-8", "replace")).partition("\n")[0]
    _trouble(line)
    if line == "SETTINGS":
        limits = f"{settings.allow_private} {settings.fetch_seconds} {settings.host_delay} {settings.max_bytes}"
        line = f"{limits} {capture.kind} {capture.url}"
    return replace(FERRY, headline=line, source=replace(FERRY.source, name=capture.name))


def fetch(url: str) -> Capture:
    """The address itself as its content; nothing is fetched."""
    return Capture(content=url, url=url)


def _trouble(line: str) -> None:
    if line == "INDEX":
        raise NotAStory("index-page", "a list of stories, not a story")
    if line == "ROBOTS":
        raise Refused("robots", "robots.txt of ledger.example does not allow it \x1b[31m")
    if line == "GONE":
        raise Unreadable("http-status", "the server answered 410")
    if line == "LATER":
        raise Unreadable("http-status", "the server answered 503", retry_at="2026-05-12T08:00:00+00:00")
    if line == "DEFECT":
        raise KeyError("nobody thought of this")
    if line == "DIE":
        os._exit(9)


READS = Request(read, fetch=fetch)
