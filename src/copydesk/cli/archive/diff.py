"""The command `diff`: what changed from one capture to another, typed."""

from typing import TYPE_CHECKING

import click

from copydesk.cli.archive.opened import archive_argument, json_option, listed, opened, say, terminal

if TYPE_CHECKING:
    from copydesk.archive.differences.changes import Change

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
    elif not found:
        say("Nothing changed.\n")
    else:
        say("\n".join(line for change in found for line in _lines(change)) + "\n")


def _lines(change: "Change") -> list[str]:
    from copydesk.cli.terminal import padded, wrapped
    from copydesk.export.neutral import one_line

    shown = terminal()
    margin = 4
    lines = [shown.bold(padded(change.kind, 12)) + shown.dim(f"{change.significance}: {one_line(change.reason)}")]
    for sign, words in (("-", change.before), ("+", change.after)):
        if words is not None:
            told = wrapped(one_line(words.text), shown.width - margin)
            lines += [f"  {sign if number == 0 else ' '} {line}" for number, line in enumerate(told)]
    return lines
