"""Dated events of many stories in the order of the calendar."""

import sqlite3
from typing import Final

from msgspec import Struct

from copydesk.archive.search import matching

__all__ = ["Happening", "timeline"]

MOST: Final = 500


class Happening(Struct, frozen=True, kw_only=True):
    """An event as one story tells it: first and last day that it can be on, and the clause that tells it."""

    id: str
    outlet: str
    headline: str | None
    what: str
    value: str | None
    first: str | None
    last: str | None
    granularity: str | None
    status: str
    is_ahead: bool
    rule: str
    block: int | None
    start: int | None
    end: int | None
    reasons: str


def timeline(
    connection: sqlite3.Connection, query: str = "", *, since: str = "", until: str = "~", limit: int = MOST
) -> tuple[Happening, ...]:
    """Dated events of the stories that the query finds, the first day first; of all stories where nothing is asked.

    Args:
        query: as for `search`.
        since, until: days, months or years that the events lie between.

    Raises:
        QueryError: the query does not parse.
    """
    wanted = set(matching(connection, query)) if query.strip() else None
    rows = connection.execute(
        "select event.capture, story, capture.number, outlet, headline, what, value, first, last, granularity, status,"
        " is_ahead, rule, block, start, finish, reasons"
        " from event join capture on capture.id = event.capture"
        " where first is not null and first >= ? and first <= ? || '~' and event.kind = 'event' and what is not null"
        " order by first, last, event.capture, event.number",
        (since, until),
    )
    found = []
    for row in rows:
        if wanted is None or row[0] in wanted:
            found.append(_happening(row))
            if len(found) >= limit:
                break
    return tuple(found)


def _happening(row: tuple[object, ...]) -> Happening:
    import msgspec

    names = [name for name in Happening.__struct_fields__ if name != "id"]
    fields = dict(zip(names, row[3:], strict=True))
    return msgspec.convert({"id": f"{row[1]}@{row[2]}", **fields}, Happening, strict=False)
