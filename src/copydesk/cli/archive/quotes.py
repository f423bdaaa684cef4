"""The command `quotes`: who said what, in every wording."""

from typing import TYPE_CHECKING

import click

from copydesk.cli.archive.opened import UNREAD, archive_argument, json_option, listed, opened, say, terminal

if TYPE_CHECKING:
    from copydesk.archive.quotes import Said

__all__ = ["quotes"]


@click.command()
@archive_argument
@click.argument("speaker", nargs=-1)
@click.option("--outlet", default="", metavar="HOST", help="Only as this outlet printed it.")
@json_option
def quotes(archive: str, speaker: tuple[str, ...], *, outlet: str, as_json: bool) -> None:
    """List what somebody said, the wordings of one quote together.

    \b
      copydesk quotes news.db ada merrow
      copydesk quotes news.db --outlet courier.example
    """
    with opened(archive) as held:
        found = held.quotes(" ".join(speaker), outlet=outlet)
        unread = held.info().readings == 0
    if as_json:
        listed(found)
    elif not found:
        say(f"{UNREAD if unread else 'No quote of theirs.'}\n")
    else:
        say("\n".join(line for one in found for line in _lines(one)) + "\n")


def _lines(one: "Said") -> list[str]:
    from copydesk.cli.terminal import wrapped
    from copydesk.export.neutral import one_line

    shown = terminal()
    lines = [shown.bold(one_line(one.speaker or "(nobody named)"))]
    lines += [f"  {line}" for line in wrapped(one_line(one.words), shown.width - 2)]
    printed: set[str] = set()
    for wording in one.wordings:
        other = "" if wording.words == one.words or wording.words in printed else f": {one_line(wording.words)}"
        printed.add(wording.words)
        place = f"{wording.id} {wording.outlet} {wording.day or ''}".strip()
        lines += [shown.dim(f"    {line}") for line in wrapped(place + other, shown.width - 4)]
    return lines
