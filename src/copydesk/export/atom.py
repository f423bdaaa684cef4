"""An Atom feed of stories that changed (RFC 4287)."""

from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from copydesk.export.neutral import neutral, web_url

__all__ = ["Entry", "to_atom"]

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


class Entry(NamedTuple):
    """One change: a stable id, a title, when it was seen (ISO 8601), where, and what it is in words."""

    id: str
    title: str
    updated: str
    url: str | None
    summary: str
    author: str


def to_atom(entries: Iterable[Entry], *, id: str, title: str, updated: str) -> str:  # noqa: A002 - the element's name
    """The feed of the entries, as they come."""
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{_NAMESPACE}">\n'
        f"<id>{_text(id)}</id>\n<title>{_text(title)}</title>\n<updated>{_text(updated)}</updated>\n"
    )
    return head + "".join(map(_entry, entries)) + "</feed>\n"


def _entry(entry: Entry) -> str:
    url = web_url(entry.url)
    link = f"<link href={quoteattr(url)}/>\n" if url else ""
    return (
        f"<entry>\n<id>{_text(entry.id)}</id>\n<title>{_text(entry.title)}</title>\n"
        f"<updated>{_text(entry.updated)}</updated>\n<author><name>{_text(entry.author)}</name></author>\n"
        f'{link}<summary type="text">{_text(entry.summary)}</summary>\n</entry>\n'
    )


def _text(text: str) -> str:
    return escape(neutral(text))
