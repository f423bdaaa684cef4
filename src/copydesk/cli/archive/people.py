"""The command `people`: who stands in the stories, and what was decided about two names."""

from typing import TYPE_CHECKING

import click

from copydesk.cli.archive.opened import (
    UNREAD,
    archive_argument,
    json_option,
    listed,
    opened,
    say,
    terminal,
    wait_option,
)

if TYPE_CHECKING:
    from copydesk.archive.archive import Archive
    from copydesk.archive.people import Named

__all__ = ["people"]


@click.command()
@archive_argument
@click.argument("name", nargs=-1)
@click.option("--same", nargs=2, metavar="NAME NAME", help="Decide that two names are one person.")
@click.option("--different", nargs=2, metavar="NAME NAME", help="Decide that two names are two people.")
@click.option("--undo", nargs=2, metavar="NAME NAME", help="Take a decision back.")
@json_option
@wait_option
def people(
    archive: str,
    name: tuple[str, ...],
    *,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: tuple[str, str] | None,
    as_json: bool,
    wait: float,
) -> None:
    """List the people of the stories with their variants, roles and quotes.

    \b
      copydesk people news.db                       everybody, the most named first
      copydesk people news.db merrow                those with this word in their name
      copydesk people news.db --same 'A. Merrow' 'Ada Merrow'
    """
    if same or different or undo:
        with opened(archive, write=True, wait=wait) as held:
            say(_decide(held, same, different, undo))
        return
    with opened(archive) as held:
        found = held.people(" ".join(name))
        unread = held.info().readings == 0
    if as_json:
        listed(found)
    elif not found:
        say(_none(unread=unread))
    else:
        say("\n".join(line for one in found for line in _lines(one)) + "\n")


def _decide(
    held: "Archive", same: tuple[str, str] | None, different: tuple[str, str] | None, undo: tuple[str, str] | None
) -> str:
    from copydesk.archive import people as across
    from copydesk.archive.archive import now

    if undo:
        return "Taken back.\n" if across.undo(held.connection, *undo) else "There was no such decision.\n"
    one, other = same or different or ("", "")
    across.decide_people(held.connection, "same" if same else "different", one, other, now())
    return f"Kept: {one} and {other} are {'one' if same else 'two people'}.\n"


def _none(*, unread: bool) -> str:
    return f"{UNREAD if unread else 'Nobody of that name.'}\n"


def _lines(one: "Named") -> list[str]:
    from copydesk.cli.terminal import padded, wrapped
    from copydesk.export.neutral import one_line

    shown = terminal()
    margin = 4
    counts = f"{one.stories} {'story' if one.stories == 1 else 'stories'}, {one.quotes} quotes"
    days = f", {one.first} to {one.last}" if one.first and one.first != one.last else f", {one.first or 'no day'}"
    lines = [shown.bold(padded(one_line(one.name), 0)) + "  " + shown.dim(counts + days)]
    others = [one_line(variant) for variant in one.variants if variant != one.name]
    for label, values in (("also", others[:8]), ("as", [one_line(role) for role in one.roles[:4]])):
        if values:
            lines += [" " * margin + line for line in wrapped(f"{label} {'; '.join(values)}", shown.width - margin)]
    return lines
