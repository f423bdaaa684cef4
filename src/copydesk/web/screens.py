"""The screens by their addresses."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl, unquote

from copydesk.archive.archive import Archive
from copydesk.archive.errors import ArchiveError
from copydesk.web.asked import Asked
from copydesk.web.changes import changes
from copydesk.web.compare import compare
from copydesk.web.family import family
from copydesk.web.outlets import ingest, outlets
from copydesk.web.people import people, person
from copydesk.web.search import search
from copydesk.web.shape import Screen
from copydesk.web.source import source
from copydesk.web.spoken import quotes
from copydesk.web.story import story
from copydesk.web.timeline import timeline

__all__ = ["MOST_QUERY", "SCREENS", "answer", "asked_of", "view_of"]

View = Callable[[Archive, Asked], Screen]

SCREENS: Final[tuple[tuple[re.Pattern[str], View], ...]] = (
    (re.compile(r"/story/(?P<id>[^/]+)/source"), source),
    (re.compile(r"/story/(?P<id>[^/]+)"), story),
    (re.compile(r"/(?:search)?"), search),
    (re.compile(r"/compare"), compare),
    (re.compile(r"/people"), people),
    (re.compile(r"/person/(?P<id>.+)"), person),
    (re.compile(r"/quotes"), quotes),
    (re.compile(r"/timeline"), timeline),
    (re.compile(r"/changes"), changes),
    (re.compile(r"/outlets"), outlets),
    (re.compile(r"/ingest"), ingest),
    (re.compile(r"/family/(?P<id>[^/]+)"), family),
)
MOST_QUERY: Final = 8_000
"""Characters of a query string that are read."""


def view_of(path: str) -> tuple[View, str]:
    """The screen of a path, and what the path names.

    Raises:
        ArchiveError: `no-page`, there is none.
    """
    for pattern, view in SCREENS:
        found = pattern.fullmatch(path)
        if found is not None:
            return view, found.groupdict().get("id") or ""
    raise ArchiveError("no-page", f"there is no page {path[:100]}")


def asked_of(path: str, query: Mapping[str, str], *, is_writable: bool = False, is_static: bool = False) -> Asked:
    """The request for a path without the suffix of a twin."""
    return Asked(path, view_of(path)[1], query, is_writable, is_static)


def answer(archive: Archive, target: str, *, is_static: bool = False) -> Screen:
    """The screen of an address such as `/story/12?field=byline`."""
    path, _, query = target.partition("#")[0].partition("?")
    pairs = dict(parse_qsl(query[:MOST_QUERY], errors="replace"))
    asked = asked_of(unquote(path, errors="replace"), pairs, is_static=is_static)
    return view_of(asked.path)[0](archive, asked)
