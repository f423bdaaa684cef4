"""How pages begin that somebody saved: as a message, as a property list, or with a mark of where and when."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from copydesk.patterns import pattern

__all__ = [
    "BINARY",
    "FIELDS_END",
    "HEADER_BYTES",
    "MARKS",
    "SAMPLE",
    "Mark",
    "Saved",
    "is_message",
    "is_webarchive",
    "mark_in",
]

_SCRIPT_DATE: Final = pattern(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
_BODY: Final = pattern("<body", re.IGNORECASE)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SAMPLE: Final = 8_192
"""The marks stand above the head; SingleFile's behind the attributes of <html>."""
HEADER_BYTES: Final = 65_536
"""The headers of a message or part end within these, or it is none."""
BINARY: Final = b"bplist00"
"""Begins a property list that is not XML."""
_LIST_SAMPLE: Final = 4_096
_FIELD: Final = pattern(rb"[!-9;-~]+:")
FIELDS_END: Final = pattern(rb"\r?\n\r?\n")
# These are set by programs alone: a text that begins with "From:" and "Subject:", or with "Received:", may be a text.
_TECHNICAL: Final = pattern(rb"(?:mime-version:|message-id:|content-type:[ \t]*[a-z]+/)", re.IGNORECASE)


class Saved(NamedTuple):
    """The address of a saved page and the ISO 8601 instant at which it was saved, as far as the mark says so."""

    url: str
    saved_at: str | None


class Mark(NamedTuple):
    """The comment of one saver: how it reads, with an example, and how its date does."""

    saver: str
    pattern: re.Pattern[str]
    date: Callable[[str], str | None]
    example: str


def _none(_: str) -> None:
    return None


def _of_script(text: str) -> str | None:
    """A date as scripts print it: `Tue May 06 2025 07:08:09 GMT+0200 (CEST)`."""
    match = _SCRIPT_DATE.match(text)
    if match is None or match[1] not in _MONTHS:
        return None
    return _of_iso(f"{match[3]}-{_MONTHS.index(match[1]) + 1:02d}-{match[2]}T{match[4]}{match[5]}")


def _of_iso(text: str) -> str | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.isoformat() if found.tzinfo else None


MARKS: Final = (
    Mark(
        "browser",
        pattern(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(?P<url>[^\s<>]+)\s{0,9}-->", re.IGNORECASE),
        _none,
        "<!-- saved from url=(0023)https://news.test/ferry -->",
    ),
    Mark(
        "SingleFile",
        pattern(
            r"<!--\s{0,9}(?:Page saved with|Archive processed by) SingleFile\s{1,9}url: (?P<url>[^\s<>]+)"
            r"(?:[^\S\n]*\n\s{0,9}saved date: (?P<date>[^\n<>]{1,99}))?"
        ),
        _of_script,
        "<!--\n Page saved with SingleFile \n url: https://news.test/ferry \n"
        " saved date: Tue May 06 2025 07:08:09 GMT+0200 (CEST)\n-->",
    ),
    Mark(
        "monolith",
        pattern(r"<!-- Saved from (?P<url>[^\s<>]+) at (?P<date>\S{1,40}) using monolith "),
        _of_iso,
        "<!-- Saved from https://news.test/ferry at 2025-05-06T05:08:09Z using monolith v2.8.1 -->",
    ),
)


def is_message(start: bytes) -> bool:
    """Whether what begins like this is a message: header fields up to a blank line, one of them set by programs."""
    if not _FIELD.match(start):
        return False
    end = FIELDS_END.search(start, 0, HEADER_BYTES)
    lines = start[: end.start() if end else HEADER_BYTES].split(b"\n")
    fields = [line for line in (lines if end else lines[:-1]) if not line.startswith((b" ", b"\t"))]
    return all(_FIELD.match(line) for line in fields) and any(_TECHNICAL.match(line) for line in fields)


def is_webarchive(start: bytes) -> bool:
    """Whether what begins like this is a property list, in which a page may be saved."""
    return start.startswith(BINARY) or (start.startswith(b"<?xml") and b"<plist" in start[:_LIST_SAMPLE])


def mark_in(start: str) -> Saved | None:
    """What the first mark of a saver says in the beginning of a page; None where there is none with a web address.

    >>> mark_in("<!DOCTYPE html><!-- saved from url=(0023)https://news.test/ferry --><html>").url
    'https://news.test/ferry'
    """
    head = _BODY.split(start[:SAMPLE], maxsplit=1)[0]
    found = ((match, mark) for mark in MARKS for match in mark.pattern.finditer(head) if _is_web(match["url"]))
    first = min(found, key=lambda one: one[0].start(), default=None)
    if first is None:
        return None
    match, mark = first
    return Saved(match["url"], mark.date(match.groupdict().get("date") or ""))


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and "\ufffd" not in url
