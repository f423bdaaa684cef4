"""A process made ready for its first page: tables and models loaded before it is copied."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from copydesk.jobs.work import Request

__all__ = ["warmed"]

_PAGE: Final = (
    b'<!DOCTYPE html><html lang="en"><title>Ferry back in service - Ellary Ledger</title>'
    b"<h1>Ferry back in service</h1><p>By Ada Marsh</p><p>12 May 2026</p>"
    + b"<p>The ferry to Lunde sails from Monday, &ldquo;early&rdquo;, Ola Berg of the port said.</p>"
    * 2
)
_TEXT: Final = b"Ferry back in service\n\nBy Ada Marsh\n\nThe ferry to Lunde sails again from Monday, the port said.\n"


def warmed(request: "Request") -> None:
    """Read a made-up page and a made-up text as the request says, so that all that reading needs is in memory."""
    from copydesk.jobs.work import Task, attempt

    plain = request._replace(url=None, kind=None)
    for content in (_PAGE, _TEXT):
        attempt(Task("warm", content), plain, lambda story: story)
