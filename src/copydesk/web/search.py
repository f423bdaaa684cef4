"""Search: one row for a story and all its copies, facets as links, the months as a chart."""

import re
from collections.abc import Iterator
from typing import Final

from copydesk.archive import search as archive_search
from copydesk.archive.archive import Archive
from copydesk.archive.errors import QueryError
from copydesk.archive.search import SORTS, Facet, Found, Results
from copydesk.web.asked import Asked
from copydesk.web.shape import Mark, Problem, Row, Screen, clipped

__all__ = ["search"]

FACETS: Final = ("month", "outlet", "person", "agency", "language")
_SINCE: Final = re.compile(r"\s*\b(?:since|until):\S+")


class SearchRow(Row, frozen=True, kw_only=True):
    """What was asked, and how much was found."""

    q: str
    sort: str
    order: str = ""
    hits: int = 0
    is_cut: bool = False
    counted: int = 0
    is_later: bool = False
    next: str | None = None
    place: int | None = None
    is_unread: bool = False


class ResultRow(Row, frozen=True, kw_only=True):
    """A story that stands for its family."""

    id: str
    story: int
    family: int
    copies: int
    captures: int
    headline: str
    outlet: str
    publisher: str
    agency: str | None
    day: str
    snippet: str
    marks: tuple[Mark, ...]


class FacetRow(Row, frozen=True, kw_only=True):
    """A value that hits have, how many, and the query that asks for it as well, or no longer."""

    field: str
    value: str
    count: int
    is_on: bool
    to: str


def search(archive: Archive, asked: Asked) -> Screen:
    """The page of a query; one that does not parse keeps its box, with the place marked."""
    query = _query(asked)
    sort = asked.choice("sort", SORTS)
    try:
        found = archive_search.search(
            archive.connection,
            query,
            before=asked.text("before") or None,
            sort=next(one for one in SORTS if one == sort),
            facets=FACETS,
        )
    except QueryError as error:
        row = SearchRow(q=query, sort=sort, place=error.place)
        problem = Problem(code=error.reason, message=str(error))
        return Screen("search", "The query does not parse", {"error": (problem,), "search": (row,)}, status=400)
    return Screen(
        "search",
        f"Search: {clipped(query, 80)}{_page(asked)}" if query else f"Stories{_page(asked)}",
        {
            "search": (_row(query, sort, found, asked),),
            "results": tuple(_result(one) for one in found.results),
            "facets": tuple(_facets(asked, query, found.facets)) if not (asked.is_static and query) else (),
        },
    )


def _query(asked: Asked) -> str:
    """The query, with days that were given in boxes of their own."""
    days = {name: asked.text(name) for name in ("since", "until")}
    given = [f"{name}:{value}" for name, value in days.items() if value and not re.search(r"\s", value)]
    text = asked.text("q")
    return " ".join([_SINCE.sub("", text).strip() if given else text, *given]).strip()


def _page(asked: Asked) -> str:
    parts = [asked.text("sort"), asked.text("before")]
    return "".join(f", {part}" for part in parts if part)


def _row(query: str, sort: str, found: Results, asked: Asked) -> SearchRow:
    return SearchRow(
        q=query,
        sort=sort,
        order=found.order,
        hits=found.hits,
        is_cut=found.is_cut,
        counted=found.counted,
        is_later=bool(asked.text("before")),
        next=found.before,
        is_unread=found.is_unread,
    )


def _result(one: Found) -> ResultRow:
    return ResultRow(
        id=f"{one.story}@{one.number}",
        story=one.story,
        family=one.family,
        copies=one.copies,
        captures=one.captures,
        headline=clipped(one.headline, 300) or "(no headline)",
        outlet=clipped(one.outlet, 200),
        publisher=clipped(one.publisher or one.outlet, 200),
        agency=clipped(one.agency, 100) or None,
        day=(one.published or one.first_seen)[:10],
        snippet=one.snippet,
        marks=tuple(Mark(start, end, "hit") for start, end in one.marks),
    )


def _facets(asked: Asked, query: str, facets: tuple[Facet, ...]) -> Iterator[FacetRow]:
    for facet in facets:
        for value, count in facet.values:
            token = _month(value) if facet.field == "month" else _named(facet.field, value)
            is_on = token in query
            changed = query.replace(token, " ") if is_on else f"{_bare(facet.field, query)} {token}"
            to = asked._replace(path="/search").here(q=" ".join(changed.split()), before=None, since=None, until=None)
            yield FacetRow(field=facet.field, value=clipped(value, 100), count=count, is_on=is_on, to=to)


def _bare(field: str, query: str) -> str:
    return _SINCE.sub("", query) if field == "month" else query


def _named(field: str, value: str) -> str:
    """A filter as the query has it; a value with other signs than letters in quotes.

    >>> _named("agency", "Agence Nord")
    'agency:"Agence Nord"'
    """
    return f'{field}:"{value.replace(chr(34), " ")}"' if re.search(r'[\s()"]', value) else f"{field}:{value}"


def _month(value: str) -> str:
    return f"since:{value} until:{value}"
