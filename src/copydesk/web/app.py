"""The room as an ASGI application: an address in, a page or its twin out."""

import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qsl

from copydesk.archive.errors import Damaged, Locked, NewerArchive, OlderArchive, UnknownId
from copydesk.archive.incoming import person_key
from copydesk.errors import CopydeskError, MissingExtra
from copydesk.web.asked import address
from copydesk.web.changes import atom
from copydesk.web.guard import Guard, Limits, policy
from copydesk.web.pages import Surroundings, html, static
from copydesk.web.people import decide
from copydesk.web.pool import Pool
from copydesk.web.screens import MOST_QUERY, asked_of, view_of
from copydesk.web.shape import Problem, Screen, as_csv, as_json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Room", "application", "problem", "status_of"]

TWINS: Final = {".json": "application/json", ".csv": "text/csv; charset=utf-8"}
STATIC: Final = {"room.css": "text/css; charset=utf-8", "room.js": "text/javascript; charset=utf-8"}
_STATUS: Final = {"no-page": 404, "time": 503}
_TITLES: Final = {
    400: "The question cannot be answered as it stands",
    404: "There is no such page",
    409: "That cannot be written here",
    500: "A part of the archive cannot be read",
    503: "The archive cannot answer now",
}


class Room(NamedTuple):
    """What is served.

    Attributes:
        pool: of the archive.
        limits: who is answered.
        token: what a decision about people has to bring along; empty where none can be made.
    """

    pool: Pool
    limits: Limits
    token: str = ""


def application(room: Room) -> Guard:
    """The application, guarded.

    Raises:
        MissingExtra: starlette is not installed.
    """
    try:
        from starlette.applications import Starlette
        from starlette.concurrency import run_in_threadpool
        from starlette.requests import Request
        from starlette.routing import Route
    except ImportError as error:
        raise MissingExtra("web", "the reading room") from error

    async def page(request: Request) -> "Response":
        return await run_in_threadpool(_answered, room, request)

    async def decision(request: Request) -> "Response":
        return await run_in_threadpool(_decided, room, await _body(request))

    routes = [
        Route("/decide", decision, methods=["POST"]),
        Route("/{path:path}", page, methods=["GET", "HEAD"]),
    ]
    return Guard(Starlette(routes=routes), room.limits)


def status_of(error: CopydeskError) -> int:
    """The status of HTTP for an error."""
    if isinstance(error, UnknownId):
        return 404
    if isinstance(error, Locked | NewerArchive | OlderArchive):
        return 503
    if isinstance(error, Damaged) or error.reason in ("disk", "not-an-archive"):
        return 500
    return _STATUS.get(error.reason, 400)


def problem(error: CopydeskError, asked: str) -> Screen:
    """The page that says what is wrong, and what would do instead."""
    status = status_of(error)
    hints = tuple(error.nearest) if isinstance(error, UnknownId) else ()
    row = Problem(code=error.reason, message=str(error)[:600], hints=hints)
    return Screen("error", f"{_TITLES[status]}: {asked[:80]}", {"error": (row,)}, status=status)


def _answered(room: Room, request: "Request") -> "Response":
    from starlette.responses import Response

    path = request.url.path
    name = path.removeprefix("/static/")
    if name in STATIC and path.startswith("/static/"):
        return Response(static(name), media_type=STATIC[name], headers={"cache-control": "max-age=300"})
    query = dict(request.query_params) if len(request.url.query) <= MOST_QUERY else {}
    if path == "/changes.atom":
        return _feed(room, query)
    path, suffix = _parted(path)
    screen = _screen(room, path, query)
    if suffix:
        body = as_json(screen) if suffix == ".json" else as_csv(screen)
        return Response(body, screen.status, media_type=TWINS[suffix])
    here = f"{path}?{request.url.query}" if query else path
    around = Surroundings(link=str, here=here, token=room.token)
    headers = {"content-security-policy": policy(remote_images=screen.remote_images)}
    text = html(screen, around).encode("utf-8", "replace")
    return Response(text, screen.status, media_type="text/html; charset=utf-8", headers=headers)


async def _body(request: "Request") -> dict[str, str]:
    """The fields of a small form."""
    whole = b""
    async for chunk in request.stream():
        whole += chunk
        if len(whole) > MOST_QUERY:
            return {}
    return dict(parse_qsl(whole.decode("utf-8", "replace"), errors="replace"))


def _decided(room: Room, form: Mapping[str, str]) -> "Response":
    """Keep a decision about two names, and show the person again."""
    from starlette.responses import RedirectResponse, Response

    given = form.get("token", "")
    if not room.token or not hmac.compare_digest(given.encode("utf-8", "replace"), room.token.encode()):
        message = "Decisions are made in a room that was started with --edit, with the buttons of a person's page.\n"
        return Response(message, 403, media_type="text/plain; charset=utf-8")
    one, other = form.get("one", ""), form.get("other", "")
    try:
        with room.pool.writer() as archive:
            decide(archive, form.get("verdict", ""), one, other)
    except CopydeskError as error:
        screen = problem(error, "/decide")
        text = html(screen, Surroundings(link=str, here="/decide", twins=False)).encode("utf-8", "replace")
        return Response(text, screen.status, media_type="text/html; charset=utf-8")
    return RedirectResponse(address(f"/person/{person_key(one)}"), 303)


def _feed(room: Room, query: Mapping[str, str]) -> "Response":
    from starlette.responses import Response

    try:
        with room.pool.archive() as archive:
            body = atom(archive, asked_of("/changes", query))
    except CopydeskError as error:
        return Response(as_json(problem(error, "/changes")), status_of(error), media_type="application/json")
    return Response(body, media_type="application/atom+xml; charset=utf-8")


def _parted(path: str) -> tuple[str, str]:
    """The path of the page, and the suffix of the twin that is asked for."""
    for suffix in TWINS:
        if path.endswith(suffix):
            bare = path.removesuffix(suffix)
            return ("/" if bare == "/index" else bare), suffix
    return path, ""


def _screen(room: Room, path: str, query: Mapping[str, str]) -> Screen:
    try:
        view, _ = view_of(path)
        with room.pool.archive() as archive:
            return view(archive, asked_of(path, query, is_writable=bool(room.token)))
    except CopydeskError as error:
        return problem(error, path)
