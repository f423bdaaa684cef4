"""The command `diff`: what changed from one capture to another, typed."""

import click

from copydesk.cli.archive.opened import archive_argument, json_option, listed, opened

__all__ = ["diff"]


@click.command()
@archive_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@json_option
def diff(archive: str, one: str, other: str, *, as_json: bool) -> None:
    """Say what changed from A to B: two captures of a story, or two outlets' copies.

    \b
      copydesk diff news.db 12@1 12@2
      copydesk diff news.db 12 40 --json
    """
    with opened(archive) as held:
        found = held.diff(one, other)
    if as_json:
        listed(found)
