"""Stories that changed, the latest first, with what changed in words."""

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.archive.archive import Archive
from copydesk.archive.differences.changes import SIGNIFICANCES, Change, Significance, changes
from copydesk.archive.search import matching
from copydesk.archive.stories import record

__all__ = ["Changed", "changed"]


class Changed(NamedTuple):
    """One change of a story: the capture that has it, the one before, and the typed changes."""

    id: str
    before: str
    title: str
    outlet: str
    url: str | None
    seen: str
    changes: tuple[Change, ...]
    place: int = 0
    """How many changes were seen after it."""

    @property
    def summary(self) -> str:
        """The changes in words, the most significant first."""
        ranked = sorted(self.changes, key=lambda one: -SIGNIFICANCES.index(one.significance))
        return "; ".join(f"{one.kind}: {one.reason}" for one in ranked[:6]) or "nothing that a reader sees"


def changed(
    archive: Archive, query: str = "", *, least: Significance = SIGNIFICANCES[0], start: int = 0
) -> Iterator[Changed]:
    """The changes of the stories that the query finds that reach the significance, the last seen first.

    Args:
        archive: it.
        query: as for `search`; all stories where nothing is asked.
        least: the least significance of a change that is told.
        start: changes to pass over.

    Raises:
        QueryError: the query does not parse.
    """
    connection = archive.connection
    found = set(matching(connection, query)) if query.strip() else None
    rows = connection.execute(
        "select capture.id, story, number, headline, outlet, coalesce(url, canonical_url), first_seen"
        " from capture where kind = 'changed' order by first_seen desc, id desc"
    ).fetchall()
    for place, (capture, story, number, headline, outlet, url, seen) in enumerate(rows[start:], start):
        if found is not None and capture not in found:
            continue
        before = connection.execute(
            "select id, number from capture where story = ? and id != ? and (first_seen, number) < (?, ?)"
            " order by first_seen desc, number desc limit 1",
            (story, capture, seen, number),
        ).fetchone()
        if before is None:
            continue
        all_of_them = changes(record(connection, before[0]), record(connection, capture))
        told = tuple(one for one in all_of_them if SIGNIFICANCES.index(one.significance) >= SIGNIFICANCES.index(least))
        if told:
            yield Changed(
                f"{story}@{number}", f"{story}@{before[1]}", headline or "(no headline)", outlet, url, seen, told, place
            )
