"""The command `serve`: the reading room of an archive, or of some pages, on this machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    import socket

    from copydesk.web.pool import Pool

__all__ = ["serve"]

_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_SQLITE: Final = b"SQLite format 3\0"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="ARCHIVE | PAGE...")
@click.option("--port", type=click.IntRange(0, 65535), default=8420, metavar="N", help="8420 by default; 0 is any.")
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen; others than loopback ask a token."
)
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="A name that the room answers to as well.")
@click.option("--edit", is_flag=True, help="Let decisions about people be made in the room.")
@click.pass_context
def serve(
    ctx: click.Context, sources: tuple[str, ...], *, port: int, host: str, names: tuple[str, ...], edit: bool
) -> None:
    """Open the reading room: stories with their evidence, copies and changes, in a browser.

    \b
      copydesk serve news.db                an archive, as it is at each request
      copydesk serve page.html other.txt    some pages, in an archive in memory
      copydesk serve news.db --port 0       any free port; the address is printed

    It answers to this machine alone. With --host others can reach it: every request then needs the token that is
    printed with the address. Ctrl-C ends it.
    """
    try:
        _serve(sources, port, host, names, is_writable=edit)
    except CopydeskError as error:
        click.echo(f"copydesk: {error} [{error.reason}]", err=True)
        ctx.exit(2 if error.reason in ("port", "file", "not-found", "missing-extra") else error.exit_code)


def _serve(sources: Sequence[str], port: int, host: str, names: Sequence[str], *, is_writable: bool) -> None:
    import secrets

    from copydesk.web.app import Room, application
    from copydesk.web.guard import Limits

    pool = _pool(sources)
    token = "" if host in _LOOPBACK else secrets.token_urlsafe(24)
    listening = _listening(host, port)
    port = listening.getsockname()[1]
    limits = Limits.on(port, (*names, *_own_names(host)), token)
    app = application(Room(pool, limits, secrets.token_urlsafe(24) if is_writable else ""))
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Reading room at http://{shown}:{port}/{f'?token={token}' if token else ''}")
    try:
        _run(app, listening)
    finally:
        pool.close()


def _own_names(host: str) -> tuple[str, ...]:
    return () if host in ("0.0.0.0", "::") else (f"[{host}]" if ":" in host else host,)  # noqa: S104 - what was asked for


def _pool(sources: Sequence[str]) -> "Pool":
    from copydesk.web.pool import Pool

    archives = [source for source in sources if _is_database(source)]
    if archives and len(sources) > 1:
        raise CopydeskError("file", "one archive, or pages: not both and not several archives")
    if archives:
        return Pool.of_file(Path(archives[0]))
    from copydesk.web.shelf import archive_of_pages

    return Pool.of(archive_of_pages(sources, lambda message: click.echo(f"copydesk: {message}", err=True)))


def _is_database(source: str) -> bool:
    try:
        with Path(source).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _listening(host: str, port: int) -> "socket.socket":
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except (OSError, UnicodeError) as error:
        found.close()
        what = getattr(error, "strerror", None) or error
        raise CopydeskError(
            "port", f"{host}:{port} cannot be listened on: {what}; --port 0 takes any free one"
        ) from error
    return found


def _run(app: object, listening: "socket.socket") -> None:
    try:
        import uvicorn
    except ImportError as error:
        from copydesk.errors import MissingExtra

        raise MissingExtra("web", "the reading room") from error
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # an ASGI application
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("copydesk: the reading room is closed.", err=True)
