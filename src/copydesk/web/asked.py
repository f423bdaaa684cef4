"""What was asked for: the path's parts and the query, read with care."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode

from copydesk.archive.errors import ArchiveError

__all__ = ["Asked", "address"]


class Asked(NamedTuple):
    """A request without its protocol.

    Attributes:
        path: as asked, without the suffix of a twin.
        id: the part of the path that names something; empty where none does.
        query: the last value of each name.
        is_writable: whether decisions can be made.
        is_static: whether the page goes into a file, where nothing can be asked.
    """

    path: str
    id: str
    query: Mapping[str, str]
    is_writable: bool = False
    is_static: bool = False

    def text(self, name: str) -> str:
        """A value of the query; empty where it was not given."""
        return self.query.get(name, "").strip()

    def choice(self, name: str, values: tuple[str, ...]) -> str:
        """One of the values, the first where none was given.

        Raises:
            ArchiveError: `choice`, something else was given.
        """
        given = self.text(name) or values[0]
        if given not in values:
            raise ArchiveError("choice", f"{name} is one of {', '.join(values)}, not {given[:40]!r}")
        return given

    def here(self, **changes: str | None) -> str:
        """The address of this page with some of the query changed; None takes a name away."""
        query = {name: value for name, value in {**self.query, **changes}.items() if value}
        return address(self.path, **query)


def address(path: str, **query: str | None) -> str:
    """The address of a path and a query, ready for a link; the same query always has the same address.

    >>> address("/search", q="ferry strike")
    '/search?q=ferry+strike'
    """
    given = {name: value for name, value in sorted(query.items()) if value}
    whole = quote(path, safe="/@:", errors="replace")
    return f"{whole}?{urlencode(given, errors='replace')}" if given else whole
