"""Changes: stories that were not what they had been, the last seen first, and their feed."""

from itertools import islice
from typing import Final

from copydesk.archive.archive import Archive
from copydesk.archive.differences.changed import Changed, changed
from copydesk.archive.differences.changes import SIGNIFICANCES
from copydesk.archive.errors import ArchiveError
from copydesk.export.atom import Entry, to_atom
from copydesk.export.neutral import web_url
from copydesk.web.asked import Asked
from copydesk.web.compare import sentence
from copydesk.web.shape import Row, Screen, clipped

__all__ = ["atom", "changes"]

MOST: Final = 20
ENTRIES: Final = 50


class ChangesRow(Row, frozen=True, kw_only=True):
    """What was asked: a query, the least significance."""

    q: str
    min: str
    begin: int
    next: int | None


class ChangedRow(Row, frozen=True, kw_only=True):
    """A capture that differs from the one before it, in a sentence."""

    id: str
    before: str
    headline: str
    outlet: str
    url: str | None
    seen: str
    sentence: str
    changes: int
    significance: str


def changes(archive: Archive, asked: Asked) -> Screen:
    """The changes of the stories that a query finds."""
    query, least = asked.text("q"), asked.choice("min", SIGNIFICANCES)
    begin = _begin(asked.text("from"))
    weight = next(one for one in SIGNIFICANCES if one == least)
    found = list(islice(changed(archive, query, least=weight, start=begin), MOST + 1))
    following = found[MOST].place if len(found) > MOST else None
    top = ChangesRow(q=query, min=least, begin=begin, next=following)
    given = ", ".join(part for part in (clipped(query, 60), least if least != SIGNIFICANCES[0] else "") if part)
    title = f"Changes: {given}" if given else "Changes"
    rows = tuple(map(_row, found[:MOST]))
    return Screen(
        "changes", f"{title}{f', from {begin}' if begin else ''}", {"asked": (top,), "changed": rows}, room="changes"
    )


def atom(archive: Archive, asked: Asked) -> bytes:
    """The feed of the same changes."""
    query, least = asked.text("q"), asked.choice("min", SIGNIFICANCES)
    weight = next(one for one in SIGNIFICANCES if one == least)
    entries = [
        Entry(f"urn:copydesk:{one.id}", one.title, one.seen, one.url, f"{_told(one)}. {one.summary}", one.outlet)
        for one in islice(changed(archive, query, least=weight), ENTRIES)
    ]
    updated = max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z")
    title = f"Changed stories {query}".strip()
    return to_atom(entries, id="urn:copydesk:changes", title=title, updated=updated).encode("utf-8", "replace")


def _begin(given: str) -> int:
    if not given:
        return 0
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise ArchiveError("from", f"{given[:40]!r} is no place in the list; take the link to the next page")
    return int(given)


def _told(one: Changed) -> str:
    return sentence(one.changes)


def _row(one: Changed) -> ChangedRow:
    return ChangedRow(
        id=one.id,
        before=one.before,
        headline=clipped(one.title, 300),
        outlet=clipped(one.outlet, 200),
        url=web_url(one.url),
        seen=one.seen,
        sentence=_told(one),
        changes=len(one.changes),
        significance=max((change.significance for change in one.changes), key=SIGNIFICANCES.index),
    )
