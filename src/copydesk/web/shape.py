"""What a screen shows, as rows: the page, its `.json` and its `.csv` are three ways to write the same rows."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

__all__ = ["Mark", "Parts", "Problem", "Row", "Screen", "as_csv", "as_json", "cell", "clipped"]

LONGEST: Final = 2_000
"""Characters of a value that a page shows; a headline of a megabyte is no headline."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Row(Struct, frozen=True, kw_only=True):
    """A row of a part: words, figures, ids, marks; never another row."""


class Mark(Struct, frozen=True, array_like=True):
    """Characters of a text that are shown apart, half open.

    Attributes:
        start, end: counted in the text that the mark stands beside.
        kind: `lit`, `field`, `name`, `time`, `hit`, `added`, `gone`.
        to: the address that the words lead to; None where they lead nowhere.
    """

    start: int
    end: int
    kind: str
    to: str | None = None


class Problem(Row, frozen=True, kw_only=True):
    """Why there is no page as asked: a stable code, a sentence, and what would do instead."""

    code: str
    message: str
    hints: tuple[str, ...] = ()


Parts = Mapping[str, Sequence[Row]]


class Screen(NamedTuple):
    """One answer of the room.

    Attributes:
        name: of the template.
        title: of the page, unlike that of any other page.
        parts: rows by the name of their part; all that the page shows of the archive.
        room: which of the words of navigation it belongs to.
        story: the capture whose views it is one of.
        status: of HTTP.
        remote_images: whether this answer alone may show pictures of other hosts.
    """

    name: str
    title: str
    parts: Parts
    room: str = "stories"
    story: str | None = None
    status: int = 200
    remote_images: bool = False


def as_json(screen: Screen) -> bytes:
    """The parts as an object of lists; a problem alone as `{"error": {code, message}}`."""
    problems = screen.parts.get("error", ())
    if problems and isinstance(problems[0], Problem):
        return _encoded({"error": {"code": problems[0].code, "message": problems[0].message}})
    return _encoded({name: [msgspec.to_builtins(row) for row in rows] for name, rows in screen.parts.items()})


def _encoded(value: object) -> bytes:
    from copydesk.export.neutral import json_escaped
    from copydesk.records.plain import encoded

    return json_escaped(encoded(value)).encode()


def as_csv(screen: Screen) -> bytes:
    """The parts one below the other: `part` names each row's, the other columns are those of all parts."""
    columns = dict.fromkeys(
        name for rows in screen.parts.values() for row in rows[:1] for name in row.__struct_fields__
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["part", *columns])
    for part, rows in screen.parts.items():
        for row in rows:
            writer.writerow([part, *(cell(getattr(row, name, None)) for name in columns)])
    return out.getvalue().encode("utf-8", "replace")


def cell(value: object) -> str:
    """A value as the cell of a table: text that a spreadsheet would take for a formula gets an apostrophe in front.

    >>> cell("=1+1")
    "'=1+1"
    >>> cell(("a", "b"))
    'a; b'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else _joined(value)
    text = text.replace("\0", "\u2400")
    return f"'{text}" if text.startswith(_FORMULA) else text


def clipped(text: str | None, most: int = LONGEST) -> str:
    """The text; of a longer one the beginning, and how long it is.

    >>> clipped("harbour", 4)
    'harb… (7 characters)'
    """
    text = text or ""
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


def _joined(value: object) -> str:
    if isinstance(value, Mark):
        return " ".join(str(part) for part in (f"{value.start}-{value.end}", value.kind, value.to) if part is not None)
    if isinstance(value, Iterable):
        return "; ".join(_joined(part) for part in value) if not isinstance(value, str) else value
    return str(value)
