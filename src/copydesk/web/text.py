"""Page text made ready to be shown: nothing unseen stays unseen, and marked words stand apart."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from copydesk.web.shape import Mark

__all__ = ["Piece", "day_of", "flat_marks", "pieces", "shown", "when"]

_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffc\ufffe\uffff]"
)
_SILENT: Final = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e0fff]")
_MONTHS: Final = "January February March April May June July August September October November December".split()
_INSTANT: Final = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)


class Piece(NamedTuple):
    """Some characters of a text, and how they are marked; `kind` is empty for plain ones."""

    text: str
    kind: str = ""
    to: str | None = None
    is_first: bool = True
    """Whether it is the first with its mark, so that it can hold the mark's name."""


def shown(text: str) -> str:
    """The text with signs in the place of characters that a browser would obey or not show.

    Invisible characters that change nothing go; NUL becomes ␀, a direction control its number.

    >>> shown("gniht\\u202eyna")
    'gniht[U+202E]yna'
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub(_sign, _SILENT.sub("", text))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x0D:
        return " "
    return chr(0x2400 + code) if code < 0x20 else f"[U+{code:04X}]"


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text in pieces: all of it, in order, marked or plain."""
    place = 0
    for mark in flat_marks(marks, len(text)):
        if mark.start > place:
            yield Piece(text[place : mark.start])
        yield Piece(text[mark.start : mark.end], mark.kind, mark.to)
        place = mark.end
    if place < len(text):
        yield Piece(text[place:])


def flat_marks(marks: Iterable[Mark], length: int) -> list[Mark]:
    """The marks in order, none over another: of two that meet the one that was named first stays."""
    kept: list[Mark] = []
    for mark in marks:
        if not 0 <= mark.start < mark.end <= length:
            continue
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def when(value: str | None) -> str:
    """An ISO 8601 instant as it is read, as exact as it is.

    >>> when("2025-03-11T18:40:00+01:00")
    '11 March 2025, 18:40 +01:00'
    >>> when("2025-03")
    'March 2025'
    """
    found = _INSTANT.fullmatch(value or "")
    if found is None:
        return value or ""
    year, month, day, clock, zone = found.groups()
    if month and not 1 <= int(month) <= 12:
        return value or ""
    date = " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1], year) if part)
    if not clock:
        return date
    zone = {"Z": "UTC", None: ""}.get(zone, zone)
    return f"{date}, {clock} {zone}".rstrip()


def day_of(value: str | None) -> str:
    """The day of an instant as it is read."""
    return when((value or "")[:10])
