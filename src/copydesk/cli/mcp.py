"""The command `mcp`: an archive's tools for programs that speak the Model Context Protocol, over stdin and stdout."""

from pathlib import Path

import click

__all__ = ["mcp"]


@click.command()
@click.argument("archive", metavar="ARCHIVE")
@click.pass_context
def mcp(ctx: click.Context, archive: str) -> None:
    """Let a program read an archive by the Model Context Protocol: search, stories, versions, copies, people, quotes.

    \b
      copydesk mcp news.db        in a client's settings: {"command": "copydesk", "args": ["mcp", "/path/to/news.db"]}

    It speaks over stdin and stdout, writes nothing, and ends when its client does. `read_url` alone goes to the web,
    politely and to no private address.
    """
    from copydesk.errors import CopydeskError, MissingExtra
    from copydesk.mcp import server

    try:
        found = server(Path(archive))
    except CopydeskError as error:
        click.echo(f"copydesk: {error} [{error.reason}]", err=True)
        ctx.exit(2 if isinstance(error, MissingExtra) else error.exit_code)
    found.run("stdio")
