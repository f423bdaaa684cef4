"""The command `timeline`: dated events of many stories."""

import click

from copydesk.cli.archive.opened import UNREAD, archive_argument, json_option, listed, opened, say, terminal

__all__ = ["timeline"]


@click.command()
@archive_argument
@click.argument("query", nargs=-1)
@json_option
def timeline(archive: str, query: tuple[str, ...], *, as_json: bool) -> None:
    """List the dated events of the stories that a query finds, in the order of the calendar.

    \b
      copydesk timeline news.db ferry since:2024
    """
    with opened(archive) as held:
        found = held.timeline(" ".join(query))
        unread = held.info().readings == 0
    if as_json:
        listed(found)
        return
    if not found:
        say(f"{UNREAD if unread else 'No dated event.'}\n")
        return
    from copydesk.cli.terminal import padded, wrapped
    from copydesk.export.neutral import one_line

    shown = terminal()
    margin = 14
    lines = []
    for one in found:
        ahead = "  (ahead)" if one.is_ahead else ""
        told = wrapped(one_line(one.what) + ahead, shown.width - margin)
        lines.append(padded(one.value or one.first or "", margin) + told[0])
        lines += [" " * margin + line for line in told[1:]]
        lines.append(" " * margin + shown.dim(f"{one.id} {one.outlet}, {one.status} [{one.rule}]"))
    say("\n".join(lines) + "\n")
